"""How shared actions stood on a day in the past, from the lines of their stories."""

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from partnerships.actions.models import Action, Entry
from partnerships.actions.models.action import LIVE
from partnerships.actions.selectors.log import shared_log
from partnerships.actions.tally import Standing
from partnerships.directory.models import Partnership


def stood_on(rows: QuerySet[Action], day: date) -> QuerySet[Action]:
    """Keep what was opened by `day`, each with `stood`, `stood_since` and `stood_due`."""
    lines = Entry.objects.filter(action=OuterRef("pk"), kind__in=Entry.STATE_KINDS, on__lte=day)
    latest = lines.order_by("-on", "-id")
    return rows.filter(opened_on__lte=day).annotate(
        stood=Subquery(latest.values("status")[:1]),
        stood_since=Subquery(latest.values("on")[:1]),
        stood_due=Subquery(latest.values("due_on")[:1]),
    )


def standings(partnership: Partnership, day: date) -> list[Standing]:
    """Return every shared action as it stood at the end of `day`. One query, whatever their number."""
    impact = Entry.objects.openly().filter(action=OuterRef("pk"), kind=Entry.Kind.IMPACT)
    rows = stood_on(Action.objects.of(partnership).shared(), day).order_by()
    rows = rows.annotate(impact=Exists(impact), agency=F("owner_agency__slug"))
    names = ("origin_kind", "agency", "opened_on", "stood", "stood_since", "stood_due", "done_on", "impact")
    return [
        Standing(
            origin=origin,
            agency=agency or "",
            opened_on=opened_on,
            status=status,
            since=since,
            due_on=due_on,
            done_on=done_on,
            impact=has_impact,
        )
        for origin, agency, opened_on, status, since, due_on, done_on, has_impact in rows.values_list(*names)
    ]


def report_rows(partnership: Partnership, first: date, day: date) -> list[Action]:
    """Return the shared actions that were open at any time from `first` to `day`, as they stood then. Two queries."""
    rows = stood_on(shared_log(partnership), day).order_by("origin_kind", "origin_label", "opened_on", "pk")
    return [row for row in rows if row.stood in LIVE or row.stood_since >= first]  # type: ignore[attr-defined]
