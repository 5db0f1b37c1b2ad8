"""Saving what a whole page, a paste or a spreadsheet says: cell by cell, keeping what is good and telling the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from partnerships.directory.models import User
from partnerships.returns.entries import Entry
from partnerships.returns.models import ObservationVersion, Return
from partnerships.returns.policies import check_editable
from partnerships.returns.reading import entry_read
from partnerships.returns.selectors.cells import cell_named
from partnerships.returns.selectors.grid import Cell, Grid, grid
from partnerships.returns.services.observations import TYPED, OvertakenFigure, Saved, Source, observation_save

Fields = Mapping[str, str]


@dataclass
class Outcome:
    """What became of a page: how many figures were saved, what is wrong where, and where somebody else was first."""

    saved: int = 0
    problems: dict[str, dict[str, str]] = field(default_factory=dict)
    conflicts: dict[str, OvertakenFigure] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Return True when everything was saved."""
        return not self.problems and not self.conflicts


def cell_save(
    *,
    by: User,
    of_return: Return,
    name: str,
    raw: Fields,
    expected: int,
    source: Source = TYPED,
    beyond_closing: bool = False,
) -> Saved:
    """Save one cell as its form fields say. ValidationError for an unknown cell or a figure that can not be."""
    found = cell_named(of_return, name)
    if found is None:
        raise ValidationError({"value": f"“{name}” is not a figure of this return."})
    item, category = found
    return observation_save(
        by=by,
        of_return=of_return,
        item=item,
        category=category,
        entry=entry_read(item.definition, raw),
        expected=expected,
        source=source,
        beyond_closing=beyond_closing,
    )


@transaction.atomic
def sheet_save(
    *,
    by: User,
    of_return: Return,
    said: Mapping[str, Fields],
    source: Source = TYPED,
    beyond_closing: bool = False,
) -> Outcome:
    """Save every cell that differs from what the person was shown. `said` is by cell name; `lock` in it is the
    version they were shown. Cells left as they were never overwrite what somebody else saved meanwhile.
    """
    check_editable(of_return, beyond_closing=beyond_closing)
    sheet, outcome = grid(of_return), Outcome()
    shown = _shown(sheet, said)
    for cell in sheet.cells:
        raw = said.get(cell.name)
        if raw is None or _same(raw, cell.entry):
            continue
        if _lock(raw) != cell.lock and _same(raw, shown.get(cell.name)):
            continue
        _save(by, sheet, cell, raw, source, outcome, beyond_closing)
    return outcome


def _save(
    by: User, sheet: Grid, cell: Cell, raw: Fields, source: Source, outcome: Outcome, beyond_closing: bool
) -> None:
    try:
        saved = observation_save(
            by=by,
            of_return=sheet.of_return,
            item=cell.item,
            category=cell.category.slug,
            entry=entry_read(cell.definition, raw),
            expected=_lock(raw),
            source=source,
            beyond_closing=beyond_closing,
        )
    except OvertakenFigure as conflict:
        outcome.conflicts[cell.name] = conflict
    except ValidationError as error:
        outcome.problems[cell.name] = problems_of(error)
    else:
        outcome.saved += saved.changed


def problems_of(error: ValidationError) -> dict[str, str]:
    """Return an error's first message per field; one about nothing in particular stands at the value."""
    if hasattr(error, "error_dict"):
        return {name: str(messages[0]) for name, messages in error.message_dict.items()}
    return {"value": error.messages[0]}


def _shown(sheet: Grid, said: Mapping[str, Fields]) -> dict[str, Entry]:
    stale: dict[tuple[int | None, int], str] = {
        (cell.observation_id, _lock(said[cell.name])): cell.name
        for cell in sheet.cells
        if cell.name in said and _lock(said[cell.name]) != cell.lock
    }
    if not stale:
        return {}
    rows = ObservationVersion.objects.filter(observation__in=[pk for pk, _ in stale])
    seen: dict[tuple[int | None, int], Entry] = {(row.observation_id, row.number): Entry.of(row) for row in rows}
    return {name: seen.get(place, Entry()) for place, name in stale.items()}


def _same(raw: Fields, entry: Entry | None) -> bool:
    # Compared as text, so that an untouched box is never mistaken for an edit.
    if entry is None:
        return False
    typed = entry.typed
    return all(raw.get(name, typed[name]).strip() == typed[name] for name in typed)


def _lock(raw: Fields) -> int:
    text = raw.get("lock", "")
    return int(text) if text.isdecimal() else 0
