"""The lines of an indicators.toml: which printed figure is which cell of which return.

`HC250:1 2020-21 @city-children .police ~about !reason` - the number of the figure in figures.json (or the n-th
comparator printed beside it), the period, the agency that answers, the category, how exactly it is meant, and why
there is no figure. Everything after the period may be left out.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from demonstration.data import figures, toml
from partnerships.returns.entries import Entry
from safeguarding.lib.facts import FactKey, Period, Qualifier, Status, UnitKind

_NUMBER = re.compile(r"-?[\d,]*\.?\d+")
_QUALIFIERS = {one.value: one for one in (Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN)}
_STATUSES = {"estimated": Status.ESTIMATED, "not_collected": Status.NOT_COLLECTED}


@dataclass(frozen=True, kw_only=True)
class PrintedCell:
    """One printed figure and the cell that holds it."""

    number: str
    row: dict[str, Any]
    period: Period
    agency: str
    category: str = ""
    meant: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """Return the name of the cell in a grid."""
        return f"{self.row['slug']}.{self.category}" if self.category else str(self.row["slug"])

    @property
    def key(self) -> str:
        """Return the key of the fact that prints it. Where several agencies answer, the key names one."""
        stock = self.row.get("measure") == "stock"
        given = {"at": self.period.end.isoformat()} if stock else {"period": self.period.token}
        return str(FactKey(f"returns/{self.name}", given | ({"agency": self.agency} if self.shared else {})))

    @property
    def shared(self) -> bool:
        """Return True where several agencies answer the indicator."""
        return len(agencies_of(self.row)) > 1


def agencies_of(row: dict[str, Any]) -> list[str]:
    """Return the agencies that answer an indicator."""
    return list(row.get("agencies") or [row["agency"]])


@cache
def cells(folder: str) -> list[PrintedCell]:
    """Return every cell of a reference in the order of its file."""
    return [_cell(row, line) for row in toml(folder, "indicators")["indicators"] for line in row["cells"]]


def _cell(row: dict[str, Any], line: str) -> PrintedCell:
    said, _, reason = line.partition(" !")
    number, period, *rest = said.split()
    marks = {word[0]: word[1:] for word in rest}
    return PrintedCell(
        number=number,
        row=row,
        period=Period.parse(period),
        agency=marks.get("@", agencies_of(row)[0]),
        category=marks.get(".", ""),
        meant=marks.get("~", ""),
        reason=reason,
    )


@cache
def _by_number(folder: str) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in figures(folder)}


def record_of(folder: str, number: str) -> dict[str, Any]:
    """Return the record a number names."""
    return _by_number(folder)[number.partition(":")[0]]


def text_of(folder: str, number: str) -> str:
    """Return what the source prints: of the figure, or of the comparator the number names."""
    record, place = record_of(folder, number), number.partition(":")[2]
    if not place:
        return str(record["printed"] or record["value"])
    beside = record["comparators"][int(place) - 1]
    return str(beside["value"])


def amount_of(folder: str, number: str) -> Decimal:
    """Return the number printed. Figures written as words were read as numbers when figures.json was made."""
    record, place = record_of(folder, number), number.partition(":")[2]
    said = text_of(folder, number) if place else str(record["value"])
    match = _NUMBER.search(said)
    if match is None:
        raise ValueError(f"{number} of {folder} prints no number: {said!r}")
    return Decimal(match[0].replace(",", ""))


def entry_of(folder: str, cell: PrintedCell) -> Entry:
    """Return what the cell's return says."""
    comment = str(record_of(folder, cell.number).get("note", ""))
    if cell.reason:
        status = _STATUSES.get(cell.meant, Status.NOT_AVAILABLE)
        return Entry(status=status, reason=cell.reason, comment=comment)
    if cell.row.get("kind") == UnitKind.TEXT:
        return Entry(status=Status.VALUE, text=text_of(folder, cell.number), comment=comment)
    value = amount_of(folder, cell.number)
    return Entry(
        status=_STATUSES.get(cell.meant, Status.VALUE),
        value=abs(value) if cell.meant == "negated" else value,
        qualifier=_QUALIFIERS.get(cell.meant, Qualifier.EXACT),
        comment=comment,
    )
