"""A date in three boxes: the pattern people make fewest mistakes with."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES

PARTS = ("day", "month", "year")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
OLDEST_YEAR, NEWEST_YEAR = 1900, 2199


class DatePartsWidget(forms.Widget):
    """Reads name-day, name-month and name-year; hands on what was typed so that a mistake is shown as typed."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str] | None:
        parts = {part: str(data.get(f"{name}-{part}", "")).strip() for part in PARTS}
        return parts if any(parts.values()) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in PARTS)

    def parts(self, value: Any) -> dict[str, str]:
        """Return the three texts to show for a date, for typed parts or for nothing."""
        if isinstance(value, datetime.date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value if isinstance(value, dict) else dict.fromkeys(PARTS, "")


class DatePartsError(ValidationError):
    """A wrong date that knows which boxes to mark: `parts` holds the names of the wrong ones."""

    def __init__(self, message: str, *, code: str, parts: tuple[str, ...]) -> None:
        super().__init__(message, code=code)
        self.parts = parts


class DatePartsField(forms.Field):
    """A date typed as day, month and year; the month may be a word.

    `noun` begins the messages: "Date of the meeting must include a year". Cleans to `datetime.date` or None.
    """

    widget = DatePartsWidget

    def __init__(self, *, noun: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.noun = noun or str(self.label or "Date")
        self.error_messages["required"] = f"Enter {self.noun[:1].lower()}{self.noun[1:]}"

    def to_python(self, value: Any) -> datetime.date | None:
        if value in EMPTY_VALUES:
            return None
        if isinstance(value, datetime.date):
            return value
        self.check_complete(value)
        return self.date_from(value)

    def check_complete(self, typed: dict[str, str]) -> None:
        """Say which boxes are empty."""
        missing = tuple(part for part in PARTS if not typed[part])
        if missing:
            message = f"{self.noun} must include a {' and '.join(missing)}"
            raise DatePartsError(message, code="incomplete", parts=missing)

    def date_from(self, typed: dict[str, str]) -> datetime.date:
        """Return the date, or say which box can not be right."""
        day, month, year = whole(typed["day"]), month_number(typed["month"]), whole(typed["year"])
        if not OLDEST_YEAR <= year <= NEWEST_YEAR:
            raise DatePartsError(f"{self.noun} must have a year of 4 numbers", code="year", parts=("year",))
        if not 1 <= month <= 12:
            raise DatePartsError(f"{self.noun} must have a month from 1 to 12", code="month", parts=("month",))
        try:
            return datetime.date(year, month, day)
        except ValueError as error:
            raise DatePartsError(f"{self.noun} must be a real date", code="invalid", parts=("day",)) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


def whole(text: str) -> int:
    """Return the number typed, or 0, which no box of a date accepts."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def month_number(text: str) -> int:
    """Return 1 to 12 for a number, a name or the beginning of one ("sept"); otherwise 0."""
    word = text.lower()
    if len(word) >= 3 and word.isalpha():
        return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(word)), 0)
    return whole(text)
