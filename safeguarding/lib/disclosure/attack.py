"""The attack: everything a reader could work out about a hidden cell, found with a linear and integer solver (HiGHS).

It knows every number that is printed, every equation, how quotients are rounded, that counts are whole and not
negative, and that a hidden count is not zero where the policy prints zeros.
"""

from collections.abc import Collection
from dataclasses import dataclass

from safeguarding.lib.disclosure.policy import Policy
from safeguarding.lib.disclosure.solver import ANY, FREE, TOLERANCE, WHOLE, Model
from safeguarding.lib.disclosure.system import Cell, Need, System

Reach = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """What an attack learns about one cell: its least and greatest possible value, and whether that is too much."""

    key: str
    low: float
    high: float
    safe: bool


class Attack:
    """One system as a model that is solved again and again with other cells hidden."""

    def __init__(self, system: System, policy: Policy) -> None:
        self.system = system
        self.policy = policy
        self._model = Model()
        self._column = {key: self._model.variable() for key in system.cells}
        self._limits: dict[str, Reach] = {}
        self._hidden: frozenset[str] | None = None
        for line in system.linears:
            terms = {self._column[key]: number for key, number in line.weights.items()}
            self._model.row(terms, -line.slack - TOLERANCE, line.slack + TOLERANCE)
        self._edges = {
            ratio.key: [
                self._model.row({self._column[key]: number for key, number in ratio.edge(sign).items()}, -FREE)
                for sign in (-1, 1)
            ]
            for ratio in system.ratios
        }
        self._floors = self._bare_floors()

    def hide(self, hidden: Collection[str]) -> None:
        """Let readers see every printed cell and quotient but these."""
        fresh = frozenset(hidden)
        changed = None if self._hidden is None else fresh ^ self._hidden
        self._hidden = fresh
        for cell in self.system.cells.values():
            if changed is None or cell.key in changed:
                self._show(cell) if cell.known or (cell.printed and cell.key not in hidden) else self._veil(cell)
        for ratio in self.system.ratios:
            if changed is not None and ratio.key not in changed:
                continue
            seen = ratio.known or (ratio.printed and ratio.key not in hidden)
            lower, upper = self._edges[ratio.key]
            self._model.highs.changeRowBounds(lower, -TOLERANCE if seen else -FREE, FREE)
            self._model.highs.changeRowBounds(upper, -FREE, TOLERANCE if seen else FREE)

    def reach(self, key: str) -> Reach:
        """Return the least and greatest value of a cell that agree with what is seen, fractions allowed."""
        return self._model.least(self._column[key]), self._model.least(self._column[key], sign=-1.0)

    def protected(self, cell: Cell, *, exact: bool = True) -> bool:
        """Return True when the cell has the protection it needs. With `exact` every single value is tried, in whole
        numbers; without, only the ends of the reach, which can be wider.
        """
        low, high = self.reach(cell.key)
        if cell.need is Need.WITHHELD:
            return high - low >= self.width(cell) - TOLERANCE
        first, last = self.required(cell)
        if low > first + TOLERANCE or high < last - TOLERANCE:
            return False
        return not exact or all(self._possible(cell, value) for value in range(first, last + 1))

    def required(self, cell: Cell) -> tuple[int, int]:
        """Return the values that must stay possible: from the floor to the threshold, at least two of them.

        The floor of a total is what the zeros that are shown, and nothing else, say about it: two categories that
        are not zero have a total of at least two.
        """
        first = max(self.policy.floor, self._floors.get(cell.key, 0))
        return first, max(self.policy.threshold, first + 1)

    def width(self, cell: Cell) -> float:
        """Return how far apart the possible values of a withheld cell must be."""
        return float(self.policy.threshold * 10.0**-cell.decimals)

    def _show(self, cell: Cell) -> None:
        self._limit(cell, cell.shown - cell.half, cell.shown + cell.half)

    def _veil(self, cell: Cell) -> None:
        self._limit(cell, cell.lowest, FREE)

    def _limit(self, cell: Cell, low: float, high: float) -> None:
        self._limits[cell.key] = (low, high)
        self._model.highs.changeColBounds(self._column[cell.key], low, high)

    def _bare_floors(self) -> dict[str, int]:
        """Return the least value of each needy count when nothing but zeros is seen."""
        for cell in self.system.cells.values():
            self._veil(cell) if cell.value else self._show(cell)
        needy = [cell for cell in self.system.needy if cell.need is Need.SMALL]
        return {cell.key: round(self._model.least(self._column[cell.key])) for cell in needy}

    def _possible(self, cell: Cell, value: int) -> bool:
        """Return True when the cell can have this value while every count is a whole number."""
        column, (low, high) = self._column[cell.key], self._limits[cell.key]
        self._model.highs.changeColBounds(column, float(value), float(value))
        found = self._model.solve()
        if found and not self._is_whole():  # rare: a corner of the tables' equations is nearly always whole
            self._demand(whole=True)
            found = self._model.solve()
            self._demand(whole=False)
        self._model.highs.changeColBounds(column, low, high)
        return found

    def _is_whole(self) -> bool:
        values = self._model.values()
        whole = (values[self._column[cell.key]] for cell in self.system.cells.values() if cell.whole)
        return all(abs(value - round(value)) < TOLERANCE for value in whole)

    def _demand(self, *, whole: bool) -> None:
        for cell in self.system.cells.values():
            if cell.whole:
                self._model.highs.changeColIntegrality(self._column[cell.key], WHOLE if whole else ANY)


def attack(system: System, hidden: Collection[str], policy: Policy) -> list[Exposure]:
    """Return what a reader can learn about every cell that needs protection or is hidden, in canonical order."""
    found: list[Exposure] = []
    for part in system.parts():
        needy = {cell.key for cell in part.needy}
        cells = [cell for cell in part.cells.values() if cell.key in needy or cell.key in hidden]
        if cells:
            solver = Attack(part, policy)
            solver.hide(hidden)
            found += [_exposure(solver, cell) for cell in cells]
    return sorted(found, key=lambda one: one.key)


def _exposure(solver: Attack, cell: Cell) -> Exposure:
    low, high = solver.reach(cell.key)
    safe = solver.protected(cell) if cell.need is not Need.NONE else high - low > 2 * cell.half + TOLERANCE
    return Exposure(key=cell.key, low=low, high=high, safe=safe or cell.known)
