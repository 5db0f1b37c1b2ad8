"""Dates known roughly stay rough: what was typed, what is kept, and whether it lies in a year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.calendar import FuzzyDate, FuzzyDateProblem, Precision

YEAR_2020_21 = (date(2020, 4, 1), date(2021, 3, 31))


@pytest.mark.parametrize(
    ("typed", "token", "label"),
    [
        ("3 December 2020", "2020-12-03", "3 December 2020"),
        ("3/12/2020", "2020-12-03", "3 December 2020"),
        ("dec 2020", "2020-12", "December 2020"),
        ("12/2020", "2020-12", "December 2020"),
        ("Q4 2020", "2020-q4", "October to December 2020"),
        ("Autumn 2020", "2020-autumn", "autumn 2020"),
        ("winter 2020", "2020-winter", "winter 2020-21"),
        ("2020", "2020", "2020"),
        ("before 2015", "before-2015", "before 2015"),
        ("2020-12-03", "2020-12-03", "3 December 2020"),
        ("3rd December 2020", "2020-12-03", "3 December 2020"),
        ("3rd of December 2020", "2020-12-03", "3 December 2020"),
        ("summer of 2019", "2019-summer", "summer 2019"),
        ("early 2020", "2020-early", "early 2020"),
        ("mid-2020", "2020-mid", "mid 2020"),
        ("late 2020", "2020-late", "late 2020"),
        ("2020-21", "fy2020-21", "financial year 2020-21"),
        ("2011/12", "fy2011-12", "financial year 2011-12"),
        ("financial year 2011-12", "fy2011-12", "financial year 2011-12"),
        ("2011-12", "2011-12", "December 2011"),
        ("before March 2015", "pre-2015-03", "before March 2015"),
        ("before January 2015", "before-2015", "before 2015"),
    ],
)
def test_what_people_type_is_kept_as_exactly_as_they_knew_it(typed: str, token: str, label: str) -> None:
    read = FuzzyDate.read(typed)
    assert (read.token, read.label, FuzzyDate.parse(token)) == (token, label, read)


@pytest.mark.parametrize("typed", ["", "soon", "31 February 2020", "13/2020", "3 Smarch 2020", "20", "before", "0001"])
def test_what_names_no_date_is_answered_with_how_to_write_one(typed: str) -> None:
    with pytest.raises(FuzzyDateProblem, match="Enter a date such as"):
        FuzzyDate.read(typed)


@pytest.mark.parametrize(
    ("token", "answer"),
    [
        ("2020-12-03", True),
        ("2020-12", True),
        ("2020-q2", True),
        ("2020-autumn", True),
        ("2020-winter", True),
        ("2020", None),
        ("2021-spring", None),
        ("2019", False),
        ("2021-04-01", False),
        ("before-2020", False),
        ("before-2021", None),
        ("2020-late", True),
        ("2020-early", None),
        ("fy2020-21", True),
        ("pre-2020-05", None),
        ("pre-2020-03", False),
    ],
)
def test_whether_it_lies_in_a_year_is_yes_no_or_not_known(token: str, answer: bool | None) -> None:
    assert FuzzyDate.parse(token).within(*YEAR_2020_21) is answer


def test_only_a_day_is_exact() -> None:
    assert [FuzzyDate.parse(token).is_exact for token in ("2020-12-03", "2020-12", "before-2015")] == [
        True,
        False,
        False,
    ]


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)), st.sampled_from(list(Precision)))
def test_every_date_survives_its_token_and_its_label(day: date, precision: Precision) -> None:
    first = {
        Precision.DAY: day,
        Precision.MONTH: day.replace(day=1),
        Precision.QUARTER: date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
        Precision.SEASON: date(day.year, max(3, day.month // 3 * 3), 1),
        Precision.PART: date(day.year, (day.month - 1) // 4 * 4 + 1, 1),
        Precision.FINANCIAL: date(day.year, 4, 1),
    }.get(precision, date(day.year, 1, 1))
    made = FuzzyDate(precision, first)
    assert FuzzyDate.parse(made.token) == made
    assert precision is Precision.QUARTER or FuzzyDate.read(made.label) == made
    assert made.earliest is None or made.earliest <= made.latest
