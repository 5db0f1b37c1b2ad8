"""The report itself: its sections in reading order, each table beside its chart."""

from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from demonstration.reports import report_entered, signed_by_chair
from reports.studio.models import Report

FOLDER = "southend-2017-19"
OUTLINE = signed_by_chair(
    "Independent chair",
    "The independent chair alone signs it (Children Act 2004 s.14A, as it stood until 2019).",
)


def load(founded: Founded) -> Report:
    """Create the report with every section."""
    described = toml(FOLDER, "report")

    def charts(row: dict[str, Any]) -> list[dict[str, Any]]:
        return [_chart(table, described["years"]) for table in row.get("tables", [])]

    return report_entered(founded, described, OUTLINE, charts)


def _chart(table: dict[str, Any], years: list[str]) -> dict[str, Any]:
    config = {
        "periods": years,
        "indicators": table["indicators"],
        "draws": table["chart"],
        "kind": table["kind"],
    }
    return {"title": table["title"], "block": "chart", "config": config}
