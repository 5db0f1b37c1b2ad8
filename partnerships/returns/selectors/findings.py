"""What the rules say about a return, and whether it is ready to be handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from partnerships.returns.entries import Entry
from partnerships.returns.models import Explanation, ObservationVersion
from partnerships.returns.rules import RULES, Answer, Level, Rule
from partnerships.returns.selectors.grid import Cell, Grid
from safeguarding.lib.facts import Period


@dataclass(frozen=True)
class Finding:
    """A rule's remark about a cell; `explanation` is set when somebody explained the very figure it is about."""

    rule: Rule
    cell: Cell
    message: str
    explanation: Explanation | None = None

    @property
    def blocks(self) -> bool:
        """Return True when the return can not be handed in because of it; published figures are taken as printed."""
        if self.cell.origin == ObservationVersion.Origin.IMPORTED:
            return False
        return self.rule.level is Level.ERROR or (self.rule.level is Level.QUERY and self.explanation is None)


def findings(sheet: Grid) -> list[Finding]:
    """Return every remark, by rule then by cell. No queries."""
    answers = _answers(sheet)
    found = []
    for rule in RULES:
        for cells, answer in answers:
            for category, message in rule.check(answer):
                # A remark on a total that is not itself asked for is shown at the first category.
                cell = cells.get(category) or next(iter(cells.values()))
                found.append(Finding(rule, cell, message, _explained(rule, cell)))
    return found


@dataclass(frozen=True)
class Asked:
    """All that is unusual about one figure, which one explanation answers."""

    cell: Cell
    findings: tuple[Finding, ...]

    @property
    def message(self) -> str:
        """Return what the rules say, one sentence after the other."""
        return " ".join(finding.message for finding in self.findings)

    @property
    def text(self) -> str:
        """Return what was said to explain it, the same words once; empty when nothing was."""
        said = dict.fromkeys(finding.explanation.text for finding in self.findings if finding.explanation)
        return " ".join(said)


def to_explain(found: Sequence[Finding]) -> list[Asked]:
    """Return what has to be explained, by figure. No queries."""
    by_cell: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.rule.level is Level.QUERY:
            by_cell.setdefault(finding.cell.name, []).append(finding)
    return [Asked(some[0].cell, tuple(some)) for some in by_cell.values()]


def _answers(sheet: Grid) -> list[tuple[dict[str, Cell], Answer]]:
    period = sheet.of_return.collection.period
    rows: dict[int, dict[str, Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.item.indicator_id, {})[cell.category.slug] = cell
    previous, year = period.previous().token, period.year_earlier().token
    return [(cells, _answer(cells, period, previous, year)) for cells in rows.values()]


def _answer(cells: Mapping[str, Cell], period: Period, previous: str, year: str) -> Answer:
    return Answer(
        definition=next(iter(cells.values())).definition,
        period=period,
        now={slug: cell.entry for slug, cell in cells.items()},
        previous=_earlier(cells, previous),
        # For yearly collections both are the same period; one question about it is enough.
        year_earlier=_earlier(cells, year) if year != previous else {},
    )


def _earlier(cells: Mapping[str, Cell], token: str) -> dict[str, Entry]:
    return {slug: cell.past[token] for slug, cell in cells.items() if token in cell.past}


def _explained(rule: Rule, cell: Cell) -> Explanation | None:
    figure = cell.entry.fingerprint
    for explanation in reversed(cell.explanations):
        if explanation.rule == rule.key and explanation.figure == figure:
            return explanation
    return None
