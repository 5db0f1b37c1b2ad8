"""Statistics of one evaluation question, over a scale of any length. Pure functions, nothing here is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerships.training.tally import percent

FULL = Decimal(100)


@dataclass(frozen=True)
class Distribution:
    """What was chosen at each point, lowest first; None where a document does not print it.

    `people` is True for counts of people and False for percentages without their base.
    """

    values: Sequence[Decimal | None]
    people: bool

    @property
    def complete(self) -> bool:
        """Return True when every point is known."""
        return bool(self.values) and all(value is not None for value in self.values)

    @property
    def answered(self) -> int | None:
        """Return how many people answered; None for percentages or with a point unknown."""
        return int(sum(self._known())) if self.people and self.complete else None

    def share(self, position: int) -> Decimal | None:
        """Return the share that chose the point (from 1), in per cent; None when not known."""
        return self._share(self.values[position - 1 : position])

    def at_least(self, position: int) -> Decimal | None:
        """Return the share that chose the point or a higher one: "good or better"."""
        return self._share(self.values[position - 1 :])

    @property
    def mean(self) -> Decimal | None:
        """Return the mean point chosen, unrounded; None unless the whole distribution is known."""
        whole = sum(self._known())
        if not self.complete or not whole:
            return None
        return sum((Decimal(at) * value for at, value in enumerate(self._known(), start=1)), Decimal(0)) / whole

    def _known(self) -> list[Decimal]:
        return [value for value in self.values if value is not None]

    def _share(self, values: Sequence[Decimal | None]) -> Decimal | None:
        if not values or any(value is None for value in values):
            return None
        part = sum((value for value in values if value is not None), Decimal(0))
        return percent(part, self.answered) if self.people else part
