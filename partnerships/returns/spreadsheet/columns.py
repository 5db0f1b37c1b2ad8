"""The columns of the spreadsheet: what the template writes is what the reader expects."""

from dataclasses import dataclass

SHEET = "Figures"
HEADER_ROW = 1


@dataclass(frozen=True)
class Column:
    """`field` is the form field the cell fills, empty for what is only shown; `width` is in characters."""

    title: str
    field: str
    width: int

    @property
    def typed(self) -> bool:
        """Return True where people type."""
        return bool(self.field) and self.field != "lock"


COLUMNS = (
    Column("Code", "", 26),
    Column("Indicator", "", 48),
    Column("Category", "", 24),
    Column("Unit", "", 18),
    Column("Last period", "", 13),
    Column("Figure", "value", 13),
    Column("First count", "numerator", 13),
    Column("Second count", "denominator", 13),
    Column("Kind of answer", "status", 18),
    Column("Reason", "reason", 34),
    Column("Comment", "comment", 34),
    Column("Version", "lock", 9),
)
