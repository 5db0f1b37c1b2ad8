"""Dates known only roughly are kept as they are known: "autumn 2020" must never become 1 September 2020."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from safeguarding.lib.calendar.counting import add_months

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Winter is named by the year it begins in: winter 2020 is December 2020 to February 2021.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
PARTS = {"early": 1, "mid": 5, "late": 9}
OLDEST, NEWEST = 1900, 2199
ADVICE = (
    "Enter a date such as 3 December 2020, December 2020, Q4 2020, autumn 2020, early 2020, 2020, 2020-21 "
    "or before 2015"
)


class FuzzyDateProblem(ValueError):
    """A text that names no date; the message says how to write one."""


class Precision(StrEnum):
    """How exactly a date is known. QUARTER is a quarter of the calendar year, PART a third of it: early, mid, late."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    PART = "part"
    YEAR = "year"
    FINANCIAL = "financial"
    BEFORE = "before"


@dataclass(frozen=True)
class FuzzyDate:
    """A day, month, quarter, season, part of a year or year, or "before" a month or year. `start` is its first day.

    For BEFORE, `start` is the first day that is too late.
    """

    precision: Precision
    start: date

    @property
    def earliest(self) -> date | None:
        """Return the first day it can be; None when there is no knowing."""
        return None if self.precision is Precision.BEFORE else self.start

    @property
    def latest(self) -> date:
        """Return the last day it can be."""
        if self.precision is Precision.DAY:
            return self.start
        return add_months(self.start, _LENGTHS[self.precision]) - timedelta(days=1)

    @property
    def is_exact(self) -> bool:
        """Return True when the day is known, so that a clock can be counted from it."""
        return self.precision is Precision.DAY

    def within(self, start: date, end: date) -> bool | None:
        """Return whether it lies in a period (both days included); None when it may or may not."""
        if self.latest < start or (self.earliest is not None and self.earliest > end):
            return False
        if self.earliest is None or self.earliest < start or self.latest > end:
            return None
        return True

    @property
    def token(self) -> str:
        """Return the form kept in the database: 2020-12-03, 2020-12, 2020-q4, 2020-autumn, 2020-early, 2020, fy2020-21,
        before-2015, pre-2015-03.
        """
        year, month = self.start.year, self.start.month
        return {
            Precision.DAY: self.start.isoformat(),
            Precision.MONTH: f"{year}-{month:02}",
            Precision.QUARTER: f"{year}-q{(month + 2) // 3}",
            Precision.SEASON: f"{year}-{_season(month)}",
            Precision.PART: f"{year}-{_part(month)}",
            Precision.YEAR: str(year),
            Precision.FINANCIAL: f"fy{year}-{(year + 1) % 100:02}",
            Precision.BEFORE: f"before-{year}" if month == 1 else f"pre-{year}-{month:02}",
        }[self.precision]

    @property
    def label(self) -> str:
        """Return the words people read."""
        year, month = self.start.year, self.start.month
        name = MONTHS[month - 1]
        season = _season(month)
        named = f"{year}-{(year + 1) % 100:02}" if season == "winter" else str(year)
        return {
            Precision.DAY: f"{self.start.day} {name} {year}",
            Precision.MONTH: f"{name} {year}",
            Precision.QUARTER: f"{name} to {MONTHS[(month + 1) % 12]} {year}",
            Precision.SEASON: f"{season} {named}",
            Precision.PART: f"{_part(month)} {year}",
            Precision.YEAR: str(year),
            Precision.FINANCIAL: f"financial year {year}-{(year + 1) % 100:02}",
            Precision.BEFORE: f"before {year}" if month == 1 else f"before {name} {year}",
        }[self.precision]

    @classmethod
    def day(cls, day: date) -> "FuzzyDate":
        """Return a date known to the day."""
        return cls(Precision.DAY, day)

    @classmethod
    def parse(cls, token: str) -> "FuzzyDate":
        """Return the date a stored token names; FuzzyDateProblem when it names none."""
        return _matched(token, _TOKENS)

    @classmethod
    def read(cls, text: str) -> "FuzzyDate":
        """Return the date a person typed, in words or numbers; FuzzyDateProblem says how to write one."""
        return _matched(" ".join(text.replace(",", " ").split()).lower(), (*_TYPED, *_TOKENS))

    def __str__(self) -> str:
        return self.label


