"""The distribution of one round: how many were graded, and which share was good or better."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reviews.audits.models import Grading, Round


@dataclass(frozen=True)
class Spread:
    """Grades of a round by position, lowest first; None where a grade was not said. `records`: counts, not shares."""

    values: tuple[Decimal | None, ...]
    good_from: int
    records: bool

    @property
    def complete(self) -> bool:
        """Return True when every grade of the scale was said."""
        return all(value is not None for value in self.values)

    @property
    def graded(self) -> Decimal | None:
        """Return how many records were graded; None where only shares or not all grades were said."""
        return sum(_said(self.values), Decimal(0)) if self.records and self.complete else None

    def share(self, position: int) -> Decimal | None:
        """Return the percentage of one grade, unrounded; None where it can not be known."""
        return self._percent(self.values[position - 1 : position])

    @property
    def good(self) -> Decimal | None:
        """Return the percentage that was good or better, unrounded; None where it can not be known."""
        return self._percent(self.values[self.good_from - 1 :])

    def _percent(self, part: tuple[Decimal | None, ...]) -> Decimal | None:
        said = _said(part)
        if len(said) != len(part):
            return None
        total = sum(said, Decimal(0))
        if not self.records:
            return total
        return total * 100 / self.graded if self.graded else None


def spread_of(grading: Grading, one: Round) -> Spread:
    """Return the distribution of a round. Prefetch the grading's `points` and the round's `grades`."""
    held: Mapping[int, Decimal] = {grade.position: grade.value for grade in one.grades.all()}
    values = tuple(held.get(point.position) for point in grading.points.all())
    return Spread(values, grading.good_from, grading.basis == Grading.Basis.RECORDS)


def _said(values: tuple[Decimal | None, ...]) -> list[Decimal]:
    return [value for value in values if value is not None]
