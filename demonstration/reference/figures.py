"""The printed figures of a report as accepted observations, one collection for each period."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from demonstration.handing_in import Answers
from demonstration.printed import collected, contradicted, indicators_made, set_kept
from demonstration.reference.cells import PrintedCell, amount_of, cells, entry_of, record_of
from partnerships.directory.authz.roles import Role
from partnerships.returns.entries import Entry
from partnerships.returns.models import Indicator, ObservationVersion, Return
from partnerships.returns.selectors.grid import Cell
from partnerships.returns.services.comparators import comparator_save
from partnerships.returns.services.indicators import SetLine
from partnerships.returns.services.observations import Source
from safeguarding.lib.facts import Period, Status

UNSAID = Entry(status=Status.NOT_AVAILABLE, reason="The source does not print it for this period.")


def load(founded: Founded, folder: str) -> None:
    """Create the indicators, open a collection for every period, answer it as printed, keep contradictions."""
    described = toml(folder, "indicators")
    indicators = indicators_made(founded, described["indicators"])
    by_period: dict[Period, list[PrintedCell]] = defaultdict(list)
    for cell in cells(folder):
        by_period[cell.period].append(cell)
    for period, printed in sorted(by_period.items(), key=lambda pair: (pair[0].end, pair[0].token)):
        kept = set_kept(
            founded,
            f"printed-{period.token}".replace("..", "-"),
            "Figures of the published report",
            _lines(founded, printed, indicators),
        )
        collected(founded, kept, period, _answers(folder, printed, described["document"]))
    _comparators(founded, folder, described, indicators)
    _conflicts(founded, folder, described)


def _lines(founded: Founded, printed: Sequence[PrintedCell], indicators: dict[str, Indicator]) -> list[SetLine]:
    asked: dict[str, list[PrintedCell]] = defaultdict(list)
    for cell in printed:
        asked[cell.row["slug"]].append(cell)
    return [
        SetLine(
            indicator=indicators[slug],
            heading=said[0].row["heading"].replace("-", " ").capitalize(),
            agencies=tuple(founded.agencies[agency] for agency in dict.fromkeys(cell.agency for cell in said)),
        )
        for slug, said in asked.items()
    ]


def _answers(folder: str, printed: Sequence[PrintedCell], document: str) -> Answers:
    said = {(cell.agency, cell.name): cell for cell in printed}

    def answer(of_return: Return, cell: Cell) -> tuple[Entry, Source]:
        found = said.get((of_return.agency.slug, cell.name))
        place = f"section {record_of(folder, found.number)['section']}" if found else "not printed"
        entry = entry_of(folder, found) if found else UNSAID
        return entry, Source(ObservationVersion.Origin.IMPORTED, document, place)

    return answer


def _comparators(founded: Founded, folder: str, described: dict[str, Any], indicators: dict[str, Indicator]) -> None:
    for row in described["comparators"]:
        comparator_save(
            by=founded.person(Role.BOARD_MANAGER),
            indicator=indicators[row["indicator"]],
            kind=row["kind"],
            period=Period.parse(row["period"]),
            value=amount_of(folder, row["of"]),
            source=f"{described['document']}, section {record_of(folder, row['of'])['section']}",
        )


def _conflicts(founded: Founded, folder: str, described: dict[str, Any]) -> None:
    by_number = {cell.number: cell for cell in cells(folder)}
    for row in described["conflicts"]:
        cell = by_number[row["cell"]]
        contradicted(
            founded,
            period=cell.period.token,
            indicator=cell.row["slug"],
            category=cell.category,
            agency=cell.agency,
            printed=row["printed"],
            where=row["where"],
            note=row.get("note", ""),
        )
