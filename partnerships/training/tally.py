"""Counting people: sums that know what is missing. Pure functions, nothing here is stored.

None is "not recorded" and spreads: a sum with an unknown part is unknown, never a smaller number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol


class Counted(Protocol):
    """Anything that says what came of bookings."""

    booked: int | None
    attended: int | None
    cancelled: int | None
    did_not_attend: int | None
    missed: int | None


def added(numbers: Iterable[int | None]) -> int | None:
    """Return the sum; None without numbers or with an unknown one."""
    known = list(numbers)
    if not known or any(number is None for number in known):
        return None
    return sum(number for number in known if number is not None)


def missed_of(row: Counted) -> int | None:
    """Return everybody booked who did not come: told apart or not. None unless all of it is known."""
    if row.missed is not None:
        return row.missed + (row.cancelled or 0) + (row.did_not_attend or 0)
    return added([row.cancelled, row.did_not_attend])


def booked_of(row: Counted) -> int | None:
    """Return the bookings as entered, or what came of all of them: attended, cancelled and did not attend."""
    return row.booked if row.booked is not None else added([row.attended, missed_of(row)])


def percent(part: Decimal | int | None, whole: Decimal | int | None, decimals: int = 1) -> Decimal | None:
    """Return part of whole in per cent, rounded half up; None when either is unknown or the whole is 0."""
    if part is None or not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What came of the bookings of any set of rows. `rows` is how many rows were added."""

    rows: int = 0
    booked: int | None = None
    attended: int | None = None
    cancelled: int | None = None
    did_not_attend: int | None = None
    missed: int | None = None

    @property
    def attended_share(self) -> Decimal | None:
        """Return attended in per cent of booked: the take-up."""
        return percent(self.attended, self.booked)

    @property
    def missed_share(self) -> Decimal | None:
        """Return cancelled or did not attend in per cent of booked."""
        return percent(self.missed, self.booked)


def tally(rows: Iterable[Counted]) -> Tally:
    """Return the sums of rows. `missed` is everybody who did not come, told apart or not."""
    held = list(rows)
    return Tally(
        rows=len(held),
        booked=added(booked_of(row) for row in held),
        attended=added(row.attended for row in held),
        cancelled=added(row.cancelled for row in held),
        did_not_attend=added(row.did_not_attend for row in held),
        missed=added(missed_of(row) for row in held),
    )
