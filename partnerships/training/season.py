"""A season: everything about training in one period, and the figures worked out from it. Pure once it is read.

A figure comes from the sessions. Only where they can not say does a printed total stand in for it, named as such.
Where some people's sector or area is not recorded, a sector's or an area's figure is "at least".
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from partnerships.training.models import (
    MEASURES,
    Amount,
    Compliance,
    Count,
    Course,
    Evaluation,
    PrintedTotal,
    Reach,
    Sector,
    Session,
)
from partnerships.training.tally import Tally, added, percent, tally
from safeguarding.lib.facts import Period

_M = PrintedTotal.Measure


@dataclass(frozen=True)
class Slice:
    """Which part of a season: everybody, or those of a course, a level, a sector, a place (area code or reach)."""

    course: str = ""
    level: str = ""
    sector: str = ""
    place: str = ""

    @property
    def of_people(self) -> bool:
        """Return True when it cuts by where people work, which sessions and places can not be cut by."""
        return bool(self.sector or self.place)

    @property
    def of_courses(self) -> bool:
        """Return True when it cuts by what was taught, which printed totals are not kept by."""
        return bool(self.course or self.level)

    def has_course(self, course: Course) -> bool:
        """Return True when a course belongs to the slice."""
        return (not self.course or course.slug == self.course) and (not self.level or course.level == self.level)

    def has_count(self, count: Count) -> bool:
        """Return True when a row of counts belongs to the slice."""
        return (not self.sector or count.sector == self.sector) and (not self.place or count.place == self.place)


EVERYBODY = Slice()


@dataclass(frozen=True)
class Known:
    """A figure and how it is known: `printed` is the row that stands in, `at_least` when some people are not placed."""

    value: Decimal | None
    printed: tuple[PrintedTotal, ...] = ()
    at_least: bool = False


UNKNOWN = Known(None)


@dataclass(frozen=True)
class Season:
    """The records of one partnership in one period. Sessions come with their course and counts."""

    period: Period
    sessions: Sequence[Session]
    printed: Sequence[PrintedTotal]
    amounts: Sequence[Amount]
    compliances: Sequence[Compliance] = ()
    evaluations: Sequence[Evaluation] = ()

    @cached_property
    def held(self) -> list[Session]:
        """Return the sessions that took place."""
        return [session for session in self.sessions if session.status == Session.Status.HELD]

    def chosen(self, part: Slice = EVERYBODY) -> list[Session]:
        """Return the sessions held of the courses in a slice."""
        return [session for session in self.held if part.has_course(session.course)]

    def counts(self, part: Slice = EVERYBODY) -> Iterator[Count]:
        """Yield the rows of a slice; a session held without counts yields one that knows nothing."""
        for session in self.chosen(part):
            rows = list(session.counts.all())
            yield from (row for row in rows if part.has_count(row))
            if not rows:
                yield Count(session=session, sector=Sector.UNRECORDED, reach=Reach.UNRECORDED)

    def runs(self, part: Slice = EVERYBODY) -> int:
        """Return how many sessions were held."""
        return sum(session.runs for session in self.chosen(part))

    def places(self, part: Slice = EVERYBODY) -> int | None:
        """Return the places of the sessions held; None unless all of them say."""
        return added(session.places for session in self.chosen(part))

    def tally(self, part: Slice = EVERYBODY) -> Tally:
        """Return what came of the bookings of a slice, from the sessions alone."""
        return tally(self.counts(part))

    def unplaced(self, part: Slice) -> bool:
        """Return True when rows of the same courses do not say the sector or area the slice asks for."""
        rows = list(self.counts(Slice(course=part.course, level=part.level)))
        by_sector = part.sector not in ("", Sector.UNRECORDED)
        by_place = part.place not in ("", Reach.UNRECORDED)
        return any(
            (by_sector and row.sector == Sector.UNRECORDED) or (by_place and row.reach == Reach.UNRECORDED)
            for row in rows
        )

    def computed(self, measure: str, part: Slice = EVERYBODY) -> Known:
        """Return a count from the sessions alone: sessions, places or one of MEASURES."""
        if measure in (_M.SESSIONS, _M.PLACES):
            number = self.runs(part) if measure == _M.SESSIONS else self.places(part)
            return UNKNOWN if part.of_people or not self.held else _known(number)
        if measure not in MEASURES:
            return UNKNOWN
        vague = self.unplaced(part)
        found = self.tally(part)
        if not found.rows:
            placed = self.held and part.of_people and not vague and self.computed(measure).value is not None
            return Known(Decimal(0)) if placed else UNKNOWN
        number = getattr(found, measure)
        return UNKNOWN if number is None else Known(Decimal(number), at_least=vague)

    def known(self, measure: str, part: Slice = EVERYBODY) -> Known:
        """Return a count from the sessions, or from a printed total where they can not say."""
        found = self.computed(measure, part)
        if found.value is not None:
            return found
        rows = [row for row in self.printed_of(measure, part) if not self.is_bookings(row)]
        if rows:
            return Known(rows[0].value, printed=(rows[0],))
        return self._booked(part) if measure == "booked" else UNKNOWN

    def share(self, measure: str, part: Slice = EVERYBODY) -> Known:
        """Return take_up, missed_share (of booked), fill (booked of places) or attended_share (of everybody)."""
        over, under, whole = SHARES[measure]
        whole_part = EVERYBODY if whole else part
        top, bottom = self.known(over, part), self.known(under, whole_part)
        if top.at_least or bottom.at_least:
            return UNKNOWN
        value = percent(top.value, bottom.value)
        if value is not None:
            return Known(value, printed=(*top.printed, *bottom.printed))
        rows = self.printed_of(measure, part)
        return Known(rows[0].value, printed=(rows[0],)) if rows else UNKNOWN

    def printed_of(self, measure: str, part: Slice = EVERYBODY) -> list[PrintedTotal]:
        """Return what documents print for a measure and a slice; none for a slice of courses."""
        if part.of_courses:
            return []
        return [
            row
            for row in self.printed
            if row.measure == measure and row.sector == part.sector and row.place == part.place
        ]

    def is_bookings(self, row: PrintedTotal) -> bool:
        """Return True when a document calls places what are really bookings: as many as came of all of them."""
        if row.measure != _M.PLACES or row.sector or row.reach:
            return False
        booked = self.computed("booked").value or self._booked(EVERYBODY).value
        return booked == row.value and self.computed("places").value != row.value

    def money(self, kind: str) -> Decimal | None:
        """Return income or cost that lies in the period, in pounds; None when none is recorded."""
        pounds = [amount.pounds for amount in self.amounts if amount.kind == kind]
        return sum(pounds, Decimal(0)) if pounds else None

    def _booked(self, part: Slice) -> Known:
        attended, missed = self.known("attended", part), self.known("missed", part)
        if attended.value is None or missed.value is None:
            return UNKNOWN
        return Known(attended.value + missed.value, printed=(*attended.printed, *missed.printed))


# The share, what is divided, by what, and whether the whole is everybody.
SHARES: dict[str, tuple[str, str, bool]] = {
    "take_up": ("attended", "booked", False),
    "missed_share": ("missed", "booked", False),
    "fill": ("booked", "places", False),
    "attended_share": ("attended", "attended", True),
}


@dataclass(frozen=True)
class CourseRow:
    """A line of the season's table: sessions and people who attended, quarter by quarter."""

    course: Course
    quarters: Sequence[tuple[int, int | None]]
    whole: tuple[int, int | None]
    places: int | None
    tally: Tally


