"""Tables of figures as they are printed: labels, totals, the key of symbols, and the chart of the same figures.

Pure functions of a block's data and the facts, so a table made from suppressed facts has suppressed totals too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.studio.charting import distribution_chart, grid_chart
from reports.studio.printing import print_provenance
from safeguarding.lib.facts import Fact, Status, direction, share, total

Facts = Mapping[str, Fact]
_EXPLAINED = tuple(status for status in Status if status.symbol and status is not Status.NIL)


@dataclass(frozen=True)
class AnnexRow:
    """One figure of the source annex: its number in the report, and the number of its source."""

    number: int
    fact: Fact
    source: int


@dataclass(frozen=True)
class Annex:
    """The sources in order of first use, and the figures in order of their numbers."""

    sources: list[str]
    rows: list[AnnexRow]


def row_label(row: Mapping[str, Any], facts: Facts) -> str:
    """Return the words a row begins with: the author's own, or the name of its figure."""
    if row["label"]:
        return str(row["label"])
    known = [facts[key].label for key in row["cells"] if key in facts]
    return known[0] if known else "Figure not found"


def grid_keys(data: Mapping[str, Any]) -> list[str]:
    """Return the keys of every cell in reading order."""
    return [key for row in data["rows"] for key in row["cells"]]


def units_of(data: Mapping[str, Any], facts: Facts) -> list[str]:
    """Return the headings of the units in the table, once each; one unit goes into the caption, several into rows."""
    units = [facts[key].unit.heading for key in grid_keys(data) if key in facts]
    return list(dict.fromkeys(unit for unit in units if unit))


def with_unit(caption: str, units: Sequence[str]) -> str:
    """Return the caption with the unit all cells share, unless it says it already."""
    if len(units) != 1 or units[0].casefold() in caption.casefold():
        return caption
    return f"{caption} ({units[0][:1].lower()}{units[0][1:]})"


def annex_of(document: Mapping[str, Any], facts: Facts) -> Annex:
    """Return the list of sources: each source once, with a number, and every figure with the number of its source."""
    sources: dict[str, int] = {}
    rows = []
    for key, number in sorted(document["references"].items(), key=lambda pair: int(pair[1])):
        words = print_provenance(facts[key], facts)
        rows.append(AnnexRow(number, facts[key], sources.setdefault(words, len(sources) + 1)))
    return Annex(list(sources), rows)


def unit_of(keys: Iterable[str], facts: Facts) -> str:
    """Return the heading of the unit of the first known figure."""
    return next((facts[key].unit.heading for key in keys if key in facts), "")


def column_totals(data: Mapping[str, Any], facts: Facts) -> list[Fact | None]:
    """Return the computed total of each column; None where a figure of the column is not known."""
    columns: Sequence[Sequence[str]] = list(zip(*(row["cells"] for row in data["rows"]), strict=True))
    return [
        total(key=f"studio/total.{number}", label="Total", parts=[facts[key] for key in keys])
        if all(key in facts for key in keys)
        else None
        for number, keys in enumerate(columns, start=1)
    ]


def column_shares(data: Mapping[str, Any], facts: Facts) -> list[Fact | None]:
    """Return the share of each column's computed total in that of the last column, which is the whole."""
    totals = column_totals(data, facts)
    whole = totals[-1] if totals else None
    return [
        share(key=f"studio/share.{number}", label="Share", part=one, whole=whole) if one and whole else None
        for number, one in enumerate(totals, start=1)
    ]


def beside_words(fact: Fact | None, figure: Fact | None) -> str:
    """Return what stands before a figure another is compared with: "England, 2020-21:" or "rose from, 2020-21:"."""
    if fact is None or figure is None:
        return ""
    if "comparator" in fact.dimensions:
        return f"{fact.label.rpartition(', ')[2]}, {fact.period.label}:"
    earlier = fact.period.end < figure.period.end
    moved = {"rose": "rose from", "fell": "fell from"}.get(direction(before=fact, after=figure), "") if earlier else ""
    return f"{fact.period.label}: {moved}".rstrip()


def heading_below(section: Mapping[str, Any]) -> int:
    """Return the level of headings inside a section: one below its own, or below its parent's where it has none."""
    return min(int(section["level"]) + (1 if section["silent"] else 2), 6)


def status_key(keys: Iterable[str], facts: Facts) -> list[str]:
    """Return what the symbols in these cells mean, for the line under a table: only the symbols that occur."""
    found = {facts[key].status for key in keys if key in facts}
    lines = [f"{status.symbol} {status.label}" for status in _EXPLAINED if status in found]
    if Status.BLANK in found:
        lines.append(f"a blank cell was {Status.BLANK.label}")
    return lines


JINJA_GLOBALS = {
    "row_label": row_label,
    "grid_keys": grid_keys,
    "grid_chart": grid_chart,
    "distribution_chart": distribution_chart,
    "units_of": units_of,
    "unit_of": unit_of,
    "with_unit": with_unit,
    "annex_of": annex_of,
    "heading_below": heading_below,
    "column_totals": column_totals,
    "column_shares": column_shares,
    "beside_words": beside_words,
    "status_key": status_key,
}
