"""The checks of a season, declared in the order they run. Each says in plain English what it minds and how to mend it.

To add one: a function that yields remarks, a Rule, a line in RULES, a test.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from partnerships.training.distribution import Distribution
from partnerships.training.models import Evaluation, PrintedTotal
from partnerships.training.reconcile import computed_for, rounded
from partnerships.training.season import Season, Slice
from partnerships.training.tally import added, missed_of

_M = PrintedTotal.Measure


class Weight(StrEnum):
    """An error is wrong as it stands, a query may have a reason, information needs nothing."""

    ERROR = "error"
    QUERY = "query"
    INFO = "info"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What a check minds: about which record, and what is wrong in a sentence."""

    about: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`sentence` says what is checked and how to mend it."""

    key: str
    weight: Weight
    sentence: str
    check: Callable[[Season], Iterable[Remark]]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A remark of a rule."""

    rule: Rule
    remark: Remark


def findings(season: Season) -> list[Finding]:
    """Return what every check minds about a season, in the order of the rules."""
    return [Finding(rule=rule, remark=remark) for rule in RULES for remark in rule.check(season)]


def _attended_over_booked(season: Season) -> Iterator[Remark]:
    for row in season.counts():
        if row.booked is not None and row.attended is not None and row.attended > row.booked:
            yield Remark(
                about=f"{row.session}: {row}",
                text=f"{row.attended:,} attended but only {row.booked:,} had booked.",
            )


def _outcomes_add(season: Season) -> Iterator[Remark]:
    for row in season.counts():
        came = added([row.attended, missed_of(row)])
        if row.booked is not None and came is not None and came != row.booked and (row.attended or 0) <= row.booked:
            yield Remark(
                about=f"{row.session}: {row}",
                text=f"{row.booked:,} booked, but attended, cancelled and did not attend add to {came:,}.",
            )


def _booked_over_places(season: Season) -> Iterator[Remark]:
    for session in season.held:
        booked = Season(season.period, [session], (), ()).tally().booked
        if session.places is not None and booked is not None and booked > session.places:
            yield Remark(about=str(session), text=f"{booked:,} booked for {session.places:,} places.")


def _no_counts(season: Season) -> Iterator[Remark]:
    for session in season.held:
        if not session.counts.all():
            yield Remark(about=str(session), text="It was held, but nobody has said who came.")


def _counted_twice(season: Season) -> Iterator[Remark]:
    for session in season.held:
        rows = list(session.counts.all())
        plain = {(row.sector, row.place): row for row in rows if row.agency_id is None}
        twice = {(row.sector, row.place) for row in rows if row.agency_id} & plain.keys()
        for key in sorted(twice):
            yield Remark(
                about=f"{session}: {plain[key]}",
                text="Agencies of this sector are counted by name and the sector has a count as well.",
            )


def _places_are_bookings(season: Season) -> Iterator[Remark]:
    for row in season.printed_of(_M.PLACES):
        if season.is_bookings(row):
            attended, missed = season.known("attended").value, season.known("missed").value
            parts = f": {attended:,.0f} attended and {missed:,.0f} cancelled or did not attend" if missed else ""
            yield Remark(about=row.source, text=f"The {row.value:,.0f} “places” are really bookings{parts}.")


def _printed_differs(season: Season) -> Iterator[Remark]:
    for row in season.printed:
        stated, value = rounded(row.value, row.decimals), computed_for(season, row)
        if value is not None and value != stated and not season.is_bookings(row):
            yield Remark(
                about=f"{row.get_measure_display()}{row.about}, {row.source}",
                text=f"It prints {stated:,}; the records give {value:,}.",
            )


def _breakdown_adds(season: Season) -> Iterator[Remark]:
    broken = [row for row in season.printed if (bool(row.sector) != bool(row.reach))]

    def breakdown(row: PrintedTotal) -> tuple[str, str, str]:
        return row.source, row.measure, "sectors" if row.sector else "areas"

    for (source, measure, by), rows in groupby(sorted(broken, key=breakdown), key=breakdown):
        parts = list(rows)
        added_up = rounded(sum((row.value for row in parts), Decimal(0)), parts[0].decimals)
        whole = Decimal(100) if measure == _M.ATTENDED_SHARE else season.known(measure).value
        # Printed percentages are each rounded, so their sum may be out by half a unit for each.
        slack = Decimal(len(parts)) / 2 / 10 ** parts[0].decimals if measure == _M.ATTENDED_SHARE else Decimal(0)
        if whole is not None and abs(added_up - whole) > slack:
            name = parts[0].get_measure_display()
            yield Remark(about=f"{name}, {source}", text=f"The {by} add to {added_up:,}, the whole is {whole:,}.")


