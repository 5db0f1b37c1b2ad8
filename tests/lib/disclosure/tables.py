"""Tables for the tests of disclosure control, and a second solver that owes nothing to the first."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import product

from hypothesis import strategies as st

from safeguarding.lib.disclosure import Cell, Edition, Linear, Need, Policy, System
from safeguarding.lib.facts import Disclosure, Fact, Period, Provenance, Unit, UnitKind, total

CHILDREN = Unit(kind=UnitKind.COUNT, noun="children")
YEAR = Period.financial_year(2025)


def fact(key: str, value: int | str | None, **more: object) -> Fact:
    """Return a typed count of children that may be printed after disclosure control."""
    given: dict[str, object] = {
        "label": key,
        "unit": CHILDREN,
        "period": YEAR,
        "disclosure": Disclosure.SMALL_NUMBERS,
        "provenance": Provenance(origin="typed", place="return"),
        **more,
    }
    return Fact(key=key, value=None if value is None else Decimal(value), **given)  # type: ignore[arg-type]


def breakdown(values: dict[str, int], name: str = "plans") -> Edition:
    """Return an edition that prints categories and their computed total."""
    parts = [fact(f"{name}.{key}", value) for key, value in values.items()]
    whole = total(key=name, label=name, parts=parts)
    return Edition(facts={one.key: one for one in (*parts, whole)})


def table(rows: Sequence[Sequence[int]], policy: Policy) -> System:
    """Return rows and columns with both totals and the grand total."""
    numbers = {f"r{i}c{j}": value for i, row in enumerate(rows) for j, value in enumerate(row)}
    width = len(rows[0])
    lines = []
    for i in range(len(rows)):
        lines.append((f"r{i}", [f"r{i}c{j}" for j in range(width)]))
    for j in range(width):
        lines.append((f"c{j}", [f"r{i}c{j}" for i in range(len(rows))]))
    lines.append(("t", [f"r{i}" for i in range(len(rows))]))
    for whole, parts in lines:
        numbers[whole] = sum(numbers[part] for part in parts)
    return System.of(
        [cell(key, value, policy, composed="c" not in key[1:]) for key, value in numbers.items()],
        [Linear(((1, whole), *((-1, part) for part in parts))) for whole, parts in lines],
    )


def cell(key: str, value: int, policy: Policy, *, composed: bool = False) -> Cell:
    """Return a printed count."""
    number = Decimal(value)
    need = Need.SMALL if policy.is_small(number) else Need.NONE
    return Cell(key=key, value=number, need=need, least=policy.floor, composed=composed)


def small(system: System) -> set[str]:
    """Return what is hidden by rule."""
    return {one.key for one in system.needy}


@st.composite
def tables(draw: st.DrawFn, *, least: int = 0, most: int = 14, side: int = 4) -> list[list[int]]:
    """Draw a table of counts, many of them small."""
    width = draw(st.integers(2, side))
    row = st.lists(st.integers(least, most), min_size=width, max_size=width)
    return draw(st.lists(row, min_size=2, max_size=side))


def possible_values(system: System, hidden: Collection[str], key: str, most: int) -> set[int]:
    """Return every value a hidden cell can have, by trying all tables with counts up to `most`: slow and simple."""
    return {solution[key] for solution in _solutions(system, hidden, most)}


def _solutions(system: System, hidden: Collection[str], most: int) -> Iterator[dict[str, int]]:
    seen = {name: int(one.value) for name, one in system.cells.items() if name not in hidden}
    inner = [name for name in hidden if "c" in name[1:]]
    for numbers in product(range(1, most + 1), repeat=len(inner)):
        values = {**seen, **dict(zip(inner, numbers, strict=True))}
        if _completed(system, values):
            yield values


def _completed(system: System, values: dict[str, int]) -> bool:
    # Totals follow from the inner cells; a total that is seen, or zero when it may not be, settles the matter.
    for line in sorted(system.linears, key=lambda one: any(key == "t" for key in one.keys)):
        whole = next(key for number, key in line.terms if number == 1)
        result = sum(values[key] for number, key in line.terms if number == -1)
        if values.setdefault(whole, result) != result or (result == 0 and whole not in values):
            return False
    return True
