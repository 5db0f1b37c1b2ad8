"""A report with small numbers, and what its public edition prints."""

import csv
import io
from typing import Any

from partnerships.directory.authz.roles import Role
from reports.publishing.disclosing import Controlled, controlled
from reports.publishing.models import Snapshot
from reports.publishing.render import render_csv, render_csv_metadata, render_document, render_page
from reports.publishing.services.snapshots import snapshot_take
from reports.publishing.source import Source
from reports.studio.models import Report
from reports.studio.services import report_create, section_add, slot_add
from safeguarding.lib.facts import Disclosure, Period, Provenance, Unit, UnitKind, share, total
from tests.studio.figures import Figures
from tests.support.cast import Cast

YEARS = ("2016-17", "2017-18")
# Unmistakable where they are hidden: none of these numbers stands anywhere else in the report.
PLANS = {"neglect": (8841, 8953), "emotional": (5022, 4967), "physical": (1433, 1379), "sexual": (6174, 4)}
PER_CENT = Unit(kind=UnitKind.PERCENT, decimals=1)
SECRET, TRACE = "A colleague", "/p/alderbrook/figures/secret/"
PROSE = (
    "<p>[[returns/plans-sexual?period=2017-18]] children had a plan for sexual abuse. The number "
    "[[returns/plans-sexual?period=2017-18|direction:returns/plans-sexual?period=2016-17]] by "
    "[[returns/plans-sexual?period=2017-18|change:returns/plans-sexual?period=2016-17]], that is "
    "[[returns/plans-sexual?period=2017-18|percentage:returns/plans-sexual?period=2016-17]]. "
    "Their share was [[returns/plan-share?period=2017-18]].</p><p>Staff: [[returns/staff?period=2017-18]].</p>"
    "<p>In all: [[returns/plans?period=2016-17]] and [[returns/plans?period=2017-18]].</p>"
)


def small_figures() -> Figures:
    """Return a room with plans by category in two years, their share, and a figure for the partnership only."""
    room = Figures()
    given = {"disclosure": Disclosure.SMALL_NUMBERS, "provenance": _typed()}
    for name, values in PLANS.items():
        for year, value in zip(YEARS, values, strict=True):
            room.add(f"returns/plans-{name}?period={year}", value, f"Plans: {name.title()} abuse", **given)
    for year in YEARS:
        parts = [room.facts[f"returns/plans-{name}?period={year}"] for name in PLANS]
        key = f"returns/plans?period={year}"
        room.facts[key] = total(key=key, label="Children with a plan", parts=parts)
    part, whole = room.facts["returns/plans-sexual?period=2017-18"], room.facts["returns/plans?period=2017-18"]
    key = "returns/plan-share?period=2017-18"
    room.facts[key] = share(key=key, label="Share of plans for sexual abuse", part=part, whole=whole, decimals=3)
    room.add("returns/staff?period=2017-18", 7716, "Staff of the partnership", provenance=_typed())
    room.add("returns/born?period=2017-18", 3, "Published births", disclosure=Disclosure.PUBLIC, provenance=_typed())
    return room


def report_with_small_numbers(cast: Cast, prose: str = PROSE) -> Report:
    """Return a draft with words, a table with a computed total, a chart, and the list of sources."""
    report = report_create(
        by=cast.manager,
        partnership=cast.a,
        slug="small",
        title="Report with small numbers",
        period=Period.financial_year(2017),
    )
    add = {"by": cast.manager, "report": report}
    section_add(**add, title="What the figures say", block="narrative", body=prose)
    section_add(**add, title="Plans by category", block="chart", config=_grid(kind="bar"))
    section_add(**add, title="Plans over the years", block="chart", config=_grid(kind="line"))
    section_add(**add, title="All figures", block="indicator_table", config=_grid(total=True))
    section_add(**add, title="Sources", block="source_annex", numbering="appendix")
    slot_add(by=cast.manager, report=report, title="Independent chair", role=Role.CHAIR)
    return report


def control_of(report: Report) -> Controlled:
    """Return disclosure control of the report as it is."""
    return controlled(report, snapshot_of(report).content)


def snapshot_of(report: Report) -> Snapshot:
    """Return its snapshot."""
    return snapshot_take(by=None, report=report)


def surfaces(report: Report) -> dict[str, str]:
    """Return every file of the public edition as text, the PDF's document in its place."""
    snapshot = snapshot_of(report)
    source = Source.of(snapshot).public(controlled(report, snapshot.content).public)
    return {
        "document": render_document(source),
        "page": render_page(source).data.decode(),
        "csv": render_csv(source).data.decode("utf-8-sig"),
        "meta": render_csv_metadata(source).data.decode(),
        "json": source.text,
    }


def rows_of(text: str) -> dict[str, dict[str, str]]:
    """Return the rows of a CSV of figures by key."""
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def _typed() -> Provenance:
    return Provenance(
        origin="typed", place="return of the council", entered_by=SECRET, approved_by=SECRET, version=1, trace=TRACE
    )


def _grid(**more: Any) -> dict[str, Any]:
    names = [f"plans-{name}" for name in PLANS]
    return {"caption": "Plans", "periods": list(YEARS), "indicators": names, **more}
