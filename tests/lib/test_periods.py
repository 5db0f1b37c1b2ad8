"""Periods: financial quarters, years and spans that can be named, compared and taken back a year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.facts import Period, PeriodKind
from tests.lib.strategies import periods, years


@given(periods)
def test_a_token_names_exactly_one_period(period: Period) -> None:
    assert Period.parse(period.token) == period


@given(years)
def test_four_quarters_make_the_financial_year_without_gap_or_overlap(year: int) -> None:
    quarters = [Period.quarter(year, number) for number in (1, 2, 3, 4)]
    whole = Period.financial_year(year)
    assert (quarters[0].start, quarters[3].end) == (whole.start, whole.end)
    for earlier, later in pairwise(quarters):
        assert later.start == earlier.end + timedelta(days=1)
        assert later.previous() == earlier


@given(years, st.integers(1, 4))
def test_a_year_before_a_quarter_is_four_quarters_before(year: int, number: int) -> None:
    quarter = stepped = Period.quarter(year, number)
    for _ in range(4):
        stepped = stepped.previous()
    assert quarter.year_earlier() == stepped


@given(periods)
def test_the_period_before_is_of_the_same_kind_and_over_before_this_one_begins(period: Period) -> None:
    before = period.previous()
    assert before.kind is period.kind
    assert before.end < period.start


@pytest.mark.parametrize(
    ("period", "token", "label"),
    [
        (Period.financial_year(1999), "1999-00", "1999-00"),
        (Period.quarter(2026, 3), "2026-27-q3", "Q3 2026-27"),
        (Period.quarter(2026, 4), "2026-27-q4", "Q4 2026-27"),
        (Period.month(2018, 12), "m2018-12", "December 2018"),
        (Period.snapshot(date(2018, 3, 31)), "at-2018-03-31", "31 March 2018"),
        (
            Period.span(date(2017, 9, 30), date(2019, 3, 31)),
            "2017-09-30..2019-03-31",
            "30 September 2017 to 31 March 2019",
        ),
    ],
)
def test_periods_are_written_as_people_write_them(period: Period, token: str, label: str) -> None:
    assert (period.token, period.label, str(period)) == (token, label, label)


def test_quarter_four_is_january_to_march_of_the_next_calendar_year() -> None:
    quarter = Period.quarter(2026, 4)
    assert (quarter.start, quarter.end) == (date(2027, 1, 1), date(2027, 3, 31))


def test_the_year_before_a_leap_day_is_the_last_day_of_february() -> None:
    assert Period.snapshot(date(2028, 2, 29)).year_earlier() == Period.snapshot(date(2027, 2, 28))


@pytest.mark.parametrize("token", ["", "2017-19", "2017-18-q5", "at-2018-02-30", "2018", "2019-01-01..2018-01-01"])
def test_a_word_that_names_no_period_is_refused(token: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(token)


def test_a_quarter_is_one_to_four() -> None:
    with pytest.raises(ValueError, match="1, 2, 3 or 4"):
        Period.quarter(2026, 5)


def test_every_kind_has_a_token_and_a_label() -> None:
    for kind in PeriodKind:
        period = Period(kind, date(2018, 4, 1), date(2018, 4, 1))
        assert period.token
        assert period.label
