"""Editions of guidance as a partnership sees them: shipped ones, its own, its drafts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from partnerships.directory.models import Partnership
from reviews.cases.guidance.criteria import CRITERIA
from reviews.cases.models import SPECS, Case, ClockRule, EventKind, GuidanceEdition, Kind, LocalRule, SourceCheck
from safeguarding.lib.calendar import FuzzyDate


@dataclass(frozen=True, kw_only=True)
class Editions:
    """The editions known to a partnership: in force today, still to come, replaced, and drafts."""

    drafts: list[GuidanceEdition]
    current: list[GuidanceEdition]
    coming: list[GuidanceEdition]
    earlier: list[GuidanceEdition]


def editions_page(partnership: Partnership, today: date) -> Editions:
    """Return every edition with its rules, each with this partnership's own reading and check."""
    found = Editions(drafts=[], current=[], coming=[], earlier=[])
    audiences: set[str] = set()
    for edition in editions_with_rules(partnership):
        if edition.is_draft:
            found.drafts.append(edition)
        elif edition.starts_on > today:
            found.coming.append(edition)
        elif edition.audience in audiences:
            found.earlier.append(edition)
        else:  # the ordering puts what holds today first
            found.current.append(edition)
            audiences.add(edition.audience)
    return found


def editions_with_rules(partnership: Partnership) -> QuerySet[GuidanceEdition]:
    """Return every edition with its rules, each with this partnership's own reading as `readings` and `verified`."""
    readings = Prefetch("local_rules", LocalRule.objects.of(partnership), to_attr="readings")
    checks = Prefetch("checks", SourceCheck.objects.of(partnership).select_related("recorded_by"), to_attr="verified")
    rules = Prefetch("rules", ClockRule.objects.prefetch_related(readings).prefetch_related(checks))
    return GuidanceEdition.objects.known_to(partnership).select_related("in_force_by").prefetch_related(rules)


def edition_named(partnership: Partnership, slug: str) -> QuerySet[GuidanceEdition]:
    """Return the edition with a slug, with its rules, if the partnership knows it."""
    return GuidanceEdition.objects.known_to(partnership).filter(slug=slug).prefetch_related("rules")


def own_editions(partnership: Partnership) -> QuerySet[GuidanceEdition]:
    """Return the partnership's own editions, drafts included."""
    return GuidanceEdition.objects.of(partnership).select_related("in_force_by", "partnership")


def rules_known(partnership: Partnership) -> QuerySet[ClockRule]:
    """Return every rule the partnership can read in its own way or mark: those of editions in force."""
    known = GuidanceEdition.objects.known_to(partnership).in_force()
    return ClockRule.objects.filter(edition__in=known).select_related("edition")


def rules_of(edition: GuidanceEdition) -> QuerySet[ClockRule]:
    """Return the rules of one edition."""
    return edition.rules.select_related("edition__partnership")


def reading_of(partnership: Partnership, rule: ClockRule) -> LocalRule | None:
    """Return how the partnership reads a rule, where it has set that."""
    rows = LocalRule.objects.of(partnership).filter(rule=rule)
    return rows.select_related("set_by", "rule__edition", "partnership").first()


def check_of(partnership: Partnership, rule: ClockRule) -> SourceCheck | None:
    """Return the partnership's own mark that the rule was verified."""
    rows = SourceCheck.objects.of(partnership).filter(rule=rule)
    return rows.select_related("recorded_by", "rule", "partnership").first()


def edition_for(kind: str, day: date, partnership: Partnership) -> GuidanceEdition | None:
    """Return the edition in force on a day for a kind of case; None where no guidance known here sets a deadline.

    Of two from the same day the partnership's own goes before the shipped one, and the later put in force before both.
    """
    rows = GuidanceEdition.objects.known_to(partnership).in_force()
    rows = rows.filter(audience=SPECS[Kind(kind)].audience, starts_on__lte=day)
    return rows.order_by("-starts_on", F("in_force_at").desc(nulls_last=True)).first()


def criteria_for(case: Case) -> tuple[str, ...]:
    """Return what a decision about a case considers: the criteria of its edition, or those of its kind of law."""
    listed = case.edition.criteria_listed if case.edition else ()
    return listed or CRITERIA[SPECS[Kind(case.kind)].audience]


def begun_on(kind: str, events: Mapping[EventKind, FuzzyDate]) -> date | None:
    """Return the first day a case of a kind can have begun by its events; None where nothing says it.

    The incident does not count: a review of what happened years ago stands under the guidance of its own beginning.
    """
    known = [when for event, when in events.items() if event in SPECS[Kind(kind)].first_events]
    return min((when.earliest or when.latest for when in known), default=None)
