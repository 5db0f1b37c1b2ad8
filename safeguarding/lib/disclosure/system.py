"""What a reader can combine: cells, and the equations and rounded quotients that hold between them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property

Term = tuple[int, str]  # coefficient, key


class Need(StrEnum):
    """What protection a cell needs. SMALL: any value from the floor to the threshold must stay possible.
    WITHHELD: its value must stay unknown to within the threshold.
    """

    NONE = "none"
    SMALL = "small"
    WITHHELD = "withheld"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One number. `printed` means that it stands in the edition unless it is hidden; `known` that readers have it
    whatever is hidden: published elsewhere, printed by an earlier edition, or shown by decision.

    `whole` numbers are counts; `decimals` says how a value is rounded in print. `least` is what readers take for
    granted about a value they do not see, None where it may be negative. `composed` marks a total, which is hidden
    later than its parts.
    """

    key: str
    value: Decimal
    need: Need = Need.NONE
    printed: bool = True
    known: bool = False
    whole: bool = True
    decimals: int = 0
    least: int | None = 0
    composed: bool = False

    @property
    def half(self) -> float:
        """Return how far the printed value may be from the true one."""
        return 0.0 if self.whole else 0.5 * 10.0**-self.decimals

    @property
    def shown(self) -> float:
        """Return the value as it is printed."""
        return float(self.value.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP))

    @property
    def lowest(self) -> float:
        """Return the least value a reader who does not see the cell must reckon with."""
        return float("-inf") if self.least is None else float(min(Decimal(self.least), self.value))


@dataclass(frozen=True)
class Linear:
    """The terms add up to nothing, give or take `slack`: a total less its parts, a change less its two values."""

    terms: tuple[Term, ...]
    slack: float = 0.0

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the cells it speaks of."""
        return tuple(key for _, key in self.terms)

    @property
    def weights(self) -> dict[str, float]:
        """Return the coefficient of each cell; one that is named twice counts twice."""
        return _weights(self.terms)

    def holds(self, values: Mapping[str, Decimal]) -> bool:
        """Return True when the cells as they are agree with it."""
        return abs(sum((number * values[key] for number, key in self.terms), Decimal(0))) <= Decimal(self.slack)


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """A share, rate, mean or percentage change as printed: `per` times the top divided by the bottom, rounded half up.

    Printed, it tells everybody `(value - half) * bottom <= per * top <= (value + half) * bottom`.
    """

    key: str
    top: tuple[Term, ...]
    bottom: str
    per: int
    value: Decimal
    decimals: int
    printed: bool = True
    known: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the cells it was computed from."""
        return tuple(dict.fromkeys([*(key for _, key in self.top), self.bottom]))

    @property
    def half(self) -> Decimal:
        """Return half a unit of the last printed digit."""
        return Decimal(5).scaleb(-self.decimals - 1)

    def holds(self, values: Mapping[str, Decimal]) -> bool:
        """Return True when the cells as they are agree with it."""
        bottom = values[self.bottom]
        top = self.per * sum((number * values[key] for number, key in self.top), Decimal(0))
        return bool((self.value - self.half) * bottom <= top <= (self.value + self.half) * bottom)

    def edge(self, sign: int) -> dict[str, float]:
        """Return the coefficients of top - (value + sign * half) / per * bottom, which is not negative at the lower
        edge (-1) and not positive at the upper one (1).
        """
        weights = _weights(self.top)
        weights[self.bottom] = weights.get(self.bottom, 0.0) - float(self.value + sign * self.half) / self.per
        return weights


@dataclass(frozen=True)
class System:
    """Cells, equations and quotients in canonical order, whatever order they were given in."""

    cells: Mapping[str, Cell]
    linears: Sequence[Linear]
    ratios: Sequence[Ratio]

    @classmethod
    def of(cls, cells: Iterable[Cell], linears: Iterable[Linear] = (), ratios: Iterable[Ratio] = ()) -> "System":
        """Return the system of what holds. A relation that the true values contradict tells readers nothing and is
        left out, and so is one about a cell that is not given.
        """
        kept = {cell.key: cell for cell in sorted(cells, key=lambda cell: cell.key)}
        values = {key: cell.value for key, cell in kept.items()}

        def true(relation: Linear | Ratio) -> bool:
            return all(key in kept for key in relation.keys) and relation.holds(values)

        return cls(
            kept,
            sorted({Linear(tuple(sorted(one.terms)), one.slack) for one in linears if true(one)}, key=str),
            sorted({one.key: one for one in ratios if true(one)}.values(), key=lambda one: one.key),
        )

    def parts(self) -> Iterator["System"]:
        """Return the systems that have nothing to do with each other, in canonical order."""
        leader = self._leaders()
        cells: dict[str, dict[str, Cell]] = defaultdict(dict)
        linears: dict[str, list[Linear]] = defaultdict(list)
        ratios: dict[str, list[Ratio]] = defaultdict(list)
        for key, cell in self.cells.items():
            cells[leader[key]][key] = cell
        for line in self.linears:
            linears[leader[line.keys[0]]].append(line)
        for ratio in self.ratios:
            ratios[leader[ratio.bottom]].append(ratio)
        for head in sorted(cells):
            yield System(cells[head], linears[head], ratios[head])

    def _leaders(self) -> dict[str, str]:
        """Return for each cell the first of those it is related to."""
        leader = {key: key for key in self.cells}

        def find(key: str) -> str:
            while leader[key] != key:
                leader[key] = leader[leader[key]]
                key = leader[key]
            return key

        for keys in (*(line.keys for line in self.linears), *(ratio.keys for ratio in self.ratios)):
            for key in keys[1:]:
                low, high = sorted((find(keys[0]), find(key)))
                leader[high] = low
        return {key: find(key) for key in self.cells}

    @cached_property
    def around(self) -> Mapping[str, Sequence[Linear | Ratio]]:
        """Return the relations each cell stands in."""
        found: dict[str, list[Linear | Ratio]] = defaultdict(list)
        relations: list[Linear | Ratio] = [*self.linears, *self.ratios]
        for relation in relations:
            for key in dict.fromkeys(relation.keys):
                found[key].append(relation)
        return found

    def near(self, key: str, through: Collection[str], most: int) -> set[str]:
        """Return the cells within reach of one, step by step through the cells named, until there are `most`."""
        found, edge = {key}, [key]
        while edge and len(found) < most:
            beside = {one for here in edge for relation in self.around.get(here, ()) for one in relation.keys}
            fresh = beside - found
            found |= fresh
            edge = sorted(fresh & set(through))
        return found

    @property
    def figures(self) -> list[Cell | Ratio]:
        """Return everything that can be printed."""
        return [*self.cells.values(), *self.ratios]

    @property
    def needy(self) -> list[Cell]:
        """Return the cells that need protection and can still have it."""
        return [cell for cell in self.cells.values() if cell.need is not Need.NONE and not cell.known]


def _weights(terms: Iterable[Term]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for number, key in terms:
        weights[key] = weights.get(key, 0.0) + number
    return weights
