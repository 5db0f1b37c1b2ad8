"""Text that leaves for spreadsheets."""

import re

# Excel, LibreOffice and Google Sheets run a cell that begins with one of these; tab and return are skipped over first.
_STARTS_A_FORMULA = re.compile(r"[\s]*[=+\-@]|[\t\r]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def safe_cell(text: str) -> str:
    """Return the text so that no spreadsheet runs it as a formula (OWASP, CSV injection): an apostrophe goes before
    a leading = + - or @. Plain numbers, such as -140084.42, stay numbers.
    """
    if _PLAIN_NUMBER.fullmatch(text) or not _STARTS_A_FORMULA.match(text):
        return text
    return f"'{text}"
