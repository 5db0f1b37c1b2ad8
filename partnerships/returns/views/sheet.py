"""The rows of the data grid: plain texts, worked out here so that the template only prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from partnerships.returns.answers import WORDS
from partnerships.returns.models import IndicatorVersion
from partnerships.returns.selectors.grid import Cell, Grid
from partnerships.returns.services import Outcome, OvertakenFigure
from safeguarding.lib.facts import Status, UnitKind

CHOICES = tuple(WORDS.items())
FIELDS = ("status", "value", "numerator", "denominator", "reason", "comment", "counted_on", "lock")
REASONED = frozenset({Status.NOT_AVAILABLE.value, Status.NOT_APPLICABLE.value, Status.NOT_COLLECTED.value})


@dataclass(slots=True)
class Row:
    """One line of the grid. `state` is saved, blank, invalid, conflict or locked; `state_text` says it in words."""

    name: Markup
    label: Markup
    opens: bool
    definition: IndicatorVersion
    category: str
    typed: Mapping[str, str]
    lock: int
    previous: str
    year: str
    past: str
    shown: str
    state: str
    state_text: str
    observation: int | None
    questions: int
    errors: Mapping[str, str] = field(default_factory=dict)
    conflict: OvertakenFigure | None = None
    theirs: str = ""

    @property
    def parts(self) -> bool:
        """Return True where two counts are asked for."""
        return self.definition.from_parts

    @property
    def words(self) -> bool:
        """Return True where the answer is a grade or text."""
        return not UnitKind(self.definition.kind).numeric

    @property
    def options(self) -> Markup:
        """Return the options of the kind of answer, the one given chosen."""
        return _options(self.typed["status"])

    @property
    def kind(self) -> str:
        """Return the words for the status chosen."""
        return dict(_choices(self.typed["status"]))[self.typed["status"]]

    @property
    def shows(self) -> tuple[object, ...]:
        """Return everything the row's HTML follows from, apart from mistakes and conflicts."""
        return (
            self.name,
            self.label,
            self.opens,
            self.definition.pk,
            self.definition.at,
            self.category,
            *self.typed.values(),
            self.lock,
            self.previous,
            self.year,
            self.past,
            self.shown,
            self.state,
            self.state_text,
            self.observation,
            self.questions,
        )

    @property
    def noted(self) -> bool:
        """Return True when the reason and comment should lie open."""
        return bool(self.typed["reason"] or self.typed["comment"] or "reason" in self.errors) or (
            self.typed["status"] in REASONED
        )


def _choices(current: str) -> tuple[tuple[str, str], ...]:
    # A status only an import can give is kept while it is there.
    if any(current == value for value, _ in CHOICES):
        return CHOICES
    known = current in set(Status)
    return (*CHOICES, (current, Status(current).label.capitalize() if known else current))


@cache
def _offered(current: str) -> Markup:
    choices = ((value, " selected" if value == current else "", words) for value, words in _choices(current))
    return Markup("").join(Markup('<option value="{}"{}>{}</option>').format(*choice) for choice in choices)


def _options(current: str) -> Markup:
    # Kept ready for the few statuses there are; what somebody made up is not worth remembering.
    return _offered(current) if current in set(Status) else _offered.__wrapped__(current)


def rows(
    sheet: Grid, *, locked: bool, outcome: Outcome | None = None, said: Mapping[str, Mapping[str, str]] | None = None
) -> list[tuple[str, list[Row]]]:
    """Return headings with their rows. What was typed and not saved stays in its row."""
    period = sheet.of_return.collection.period
    previous, year = period.previous().token, period.year_earlier().token
    labels = [(before.token, before.label) for before in sheet.periods]
    made, last = [], 0
    for heading, cells in sheet.headings:
        lines = []
        for cell in cells:
            row = _row(cell, (previous, year), labels, locked)
            row.opens = cell.item.pk != last
            last = cell.item.pk
            if outcome is not None and said is not None and cell.name in said:
                _annotate(row, outcome, said[cell.name])
            lines.append(row)
        made.append((heading, lines))
    return made


def said_in(data: Mapping[str, Any], sheet: Grid) -> dict[str, dict[str, str]]:
    """Return the form fields of every cell on the page, by cell name. A choice made in a conflict is applied."""
    found = {}
    for cell in sheet.cells:
        raw = {name: str(data[f"{cell.name}-{name}"]) for name in FIELDS if f"{cell.name}-{name}" in data}
        if data.get(f"{cell.name}-choice") == "theirs":
            continue
        if raw:
            found[cell.name] = raw
    return found


def _row(cell: Cell, beside: tuple[str, str], labels: list[tuple[str, str]], locked: bool) -> Row:
    definition, past = cell.definition, cell.past
    texts = {token: entry.shown(definition) for token, entry in past.items()}
    state = "locked" if locked else "blank" if cell.blank else "saved"
    return Row(
        name=Markup(cell.name),  # noqa: S704 - slugs
        label=escape(cell.label),
        opens=False,
        definition=definition,
        category=cell.category.label,
        typed=cell.entry.typed,
        lock=cell.lock,
        previous=texts.get(beside[0], ""),
        year=texts.get(beside[1], ""),
        past=", ".join(f"{label}: {texts[token]}" for token, label in labels if texts.get(token)),
        shown=cell.entry.shown(definition),
        state=state,
        state_text={"locked": "Locked", "blank": "", "saved": "Saved"}[state],
        observation=cell.observation_id,
        questions=len(cell.open_queries),
    )


def _annotate(row: Row, outcome: Outcome, raw: Mapping[str, str]) -> None:
    row.errors = outcome.problems.get(row.name, {})
    row.conflict = outcome.conflicts.get(row.name)
    if row.errors or row.conflict:
        row.typed = {**row.typed, **raw}
        row.state, row.state_text = ("invalid", "Not saved") if row.errors else ("conflict", "Saved by someone else")
    if row.conflict:
        row.theirs = row.shown or "nothing"
