"""Shares of a distribution against an independent computation, and what can not be known."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reviews.audits.distribution import Spread

numbers = st.lists(st.integers(0, 500).map(Decimal), min_size=2, max_size=6)


@given(numbers, st.integers(2, 6))
def test_shares_of_records_are_exact_and_add_up(values: list[Decimal], good_from: int) -> None:
    spread = Spread(tuple(values), min(good_from, len(values)), records=True)
    total = sum(values)
    assert spread.graded == total
    if not total:
        assert spread.good is None
        assert spread.share(1) is None
        return
    shares = [spread.share(at) for at in range(1, len(values) + 1)]
    for share, value in zip(shares, values, strict=True):
        assert share is not None
        assert abs(Fraction(share) - Fraction(int(value) * 100, int(total))) < Fraction(1, 10**20)
    assert abs(sum(share or 0 for share in shares) - 100) < Decimal("1e-20")
    above = sum(values[spread.good_from - 1 :])
    assert spread.good is not None
    assert abs(Fraction(spread.good) - Fraction(int(above) * 100, int(total))) < Fraction(1, 10**20)
    assert 0 <= spread.good <= 100


@given(numbers, st.data())
def test_one_grade_not_said_makes_every_share_of_records_unknown(values: list[Decimal], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(values) - 1))
    held: list[Decimal | None] = [*values]
    held[at] = None
    spread = Spread(tuple(held), 2, records=True)
    assert spread.graded is None
    assert spread.good is None
    assert all(spread.share(position) is None for position in range(1, len(values) + 1))


def test_percentages_are_taken_as_they_are_and_each_alone() -> None:
    spread = Spread((None, Decimal(60)), 2, records=False)
    assert (spread.good, spread.share(1), spread.share(2), spread.graded) == (60, None, 60, None)
    both = Spread((Decimal("23.4"), Decimal(33), Decimal("43.6")), 3, records=False)
    assert both.good == Decimal("43.6")
