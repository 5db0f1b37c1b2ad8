"""The partnership's working calendar, and what a deadline would be under another edition."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from partnerships.directory.models import Partnership, User
from reviews.cases.deadlines import Pause, due_day
from reviews.cases.models import (
    SPECS,
    Case,
    CaseEvent,
    Clock,
    ClockRule,
    GuidanceEdition,
    HolidayCorrection,
    LocalRule,
)
from reviews.cases.models.guidance import Terms
from safeguarding.lib.calendar import WorkingCalendar

WHAT_IFS_PER_PAGE = 50  # cases
RUNNING = Q(started_by__isnull=False, met_on__isnull=True)


def calendar_of(partnership: Partnership) -> WorkingCalendar:
    """Return England's working days with the partnership's corrections. One query."""
    rows = HolidayCorrection.objects.of(partnership).values_list("day", "change", "name")
    proclaimed = {day: name for day, change, name in rows if change == HolidayCorrection.Change.PROCLAIMED}
    withdrawn = frozenset(day for day, change, _ in rows if change == HolidayCorrection.Change.WITHDRAWN)
    return WorkingCalendar(proclaimed, withdrawn)


def corrections_of(partnership: Partnership) -> QuerySet[HolidayCorrection]:
    """Return the corrections recorded, latest day first."""
    return HolidayCorrection.objects.of(partnership).select_related("recorded_by")


def rules_for(case: Case) -> list[tuple[ClockRule, LocalRule | None]]:
    """Return the rules of a case's edition for its kind, each with the partnership's own reading."""
    if case.edition_id is None:
        return []
    rules = ClockRule.objects.filter(edition=case.edition_id, kind=case.kind)
    local = {row.rule_id: row for row in LocalRule.objects.of(case.partnership).filter(rule__in=rules)}
    return [(rule, local.get(rule.pk)) for rule in rules]


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """A deadline now and as it would be under another edition; `other` None where that sets none or none yet.

    `added` is one the case does not have now, `dropped` one the other edition does not know.
    """

    case: Case
    title: str
    now: date | None
    other: date | None
    length: str
    added: bool = False
    dropped: bool = False

    @property
    def moves(self) -> bool:
        """Return True when the two differ."""
        return self.now != self.other


@dataclass(frozen=True, kw_only=True)
class WhatIfPage:
    """One page of cases, with their running deadlines now and as they would be, and those they would get."""

    page: Page[Case]
    rows: list[WhatIf]


def what_if(partnership: Partnership, user: User, edition: GuidanceEdition, number: str | None = None) -> WhatIfPage:
    """Return the deadlines of the cases a person may read, recounted under an edition. Changes nothing.

    Where the partnership reads a deadline of that edition in its own way, it is counted so.
    """
    calendar, rules = calendar_of(partnership), list(edition.rules.all())
    local = {row.rule_id: row for row in LocalRule.objects.of(partnership).filter(rule__in=rules)}
    terms: dict[str, dict[str, tuple[ClockRule, Terms]]] = {}
    for rule in rules:
        terms.setdefault(rule.kind, {})[rule.key] = (rule, local.get(rule.pk) or rule)
    readable = Case.objects.of(partnership).visible_to(user)
    kinds = [spec.kind for spec in SPECS.values() if spec.audience == edition.audience]
    page = Paginator(_touched(readable.filter(kind__in=kinds), terms), WHAT_IFS_PER_PAGE).get_page(number)
    rows = [row for case in page for row in _of_case(case, terms.get(case.kind, {}), calendar)]
    return WhatIfPage(page=page, rows=rows)


def _touched(cases: QuerySet[Case], terms: dict[str, dict[str, tuple[ClockRule, Terms]]]) -> QuerySet[Case]:
    # Cases with a running deadline, or open ones that would get a deadline they do not have.
    own = Clock.objects.filter(case=OuterRef("pk"))
    wanted = Q(Exists(own.filter(RUNNING)))
    for kind, by_key in terms.items():
        for key, (_, said) in by_key.items():
            done = CaseEvent.objects.filter(case=OuterRef("pk"), kind=said.stop_event, withdrawn_at=None)
            lacks = ~Exists(own.filter(rule__key=key)) & ~Exists(done)
            wanted |= Q(lacks, kind=kind, status=Case.Status.OPEN)
    next_due = Subquery(own.filter(RUNNING).order_by("due_on").values("due_on")[:1])
    clocks = Prefetch("clocks", Clock.objects.select_related("rule").prefetch_related("pauses"))
    rows = cases.filter(wanted).annotate(next_due=next_due).prefetch_related("events", clocks)
    return rows.order_by(F("next_due").asc(nulls_last=True), "id")


def _of_case(case: Case, terms: dict[str, tuple[ClockRule, Terms]], calendar: WorkingCalendar) -> list[WhatIf]:
    standing = {event.kind: event for event in case.events.all() if event.withdrawn_at is None}
    clocks = list(case.clocks.all())
    rows = []
    for clock in clocks:
        if clock.started_by_id and not clock.met_on:
            _, said = terms.get(clock.rule.key, (None, None))
            other = _counted(said, standing, calendar, pauses_of(clock)) if said else None
            length = said.length if said else "No such deadline"
            row = WhatIf(
                case=case, title=str(clock.rule), now=clock.due_on, other=other, length=length, dropped=said is None
            )
            rows.append(row)
    had = {clock.rule.key for clock in clocks}
    for key, (rule, said) in terms.items():
        if key not in had and said.stop_event not in standing and case.status == Case.Status.OPEN:
            other = _counted(said, standing, calendar, [])
            rows.append(WhatIf(case=case, title=rule.title, now=None, other=other, length=said.length, added=True))
    return rows


def _counted(
    terms: Terms, standing: dict[str, CaseEvent], calendar: WorkingCalendar, pauses: list[Pause]
) -> date | None:
    start = standing.get(terms.start_event)
    return due_day(terms, start.when.start, calendar, pauses) if start and start.when.is_exact else None


def pauses_of(clock: Clock) -> list[Pause]:
    """Return a clock's pauses for counting: one still open ended when the thing was done. Prefetch with lists."""
    rows = [Pause(row.paused_on, row.resumed_on or clock.met_on) for row in clock.pauses.all()]
    return [row for row in rows if row.end is None or row.start < row.end]
