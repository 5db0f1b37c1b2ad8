"""When something is due: pure counting from terms, a start, pauses and a calendar. Nothing here reads the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from reviews.cases.models.guidance import Unit
from safeguarding.lib.calendar import WorkingCalendar, add_months, add_working_days, working_days_between

ONE_DAY = timedelta(days=1)
SHORTEST_LEAD, LONGEST_LEAD, BACK_LEAD = 3, 30, 10  # working days
WORKING_SHARE = {Unit.WORKING_DAYS: 1.0, Unit.CALENDAR_DAYS: 5 / 7, Unit.MONTHS: 21.0}


class Counted(Protocol):
    """What a clock counts: `amount` of `unit`; a negative amount counts back."""

    amount: int
    unit: str


def lead_of(terms: Counted) -> int:
    """Return how many working days ahead a deadline is near: a quarter of its length, at least 3 and at most 30.

    What counts back from a planned day has to be ready by then, so it is near two weeks ahead.
    """
    if terms.amount < 0:
        return BACK_LEAD
    length = terms.amount * WORKING_SHARE[Unit(terms.unit)]
    return max(SHORTEST_LEAD, min(LONGEST_LEAD, int(length / 4)))


@dataclass(frozen=True)
class Pause:
    """Days that do not count: `start` up to the day before `end`. Without an end the clock stands still."""

    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        """Return True when the day does not count."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class PausedCalendar(WorkingCalendar):
    """A calendar on which paused days are no working days."""

    pauses: tuple[Pause, ...] = ()

    def is_working(self, day: date) -> bool:
        """Return True for a working day outside every pause."""
        return super().is_working(day) and not any(pause.holds(day) for pause in self.pauses)


def due_day(terms: Counted, start: date, calendar: WorkingCalendar, pauses: Sequence[Pause] = ()) -> date | None:
    """Return the last day on which the clock is met; None while an open pause holds it up: nobody can know it.

    A pause that begins after that day changes nothing: what was missed stays missed.
    """
    due = _counted(terms, start, calendar, [pause for pause in pauses if pause.end])
    return None if any(pause.end is None and pause.start <= due for pause in pauses) else due


def _counted(terms: Counted, start: date, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> date:
    if terms.unit == Unit.WORKING_DAYS:
        paused = PausedCalendar(calendar.proclaimed, calendar.withdrawn, tuple(pauses))
        return add_working_days(start, terms.amount, paused)
    if terms.unit == Unit.MONTHS:
        return _lengthened(start, add_months(start, terms.amount), pauses)
    return _lengthened(start, start + timedelta(days=terms.amount), pauses)


def _lengthened(start: date, due: date, pauses: Sequence[Pause]) -> date:
    """Push a due date back by every paused day between the start and it, pauses reached only by pushing included."""
    day, left = start, (due - start).days
    while left > 0:
        day += ONE_DAY
        left -= not any(pause.holds(day) for pause in pauses)
    return day if due > start else due


class Standing(StrEnum):
    """Where a clock stands, in the words of the screen."""

    WAITING = "Not started"
    RUNNING = "Running"
    DUE_SOON = "Due soon"
    PAUSED = "Paused"
    LATE = "Overdue"
    MET = "Met"
    MET_LATE = "Met late"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A clock read on a day. `left` is working days to the due date, negative when it has passed."""

    standing: Standing
    due_on: date | None
    left: int | None
    will_be_late: bool = False

    @property
    def is_breach(self) -> bool:
        """Return True when the deadline was missed, whether or not the thing has been done since."""
        return self.standing in {Standing.LATE, Standing.MET_LATE}


def read_clock(
    *, due_on: date | None, started: bool, met_on: date | None, expected_on: date | None, today: date,
    calendar: WorkingCalendar, lead: int,
) -> Reading:  # fmt: skip
    """Return where a clock stands today; `expected_on` makes the forecast, `lead` says when it is near (lead_of)."""
    if not started:
        return Reading(standing=Standing.WAITING, due_on=None, left=None)
    if due_on is None:
        return Reading(standing=Standing.PAUSED, due_on=None, left=None)
    left = working_days_between(met_on or today, due_on, calendar)
    if met_on:
        return Reading(standing=Standing.MET_LATE if met_on > due_on else Standing.MET, due_on=due_on, left=left)
    if today > due_on:
        return Reading(standing=Standing.LATE, due_on=due_on, left=left)
    standing = Standing.DUE_SOON if left <= lead else Standing.RUNNING
    late = expected_on is not None and expected_on > due_on
    return Reading(standing=standing, due_on=due_on, left=left, will_be_late=late)
