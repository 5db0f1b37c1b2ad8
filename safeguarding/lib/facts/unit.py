"""Units, and the one place that turns a number into text."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class UnitKind(StrEnum):
    """What sort of thing a value is."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"
    MONEY = "money"
    SCORE = "score"
    GRADE = "grade"
    TEXT = "text"

    @property
    def numeric(self) -> bool:
        """Return True where values are numbers that can be compared and computed."""
        return self not in {UnitKind.GRADE, UnitKind.TEXT}


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit: `noun` is the counting unit in the plural ("children"), `per` the base of a rate (10,000)."""

    kind: UnitKind
    noun: str = ""
    per: int = 0
    decimals: int = 0

    def number(self, value: Decimal) -> str:
        """Return the bare number as tables print it: 1,323 or 47.7 or -140,084.42."""
        return f"{self.rounded(value):,}"

    def rounded(self, value: Decimal) -> Decimal:
        """Round half up to the unit's decimals; never used between steps of a computation."""
        result = value.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)
        return result if result else abs(result)  # no "-0"

    def phrase(self, value: Decimal) -> str:
        """Return the number with its unit as prose prints it: 47.7%, £1,200.00, 338 per 10,000."""
        number = self.number(value)
        if self.kind is UnitKind.PERCENT:
            return f"{number}%"
        if self.kind is UnitKind.MONEY:
            return f"-£{number[1:]}" if number.startswith("-") else f"£{number}"
        if self.kind is UnitKind.RATE:
            return f"{number} per {self.per:,}"
        return number

    @property
    def heading(self) -> str:
        """Return the words for a table heading or an axis."""
        if self.kind is UnitKind.RATE:
            return f"Rate per {self.per:,}"
        return {
            UnitKind.PERCENT: "Per cent",
            UnitKind.MONEY: "Pounds (£)",
            UnitKind.COUNT: f"Number of {self.noun}" if self.noun else "Number",
            UnitKind.SCORE: "Score",
        }.get(self.kind, "")
