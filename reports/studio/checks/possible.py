"""Could scores on this scale have these statistics? Answered by trying all of them."""

from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import combinations_with_replacement

from partnerships.assessments.statistics import mean, mode_text, spread

MOST_PEOPLE = 8  # beyond that trying all takes too long, and nearly every mean can occur
Triple = tuple[str, Decimal, Decimal]


class Verdict(Enum):
    """What trying shows; the value is what the checklist says."""

    POSSIBLE = ""
    HALF_POINTS = "this range needs half points, which the scale does not have."
    IMPOSSIBLE = "no scores of that many people have this mode, mean and range together."


def verdict(*, mode: str, mean: Decimal, spread: Decimal, people: int | None, scale: tuple[Decimal, ...]) -> Verdict:
    """Return whether scores of `people` (any number up to eight where unknown) can have these statistics."""
    if len(scale) < 2 or (people or 0) > MOST_PEOPLE:
        return Verdict.POSSIBLE
    counts = (people,) if people else tuple(range(2, MOST_PEOPLE + 1))
    wanted = (mode, mean, spread)
    if any(wanted in _attainable(count, scale) for count in counts):
        return Verdict.POSSIBLE
    halves = _with_halves(scale)
    # The difference of two whole scores is whole, whoever gave them.
    if halves != scale and spread % 1 and any(wanted in _attainable(count, halves) for count in counts):
        return Verdict.HALF_POINTS
    return Verdict.IMPOSSIBLE


@cache
def _attainable(people: int, scale: tuple[Decimal, ...]) -> frozenset[Triple]:
    made = set()
    for scores in combinations_with_replacement(scale, people):
        middle, width = mean(scores), spread(scores)
        if middle is not None and width is not None:
            made.add((mode_text(scores), middle, width))
    return frozenset(made)


def _with_halves(scale: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    half = Decimal("0.5")
    steps = int((max(scale) - min(scale)) / half)
    return tuple(min(scale) + half * step for step in range(steps + 1))
