"""Reading a filled-in spreadsheet: every row that can not be used is said with its number and how to mend it."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any

from django.core.exceptions import ValidationError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from partnerships.returns.answers import ANSWERS
from partnerships.returns.entries import entry_checked
from partnerships.returns.reading import entry_read
from partnerships.returns.selectors.grid import Cell, Grid
from partnerships.returns.spreadsheet.columns import COLUMNS, SHEET

MOST_ROWS = 5_000
MOST_UNPACKED = 60 * 1024 * 1024  # a small file can unpack to gigabytes


@dataclass(frozen=True)
class Problem:
    """A row that can not be used."""

    row: int
    text: str


@dataclass
class Reading:
    """What a file says: form fields by cell name, and the rows that can not be used."""

    said: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(file: IO[bytes], sheet: Grid) -> Reading:
    """Return what the file says about the return. ValidationError when it is no such spreadsheet at all."""
    reading, cells, seen = Reading(), sheet.by_name, set()
    for number, values in _rows(file):
        name = values[0]
        if not any(values):
            continue
        if name not in cells:
            text = f"“{name}” is not a figure of this return. Download the spreadsheet again and copy your figures in."
            reading.problems.append(Problem(number, text if name else "The code is missing, so the row has no place."))
        elif name in seen:
            reading.problems.append(Problem(number, f"“{name}” is in the file twice. Remove one of the rows."))
        else:
            seen.add(name)
            _read_row(reading, number, cells[name], values, sheet)
    return reading


def _read_row(reading: Reading, number: int, cell: Cell, values: list[str], sheet: Grid) -> None:
    raw = {column.field: text for column, text in zip(COLUMNS, values, strict=True) if column.field}
    if not any(raw[column.field] for column in COLUMNS if column.typed):
        return  # an empty row never clears a figure
    formulas = [column.title for column, text in zip(COLUMNS, values, strict=True) if _formula(column.typed, text)]
    if formulas:
        text = f"{formulas[0]} holds a formula. Copy it and paste it as a value."
        reading.problems.append(Problem(number, text))
        return
    answer = raw["status"]
    if answer and answer not in ANSWERS:
        text = f"“{answer}” is not a kind of answer. Choose one of {', '.join(ANSWERS)}."
        reading.problems.append(Problem(number, text))
        return
    raw["status"] = ANSWERS[answer].value if answer else "value"
    try:
        entry = entry_read(cell.definition, raw)
        entry_checked(cell.definition, entry, sheet.of_return.collection.period)
    except ValidationError as error:
        reading.problems.append(Problem(number, f"{cell.label}: {error.messages[0]}"))
        return
    if not raw["lock"].isdecimal():
        raw["lock"] = str(cell.lock)
    # What the file has no column for stays as it is.
    raw["counted_on"] = cell.entry.typed["counted_on"]
    if raw != {**cell.entry.typed, "lock": raw["lock"]}:
        reading.said[cell.name] = raw


def _formula(typed: bool, text: str) -> bool:
    return typed and text.startswith("=")


def _rows(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    _check_size(file)
    try:
        book = load_workbook(file, read_only=True, data_only=False)
    except (InvalidFileException, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise _not_ours() from error
    if SHEET not in book.sheetnames:
        raise ValidationError(f"The file has no sheet “{SHEET}”. Start from the spreadsheet of this return.")
    page = book[SHEET]
    rows = page.iter_rows(max_col=len(COLUMNS), max_row=MOST_ROWS, values_only=True)
    head = [_text(value) for value in next(rows, ())]
    if head != [column.title for column in COLUMNS]:
        raise ValidationError("The columns of the file are not those of the spreadsheet you downloaded. Start from it.")
    for number, values in enumerate(rows, 2):
        yield number, [_text(value) for value in values]


def _check_size(file: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as error:
        raise _not_ours() from error
    if size > MOST_UNPACKED:
        raise ValidationError("The file unpacks to far more than a return can hold. Start from the one you downloaded.")
    file.seek(0)


def _not_ours() -> ValidationError:
    return ValidationError("The file can not be read as a spreadsheet. Save it as an Excel workbook (.xlsx).")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"  # never 1e-05
    # The apostrophe keeps programs from running text as a formula; it is not part of what was said.
    text = str(value).strip()
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text
