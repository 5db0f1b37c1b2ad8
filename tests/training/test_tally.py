"""Sums that know what is missing, against an independent computation."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from partnerships.training.distribution import Distribution
from partnerships.training.tally import added, booked_of, missed_of, percent, tally

NUMBERS = st.none() | st.integers(0, 500)
KNOWN = st.integers(0, 500)


@dataclass
class Row:
    """What came of some bookings."""

    booked: int | None = None
    attended: int | None = None
    cancelled: int | None = None
    did_not_attend: int | None = None
    missed: int | None = None


ROWS = st.lists(st.builds(Row, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=8)


@given(st.lists(NUMBERS, max_size=6))
def test_a_sum_with_an_unknown_part_is_unknown(numbers: list[int | None]) -> None:
    expected = None if None in numbers or not numbers else sum(number or 0 for number in numbers)
    assert added(numbers) == expected


@given(ROWS)
def test_a_total_is_the_sum_of_its_rows_or_nothing(rows: list[Row]) -> None:
    found = tally(rows)
    for name in ("attended", "cancelled", "did_not_attend"):
        parts = [getattr(row, name) for row in rows]
        assert getattr(found, name) == (sum(parts) if parts and None not in parts else None)
    assert found.rows == len(rows)


@given(KNOWN, KNOWN, KNOWN)
def test_bookings_not_entered_are_what_came_of_them(attended: int, cancelled: int, absent: int) -> None:
    row = Row(attended=attended, cancelled=cancelled, did_not_attend=absent)
    assert booked_of(row) == attended + cancelled + absent
    assert booked_of(Row(attended=attended, missed=cancelled + absent)) == attended + cancelled + absent
    assert missed_of(row) == cancelled + absent


def test_attended_alone_does_not_say_how_many_booked() -> None:
    assert booked_of(Row(attended=12)) is None
    assert tally([Row(attended=12)]).attended_share is None


def test_bookings_entered_count_as_entered() -> None:
    assert booked_of(Row(booked=20, attended=15, cancelled=1, did_not_attend=1)) == 20


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_percentages_are_rounded_half_up_from_the_exact_fraction(part: int, whole: int) -> None:
    exact = Fraction(part * 1000, whole)  # in tenths of a per cent
    expected = int(exact + Fraction(1, 2))
    assert percent(part, whole) == Decimal(expected) / 10


def test_nothing_divided_by_nothing_is_not_a_percentage() -> None:
    assert percent(0, 0) is None
    assert percent(None, 5) is None


@given(st.lists(st.integers(0, 300), min_size=2, max_size=20).filter(any))
def test_distributions_of_any_length_give_the_mean_and_shares_of_the_single_answers(counts: list[int]) -> None:
    answers = [at for at, count in enumerate(counts, start=1) for _ in range(count)]
    spread = Distribution([Decimal(count) for count in counts], people=True)
    assert spread.answered == len(answers)
    assert abs(Fraction(spread.mean or 0) - Fraction(sum(answers), len(answers))) < Fraction(1, 10**9)
    top = len(counts)
    assert spread.at_least(top) == spread.share(top) == percent(counts[-1], len(answers))
    assert spread.at_least(1) == Decimal(100)


def test_percentages_without_a_base_add_and_say_no_more_than_is_printed() -> None:
    spread = Distribution([None, None, Decimal("10.3"), Decimal("34.2"), Decimal("52.8")], people=False)
    assert spread.at_least(3) == Decimal("97.3")
    assert spread.at_least(2) is None
    assert spread.share(1) is None
    assert spread.mean is None
    assert spread.answered is None
