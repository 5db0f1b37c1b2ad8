"""Working days in England against the published vectors and an independent day-by-day count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.calendar import WorkingCalendar, add_months, add_working_days, working_days_between

PLAIN = WorkingCalendar()
DAYS = st.dates(date(2013, 1, 1), date(2034, 12, 31))
CORRECTIONS = st.builds(
    lambda extra, worked: WorkingCalendar(dict.fromkeys(extra, "Proclaimed"), frozenset(worked)),
    st.lists(DAYS, max_size=8),
    st.lists(st.sampled_from([date(2026, 4, 3), date(2026, 5, 4), date(2027, 12, 27)]), max_size=3),
)

# start, +5, +7, +15: England, the day after the start is day 1.
VECTORS = [
    (date(2026, 3, 31), date(2026, 4, 9), date(2026, 4, 13), date(2026, 4, 23)),
    (date(2026, 12, 18), date(2026, 12, 29), date(2026, 12, 31), date(2027, 1, 13)),
    (date(2026, 12, 24), date(2027, 1, 5), date(2027, 1, 7), date(2027, 1, 19)),
    (date(2026, 12, 26), date(2027, 1, 5), date(2027, 1, 7), date(2027, 1, 19)),
    (date(2027, 3, 24), date(2027, 4, 2), date(2027, 4, 6), date(2027, 4, 16)),
    (date(2027, 4, 30), date(2027, 5, 10), date(2027, 5, 12), date(2027, 5, 24)),
    (date(2027, 5, 28), date(2027, 6, 7), date(2027, 6, 9), date(2027, 6, 21)),
    (date(2028, 2, 29), date(2028, 3, 7), date(2028, 3, 9), date(2028, 3, 21)),
]
# Written down from the announcements, not computed, so that a changed library can not agree with itself.
ANNOUNCED = {
    2022: ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"],
    2023: ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"],
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
}


@pytest.mark.parametrize(("start", "five", "seven", "fifteen"), VECTORS, ids=lambda day: str(day))
def test_the_vectors_that_have_caught_people_out(start: date, five: date, seven: date, fifteen: date) -> None:
    assert [add_working_days(start, days, PLAIN) for days in (5, 7, 15)] == [five, seven, fifteen]


@pytest.mark.parametrize("year", ANNOUNCED)
def test_weekday_holidays_are_those_announced_for_england(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    found = [day for day in days if day.year == year and day.weekday() < 5 and not PLAIN.is_working(day)]
    assert [f"{day:%m-%d}" for day in found] == ANNOUNCED[year]


def test_a_holiday_of_scotland_is_a_working_day() -> None:
    assert PLAIN.is_working(date(2026, 11, 30))
    assert PLAIN.is_working(date(2026, 1, 2))


def test_a_proclaimed_holiday_moves_a_date_and_a_withdrawn_one_moves_it_back() -> None:
    start = date(2026, 6, 1)
    proclaimed = WorkingCalendar({date(2026, 6, 3): "Day of celebration"})
    assert add_working_days(start, 5, PLAIN) == date(2026, 6, 8)
    assert add_working_days(start, 5, proclaimed) == date(2026, 6, 9)
    assert proclaimed.holiday(date(2026, 6, 3)) == "Day of celebration"
    withdrawn = WorkingCalendar(withdrawn=frozenset({date(2026, 5, 25)}))
    assert add_working_days(date(2026, 5, 22), 1, withdrawn) == date(2026, 5, 25)


def by_hand(start: date, days: int, calendar: WorkingCalendar) -> date:
    """Find the first day by which `days` working days have passed, by looking at every day from the list up."""
    candidates = (start + timedelta(days=number) for number in range(1, 400))
    working = [day for day in candidates if day.weekday() not in (5, 6) and calendar.holiday(day) == ""]
    return working[days - 1]


@given(DAYS, st.integers(1, 60), CORRECTIONS)
def test_adding_agrees_with_a_count_by_hand(start: date, days: int, calendar: WorkingCalendar) -> None:
    assert add_working_days(start, days, calendar) == by_hand(start, days, calendar)


@given(DAYS, st.integers(1, 60), CORRECTIONS)
def test_adding_and_counting_are_inverse(start: date, days: int, calendar: WorkingCalendar) -> None:
    due = add_working_days(start, days, calendar)
    assert calendar.is_working(due)
    assert working_days_between(start, due, calendar) == days
    assert working_days_between(due, start, calendar) == -days


@given(DAYS, st.integers(1, 40), st.integers(1, 40), CORRECTIONS)
def test_two_steps_are_one_long_one(start: date, first: int, second: int, calendar: WorkingCalendar) -> None:
    halfway = add_working_days(start, first, calendar)
    assert add_working_days(halfway, second, calendar) == add_working_days(start, first + second, calendar)


@given(DAYS, st.integers(1, 40), DAYS)
def test_one_more_holiday_never_brings_a_date_forward(start: date, days: int, extra: date) -> None:
    later = add_working_days(start, days, WorkingCalendar({extra: "Proclaimed"}))
    assert later >= add_working_days(start, days, PLAIN)


@given(DAYS, st.integers(1, 40), CORRECTIONS)
def test_counting_back_returns_to_a_working_start(start: date, days: int, calendar: WorkingCalendar) -> None:
    begin = add_working_days(start, 1, calendar)
    assert add_working_days(add_working_days(begin, days, calendar), -days, calendar) == begin


def test_no_days_added_is_the_start_itself() -> None:
    assert add_working_days(date(2026, 12, 26), 0, PLAIN) == date(2026, 12, 26)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 6, date(2027, 6, 15)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
    ],
)
def test_months_end_on_the_corresponding_date(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@given(DAYS, st.integers(0, 60))
def test_months_land_in_the_right_month_and_never_after_the_same_day(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day