def course_rows(season: Season) -> list[CourseRow]:
    """Return the courses with sessions held, each with Q1 to Q4 and then what no single quarter holds."""
    courses = {session.course_id: session.course for session in season.held}
    return [_course_row(season, course) for course in sorted(courses.values(), key=lambda one: one.title)]


def quarter_of(session: Session) -> int:
    """Return 1 to 4, or 5 for sessions kept together over more than one quarter."""
    first, last = (Period.snapshot(day) for day in (session.starts_on, session.ends_on))
    same = (first.financial_year_start, first.quarter_number) == (last.financial_year_start, last.quarter_number)
    return first.quarter_number if same else 5


def _course_row(season: Season, course: Course) -> CourseRow:
    part = Slice(course=course.slug)
    held = season.chosen(part)

    def cell(keep: Callable[[Session], bool]) -> tuple[int, int | None]:
        those = [session for session in held if keep(session)]
        attended = Season(season.period, those, (), ()).tally().attended
        return sum(session.runs for session in those), attended

    quarters = [cell(lambda session, at=at: quarter_of(session) == at) for at in range(1, 6)]  # type: ignore[misc]
    return CourseRow(course, quarters, cell(lambda session: True), season.places(part), season.tally(part))


def _known(number: int | None) -> Known:
    return UNKNOWN if number is None else Known(Decimal(number))
