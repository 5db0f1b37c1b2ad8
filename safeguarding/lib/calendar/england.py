"""Which days are working days in England. The library knows the rule; corrections know what was proclaimed since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType

import holidays

SATURDAY = 5


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """Return the bank holidays of a year in England, substitute days included, by date."""
    return MappingProxyType(dict(holidays.country_holidays("GB", subdiv="ENG", years=year)))


@dataclass(frozen=True)
class WorkingCalendar:
    """England's working days with corrections passed in as data.

    One-off holidays are proclaimed late (a coronation) and now and then moved, so a library release can not be
    waited for. `proclaimed` are extra holidays with their names; `withdrawn` are bank holidays that are worked after
    all. A day in both is a holiday.
    """

    proclaimed: Mapping[date, str] = field(default_factory=dict)
    withdrawn: frozenset[date] = frozenset()

    def holiday(self, day: date) -> str:
        """Return the name of the holiday that falls on a day, or nothing."""
        if day in self.proclaimed:
            return self.proclaimed[day]
        return "" if day in self.withdrawn else bank_holidays(day.year).get(day, "")

    def is_working(self, day: date) -> bool:
        """Return True for Monday to Friday when it is not a holiday."""
        return day.weekday() < SATURDAY and not self.holiday(day)
