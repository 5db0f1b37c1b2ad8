"""The periods people ask figures for, in the words they use."""

import re
from datetime import date

from safeguarding.lib.calendar import FuzzyDate, FuzzyDateProblem
from safeguarding.lib.calendar.fuzzy import Precision
from safeguarding.lib.facts import Period


def last_financial_year(day: date) -> Period:
    """Return the last financial year that ended before a day."""
    return Period.financial_year(day.year - (1 if day.month > 3 else 2))


def period_typed(text: str, today: date) -> Period:
    """Return the period a person typed: a year, a quarter of a financial year, a month, or two days with "to".

    Raises ValueError for words that name none.
    """
    words = " ".join(text.lower().split()).removeprefix("financial year ")
    if words in {"last year", "last financial year"}:
        return last_financial_year(today)
    if words in {"this year", "this financial year"}:
        return last_financial_year(today.replace(year=today.year + 1, day=1))
    if quarter := re.fullmatch(r"(?:q|quarter )([1-4])[ ,]+(?:of )?(\d{4})[-/](?:\d\d)?(\d\d)", words):
        return Period.parse(f"{quarter[2]}-{quarter[3]}-q{quarter[1]}")
    if re.fullmatch(r"\d{4}", words):
        return Period.calendar_year(int(words))
    if year := re.fullmatch(r"(\d{4})[-/](?:\d\d)?(\d\d)", words):
        return Period.parse(f"{year[1]}-{year[2]}")
    if days := re.fullmatch(r"(.+) (?:to|until) (.+)", words):
        return Period.span(_day(days[1]), _day(days[2]))
    return _month(words) or Period.parse(text.strip())


def _day(words: str) -> date:
    try:
        found = FuzzyDate.read(words)
    except FuzzyDateProblem as error:
        raise ValueError(str(error)) from error
    if not found.is_exact:
        raise ValueError("A span is between two days.")
    return found.start


def _month(words: str) -> Period | None:
    try:
        found = FuzzyDate.read(words)
    except FuzzyDateProblem:
        return None
    return Period.month(found.start.year, found.start.month) if found.precision is Precision.MONTH else None
