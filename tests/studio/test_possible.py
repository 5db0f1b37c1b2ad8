"""Could scores have these statistics? Statistics of real scores always can."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.assessments.statistics import mean, mode_text, spread
from reports.studio.checks.possible import Verdict, verdict

SCALE = tuple(Decimal(level) for level in (1, 2, 3, 4))
SCORES = st.lists(st.sampled_from(SCALE), min_size=2, max_size=6)


@given(SCORES, st.booleans())
def test_what_real_scores_give_is_possible(scores: list[Decimal], known: bool) -> None:
    middle, width = mean(scores), spread(scores)
    assert middle is not None
    assert width is not None
    people = len(scores) if known else None
    assert verdict(mode=mode_text(scores), mean=middle, spread=width, people=people, scale=SCALE) is Verdict.POSSIBLE


@pytest.mark.parametrize(
    ("mode", "mean", "spread", "expected"),
    [
        ("2/3", "2.7", "1.5", Verdict.HALF_POINTS),
        ("4", "3.5", "1", Verdict.IMPOSSIBLE),  # a range of 1 and a mean half way need a tie
        ("3", "3.4", "1.5", Verdict.IMPOSSIBLE),
        ("3", "3.0", "0", Verdict.POSSIBLE),
        ("3", "3.2", "1", Verdict.POSSIBLE),
    ],
)
def test_the_statistics_of_the_reference_report_are_judged_as_by_hand(
    mode: str, mean: str, spread: str, expected: Verdict
) -> None:
    assert verdict(mode=mode, mean=Decimal(mean), spread=Decimal(spread), people=6, scale=SCALE) is expected


def test_without_a_scale_nothing_is_judged() -> None:
    assert verdict(mode="9", mean=Decimal(9), spread=Decimal(9), people=2, scale=()) is Verdict.POSSIBLE
