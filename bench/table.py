"""One line of the result, and the table of them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, the figure as people read it, the budget, and whether it is kept."""

    what: str
    measured: str
    budget: str
    kept: bool


def ratio(what: str, seconds: float, base: float, allowed: float) -> Row:
    """Return the row of a time that is judged by how many times it takes as long as `base`."""
    times = seconds / base
    return Row(
        what, f"{times:.2f} x  ({1000 * seconds:.1f} ms / {1000 * base:.1f} ms)", f"{allowed:g} x", times <= allowed
    )


def printed(rows: Iterable[Row]) -> str:
    """Return the rows as a table with a heading."""
    shown = [
        ("What", "Measured", "Budget", ""),
        *((r.what, r.measured, r.budget, "" if r.kept else "BROKEN") for r in rows),
    ]
    widths = [max(len(line[at]) for line in shown) for at in range(3)]
    return "\n".join("  ".join([*(line[at].ljust(widths[at]) for at in range(3)), line[3]]).rstrip() for line in shown)
