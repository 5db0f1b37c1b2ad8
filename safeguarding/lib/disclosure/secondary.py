"""Secondary suppression: which further figures to hide so that the attack learns too little about every cell.

Each exposed cell in its turn is protected at the least cost, as an integer programme: two sets of values that agree
with everything still printed, one with the cell at the lower end of what must stay possible and one at the upper,
and the cheapest figures to hide for it. What then turns out not to be needed is printed again, totals first.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from safeguarding.lib.disclosure.attack import Attack
from safeguarding.lib.disclosure.policy import Policy
from safeguarding.lib.disclosure.solver import FREE, TOLERANCE, Model
from safeguarding.lib.disclosure.system import Cell, Linear, Need, Ratio, System

TOTAL_WEIGHT = 3  # a total serves readers more than one of its parts
NEAR = 80  # cells in which partners are looked for first; a wider circle only where these do not do
ROOM = 20.0  # how many thresholds a hidden figure may move in a proof that it could be another


@dataclass(frozen=True, kw_only=True)
class Suppression:
    """`hidden` are all keys that are not printed; `partners` says which exposed cell each secondary one protects.

    `beyond` are cells that stay exposed whatever is hidden, because readers know too much already.
    """

    hidden: frozenset[str] = frozenset()
    partners: dict[str, str] = field(default_factory=dict)
    beyond: tuple[str, ...] = ()


def suppress(system: System, hidden: Collection[str], policy: Policy) -> Suppression:
    """Return what must be hidden when `hidden` is hidden by rule or decision: that, the quotients computed from it,
    and the further figures. The same system gives the same answer, in whatever order it was given.
    """
    made = [_Component(part, hidden, policy).solve() for part in system.parts()]
    return Suppression(
        hidden=frozenset(hidden).union(*(one.hidden for one in made)),
        partners={key: cell for one in made for key, cell in one.partners.items()},
        beyond=tuple(sorted(key for one in made for key in one.beyond)),
    )


class _Component:
    """One system of related cells."""

    def __init__(self, system: System, hidden: Collection[str], policy: Policy) -> None:
        self.system = system
        self.policy = policy
        self.base = self._closed({one.key for one in system.figures if one.key in hidden})

    def solve(self) -> Suppression:
        """Protect one exposed cell after the other, then print again what need not be hidden."""
        needy = self.system.needy
        if not needy:
            return Suppression(hidden=frozenset(self.base))
        self.attack = Attack(self.system, self.policy)
        self.choices = sorted(self._candidates(), key=_expense)
        hidden, beyond = set(self.base), list[str]()
        for cell in needy:
            while not self._safe(cell, hidden):
                more = self._cheapest(cell, hidden) or self._weakest(cell, hidden)
                if not more:
                    beyond.append(cell.key)
                    break
                hidden = self._closed(hidden | more)
        can = [cell for cell in needy if cell.key not in beyond]
        hidden = self._trimmed(hidden, can)
        return Suppression(hidden=frozenset(hidden), partners=self._partners(hidden, can), beyond=tuple(beyond))

    def _closed(self, hidden: set[str]) -> set[str]:
        """Return `hidden` with the printed quotients computed from anything in it."""
        return hidden | {
            ratio.key for ratio in self.system.ratios if ratio.printed and not ratio.known and hidden & set(ratio.keys)
        }

    def _candidates(self) -> list[Cell | Ratio]:
        """Return what may be hidden to protect another: printed, not known anyway, and no zero that is shown as one."""
        zeros = {cell.key for cell in self.system.cells.values() if self.policy.zeros_shown and not cell.value}
        shut = self.base | zeros
        return [one for one in self.system.figures if one.printed and not one.known and one.key not in shut]

    def _safe(self, cell: Cell, hidden: Collection[str], *, exact: bool = True) -> bool:
        self.attack.hide(hidden)
        return self.attack.protected(cell, exact=exact)

    def _cheapest(self, cell: Cell, hidden: Collection[str]) -> set[str]:
        """Return the cheapest figures that give the cell its protection if fractions are allowed; none without any."""
        for most in (NEAR, len(self.system.cells)):
            near = self.system.near(cell.key, self.system.cells, most)
            found = _Programme(self, cell, hidden, near).answer()
            if found or len(near) == len(self.system.cells):
                return found
        return set()

    def _weakest(self, cell: Cell, hidden: set[str]) -> set[str]:
        """Return one figure that must go in any case: the cheapest of those left when as many others as possible are
        hidden and the cell is still exposed. None when nothing helps.
        """
        wide = set(hidden)
        for one in reversed(self.choices):
            wider = self._closed({*wide, one.key})
            if not self._safe(cell, wider):
                wide = wider
        left = [one.key for one in self.choices if one.key not in wide]
        return set(left[:1])

    def _trimmed(self, hidden: set[str], needy: Sequence[Cell]) -> set[str]:
        """Return the same without the figures that need not be hidden, the most useful ones tried first."""
        for one in reversed(self.choices):
            if one.key not in hidden:
                continue
            shown = hidden - {one.key}
            touched = self._touched(one, hidden, needy)
            if self._closed(shown) == shown and all(self._safe(cell, shown) for cell in touched):
                hidden = shown
        return hidden

    def _partners(self, hidden: Collection[str], needy: Sequence[Cell]) -> dict[str, str]:
        hidden = set(hidden)
        shut = [one for one in self.choices if one.key in hidden - self._closed(hidden - {one.key})]
        return {one.key: self._partner(one, hidden, needy) for one in shut}

    def _partner(self, one: Cell | Ratio, hidden: set[str], needy: Sequence[Cell]) -> str:
        exposed = (cell.key for cell in self._touched(one, hidden, needy) if not self._safe(cell, hidden - {one.key}))
        return next(exposed, "")

    def _touched(self, one: Cell | Ratio, hidden: Collection[str], needy: Sequence[Cell]) -> list[Cell]:
        """Return the cells whose protection can depend on a hidden figure: those it reaches through others that readers
        do not see.
        """
        cells = self.system.cells.values()
        unseen = {cell.key for cell in cells if not cell.known and (not cell.printed or cell.key in hidden)}
        starts = one.keys if isinstance(one, Ratio) else (one.key,)
        reached = {key for start in starts for key in self.system.near(start, unseen, len(cells) + 1)}
        return [cell for cell in needy if cell.key in reached]


class _Programme:
    """The integer programme that protects one cell: `ends` are two whole tables a reader could not tell from ours."""

    def __init__(self, component: _Component, cell: Cell, hidden: Collection[str], near: set[str]) -> None:
        self.model = Model()
        self.near = near
        self.room = ROOM * max(component.policy.threshold, component.attack.required(cell)[1])
        count = len(component.choices)
        self.taken = {
            one.key: self.model.variable(0.0, 1.0, cost=_cost(one, rank, count), whole=True)
            for rank, one in enumerate(component.choices)
            if one.key not in hidden and near.issuperset(one.keys if isinstance(one, Ratio) else (one.key,))
        }
        self.ends = [self._table(component.system, hidden) for _ in range(2)]
        low, high = (end[cell.key] for end in self.ends)
        if cell.need is Need.WITHHELD:
            self.model.row({high: 1.0, low: -1.0}, component.attack.width(cell))
        else:
            first, last = component.attack.required(cell)
            self.model.row({low: 1.0}, -FREE, first)
            self.model.row({high: 1.0}, last)
        for ratio in component.system.ratios:
            for key in ratio.keys:
                if ratio.key in self.taken and key in self.taken:
                    self.model.row({self.taken[ratio.key]: 1.0, self.taken[key]: -1.0}, 0.0)

    def answer(self) -> set[str]:
        """Return the keys of the figures to hide."""
        if not self.taken or not self.model.solve():
            return set()
        values = self.model.values()
        return {key for key, column in self.taken.items() if values[column] > 0.5}

    def _table(self, system: System, hidden: Collection[str]) -> dict[str, int]:
        columns = {key: self._cell(system.cells[key], hidden) for key in sorted(self.near)}
        relations = {id(one): one for key in columns for one in system.around.get(key, ())}.values()
        for key in sorted({key for one in relations for key in one.keys} - set(columns)):
            value = float(system.cells[key].value)  # what lies outside stays as it is
            columns[key] = self.model.variable(value, value)
        for line in (one for one in relations if isinstance(one, Linear)):
            terms = {columns[key]: number for key, number in line.weights.items()}
            self.model.row(terms, -line.slack - TOLERANCE, line.slack + TOLERANCE)
        for ratio in (one for one in relations if isinstance(one, Ratio)):
            if ratio.known or (ratio.printed and ratio.key not in hidden):
                self._edges(ratio, columns)
        return columns

    def _cell(self, cell: Cell, hidden: Collection[str]) -> int:
        value = cell.shown
        if cell.known or (cell.printed and cell.key not in hidden and cell.key not in self.taken):
            return self.model.variable(value - cell.half, value + cell.half)
        column = self.model.variable(cell.lowest)
        if cell.key in self.taken:
            self.model.row({column: 1.0, self.taken[cell.key]: self.room}, value - cell.half)
            self.model.row({column: 1.0, self.taken[cell.key]: -self.room}, -FREE, value + cell.half)
        return column

    def _edges(self, ratio: Ratio, columns: dict[str, int]) -> None:
        # A quotient that is hidden no longer binds: its rows get room enough for anything.
        room = {self.taken[ratio.key]: 1e4} if ratio.key in self.taken else {}
        lower = {columns[key]: number for key, number in ratio.edge(-1).items()}
        upper = {columns[key]: number for key, number in ratio.edge(1).items()}
        self.model.row({**lower, **room}, -TOLERANCE)
        self.model.row({**upper, **{column: -number for column, number in room.items()}}, -FREE, TOLERANCE)


def _expense(one: Cell | Ratio) -> tuple[bool, bool, Decimal, str]:
    # Canonical: single figures before totals, small before large, then by name.
    is_cell = isinstance(one, Cell)
    return isinstance(one, Cell) and one.composed, not is_cell, abs(one.value), one.key


def _cost(one: Cell | Ratio, rank: int, count: int) -> float:
    weight = TOTAL_WEIGHT if isinstance(one, Cell) and one.composed else 1
    return float(weight * 2 * count + rank)
