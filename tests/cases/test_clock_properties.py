"""Due dates against a count made in another way: day by day over a plain list of bank holidays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnerships.directory.models import User
from reviews.cases.deadlines import Pause, due_day
from reviews.cases.models import Case, Clock, ClockMove, GuidanceEdition
from reviews.cases.selectors.calendar import calendar_of, what_if
from reviews.cases.selectors.editions import edition_for
from reviews.cases.services import holiday_correct, holiday_remove
from safeguarding.lib.calendar import WorkingCalendar
from tests.cases.factories import case_made, clock_of
from tests.support.cast import Cast

FIRST, LAST = date(2013, 4, 15), date(2032, 12, 31)
HOLIDAYS = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2012, 2035)))
DAYS = st.dates(FIRST, LAST)
AMOUNTS = st.integers(1, 60)


@dataclass(frozen=True)
class Terms:
    """What a clock counts."""

    amount: int
    unit: str = "working_days"


def counted(start: date, amount: int, paused: Sequence[date] = (), extra: Sequence[date] = ()) -> date:
    """Count working days on fingers: the day after the start is day 1."""
    day = start
    while amount:
        day += timedelta(days=1)
        if day.isoweekday() <= 5 and day not in HOLIDAYS and day not in paused and day not in extra:
            amount -= 1
    return day


def span(start: date, days: int) -> list[date]:
    return [start + timedelta(days=number) for number in range(days)]


@given(DAYS, AMOUNTS)
@example(date(2026, 12, 24), 15)
@example(date(2028, 2, 29), 5)
def test_working_days_are_counted_as_on_fingers(start: date, amount: int) -> None:
    assert due_day(Terms(amount), start, WorkingCalendar()) == counted(start, amount)


@given(DAYS, AMOUNTS, st.integers(1, 40), st.integers(1, 40))
def test_a_pause_takes_its_days_out_and_no_other(start: date, amount: int, after: int, length: int) -> None:
    begins = start + timedelta(days=after)
    pause = Pause(begins, begins + timedelta(days=length))
    due = due_day(Terms(amount), start, WorkingCalendar(), [pause])
    assert due == counted(start, amount, span(begins, length))
    assert due is not None
    assert not pause.holds(due)


@given(DAYS, AMOUNTS, st.integers(1, 30))
def test_a_proclaimed_holiday_never_brings_a_deadline_forward(start: date, amount: int, after: int) -> None:
    day = start + timedelta(days=after)
    plain = due_day(Terms(amount), start, WorkingCalendar())
    moved = due_day(Terms(amount), start, WorkingCalendar({day: "Celebration"}))
    assert moved == counted(start, amount, extra=[day])
    assert plain is not None
    assert moved is not None
    assert moved >= plain
    assert (moved > plain) == (day <= plain and WorkingCalendar().is_working(day))


@given(DAYS, st.integers(1, 30))
def test_counting_back_and_forth_meet(start: date, amount: int) -> None:
    calendar = WorkingCalendar()
    back = due_day(Terms(-amount), start, calendar)
    assert back is not None
    assert back < start
    assert calendar.is_working(back)
    # From the day found, so many working days lie up to the day before the start.
    assert sum(calendar.is_working(day) for day in span(back, (start - back).days)) == amount


@given(DAYS, st.integers(1, 400), st.sampled_from(["calendar_days", "months"]), st.integers(1, 60), st.integers(1, 60))
def test_a_pause_lengthens_days_and_months_by_its_own_length(
    start: date, amount: int, unit: str, after: int, length: int
) -> None:
    terms = Terms(amount if unit == "calendar_days" else 1 + amount % 12, unit)
    begins = start + timedelta(days=after)
    plain = due_day(terms, start, WorkingCalendar())
    paused = due_day(terms, start, WorkingCalendar(), [Pause(begins, begins + timedelta(days=length))])
    assert plain is not None
    assert paused is not None
    assert (paused - plain).days == (length if begins <= plain else 0)


@given(DAYS, AMOUNTS, st.sampled_from(["working_days", "calendar_days", "months"]), st.integers(1, 90))
def test_an_open_pause_hides_the_day_only_when_it_begins_by_then(
    start: date, amount: int, unit: str, after: int
) -> None:
    terms, begins = Terms(1 + amount % 12, unit), start + timedelta(days=after)
    plain = due_day(terms, start, WorkingCalendar())
    assert plain is not None
    assert due_day(terms, start, WorkingCalendar(), [Pause(begins, None)]) == (None if begins <= plain else plain)


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        (date(2018, 7, 3), "wt-2015"),
        (date(2018, 7, 4), "wt-2018"),
        (date(2023, 12, 14), "wt-2018"),
        (date(2023, 12, 15), "wt-2023"),
        (date(2026, 3, 17), "wt-2023"),
        (date(2026, 3, 18), "wt-2026"),
    ],
)
def test_a_case_stands_under_the_edition_of_the_day_it_began(
    cast: Cast, coordinator: User, day: date, slug: str
) -> None:
    found = edition_for("rapid_review", day, cast.a)
    assert found is not None
    assert found.slug == slug


def test_a_new_edition_changes_no_open_case_and_the_what_if_view_says_what_it_would(
    cast: Cast, case: Case, coordinator: User
) -> None:
    edition = GuidanceEdition.objects.create(
        slug="wt-2027", title="Next edition", audience="children", starts_on=date(2027, 1, 1), source="x", certainty="M"
    )
    edition.rules.create(
        key="rapid-review",
        kind="rapid_review",
        title="Send the rapid review",
        start_event="notified",
        stop_event="rapid_sent",
        amount=10,
        unit="working_days",
        source="x",
        certainty="M",
    )
    before = clock_of(case, "rapid-review").due_on
    (row,) = what_if(cast.a, coordinator, edition).rows
    assert (row.now, row.other, row.moves) == (before, date(2026, 4, 16), True)
    assert clock_of(case, "rapid-review").due_on == before
    later = case_made(coordinator, cast.a, began=date(2026, 3, 31), pseudonym="Later")
    assert later.edition.slug == "wt-2026"  # type: ignore[union-attr]


@given(st.integers(1, 22))
def test_a_correction_recounts_every_running_clock_to_the_same_day_as_a_fresh_count(number: int) -> None:
    # Pure twin of the next test: any holiday within the run, counted by hand.
    day = date(2026, 3, 31) + timedelta(days=number)
    calendar = WorkingCalendar({day: "Celebration"})
    assert due_day(Terms(15), date(2026, 3, 31), calendar) == counted(date(2026, 3, 31), 15, extra=[day])


def test_a_correction_moves_what_is_stored_says_so_and_can_be_taken_back(
    cast: Cast, case: Case, coordinator: User
) -> None:
    before = clock_of(case, "rapid-review").due_on
    day = date(2026, 4, 15)
    said = {"change": "proclaimed", "name": "Celebration", "source": "Proclamation"}
    made = holiday_correct(by=coordinator, partnership=cast.a, day=day, **said)
    clock = clock_of(case, "rapid-review")
    assert clock.due_on == counted(date(2026, 3, 31), 15, extra=[day])
    move = ClockMove.objects.filter(clock=clock).latest("id")
    assert (move.before, move.after) == (before, clock.due_on)
    assert move.because == "Extra bank holiday: Celebration, 15 April 2026"
    holiday_remove(by=coordinator, correction=made)
    assert clock_of(case, "rapid-review").due_on == before
    assert Clock.objects.count() == 1
    assert calendar_of(cast.a) == WorkingCalendar()
