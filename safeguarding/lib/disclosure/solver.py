"""HiGHS, always set up alike: one thread, a fixed seed, no gap. The same question has the same answer everywhere."""

from collections.abc import Mapping

import highspy
import numpy as np

FREE = highspy.kHighsInf
TOLERANCE = 1e-6
WHOLE, ANY = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
_BOUNDLESS = frozenset({highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible})
_ANSWERS = frozenset({highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible, *_BOUNDLESS})


class _Quiet(highspy.Highs):
    """The solver without callbacks: registering them prints a banner into whatever program is running."""

    def enableCallbacks(self) -> None:  # noqa: N802  their name
        """Register none."""


class Model:
    """A linear or integer model that is changed and solved again."""

    def __init__(self) -> None:
        self.highs = _Quiet()
        self.highs.silent()
        for name, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)):
            self.highs.setOptionValue(name, value)

    def variable(self, low: float = -FREE, high: float = FREE, *, cost: float = 0.0, whole: bool = False) -> int:
        """Add a variable and return its number."""
        column = int(self.highs.getNumCol())
        self.highs.addVar(low, high)
        if cost:
            self.highs.changeColCost(column, cost)
        if whole:
            self.highs.changeColIntegrality(column, WHOLE)
        return column

    def row(self, terms: Mapping[int, float], low: float, high: float = FREE) -> int:
        """Ask for low <= terms <= high and return the number of the row."""
        numbers = np.array(list(terms.values()), dtype=np.float64)
        self.highs.addRow(low, high, len(terms), np.array(list(terms), dtype=np.int32), numbers)
        return int(self.highs.getNumRow()) - 1

    def solve(self) -> bool:
        """Return True when there is a best solution."""
        return self._status() == highspy.HighsModelStatus.kOptimal

    def least(self, column: int, *, sign: float = 1.0) -> float:
        """Return the least value a variable can take; with sign -1 the greatest. Infinite where nothing limits it."""
        self.highs.changeColCost(column, sign)
        status, found = self._status(), self.highs.getObjectiveValue()
        self.highs.changeColCost(column, 0.0)
        if status == highspy.HighsModelStatus.kOptimal:
            return float(sign * found)
        if status in _BOUNDLESS:
            return -sign * FREE
        raise ArithmeticError(f"The cells contradict each other ({status}).")

    def values(self) -> list[float]:
        """Return the values of the last solution."""
        return list(self.highs.getSolution().col_value)

    def _status(self) -> highspy.HighsModelStatus:
        self.highs.run()
        if self.highs.getModelStatus() not in _ANSWERS:  # a warm start that went astray: once more from the beginning
            self.highs.clearSolver()
            self.highs.run()
        return self.highs.getModelStatus()
