"""The partnership's working calendar, editions and what a deadline would be under another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet

from partnerships.directory.models import Partnership, User
from reviews.cases.deadlines import Pause, due_day
from reviews.cases.models import (
    SPECS,
    Case,
    Clock,
    ClockRule,
    EventKind,
    GuidanceEdition,
    HolidayCorrection,
    Kind,
    LocalRule,
)
from safeguarding.lib.calendar import FuzzyDate, WorkingCalendar

WHAT_IFS_PER_PAGE = 50


def calendar_of(partnership: Partnership) -> WorkingCalendar:
    """Return England's working days with the partnership's corrections. One query."""
    rows = HolidayCorrection.objects.of(partnership).values_list("day", "change", "name")
    proclaimed = {day: name for day, change, name in rows if change == HolidayCorrection.Change.PROCLAIMED}
    withdrawn = frozenset(day for day, change, _ in rows if change == HolidayCorrection.Change.WITHDRAWN)
    return WorkingCalendar(proclaimed, withdrawn)


def corrections_of(partnership: Partnership) -> QuerySet[HolidayCorrection]:
    """Return the corrections recorded, latest day first."""
    return HolidayCorrection.objects.of(partnership).select_related("recorded_by")


def edition_for(kind: str, day: date) -> GuidanceEdition | None:
    """Return the edition in force on a day for a kind of case; None where no guidance of ours sets a deadline."""
    rows = GuidanceEdition.objects.filter(audience=SPECS[Kind(kind)].audience, starts_on__lte=day)
    return rows.order_by("-starts_on").first()


def begun_on(kind: str, events: Mapping[EventKind, FuzzyDate]) -> date | None:
    """Return the first day a case of a kind can have begun by its events; None where nothing says it.

    The incident does not count: a review of what happened years ago stands under the guidance of its own beginning.
    """
    known = [when for event, when in events.items() if event in SPECS[Kind(kind)].first_events]
    return min((when.earliest or when.latest for when in known), default=None)


def editions_with_rules(partnership: Partnership) -> QuerySet[GuidanceEdition]:
    """Return every edition with its rules, each with this partnership's own reading as `readings`."""
    readings = Prefetch("local_rules", LocalRule.objects.of(partnership), to_attr="readings")
    return GuidanceEdition.objects.prefetch_related(Prefetch("rules", ClockRule.objects.prefetch_related(readings)))


def edition_named(slug: str) -> QuerySet[GuidanceEdition]:
    """Return the edition with a slug, with its rules."""
    return GuidanceEdition.objects.filter(slug=slug).prefetch_related("rules")


def rules_all() -> QuerySet[ClockRule]:
    """Return every rule with its edition."""
    return ClockRule.objects.select_related("edition")


def rules_for(case: Case) -> list[tuple[ClockRule, LocalRule | None]]:
    """Return the rules of a case's edition for its kind, each with the partnership's own reading."""
    if case.edition_id is None:
        return []
    rules = ClockRule.objects.filter(edition=case.edition_id, kind=case.kind)
    local = {row.rule_id: row for row in LocalRule.objects.of(case.partnership).filter(rule__in=rules)}
    return [(rule, local.get(rule.pk)) for rule in rules]


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """A running deadline now and as it would be under another edition; `other` None where that sets none."""

    case: Case
    title: str
    now: date | None
    other: date | None
    length: str

    @property
    def moves(self) -> bool:
        """Return True when the two differ."""
        return self.now != self.other


@dataclass(frozen=True, kw_only=True)
class WhatIfPage:
    """One page of running deadlines, each now and as it would be."""

    page: Page[Clock]
    rows: list[WhatIf]


def what_if(partnership: Partnership, user: User, edition: GuidanceEdition, number: str | None = None) -> WhatIfPage:
    """Return running deadlines of the cases a person may read, recounted under an edition. Changes nothing."""
    calendar = calendar_of(partnership)
    rules = {(rule.kind, rule.key): rule for rule in edition.rules.all()}
    kinds = [spec.kind for spec in SPECS.values() if spec.audience == edition.audience]
    readable = Case.objects.of(partnership).visible_to(user).filter(kind__in=kinds)
    clocks = Clock.objects.filter(case__in=readable, started_by__isnull=False, met_on__isnull=True)
    clocks = clocks.select_related("case", "rule", "started_by").prefetch_related("pauses", "case__events")
    page = Paginator(clocks.order_by("due_on", "id"), WHAT_IFS_PER_PAGE).get_page(number)
    rows = [_recounted(clock, rules.get((clock.case.kind, clock.rule.key)), calendar) for clock in page]
    return WhatIfPage(page=page, rows=rows)


def _recounted(clock: Clock, rule: ClockRule | None, calendar: WorkingCalendar) -> WhatIf:
    other = None
    if rule:
        standing = {event.kind: event for event in clock.case.events.all() if event.withdrawn_at is None}
        start = standing.get(rule.start_event)
        if start and start.when.is_exact:
            other = due_day(rule, start.when.start, calendar, pauses_of(clock))
    length = rule.length if rule else "No such deadline"
    return WhatIf(case=clock.case, title=str(clock.rule), now=clock.due_on, other=other, length=length)


def pauses_of(clock: Clock) -> list[Pause]:
    """Return a clock's pauses for counting: one still open ended when the thing was done. Prefetch with lists."""
    rows = [Pause(row.paused_on, row.resumed_on or clock.met_on) for row in clock.pauses.all()]
    return [row for row in rows if row.end is None or row.start < row.end]
