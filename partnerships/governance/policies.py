"""Whether the state of a governance record allows what is asked."""

from collections.abc import Mapping, Sequence
from datetime import date

from partnerships.governance.models import Attendance, Meeting, Seat
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

_S = Meeting.Status
MEETING_TRANSITIONS = TransitionTable(
    Transition("hold", (_S.PLANNED,), _S.HELD),
    Transition("cancel", (_S.PLANNED,), _S.CANCELLED),
    Transition("plan_again", (_S.CANCELLED,), _S.PLANNED),
    Transition("not_held", (_S.HELD,), _S.PLANNED),
)


def check_attendance(meeting: Meeting, marks: Mapping[Seat, str], today: date) -> None:
    """Raise NotAllowed when attendance can not be entered: a cancelled or future meeting, or a seat elsewhere."""
    if meeting.status == _S.CANCELLED:
        raise NotAllowed("This meeting was cancelled, so it has no attendance.", code="state")
    if meeting.held_on > today:
        raise NotAllowed("This meeting has not been held yet. Enter its attendance on the day or later.", code="future")
    if any(seat.group_id != meeting.group_id for seat in marks):
        raise NotAllowed("A seat of another group can not attend this meeting.", code="group")
    if any(mark and mark not in Attendance.Mark.values for mark in marks.values()):
        raise NotAllowed("Choose one of the marks offered for every seat.", code="mark")


def check_moved(meeting: Meeting, held_on: date) -> None:
    """Raise NotAllowed when a meeting can not be on that day: it was held on another, or the group has one then."""
    if held_on == meeting.held_on:
        return
    if meeting.status == _S.HELD:
        raise NotAllowed(
            "This meeting was held, so its day can not be changed. If it was not held on that day, say so on the "
            "meeting's page first.",
            code="held_on",
        )
    if Meeting.objects.filter(group=meeting.group_id, held_on=held_on).exists():
        raise NotAllowed("This group already has a meeting on that day.", code="held_on")


def check_seat_time(starts_on: date | None, ends_on: date | None, days: Sequence[date]) -> None:
    """Raise NotAllowed when a seat would end before it starts, or not exist on a day its attendance is recorded for.

    `days` are those days, the earliest first.
    """
    if starts_on and ends_on and ends_on < starts_on:
        raise NotAllowed("The last day can not come before the first day.", code="ends_on")
    if days and ends_on and ends_on < days[-1]:
        raise NotAllowed(
            f"Attendance is recorded for this seat on {_day(days[-1])}. Choose that day or a later one, or mend the "
            "attendance of that meeting first.",
            code="ends_on",
        )
    if days and starts_on and starts_on > days[0]:
        raise NotAllowed(
            f"Attendance is recorded for this seat on {_day(days[0])}. Choose that day or an earlier one, or mend the "
            "attendance of that meeting first.",
            code="starts_on",
        )


def can_cancel(meeting: Meeting) -> bool:
    """Return True while the meeting has not been held."""
    return MEETING_TRANSITIONS.allows(meeting.status, "cancel")


def can_take_back(meeting: Meeting) -> bool:
    """Return True when the meeting is said to have been held."""
    return MEETING_TRANSITIONS.allows(meeting.status, "not_held")


def can_take_attendance(meeting: Meeting, today: date) -> bool:
    """Return True when attendance can be entered today."""
    return meeting.status != _S.CANCELLED and meeting.held_on <= today


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
