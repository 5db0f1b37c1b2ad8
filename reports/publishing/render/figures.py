"""The figures of a report as a CSV file: one row a fact, with everything that is known about it."""

import csv
import io
from collections.abc import Callable
from typing import NamedTuple

from reports.publishing.canonical import canonical_text
from reports.publishing.public import symbols
from reports.publishing.render.documents import Rendered
from reports.publishing.source import Source
from safeguarding.lib.facts import Fact
from safeguarding.lib.spreadsheets import safe_cell


class Column(NamedTuple):
    """One column of the file: its heading, what stands in it, what that means, and its type in CSV on the Web."""

    name: str
    read: Callable[[Fact], object]
    meaning: str
    datatype: str = "string"


COLUMNS = (
    Column("key", lambda fact: fact.key, "The permanent name of the figure."),
    Column("label", lambda fact: fact.label, "What the figure is called."),
    Column(
        "value",
        lambda fact: fact.number if fact.number is not None else fact.value,
        "The figure, unrounded; empty where there is none or it is not printed (see status).",
    ),
    Column("upper value", lambda fact: fact.upper, "The upper end where the figure is a range.", "decimal"),
    Column(
        "status",
        lambda fact: fact.status.value,
        "value, provisional, estimated, nil (an agency's statement that nothing occurred), suppressed, not_available, "
        "not_applicable, not_collected or blank (not given).",
    ),
    Column("symbol", lambda fact: fact.status.symbol, "What is printed in place of the figure or beside it."),
    Column(
        "qualifier",
        lambda fact: fact.qualifier.value,
        "How exactly the figure is meant: exact, at_least, more_than, about, range, direction or rank.",
    ),
    Column("unit", lambda fact: fact.unit.heading or fact.unit.kind.value, "What is counted or measured."),
    Column("period", lambda fact: fact.period.label, "The period of the figure, which need not be the report's."),
    Column("period starts", lambda fact: fact.period.start.isoformat(), "First day of the period.", "date"),
    Column("period ends", lambda fact: fact.period.end.isoformat(), "Last day of the period.", "date"),
    Column("as at", lambda fact: fact.as_at.isoformat() if fact.as_at else None, "The day of a count.", "date"),
    Column("geography code", lambda fact: fact.geography.code if fact.geography else None, "Code of the area."),
    Column("geography", lambda fact: fact.geography.name if fact.geography else None, "Name of the area."),
    Column(
        "definition version",
        lambda fact: fact.definition_version or None,
        "Which definition of the indicator the figure was given under.",
        "integer",
    ),
    Column("note", lambda fact: fact.note, "Why there is no figure, or what to know about it."),
    Column("origin", lambda fact: fact.provenance.origin, "How the figure came into the portal."),
    Column("source", lambda fact: fact.provenance.place, "The return, record or document it stands in."),
    Column("agency", lambda fact: fact.provenance.agency, "The agency that gave it."),
    Column("entered at", lambda fact: fact.provenance.entered_at, "When it was entered.", "dateTime"),
    Column("approved at", lambda fact: fact.provenance.approved_at, "When it was accepted.", "dateTime"),
    Column("version", lambda fact: fact.provenance.version or None, "How often it was given or corrected.", "integer"),
    Column("computed from", lambda fact: " ".join(fact.provenance.inputs), "Keys of the figures it is computed from."),
    Column("rule", lambda fact: fact.provenance.rule, "How it is computed and rounded."),
)


def render_csv(source: Source) -> Rendered:
    """Return the facts in order of their number in the report. UTF-8 with a mark, so that Excel reads it rightly.

    Who entered a value stays in the portal: the file travels further than the names should.
    """
    numbers = source.content.get("references", {})
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["number", *(column.name for column in COLUMNS)])
    for key in sorted(source.facts, key=lambda key: (numbers.get(key, len(numbers) + 1), key)):
        fact = source.facts[key]
        cells = (column.read(fact) for column in COLUMNS)
        writer.writerow([numbers.get(key, ""), *("" if cell is None else safe_cell(str(cell)) for cell in cells)])
    return Rendered(out.getvalue().encode("utf-8-sig"))


def render_csv_metadata(source: Source) -> Rendered:
    """Return what the CSV file is and what its columns and symbols mean, as CSV on the Web (W3C) describes tables."""
    report = source.content["report"]
    number = {"name": "number", "datatype": "integer", "dc:description": "Number of the figure in the list of sources."}
    columns = [
        {"name": column.name.replace(" ", "_"), "titles": column.name, "datatype": column.datatype} | _means(column)
        for column in COLUMNS
    ]
    described = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{report['slug']}.csv",
        "dc:title": f"{source.title}, {source.variant.label.lower()}: the figures",
        "dc:publisher": report["partnership"],
        "dc:coverage": report["area"],
        "dc:date": report["period_label"],
        "dc:description": " ".join(report["conventions"]),
        "dc:identifier": f"sha256:{source.sha256}",
        "notes": [{"symbol": symbol, "meaning": meaning} for symbol, meaning in symbols().items()],
        "tableSchema": {"columns": [number, *columns], "primaryKey": "key"},
    }
    return Rendered(canonical_text(described).encode())


def _means(column: Column) -> dict[str, str]:
    return {"dc:description": column.meaning}
