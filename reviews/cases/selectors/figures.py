"""Counting cases for a period, as their keeper may see them, and what has been released to reports."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from partnerships.directory.models import Partnership, User
from reviews.cases.models import SPECS, BasisChoice, Case, Clock, EventKind, FigureRelease, Kind
from reviews.cases.selectors.calendar import calendar_of
from reviews.cases.selectors.keepers import coordinators_of
from reviews.cases.selectors.touching import touched_by
from safeguarding.lib.calendar import FuzzyDate, WorkingCalendar, working_days_between
from safeguarding.lib.facts import FactKey, Period

ALWAYS = {"count": "", "deadlines": ", deadlines that fell due", "deadlines-met": ", deadlines met on time"}
FLOW = {
    EventKind.NOTIFIED: "notified",
    EventKind.REFERRED: "referred",
    EventKind.RAPID_SENT: "sent to the national panel",
    EventKind.DECIDED: "decided on",
    EventKind.STARTED: "begun",
    EventKind.COMPLETED: "completed",
    EventKind.PUBLISHED: "published",
}


def parts_of(kind: Kind) -> dict[str, str]:
    """Return what is counted of a kind: the part of the key, and the words after the name of the kind.

    `under-way` is a stock at the end of the period, the others are flows within it. `days` is the sum of days taken by
    what was finished in the period, `days-of` how many that were.
    """
    spec = SPECS[kind]
    flows = {flow.value.replace("_", "-"): f", {FLOW[flow]}" for flow in spec.flows}
    stock = {"under-way": ", under way at the end"} if spec.begins else {}
    unit = "working days" if spec.working else "days"
    taken = {"days": f", {unit} taken in all", "days-of": ", deadlines met, late or not"}
    return {**ALWAYS, **flows, **stock, **taken}


def key_of(kind: str, part: str, period: Period) -> str:
    """Return the fact key of a figure, such as cases/rapid-review.count?period=2021-22."""
    return str(FactKey(f"cases/{kind.replace('_', '-')}.{part}", {"period": period.token}))


@dataclass(frozen=True, kw_only=True)
class KindFigures:
    """What one kind of case counts in a period, by part. `unclear` cases are dated too roughly to say."""

    kind: Kind
    values: Mapping[str, int]
    unclear: int

    @property
    def count(self) -> int:
        """Return how many are in the period by the basis of the kind."""
        return self.values["count"]


def bases_of(partnership: Partnership) -> dict[Kind, EventKind]:
    """Return the event by which each kind is counted here. One query."""
    chosen = {Kind(row.kind): EventKind(row.basis) for row in BasisChoice.objects.of(partnership)}
    return {kind: chosen.get(kind, spec.basis) for kind, spec in SPECS.items()}


def basis_choices(partnership: Partnership) -> dict[str, BasisChoice]:
    """Return what the partnership set apart, by kind."""
    return {row.kind: row for row in BasisChoice.objects.of(partnership).select_related("set_by")}


def figures_of(partnership: Partnership, user: User, period: Period) -> list[KindFigures]:
    """Return the figures of every kind over the cases a person keeps and their partnership leads.

    A constant number of queries. A review several partnerships take part in is counted by its lead alone.
    """
    return _figures_in(partnership, Case.objects.of(partnership).coordinated_by(user), period)


def figures_of_all(partnership: Partnership, period: Period) -> list[KindFigures]:
    """Return the figures over every case the partnership leads, whoever keeps it: for a release, never for a page."""
    return _figures_in(partnership, Case.objects.of(partnership), period)


def _figures_in(partnership: Partnership, rows: QuerySet[Case], period: Period) -> list[KindFigures]:
    clocks = Prefetch("clocks", Clock.objects.select_related("started_by", "rule"))
    cases = list(touched_by(rows.filter(lead_board=""), period).prefetch_related(clocks))
    bases, calendar = bases_of(partnership), calendar_of(partnership)
    return [
        _counted(kind, [case for case in cases if case.kind == kind], period, bases[kind], calendar) for kind in Kind
    ]


def _counted(kind: Kind, cases: list[Case], period: Period, basis: EventKind, calendar: WorkingCalendar) -> KindFigures:
    spec = SPECS[kind]
    answers = [(case, within(case, period, basis)) for case in cases]
    flows = {
        flow: [within(case, period, flow) if flow == basis else _event_within(case, flow, period) for case in cases]
        for flow in spec.flows
    }
    last = stock_day(period, timezone.localdate())
    stock = [under_way(case, kind, last) for case in cases]
    # By the day each was due, whatever year its case is counted in: the unpublished have no such year yet.
    due = [
        clock for case in cases for clock in case.clocks.all() if clock.due_on and period.start <= clock.due_on <= last
    ]
    days = [taken for case in cases for taken in _taken(case, period, spec.working, calendar)]
    found = {
        "count": sum(answer is True for _, answer in answers),
        "deadlines": len(due),
        "deadlines-met": sum(clock.is_met_on_time for clock in due),
        **{flow.value.replace("_", "-"): sum(said is True for said in answers) for flow, answers in flows.items()},
        "under-way": sum(said is True for said in stock),
        "days": sum(days),
        "days-of": len(days),
    }
    said = zip((answer for _, answer in answers), stock, *flows.values(), strict=True)
    unclear = sum(None in (basis_answer, *others) for basis_answer, *others in said)
    return KindFigures(kind=kind, values={part: found[part] for part in parts_of(kind)}, unclear=unclear)


def within(case: Case, period: Period, basis: EventKind) -> bool | None:
    """Return whether a case is counted in a period by its basis, or the day set for it; None when nobody can say."""
    if case.counted_on:
        return period.start <= case.counted_on <= period.end
    return _event_within(case, basis, period)


def counted_before(case: Case, period: Period, basis: EventKind) -> bool:
    """Return whether a case is surely counted in a time before a period."""
    when = _when(case, basis)
    return case.counted_on < period.start if case.counted_on else when is not None and when.latest < period.start


def stock_day(period: Period, counted_on: date) -> date:
    """Return the day a stock is taken on: the end of the period, or the day it was counted while that is to come."""
    return min(period.end, counted_on)


def under_way(case: Case, kind: Kind, day: date) -> bool | None:
    """Return whether a case had begun by a day and not ended; None when its dates are too rough to say."""
    begun = [said for event in SPECS[kind].begins if (said := _by(case, event, day)) is not False]
    ended = [said for event in SPECS[kind].ends if (said := _by(case, event, day)) is not False]
    if case.closed_at and timezone.localdate(case.closed_at) <= day:
        return False
    if not begun or True in ended:
        return False
    return None if True not in begun or ended else True


def _event_within(case: Case, event: EventKind, period: Period) -> bool | None:
    when = _when(case, event)
    return when.within(period.start, period.end) if when else False


def _by(case: Case, event: EventKind, day: date) -> bool | None:
    when = _when(case, event)
    if when is None or (when.earliest and when.earliest > day):
        return False
    return True if when.latest <= day else None


def _when(case: Case, event: EventKind) -> FuzzyDate | None:
    return next((row.when for row in case.events.all() if row.kind == event and row.withdrawn_at is None), None)


def _taken(case: Case, period: Period, working: bool, calendar: WorkingCalendar) -> Iterable[int]:
    # The first deadline of a kind is its main one: an advance copy counts back from a day that was planned.
    for clock in sorted(case.clocks.all(), key=lambda row: row.pk):
        if clock.amount > 0 and clock.started_by and clock.met_on and period.start <= clock.met_on <= period.end:
            start = clock.started_by.when.start
            if clock.met_on < start:
                continue  # dates of before the register refused this order
            yield working_days_between(start, clock.met_on, calendar) if working else (clock.met_on - start).days
            return


def releases_of(partnership: Partnership, keys: Collection[str] | None = None) -> dict[str, FigureRelease]:
    """Return the latest release of each figure by its key."""
    rows: QuerySet[FigureRelease] = FigureRelease.objects.of(partnership).select_related("released_by")
    if keys is not None:
        rows = rows.filter(key__in=keys)
    return {row.key: row for row in rows.order_by("id")}


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One figure as counted today beside what was last released.

    `shown` says whether the released number may stand there: it counts every case of the register, so only somebody
    who keeps the register alone may compare it with their own.
    """

    kind: Kind
    label: str
    today: int
    unclear: int
    release: FigureRelease | None
    shown: bool


def figures_beside_releases(partnership: Partnership, user: User, period: Period) -> list[FigureRow]:
    """Return every figure of a period as it is today and as reports know it; kinds without anything are left out."""
    released = releases_of(partnership)
    alone = not coordinators_of(partnership).exclude(pk=user.pk).exists()
    rows = [
        FigureRow(
            kind=figures.kind,
            label=f"{figures.kind.label}{words}",
            today=figures.values[part],
            unclear=figures.unclear if part == "count" else 0,
            release=released.get(key_of(figures.kind, part, period)),
            shown=alone,
        )
        for figures in figures_of(partnership, user, period)
        if any(figures.values.values()) or figures.unclear
        for part, words in parts_of(figures.kind).items()
    ]
    return rows


def anything_released(partnership: Partnership, period: Period) -> bool:
    """Return True when the figures of a period were released, so that kinds without cases are true zeros."""
    return FigureRelease.objects.of(partnership).filter(key=key_of(Kind.NOTIFICATION, "count", period)).exists()
