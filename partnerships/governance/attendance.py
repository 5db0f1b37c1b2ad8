"""The attendance table: seats against meetings, worked out from dates and marks, with its legend and its rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from partnerships.governance.models import Attendance, Meeting, Seat
from safeguarding.lib.facts import Unit, UnitKind

RULE = (
    "Attended by the nominated representative or a substitute, as a percentage of the meetings held while the seat "
    "existed and with its attendance recorded. Meetings not yet held or cancelled do not count."
)
SHARE = Unit(kind=UnitKind.PERCENT, decimals=0)


class Shown(Enum):
    """What a cell shows: a letter, and the words of the legend."""

    ATTENDED = ("Y", "Attended")
    SUBSTITUTE = ("S", "A substitute attended")
    APOLOGIES = ("A", "Apologies")
    ABSENT = ("N", "Absent without apologies")
    VACANT = ("V", "Post vacant")
    NOT_MEMBER = ("-", "Not a member then")
    NOT_YET_HELD = ("·", "Meeting not yet held")
    NOT_RECORDED = ("?", "Not recorded")

    @property
    def letter(self) -> str:
        """Return the letter of the cell."""
        return self.value[0]

    @property
    def label(self) -> str:
        """Return the words of the legend."""
        return self.value[1]

    @property
    def is_present(self) -> bool:
        """Return True when the seat was filled at the meeting."""
        return self in (Shown.ATTENDED, Shown.SUBSTITUTE)

    @property
    def counts(self) -> bool:
        """Return True when the cell counts towards the meetings a seat could have attended."""
        return self not in (Shown.NOT_MEMBER, Shown.NOT_YET_HELD, Shown.NOT_RECORDED)


_OF_MARK = {mark: Shown[mark.name] for mark in Attendance.Mark}


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """One seat's line: a cell per meeting, in the order of the meetings.

    `earlier` are the cells of the meetings before the table's: a run of one mark does not end with a year.
    """

    seat: Seat
    cells: Sequence[Shown]
    earlier: Sequence[Shown] = ()

    @property
    def attended(self) -> int:
        """Return at how many meetings the seat was filled."""
        return sum(cell.is_present for cell in self.cells)

    @property
    def meetings(self) -> int:
        """Return how many meetings count for the seat."""
        return sum(cell.counts for cell in self.cells)

    @property
    def share(self) -> Decimal | None:
        """Return the percentage by RULE, unrounded; None when no meeting counts."""
        return Decimal(self.attended) * 100 / self.meetings if self.meetings else None

    @property
    def percent(self) -> str:
        """Return the percentage as printed, or the symbol of "not available"."""
        return "[x]" if self.share is None else f"{SHARE.number(self.share)}%"


@dataclass(frozen=True, kw_only=True)
class AttendanceTable:
    """Seats against meetings of one group in a period."""

    meetings: Sequence[Meeting]
    rows: Sequence[SeatRow]

    @property
    def held(self) -> int:
        """Return how many of the meetings were held."""
        return sum(meeting.status == Meeting.Status.HELD for meeting in self.meetings)

    @property
    def present(self) -> list[int | None]:
        """Return per meeting how many seats were filled; None for a meeting not yet held."""
        held = [meeting.status == Meeting.Status.HELD for meeting in self.meetings]
        return [
            sum(row.cells[index].is_present for row in self.rows) if was_held else None
            for index, was_held in enumerate(held)
        ]

    @property
    def legend(self) -> list[Shown]:
        """Return what the table shows, in the order of the vocabulary."""
        used = {cell for row in self.rows for cell in row.cells}
        return [shown for shown in Shown if shown in used]


def table_of(
    meetings: Sequence[Meeting],
    seats: Sequence[Seat],
    marks: Mapping[tuple[int, int], str],
    earlier: Sequence[Meeting] = (),
) -> AttendanceTable:
    """Return the table; `marks` maps (meeting, seat) to a stored mark. Cancelled meetings are left out.

    `earlier` are the group's meetings before the first of the table: what came before counts in a run of one mark.
    """
    columns, before = _taking_place(meetings), _taking_place(earlier)
    rows = [
        SeatRow(seat=seat, cells=_cells(columns, seat, marks), earlier=_cells(before, seat, marks)) for seat in seats
    ]
    return AttendanceTable(meetings=columns, rows=rows)


def longest_run(row: SeatRow, sought: Shown) -> int:
    """Return the longest run of one mark over the meetings that count for the seat and end among the table's."""
    longest = run = 0
    for number, cell in enumerate([*row.earlier, *row.cells]):
        if cell.counts:
            run = run + 1 if cell is sought else 0
            longest = max(longest, run) if number >= len(row.earlier) else 0
    return longest


def _taking_place(meetings: Sequence[Meeting]) -> list[Meeting]:
    return [meeting for meeting in meetings if meeting.status != Meeting.Status.CANCELLED]


def _cells(meetings: Sequence[Meeting], seat: Seat, marks: Mapping[tuple[int, int], str]) -> list[Shown]:
    return [_cell(meeting, seat, marks.get((meeting.pk, seat.pk))) for meeting in meetings]


def _cell(meeting: Meeting, seat: Seat, mark: str | None) -> Shown:
    held = meeting.status == Meeting.Status.HELD
    if mark and held:
        return _OF_MARK[Attendance.Mark(mark)]  # what was recorded is shown, whatever the seat's days say
    if not seat.existed_on(_day(meeting)):
        return Shown.NOT_MEMBER
    return Shown.NOT_RECORDED if held else Shown.NOT_YET_HELD


def _day(meeting: Meeting) -> date:
    return meeting.held_on
