"""Counting days. The day after the start is day 1, whether or not the start is a working day itself."""

from calendar import monthrange
from datetime import date, timedelta

from safeguarding.lib.calendar.england import WorkingCalendar

ONE_DAY = timedelta(days=1)


def add_working_days(start: date, days: int, calendar: WorkingCalendar) -> date:
    """Return the day that is `days` working days after `start`; before it when negative, `start` itself for 0."""
    step = ONE_DAY if days >= 0 else -ONE_DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= calendar.is_working(day)
    return day


def working_days_between(start: date, end: date, calendar: WorkingCalendar) -> int:
    """Return how many working days lie after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start, calendar)
    span = (end - start).days
    return sum(calendar.is_working(start + timedelta(days=number)) for number in range(1, span + 1))


def add_months(start: date, months: int) -> date:
    """Return the same day of the month `months` later, or the last day of that month where there is none.

    So six months from 31 August end on 28 or 29 February (the corresponding date rule).
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
