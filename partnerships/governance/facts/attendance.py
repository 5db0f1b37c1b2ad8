"""Facts of meetings: how often a seat was filled, how many meetings a group held."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from partnerships.directory.models import Group, Partnership
from partnerships.governance.attendance import RULE, SHARE, AttendanceTable, SeatRow, table_of
from partnerships.governance.models import AttendanceRule, Meeting, Seat
from partnerships.governance.selectors import attendance_alerts, marks_of, rules_of
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Period, Provenance, Status, Unit, UnitKind, share

_IN_STATE = "number of meetings in the register with this state and a date in the period"
_NO_QUORUM = "number of meetings held in the period without the quorum the group's rule asks for"
MEETINGS = Unit(kind=UnitKind.COUNT, noun="meetings")


@dataclass(frozen=True)
class _Register:
    """Everything the facts are worked out from, read once."""

    partnership: Partnership
    meetings: list[Meeting]
    seats: list[Seat]
    marks: dict[tuple[int, int], str]
    rules: dict[int, AttendanceRule]

    @classmethod
    def read(cls, partnership: Partnership) -> "_Register":
        """Read the register. Four queries."""
        meetings = list(Meeting.objects.of(partnership).select_related("group"))
        seats = list(Seat.objects.of(partnership).select_related("group", "agency__organisation"))
        return cls(partnership, meetings, seats, marks_of(meetings), rules_of(partnership))

    def table(self, group_id: int, period: Period) -> AttendanceTable:
        """Return a group's table for a period."""
        meetings = [row for row in self.meetings if row.group_id == group_id and _in(row.held_on, period)]
        return table_of(meetings, [seat for seat in self.seats if seat.group_id == group_id], self.marks)

    def periods(self) -> list[Period]:
        """Return the financial years with meetings, and the span of all meetings."""
        days = [meeting.held_on for meeting in self.meetings]
        if not days:
            return []
        years = sorted({Period.span(day, day).financial_year_start for day in days})
        return [*(Period.financial_year(year) for year in years), Period.span(min(days), max(days))]


def resolve_attendance(partnership: Partnership, keys: Collection[FactKey]) -> dict[str, Fact]:
    """Answer the attendance and meetings keys. Four queries."""
    register = _Register.read(partnership)
    facts = {str(key): _fact(register, key) for key in keys}
    return {key: fact for key, fact in facts.items() if fact}


def catalogue_of_attendance(partnership: Partnership) -> list[Fact]:
    """Return held meetings and every seat's share for the periods at hand. Four queries."""
    register = _Register.read(partnership)
    groups = {meeting.group for meeting in register.meetings}
    names = [f"governance/meetings.{group.slug}.held" for group in sorted(groups, key=lambda group: group.name)]
    names += [f"governance/attendance.{seat.slug}" for seat in register.seats]
    periods = register.periods()
    facts = [_fact(register, FactKey(name, {"period": period.token})) for name in names for period in periods]
    return [fact for fact in facts if fact]


def _fact(register: _Register, key: FactKey) -> Fact | None:
    period = _period(key)
    thing, *rest = key.rest.split(".")
    if period is None or not rest or len(rest) > 2:
        return None
    if thing == "meetings":
        return _meetings(register, key, period, rest)
    seat = next((seat for seat in register.seats if seat.slug == rest[0]), None)
    if seat is None:
        return None
    row = next(row for row in register.table(seat.group_id, period).rows if row.seat == seat)
    return _seat(register, key, period, row, rest[1] if len(rest) == 2 else "")


def _meetings(register: _Register, key: FactKey, period: Period, rest: list[str]) -> Fact | None:
    group = next((meeting.group for meeting in register.meetings if meeting.group.slug == rest[0]), None)
    if group is None or rest[1:] not in (["held"], ["planned"], ["inquorate"]):
        return None
    table = register.table(group.pk, period)
    alerts = attendance_alerts(table, register.rules.get(group.pk))
    number, words, rule = {
        "held": (table.held, "held", _IN_STATE),
        "planned": (len(table.meetings) - table.held, "not yet held", _IN_STATE),
        "inquorate": (sum(alert.code == "quorum" for alert in alerts), "held without a quorum", _NO_QUORUM),
    }[rest[1]]
    return _count(register, str(key), f"Meetings of {group.name} {words}", number, period, group, rule)


def _seat(register: _Register, key: FactKey, period: Period, row: SeatRow, part: str) -> Fact | None:
    stem, group = f"governance/attendance.{row.seat.slug}", row.seat.group
    parameters = {"period": period.token}
    counts = {
        "attended": (row.attended, f"Meetings attended: {row.seat}", "marks “attended” or “substitute”"),
        "meetings": (row.meetings, f"Meetings that count: {row.seat}", "meetings held while the seat existed"),
    }
    facts = {
        name: _count(register, str(FactKey(f"{stem}.{name}", parameters)), label, number, period, group, rule)
        for name, (number, label, rule) in counts.items()
    }
    if part:
        return facts.get(part)
    made = share(
        key=str(key), label=f"Attendance: {row.seat}", part=facts["attended"], whole=facts["meetings"], decimals=0
    )
    return _with_rule(made, register, group)


def _with_rule(made: Fact, register: _Register, group: Group) -> Fact:
    provenance = Provenance(
        origin="derived",
        place=_source(register, group),
        rule=RULE,
        inputs=made.provenance.inputs,
        trace=_page(register.partnership, group),
    )
    return Fact(
        key=made.key,
        label=made.label,
        value=made.value,
        status=made.status,
        note="no meeting was held while the seat existed" if made.status is Status.NOT_AVAILABLE else made.note,
        unit=SHARE,
        period=made.period,
        disclosure=made.disclosure,
        provenance=provenance,
    )


def _count(register: _Register, key: str, label: str, number: int, period: Period, group: Group, rule: str) -> Fact:
    return Fact(
        key=key,
        label=label,
        value=Decimal(number),
        unit=MEETINGS,
        period=period,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="derived", place=_source(register, group), rule=rule, trace=_page(register.partnership, group)
        ),
    )


def _source(register: _Register, group: Group) -> str:
    sources = {meeting.source for meeting in register.meetings if meeting.group_id == group.pk and meeting.source}
    return "; ".join(sorted(sources)) or f"Attendance register of {group.name}"


def _page(partnership: Partnership, group: Group) -> str:
    return reverse("attendance_table", args=[partnership.slug, group.slug])


def _period(key: FactKey) -> Period | None:
    try:
        return Period.parse(key.parameters.get("period", ""))
    except ValueError:
        return None


def _in(day: date, period: Period) -> bool:
    return period.start <= day <= period.end
