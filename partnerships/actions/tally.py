"""How the log stood on a day, and what happened in a period, worked out from how each action stood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnerships.actions.models import Band, Status
from partnerships.actions.models.action import COMPLETED, LIVE, WAITED_FOR


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One action as it stood on a day: its status since `since`, and the due date agreed by then."""

    origin: str
    agency: str
    opened_on: date
    status: str
    since: date
    due_on: date | None
    done_on: date | None = None
    impact: bool = False

    @property
    def live(self) -> bool:
        """Return True when it was not settled."""
        return self.status in LIVE

    def overdue(self, day: date) -> int:
        """Return by how many days it was overdue."""
        late = self.status in WAITED_FOR and self.due_on is not None and self.due_on < day
        return (day - self.due_on).days if late and self.due_on else 0

    @property
    def on_time(self) -> bool | None:
        """Return whether it was done by the date agreed; None without a date.

        The day is the one its owner says it was done, or, where nobody said so, the day it was settled.
        """
        done = self.done_on if self.done_on and self.done_on <= self.since else self.since
        return None if self.due_on is None else done <= self.due_on


def tally(before: Iterable[Standing], after: Iterable[Standing], first: date, day: date) -> dict[str, int]:
    """Count what happened from `first` to `day`; `before` is how things stood on the eve, `after` on the day.

    carried-in + opened = completed + not-implementing + withdrawn + open, because an action opened again in the
    period counts as opened. Completed is closed or done another way; withdrawn is merged or cancelled.
    """
    before, after = list(before), list(after)
    settled = [one for one in after if not one.live and one.since >= first]
    completed = [one for one in settled if one.status in COMPLETED]
    carried, still = sum(one.live for one in before), sum(one.live for one in after)
    dated = [one for one in completed if one.on_time is not None]
    return {
        "carried-in": carried,
        "opened": still + len(settled) - carried,
        "completed": len(completed),
        "not-implementing": sum(one.status == Status.NOT_IMPLEMENTING for one in settled),
        "withdrawn": sum(one.status in (Status.MERGED, Status.CANCELLED) for one in settled),
        "open": still,
        "overdue": sum(one.overdue(day) > 0 for one in after),
        "completed-with-date": len(dated),
        "completed-on-time": sum(one.on_time is True for one in dated),
        "with-impact": sum(one.impact for one in completed),
        **{f"overdue.{band.value}": _in_band(after, band, day) for band in Band},
        **{f"status.{status.value.replace('_', '-')}": _with(after, status) for status in Status},
    }


def _in_band(rows: Iterable[Standing], band: Band, day: date) -> int:
    least, most = band.days
    return sum(least <= one.overdue(day) <= most for one in rows)


def _with(rows: Iterable[Standing], status: Status) -> int:
    return sum(one.status == status for one in rows)