_LENGTHS = {
    Precision.MONTH: 1, Precision.QUARTER: 3, Precision.SEASON: 3, Precision.PART: 4, Precision.YEAR: 12,
    Precision.FINANCIAL: 12, Precision.BEFORE: 0,
}  # fmt: skip


def _season(month: int) -> str:
    return next((name for name, first in SEASONS.items() if first == month), "")


def _part(month: int) -> str:
    return next((name for name, first in PARTS.items() if first == month), "")


def _month(word: str) -> int:
    if len(word) >= 3 and word.isalpha():
        return next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), 0)
    return int(word) if word.isdigit() else 0


def _exact(year: str, month: str, day: str) -> FuzzyDate:
    return FuzzyDate(Precision.DAY, date(int(year), _month(month), int(day)))


def _in_month(year: str, month: str) -> FuzzyDate:
    return FuzzyDate(Precision.MONTH, date(int(year), _month(month), 1))


def _in_quarter(year: str, number: str) -> FuzzyDate:
    return FuzzyDate(Precision.QUARTER, date(int(year), 3 * int(number) - 2, 1))


def _in_season(year: str, season: str) -> FuzzyDate:
    return FuzzyDate(Precision.SEASON, date(int(year), SEASONS[season], 1))


def _in_year(year: str) -> FuzzyDate:
    return FuzzyDate(Precision.YEAR, date(int(year), 1, 1))


def _in_part(year: str, part: str) -> FuzzyDate:
    return FuzzyDate(Precision.PART, date(int(year), PARTS[part], 1))


def _in_financial(year: str, following: str) -> FuzzyDate:
    if (int(year) + 1) % 100 != int(following):
        raise ValueError(f"{year}-{following} is not a financial year.")
    return FuzzyDate(Precision.FINANCIAL, date(int(year), 4, 1))


def _before(year: str, month: str = "1") -> FuzzyDate:
    return FuzzyDate(Precision.BEFORE, date(int(year), _month(month), 1))


_YEAR, _SEASON, _PART = r"(\d{4})", "(spring|summer|autumn|winter)", "(early|mid|late)"
_TOKENS = (
    (rf"{_YEAR}-(\d\d)-(\d\d)", _exact),
    (rf"{_YEAR}-(\d\d)", _in_month),
    (rf"{_YEAR}-q([1-4])", _in_quarter),
    (rf"{_YEAR}-{_SEASON}", _in_season),
    (_YEAR, _in_year),
    (rf"{_YEAR}-{_PART}", _in_part),
    (rf"fy{_YEAR}-(\d\d)", _in_financial),
    (rf"before-{_YEAR}", _before),
    (rf"pre-{_YEAR}-(\d\d)", _before),
)
_TYPED = (
    (rf"(\d\d?)(?:st|nd|rd|th)?(?: of)?[ /.-](\w+)[ /.-]{_YEAR}", lambda day, month, year: _exact(year, month, day)),
    (rf"([a-z]+|\d\d?)[ /]{_YEAR}", lambda month, year: _in_month(year, month)),
    (rf"q([1-4]) {_YEAR}", lambda number, year: _in_quarter(year, number)),
    (rf"{_SEASON} (?:of )?{_YEAR}(?:[-/]\d\d)?", lambda season, year: _in_season(year, season)),
    (rf"(?:in )?{_PART}[ -](?:in )?{_YEAR}", lambda part, year: _in_part(year, part)),
    (rf"before {_YEAR}", _before),
    (rf"before ([a-z]+) {_YEAR}", lambda month, year: _before(year, month)),
    (rf"(?:financial year |fy ?)?{_YEAR}/(?:\d\d)?(\d\d)", _in_financial),
    (rf"(?:financial year |fy ?){_YEAR}-(?:\d\d)?(\d\d)", _in_financial),
    (rf"{_YEAR}-(1[3-9]|[2-9]\d)", _in_financial),  # 2020-21 is no month; 2011-12 stays December 2011
)


def _matched(text: str, patterns: Iterable[tuple[str, Callable[..., FuzzyDate]]]) -> FuzzyDate:
    for pattern, build in patterns:
        match = re.fullmatch(pattern, text)
        if not match:
            continue
        try:
            found = build(*match.groups())
        except ValueError:
            continue  # "spring 2020" has the shape of a month and a year; the next pattern knows it
        if OLDEST <= found.start.year <= NEWEST:
            return found
    raise FuzzyDateProblem(f"{ADVICE}.")
