"""Dates as the law counts them: working days in England, calendar months, and dates known only roughly."""

from safeguarding.lib.calendar.counting import add_months, add_working_days, working_days_between
from safeguarding.lib.calendar.england import WorkingCalendar
from safeguarding.lib.calendar.fuzzy import FuzzyDate, FuzzyDateProblem, Precision

__all__ = [
    "FuzzyDate",
    "FuzzyDateProblem",
    "Precision",
    "WorkingCalendar",
    "add_months",
    "add_working_days",
    "working_days_between",
]
