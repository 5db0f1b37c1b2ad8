"""Periods are data: quarters, years, months, days and spans of any length, each with a token and a label."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class PeriodKind(StrEnum):
    """How a period is meant. A SNAPSHOT is one day: a stock is counted on it."""

    FINANCIAL_YEAR = "financial_year"
    CALENDAR_YEAR = "calendar_year"
    QUARTER = "quarter"
    MONTH = "month"
    SNAPSHOT = "snapshot"
    SPAN = "span"


@dataclass(frozen=True)
class Period:
    """A period with inclusive first and last day."""

    kind: PeriodKind
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("A period can not end before it begins.")

    @classmethod
    def financial_year(cls, year: int) -> "Period":
        """Return 1 April of `year` to 31 March of the next."""
        return cls(PeriodKind.FINANCIAL_YEAR, date(year, 4, 1), date(year + 1, 3, 31))

    @classmethod
    def calendar_year(cls, year: int) -> "Period":
        """Return 1 January to 31 December of `year`."""
        return cls(PeriodKind.CALENDAR_YEAR, date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        """Return quarter 1 to 4 of the financial year that begins in `year` (quarter 1 is April to June)."""
        if number not in (1, 2, 3, 4):
            raise ValueError("A quarter is 1, 2, 3 or 4.")
        month = 3 * number + 1
        start = date(year, month, 1) if month <= 12 else date(year + 1, 1, 1)
        return cls(PeriodKind.QUARTER, start, _month_end(start.year, start.month + 2))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """Return one calendar month."""
        return cls(PeriodKind.MONTH, date(year, month, 1), _month_end(year, month))

    @classmethod
    def snapshot(cls, day: date) -> "Period":
        """Return the single day on which a stock is counted."""
        return cls(PeriodKind.SNAPSHOT, day, day)

    @classmethod
    def span(cls, start: date, end: date) -> "Period":
        """Return a period of any length."""
        return cls(PeriodKind.SPAN, start, end)

    @property
    def financial_year_start(self) -> int:
        """Return the calendar year in which the financial year of the first day begins."""
        return self.start.year if self.start.month >= 4 else self.start.year - 1

    @property
    def quarter_number(self) -> int:
        """Return the financial-year quarter of the first day."""
        return (self.start.month - 4) % 12 // 3 + 1

    @property
    def token(self) -> str:
        """Return the readable, parseable form used in keys: 2017-18, cy2017, 2026-27-q3, m2018-03, at-2018-03-31."""
        year = self.financial_year_start
        return {
            PeriodKind.FINANCIAL_YEAR: f"{year}-{(year + 1) % 100:02}",
            PeriodKind.CALENDAR_YEAR: f"cy{self.start.year}",
            PeriodKind.QUARTER: f"{year}-{(year + 1) % 100:02}-q{self.quarter_number}",
            PeriodKind.MONTH: f"m{self.start:%Y-%m}",
            PeriodKind.SNAPSHOT: f"at-{self.start.isoformat()}",
            PeriodKind.SPAN: f"{self.start.isoformat()}..{self.end.isoformat()}",
        }[self.kind]

    @property
    def label(self) -> str:
        """Return the words printed: 2017-18, Q3 2026-27, March 2018, 31 March 2018, 1 May 2018 to 3 June 2019."""
        year = self.financial_year_start
        financial = f"{year}-{(year + 1) % 100:02}"
        return {
            PeriodKind.FINANCIAL_YEAR: financial,
            PeriodKind.CALENDAR_YEAR: str(self.start.year),
            PeriodKind.QUARTER: f"Q{self.quarter_number} {financial}",
            PeriodKind.MONTH: f"{self.start:%B %Y}",
            PeriodKind.SNAPSHOT: _long(self.start),
            PeriodKind.SPAN: f"{_long(self.start)} to {_long(self.end)}",
        }[self.kind]

    @classmethod
    def parse(cls, token: str) -> "Period":
        """Return the period a token names; ValueError when it names none."""
        for pattern, build in _PARSERS:
            if match := re.fullmatch(pattern, token):
                return build(*match.groups())
        raise ValueError(f"{token!r} is not a period such as 2017-18, 2026-27-q3 or at-2018-03-31.")

    def previous(self) -> "Period":
        """Return the period of the same kind just before this one; for a single day, the day a year earlier."""
        if self.kind is PeriodKind.QUARTER:
            number = self.quarter_number
            year = self.financial_year_start
            return Period.quarter(year, number - 1) if number > 1 else Period.quarter(year - 1, 4)
        if self.kind is PeriodKind.MONTH:
            last = self.start - timedelta(days=1)
            return Period.month(last.year, last.month)
        if self.kind is PeriodKind.SPAN:
            return Period.span(self.start - (self.end - self.start) - timedelta(days=1), self.start - timedelta(days=1))
        return self.year_earlier()

    def year_earlier(self) -> "Period":
        """Return the same period one year before."""
        if self.kind is PeriodKind.FINANCIAL_YEAR:
            return Period.financial_year(self.financial_year_start - 1)
        if self.kind is PeriodKind.QUARTER:
            return Period.quarter(self.financial_year_start - 1, self.quarter_number)
        if self.kind is PeriodKind.MONTH:
            return Period.month(self.start.year - 1, self.start.month)
        return Period(self.kind, _year_before(self.start), _year_before(self.end))

    def __str__(self) -> str:
        return self.label


def _financial(year: str, following: str) -> Period:
    if (int(year) + 1) % 100 != int(following):
        raise ValueError(f"{year}-{following} is not a financial year.")
    return Period.financial_year(int(year))


def _quarter(year: str, following: str, number: str) -> Period:
    return Period.quarter(_financial(year, following).start.year, int(number))


_DAY = r"(\d{4}-\d{2}-\d{2})"
_PARSERS = (
    (r"(\d{4})-(\d{2})", _financial),
    (r"(\d{4})-(\d{2})-q([1-4])", _quarter),
    (r"cy(\d{4})", lambda year: Period.calendar_year(int(year))),
    (r"m(\d{4})-(\d{2})", lambda year, month: Period.month(int(year), int(month))),
    (rf"at-{_DAY}", lambda day: Period.snapshot(date.fromisoformat(day))),
    (
        rf"{_DAY}\.\.{_DAY}",
        lambda start, end: Period.span(date.fromisoformat(start), date.fromisoformat(end)),
    ),
)


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _year_before(day: date) -> date:
    # 29 February has no counterpart; the last day of February is what people compare with.
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