def _trained_over_eligible(season: Season) -> Iterator[Remark]:
    for held in season.compliances:
        for line in held.lines.all():
            if line.eligible is not None and line.trained is not None and line.trained > line.eligible:
                yield Remark(
                    about=f"{held.agency}, {line}", text=f"{line.trained:,} trained of {line.eligible:,} eligible."
                )


def _as_at_after(season: Season) -> Iterator[Remark]:
    for held in season.compliances:
        if held.as_at and held.as_at > held.period.end:
            yield Remark(
                about=str(held),
                text=f"Counted on {held.as_at.day} {held.as_at:%B %Y}, after {held.period.label} had ended.",
            )


def _answers_over_attended(season: Season) -> Iterator[Remark]:
    for held in season.evaluations:
        answered = distribution_of(held).answered
        attended = season.computed("attended", Slice(course=held.course.slug if held.course else "")).value
        if answered is not None and attended is not None and answered > attended:
            yield Remark(about=str(held), text=f"{answered:,} answered, but only {attended:,} attended.")


def distribution_of(held: Evaluation) -> Distribution:
    """Return the distribution of a question's answers."""
    values = [option.value for option in held.options.all()]
    return Distribution(values, held.basis == Evaluation.Basis.PEOPLE)


RULES: tuple[Rule, ...] = (
    Rule(
        key="attended-over-booked",
        weight=Weight.ERROR,
        sentence="No more people attend than had booked. Correct the bookings: count those who came unannounced too.",
        check=_attended_over_booked,
    ),
    Rule(
        key="outcomes-add",
        weight=Weight.QUERY,
        sentence="Attended, cancelled and did not attend add to the bookings. Correct the one that is wrong.",
        check=_outcomes_add,
    ),
    Rule(
        key="booked-over-places",
        weight=Weight.QUERY,
        sentence="No more people are booked than there are places. Correct the places, or leave it if the session "
        "was overbooked on purpose.",
        check=_booked_over_places,
    ),
    Rule(
        key="no-counts",
        weight=Weight.QUERY,
        sentence="Every session held says who came. Enter the counts; until then totals are not available.",
        check=_no_counts,
    ),
    Rule(
        key="counted-twice",
        weight=Weight.QUERY,
        sentence="Nobody is counted both with a named agency and with its sector. Take the agency's people out of the "
        "sector's count.",
        check=_counted_twice,
    ),
    Rule(
        key="places-are-bookings",
        weight=Weight.ERROR,
        sentence="Places are what was on offer, bookings are who asked for one. A number of places that equals what "
        "came of all bookings is the bookings: it is not used as places. Record the places with each session.",
        check=_places_are_bookings,
    ),
    Rule(
        key="printed-differs",
        weight=Weight.ERROR,
        sentence="A total printed elsewhere equals the total of the records. Correct the records, or the document.",
        check=_printed_differs,
    ),
    Rule(
        key="breakdown-adds",
        weight=Weight.ERROR,
        sentence="A printed breakdown by sector or by area adds to its whole. Look for the missing or doubled part.",
        check=_breakdown_adds,
    ),
    Rule(
        key="trained-over-eligible",
        weight=Weight.ERROR,
        sentence="No agency has more people trained than need it. Ask the agency which number is right.",
        check=_trained_over_eligible,
    ),
    Rule(
        key="as-at-after",
        weight=Weight.INFO,
        sentence="Figures counted after the period are printed with their date. Nothing needs to be done.",
        check=_as_at_after,
    ),
    Rule(
        key="answers-over-attended",
        weight=Weight.QUERY,
        sentence="No more people answer an evaluation than attended. Correct the answers or the counts.",
        check=_answers_over_attended,
    ),
)
