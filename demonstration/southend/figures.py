"""The printed figures of the report as accepted observations, each with its place in the document."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from demonstration.data import figures, toml
from demonstration.founding import Founded
from demonstration.handing_in import Answers
from demonstration.printed import collected, contradicted, indicators_made, set_kept
from partnerships.directory.authz.roles import Role
from partnerships.returns.entries import Entry
from partnerships.returns.models import Indicator, ObservationVersion, Return
from partnerships.returns.selectors.grid import Cell
from partnerships.returns.services.comparators import comparator_save
from partnerships.returns.services.indicators import SetLine
from partnerships.returns.services.observations import Source
from safeguarding.lib.facts import Period, Qualifier, Status

FOLDER = "southend-2017-19"
YEARS = ("2015-16", "2016-17", "2017-18")
# The source prints "-" and does not say whether that means suppressed, not available or not applicable.
DASH = 'The source prints "-" and does not say whether the figure was suppressed, missing or not applicable.'


@dataclass
class Printed:
    """What the source prints for one period: cell name -> the record of figures.json and how to read it."""

    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    qualifiers: dict[str, str] = field(default_factory=dict)


def load(founded: Founded) -> None:
    """Create indicators and sets, open a collection for every period and agency, and answer it as printed."""
    described = toml(FOLDER, "indicators")
    document = described["set"]["document"]
    yearly = indicators_made(founded, described["indicators"])
    singles = indicators_made(founded, described["singles"])
    # The yearly set, one collection a year.
    lines = [_line(founded, row, yearly) for row in described["indicators"]]
    kept = set_kept(founded, described["set"]["slug"], described["set"]["name"], lines)
    for year in YEARS:
        printed = _yearly_printed(described["indicators"], year)
        collected(founded, kept, Period.parse(year), _answers(printed, document))
    for (token, agency), rows in _by_period(described["singles"]).items():
        _single_set(founded, Period.parse(token), agency, rows, singles, document)
    _comparators(founded, described["singles"], singles, document)
    _conflicts(founded, described["conflicts"], document)


def _line(founded: Founded, row: dict[str, Any], indicators: dict[str, Indicator]) -> SetLine:
    agency = founded.agencies[row["agency"]]
    return SetLine(indicator=indicators[row["slug"]], heading=row.get("heading", ""), agencies=(agency,))


def _records(row: dict[str, Any]) -> Iterable[dict[str, Any]]:
    where = row.get("where", {})
    for record in figures(FOLDER):
        fits = record["indicator"] == row["source"] and record["section"].startswith(f"{row['section']} ")
        fits = fits and all(record["breakdown"].get(name) == value for name, value in where.items())
        if fits and record["unit"].startswith(row.get("unit", "")):
            yield record


def _yearly_printed(rows: list[dict[str, Any]], year: str) -> Printed:
    printed = Printed()
    for row in rows:
        for record in _records(row):
            if record["breakdown"].get("year") != year:
                continue
            printed.said[_cell_of(row, record)] = record
    return printed


def _category_of(row: dict[str, Any], record: dict[str, Any]) -> str:
    return slugify(record["breakdown"].get(row.get("dimension", ""), ""))


def _cell_of(row: dict[str, Any], record: dict[str, Any]) -> str:
    category = _category_of(row, record)
    return f"{row['slug']}.{category}" if category else str(row["slug"])


def _token_of(row: dict[str, Any], record: dict[str, Any]) -> str:
    return str(row.get("period") or row["periods"][record["period"]])


def _by_period(rows: list[dict[str, Any]]) -> dict[tuple[str, str], list[tuple[dict[str, Any], dict[str, Any]]]]:
    grouped: dict[tuple[str, str], list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for row in rows:
        for record in _records(row):
            grouped[_token_of(row, record), row["agency"]].append((row, record))
    return grouped


def _single_set(
    founded: Founded,
    period: Period,
    agency: str,
    rows: list[tuple[dict[str, Any], dict[str, Any]]],
    indicators: dict[str, Indicator],
    document: str,
) -> None:
    printed = Printed(
        {_cell_of(row, record): record for row, record in rows},
        {_cell_of(row, record): row["qualifier"] for row, record in rows if "qualifier" in row},
    )
    kept = set_kept(
        founded,
        slugify(f"printed-{agency}-{period.label}"),
        f"Further figures, {founded.agencies[agency].name}",
        [_line(founded, row, indicators) for row in {row["slug"]: row for row, _ in rows}.values()],
    )
    collected(founded, kept, period, _answers(printed, document))


def _answers(printed: Printed, document: str) -> Answers:
    def said(of_return: Return, cell: Cell) -> tuple[Entry, Source]:
        record = printed.said[cell.name]
        qualifier = printed.qualifiers.get(cell.name, "exact")
        place = f"section {record['section']}"
        return _entry(record, qualifier), Source(ObservationVersion.Origin.IMPORTED, document, place)

    return said


def _entry(record: dict[str, Any], qualifier: str) -> Entry:
    printed = record["value"].strip()
    if printed == "-":
        return Entry(status=Status.NOT_AVAILABLE, reason=DASH)
    return Entry(
        status=Status.VALUE,
        value=Decimal(printed.replace(",", "")),
        qualifier=Qualifier(qualifier),
        comment=record["note"],
    )


def _comparators(founded: Founded, rows: list[dict[str, Any]], indicators: dict[str, Indicator], document: str) -> None:
    for row in rows:
        for record in _records(row):
            beside = record["comparator"] or {}
            # Some targets are named without a number, or are the figure itself.
            if beside.get("type") in ("england", "target") and beside["value"].replace(".", "").isdecimal():
                comparator_save(
                    by=founded.person(Role.BOARD_MANAGER),
                    indicator=indicators[row["slug"]],
                    category=_category_of(row, record),
                    kind=beside["type"],
                    period=Period.parse(_token_of(row, record)),
                    value=Decimal(beside["value"]),
                    source=f"{document}, section {record['section']}",
                )


def _conflicts(founded: Founded, rows: list[dict[str, str]], document: str) -> None:
    for row in rows:
        contradicted(
            founded,
            period=row["year"],
            indicator=row["indicator"],
            printed=row["printed"],
            where=f"{document}, {row['place']}",
            note=row["note"],
            agency="childrens-services",
        )


def cutoff() -> date:
    """Return the day from which the roles of the reference partnership hold: before its first figure."""
    return date(2015, 4, 1)
