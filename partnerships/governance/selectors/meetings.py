"""Reads of meetings, seats and attendance."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from partnerships.directory.models import Agency, Group, Partnership
from partnerships.governance.attendance import AttendanceTable, SeatRow, Shown, longest_run, table_of
from partnerships.governance.models import AgendaItem, Attendance, AttendanceRule, Meeting, Seat
from partnerships.governance.selectors.groups import groups_of
from safeguarding.lib.facts import Period

PRESENT = (Attendance.Mark.ATTENDED, Attendance.Mark.SUBSTITUTE)


@dataclass(frozen=True, kw_only=True)
class Alert:
    """Something about attendance the chair should know. `code`: deputy, partner or quorum."""

    about: str
    text: str
    code: str


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """An item with the time it starts at, None where nobody can say."""

    item: AgendaItem
    starts_at: time | None


def groups_with_meetings(partnership: Partnership) -> QuerySet[Group]:
    """Return the groups that have a meeting in the register, the board first."""
    return groups_of(partnership).filter(meetings__isnull=False).distinct()


def meetings_of(partnership: Partnership) -> QuerySet[Meeting]:
    """Return the meetings with how many seats were filled, newest first."""
    present = Count("attendances", filter=Q(attendances__mark__in=PRESENT))
    rows = Meeting.objects.of(partnership).select_related("group", "updated_by")
    return rows.annotate(present=present, recorded=Count("attendances")).order_by("-held_on", "group__name")


def seats_of(partnership: Partnership) -> QuerySet[Seat]:
    """Return the seats in the order of the table."""
    return Seat.objects.of(partnership).select_related("group", "agency__organisation")


def seats_at(meeting: Meeting) -> list[Seat]:
    """Return the seats that existed on the day of a meeting, and any other with a mark already."""
    seats = seats_of(meeting.partnership).filter(group=meeting.group_id)
    marked = set(meeting.attendances.values_list("seat_id", flat=True))
    return [seat for seat in seats if seat.existed_on(meeting.held_on) or seat.pk in marked]


def attendance_periods(partnership: Partnership, group: Group) -> list[Period]:
    """Return the financial years in which a group meets, newest first, and the whole of its register."""
    days = list(Meeting.objects.of(partnership).filter(group=group).values_list("held_on", flat=True))
    if not days:
        return []
    years = sorted({Period.span(day, day).financial_year_start for day in days}, reverse=True)
    return [*(Period.financial_year(year) for year in years), Period.span(min(days), max(days))]


def attendance_table(partnership: Partnership, group: Group, start: date, end: date) -> AttendanceTable:
    """Return a group's attendance from `start` to `end`, with what came before for its runs. Three queries."""
    rows = Meeting.objects.of(partnership).filter(group=group, held_on__lte=end).select_related("group")
    seats = Seat.objects.of(partnership).filter(group=group).between(start, end).select_related("agency__organisation")
    return _table(list(rows), list(seats), start)


def recent_alerts(partnership: Partnership, start: date, end: date) -> list[tuple[Group, Alert]]:
    """Return what the meetings of all groups from `start` to `end` show that they should not. Four queries."""
    meetings = list(Meeting.objects.of(partnership).filter(held_on__lte=end).select_related("group"))
    seats = list(Seat.objects.of(partnership).between(start, end).select_related("agency__organisation"))
    marks, rules = marks_of(meetings), rules_of(partnership)
    found: list[tuple[Group, Alert]] = []
    for group in {meeting.group: None for meeting in meetings if meeting.held_on >= start}:
        mine = [meeting for meeting in meetings if meeting.group_id == group.pk]
        table = _table(mine, [seat for seat in seats if seat.group_id == group.pk], start, marks)
        found += [(group, alert) for alert in attendance_alerts(table, rules.get(group.pk))]
    return found


def _table(
    meetings: Sequence[Meeting],
    seats: Sequence[Seat],
    start: date,
    marks: dict[tuple[int, int], str] | None = None,
) -> AttendanceTable:
    inside = [meeting for meeting in meetings if meeting.held_on >= start]
    earlier = [meeting for meeting in meetings if meeting.held_on < start]
    return table_of(inside, seats, marks_of(meetings) if marks is None else marks, earlier)


def marks_of(meetings: Sequence[Meeting]) -> dict[tuple[int, int], str]:
    """Return the stored mark by (meeting, seat). One query."""
    rows = Attendance.objects.filter(meeting__in=[meeting.pk for meeting in meetings])
    return {(meeting, seat): mark for meeting, seat, mark in rows.values_list("meeting_id", "seat_id", "mark")}


