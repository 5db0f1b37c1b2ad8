"""The report of a reference: its sections, and below them lists of every figure held under their heading."""

from collections import defaultdict
from typing import Any

from django.utils.text import slugify

from demonstration.data import toml
from demonstration.founding import Founded
from demonstration.reference.cells import PrintedCell, cells
from demonstration.reports import report_entered, signed_by_chair
from reports.studio.models import Report
from safeguarding.lib.facts import FactKey, Period

LONG = 4  # categories from which a breakdown reads better as a table of its own


def load(founded: Founded, folder: str) -> Report:
    """Create the report with every section."""
    described = toml(folder, "report")
    year = Period.parse(described["period"])
    outline = signed_by_chair(founded.partnership.chair_title, described["signed"])

    def below(row: dict[str, Any]) -> list[dict[str, Any]]:
        lists = [block for one in row.get("lists", []) for block in _blocks(folder, one, year)]
        return [*_boxes(row), *row.get("blocks", []), *lists]

    return report_entered(founded, described, outline, below)


def _boxes(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the boxes of a section: `boxes` names the theme, and the area where there is one."""
    if "boxes" not in row:
        return []
    config = {"shows": "fitting", **row["boxes"]}
    return [{"title": f"What is known: {row['title']}", "block": "evidence", "config": config}]


def _blocks(folder: str, row: dict[str, Any], year: Period) -> list[dict[str, Any]]:
    """Return a table of each long breakdown under a heading and a list of its other figures.

    `but` names indicators that stand in a table of their own, `only` the periods that are not in one.
    """
    asked: dict[str, list[PrintedCell]] = defaultdict(list)
    for cell in cells(folder):
        wanted = cell.row["slug"] not in row.get("but", []) and cell.period.token in row.get(
            "only", [cell.period.token]
        )
        if heading_of(cell) == row["heading"] and wanted:
            asked[cell.row["slug"]].append(cell)
    tables = [said for said in asked.values() if _is_long(said)]
    listed = [said for said in asked.values() if said not in tables]
    lines = [_line(folder, one, year) for said in listed for one in _by_figure(said)]
    made = [_table(said) for said in tables]
    config = {"figures": lines, "note": row.get("note", "")}
    return [*([{"title": row["title"], "block": "figure_list", "config": config}] if lines else []), *made]


def _is_long(said: list[PrintedCell]) -> bool:
    """Return True for a breakdown of many counts. Shares may be answers to several questions, so they are listed."""
    return said[0].row.get("kind", "count") == "count" and len({cell.category for cell in said}) >= LONG


def _table(said: list[PrintedCell]) -> dict[str, Any]:
    periods = sorted({cell.period for cell in said}, key=lambda period: period.end)
    row = said[0].row
    config = {"indicators": [row["slug"]], "periods": [period.token for period in periods]}
    return {"title": row["name"], "block": "indicator_table", "config": config}


def _by_figure(said: list[PrintedCell]) -> list[list[PrintedCell]]:
    figures: dict[tuple[str, str], list[PrintedCell]] = defaultdict(list)
    for cell in said:
        figures[cell.category, cell.agency].append(cell)
    return list(figures.values())


def heading_of(cell: PrintedCell) -> str:
    """Return the heading a cell stands under: its indicator's, or another one for the agency that answers."""
    return str(cell.row.get("headings", {}).get(cell.agency, cell.row["heading"]))


def _line(folder: str, said: list[PrintedCell], year: Period) -> str:
    """Return the line of one figure: that of the report's year first, then other periods, then comparators."""
    main = next((cell for cell in said if cell.period.end == year.end), said[0])
    others = [cell.key for cell in said if cell is not main]
    named = FactKey.parse(main.key)
    beside = [
        str(FactKey(named.name, {**named.parameters, "comparator": row["kind"]}))
        for row in toml(folder, "indicators")["comparators"]
        if row["indicator"] == main.row["slug"]
    ]
    label = next((one for one in main.row.get("categories", []) if slugify(one) == main.category), "")
    words = f"{main.row['name']}: {label}" if label else main.row["name"]
    return f"{words} | {' < '.join([main.key, *others, *beside])}"
