"""Statistics of scores: pure functions, so that no table of a self-assessment is made by hand.

Scores are Decimals, half-points allowed; "not rated" is left out by the caller.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

ONE_PLACE = Decimal("0.1")


def modes(scores: Sequence[Decimal]) -> list[Decimal]:
    """Return the most frequent scores, lowest first; more than one is a tie; none for no scores."""
    counts = Counter(scores)
    most = max(counts.values(), default=0)
    return sorted(score for score, count in counts.items() if count == most)


def mode_text(scores: Sequence[Decimal]) -> str:
    """Return the mode as printed: "3", and "2/3" for a tie."""
    return "/".join(plainly(score) for score in modes(scores))


def mean(scores: Sequence[Decimal]) -> Decimal | None:
    """Return the mean to one decimal, halves rounded up; None for no scores."""
    if not scores:
        return None
    return (sum(scores, Decimal(0)) / len(scores)).quantize(ONE_PLACE, rounding=ROUND_HALF_UP)


def spread(scores: Sequence[Decimal]) -> Decimal | None:
    """Return the range, the highest score less the lowest; None for no scores."""
    return max(scores) - min(scores) if scores else None


def plainly(score: Decimal) -> str:
    """Return a score without needless zeros: 3, 2.5."""
    return f"{score.normalize():f}"


@dataclass(frozen=True)
class Spread:
    """How often each score was given, and how many gave none. Statistics are worked out from it, never stored.

    `few`: scores were given in an anonymous round, by too few to show any of them.
    """

    counts: Mapping[Decimal, int] = field(default_factory=dict)
    not_rated: int = 0
    not_applicable: int = 0
    few: bool = False

    @property
    def answered(self) -> int:
        """Return how many gave a score."""
        return sum(self.counts.values())

    @property
    def scores(self) -> list[Decimal]:
        """Return the scores one by one, lowest first."""
        return [score for score in sorted(self.counts) for _ in range(self.counts[score])]

    @property
    def mode(self) -> str:
        """Return the mode as printed, "" for no scores."""
        return mode_text(self.scores)

    @property
    def mean(self) -> Decimal | None:
        """Return the mean to one decimal."""
        return mean(self.scores)

    @property
    def range(self) -> Decimal | None:
        """Return the highest score less the lowest."""
        return spread(self.scores)

    @property
    def distribution(self) -> str:
        """Return the distribution as printed: "2: 1, 3: 4"; scores nobody gave are left out."""
        return ", ".join(f"{plainly(score)}: {self.counts[score]}" for score in sorted(self.counts))


def spread_of(scores: Iterable[Decimal], *, not_rated: int = 0, not_applicable: int = 0) -> Spread:
    """Return the spread of single scores."""
    return Spread(Counter(scores), not_rated, not_applicable)


def together(spreads: Iterable[Spread]) -> Spread:
    """Return one spread over several statements: every score counts once."""
    counts: Counter[Decimal] = Counter()
    not_rated = not_applicable = 0
    few = False
    for one in spreads:
        few = few or one.few
        counts.update(one.counts)
        not_rated, not_applicable = not_rated + one.not_rated, not_applicable + one.not_applicable
    return Spread(counts, not_rated, not_applicable, few)