def items_of(partnership: Partnership) -> QuerySet[AgendaItem]:
    """Return the agenda items of all meetings."""
    return AgendaItem.objects.of(partnership).select_related(
        "meeting__partnership", "meeting__group", "priority__plan", "updated_by"
    )


def agenda_of(meeting: Meeting) -> list[AgendaLine]:
    """Return a meeting's agenda with the time each item starts at, where the meeting has one. One query."""
    lines, start = [], meeting.starts_at and datetime.combine(meeting.held_on, meeting.starts_at)
    for item in meeting.items.select_related("priority"):
        lines.append(AgendaLine(item=item, starts_at=start.time() if start else None))
        # After an item of unknown length nobody can say when the next begins.
        start = start + timedelta(minutes=item.minutes) if start and item.minutes else None
    return lines


def key_decisions(partnership: Partnership, start: date, end: date) -> QuerySet[AgendaItem]:
    """Return the key decisions of meetings from `start` to `end`, the earliest first. One query."""
    rows = items_of(partnership).filter(is_key=True, meeting__held_on__gte=start, meeting__held_on__lte=end)
    return rows.order_by("meeting__held_on", "meeting", "number")


def rules_of(partnership: Partnership) -> dict[int, AttendanceRule]:
    """Return the rules groups have of their own, by group. One query."""
    return {rule.group_id: rule for rule in AttendanceRule.objects.of(partnership)}


def rule_of(group: Group) -> AttendanceRule:
    """Return what a group expects of attendance, or the defaults. One query."""
    return AttendanceRule.objects.filter(group=group).first() or AttendanceRule(group=group)


def attendance_alerts(table: AttendanceTable, rule: AttendanceRule | None = None) -> list[Alert]:
    """Return what the table shows that it should not: deputies too often, partners absent, no quorum. No query."""
    rule = rule or AttendanceRule()
    alerts = [
        Alert(
            about=str(row.seat), text=f"A substitute attended {run} meetings running; review the seat.", code="deputy"
        )
        for row in table.rows
        if (run := longest_run(row, Shown.SUBSTITUTE)) > rule.deputy_limit
    ]
    if rule.partners_expected:
        for agency, rows in _partners(table).items():
            if days := _days_without(table, rows):
                text = f"Safeguarding partner not present on {', '.join(days)}."
                alerts.append(Alert(about=agency.name, text=text, code="partner"))
    return [*alerts, *_inquorate(table, rule)]


def _inquorate(table: AttendanceTable, rule: AttendanceRule) -> list[Alert]:
    partners = _partners(table) if rule.partners_needed else {}
    alerts = []
    for index, (meeting, present) in enumerate(zip(table.meetings, table.present, strict=True)):
        if present is None or not any(row.cells[index].counts for row in table.rows):
            continue  # not held, or nobody wrote down who came
        absent = [agency.name for agency, rows in partners.items() if _nobody_there(rows, index)]
        short = rule.quorum is not None and present < rule.quorum
        reasons = [f"{present} of the {rule.quorum} seats needed were filled"] if short else []
        reasons += [f"{' and '.join(absent)} not there"] if absent else []
        if reasons:
            day = f"{meeting.held_on.day} {meeting.held_on:%B %Y}"
            alerts.append(Alert(about=f"Meeting of {day}", text=f"No quorum: {'; '.join(reasons)}.", code="quorum"))
    return alerts


def _nobody_there(rows: Sequence[SeatRow], index: int) -> bool:
    cells = [row.cells[index] for row in rows if row.cells[index].counts]
    return bool(cells) and not any(cell.is_present for cell in cells)


def _partners(table: AttendanceTable) -> dict[Agency, list[SeatRow]]:
    rows: defaultdict[Agency, list[SeatRow]] = defaultdict(list)
    for row in table.rows:
        if row.seat.agency and row.seat.agency.standing == Agency.Standing.PARTNER:
            rows[row.seat.agency].append(row)
    return dict(rows)


def _days_without(table: AttendanceTable, rows: Sequence[SeatRow]) -> list[str]:
    days = []
    for index, meeting in enumerate(table.meetings):
        if _nobody_there(rows, index):
            days.append(f"{meeting.held_on.day} {meeting.held_on:%B %Y}")
    return days
