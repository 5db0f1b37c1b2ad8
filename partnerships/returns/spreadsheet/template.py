"""Writing a return as a spreadsheet that can be filled in and uploaded again."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from partnerships.returns.answers import ANSWERS, WORDS
from partnerships.returns.selectors.grid import Cell, Grid
from partnerships.returns.spreadsheet.columns import COLUMNS, SHEET
from safeguarding.lib.spreadsheets import safe_cell

_HEAD = PatternFill("solid", fgColor="00535E")
_OPEN = PatternFill("solid", fgColor="FFF7D6")


def template(sheet: Grid) -> bytes:
    """Return the workbook (xlsx): instructions, and the figures with everything locked but the cells to fill in."""
    book = Workbook()
    _instructions(book.active, sheet)
    _figures(book.create_sheet(SHEET), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _instructions(page: Worksheet, sheet: Grid) -> None:
    page.title = "Instructions"
    collection = sheet.of_return.collection
    lines = (
        safe_cell(collection.title),
        safe_cell(sheet.of_return.agency.name),
        "",
        f"Fill in the yellow cells of the sheet “{SHEET}” and upload this file on the page of your return.",
        "Nothing is saved before you have seen what was read and confirmed it.",
        "Type figures, not formulas: paste as values when you copy from another sheet.",
        "If there is no figure, choose the kind of answer and give a reason.",
        "“Nil return” says that nothing happened. It is not the same as “Not available”.",
        "Percentages and rates with two counts are worked out by the portal: fill in the counts.",
        "Do not change codes or versions: they say which figure a row is and what you saw when you downloaded it.",
        "An upload never removes questions or comments, and an empty cell never clears a figure.",
    )
    for number, text in enumerate(lines, 1):
        page.cell(number, 1, text).alignment = Alignment(wrap_text=True)
    page.cell(1, 1).font = page.cell(2, 1).font = Font(bold=True, size=14)
    page.column_dimensions["A"].width = 100
    page.protection.sheet = True


def _figures(page: Worksheet, sheet: Grid) -> None:
    for number, column in enumerate(COLUMNS, 1):
        head = page.cell(1, number, column.title)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), _HEAD
        page.column_dimensions[get_column_letter(number)].width = column.width
    previous = sheet.of_return.collection.period.previous().token
    for line, cell in enumerate(sheet.cells, 2):
        _write(page, line, cell, previous)
    choices = DataValidation(type="list", formula1=f'"{",".join(ANSWERS)}"', allow_blank=True)
    page.add_data_validation(choices)
    answer = get_column_letter([column.field for column in COLUMNS].index("status") + 1)
    choices.add(f"{answer}2:{answer}{len(sheet.cells) + 1}")
    page.freeze_panes = "C2"
    page.protection.sheet = True
    page.protection.formatColumns = False


def _write(page: Worksheet, line: int, cell: Cell, previous: str) -> None:
    definition, typed = cell.definition, cell.entry.typed
    before = cell.past[previous].shown(definition) if previous in cell.past else ""
    shown = (cell.name, definition.name, cell.category.label, definition.unit.heading, before)
    said = {**typed, "status": "" if cell.blank else WORDS.get(typed["status"], ""), "lock": str(cell.lock)}
    for number, column in enumerate(COLUMNS, 1):
        text = said[column.field] if column.field else shown[number - 1]
        box = page.cell(line, number, safe_cell(text))
        box.number_format = "@"
        if _asked(cell, column.field):
            box.protection, box.fill = Protection(locked=False), _OPEN


def _asked(cell: Cell, field: str) -> bool:
    if field in ("numerator", "denominator"):
        return cell.definition.from_parts
    if field == "value":
        return not cell.definition.from_parts
    return field in ("status", "reason", "comment")
