"""Mode, mean and range against independent computations."""

import statistics as independent
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from partnerships.assessments.statistics import mean, mode_text, modes, plainly, spread

SCORES = st.lists(st.integers(min_value=0, max_value=10).map(lambda half: Decimal(half) / 2), max_size=40)


@given(SCORES)
def test_modes_are_those_of_the_standard_library(scores: Sequence[Decimal]) -> None:
    assert modes(scores) == sorted(independent.multimode(scores))


@given(SCORES)
def test_the_mean_is_the_exact_mean_rounded_half_up(scores: Sequence[Decimal]) -> None:
    if not scores:
        assert mean(scores) is None
        return
    exact = sum((Fraction(score) for score in scores), Fraction(0)) / len(scores)
    tenths = (exact * 10 + Fraction(1, 2)).__floor__()
    assert mean(scores) == Decimal(tenths) / 10


@given(SCORES)
def test_the_range_is_the_distance_of_the_ends_of_the_sorted_scores(scores: Sequence[Decimal]) -> None:
    ordered = sorted(scores)
    assert spread(scores) == (ordered[-1] - ordered[0] if ordered else None)


def test_a_tie_is_written_with_a_stroke() -> None:
    assert mode_text([Decimal(2), Decimal(3), Decimal(3), Decimal(2), Decimal(4)]) == "2/3"
    assert mode_text([Decimal("2.5"), Decimal("2.5"), Decimal(3)]) == "2.5"
    assert mode_text([]) == ""


def test_halves_of_a_tenth_are_rounded_up() -> None:
    assert mean([Decimal(3), Decimal(3), Decimal(3), Decimal(2)]) == Decimal("2.8")
    assert plainly(Decimal("3.0")) == "3"
    assert plainly(Decimal("10")) == "10"
