"""Meetings, seats and attendance."""

from collections.abc import Mapping
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Agency, Group, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.governance.models import Attendance, Meeting, Seat
from partnerships.governance.policies import MEETING_TRANSITIONS, check_attendance, check_moved, check_seat_time
from safeguarding.lib.slugs import slug_among
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance


@transaction.atomic
def meeting_plan(
    *,
    by: User | None,
    partnership: Partnership,
    group: Group,
    held_on: date,
    starts_at: time | None = None,
    place: str = "",
    source: str = "",
) -> Meeting:
    """Put a meeting in the register as not yet held; its attendance makes it held."""
    if group.partnership_id != partnership.pk:
        raise NotAllowed("This group belongs to another partnership.", code="partnership")
    if Meeting.objects.filter(group=group, held_on=held_on).exists():
        raise NotAllowed("This group already has a meeting on that day.", code="duplicate")
    meeting = Meeting.objects.create(
        partnership=partnership, group=group, held_on=held_on, starts_at=starts_at, place=place, source=source
    )
    audit_record(by=by, action="meeting_plan", partnership=partnership, about=meeting)
    return meeting


@transaction.atomic
def meeting_change(
    *, by: User | None, meeting: Meeting, version: int, held_on: date, starts_at: time | None, place: str
) -> Meeting:
    """Move a meeting, or say when it starts and where. The day of a meeting that was held stays."""
    stored = Meeting.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=meeting.pk)
    said = {"held_on": held_on, "starts_at": starts_at, "place": place}
    before = {name: getattr(stored, name) for name in said}
    if before == said:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this meeting after you opened it.", code="overtaken")
    check_moved(stored, held_on)
    for name, value in said.items():
        setattr(stored, name, value)
    stored.version, stored.updated_at, stored.updated_by = version + 1, timezone.now(), by
    stored.save()
    audit_record(
        by=by, action="meeting_change", partnership=stored.partnership, about=stored, before=before, after=said
    )
    return stored


@transaction.atomic
def meeting_attendance_save(
    *, by: User | None, meeting: Meeting, version: int, marks: Mapping[Seat, str], today: date | None = None
) -> Meeting:
    """Record what happened to each seat; an empty mark takes a record away. The first marks make the meeting held.

    Saving the same again changes nothing. Raises Overtaken when somebody saved other marks after `version`.
    """
    check_attendance(meeting, marks, today or timezone.localdate())
    stored = Meeting.objects.select_for_update().get(pk=meeting.pk)
    before = {row.seat_id: row.mark for row in stored.attendances.all()}
    after = {**before, **{seat.pk: mark for seat, mark in marks.items()}}
    after = {seat: mark for seat, mark in after.items() if mark}
    if after == before:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody saved this attendance list after you opened it.", code="overtaken")
    changes = {"version": version + 1, "updated_at": timezone.now(), "updated_by": by}
    if MEETING_TRANSITIONS.allows(stored.status, "hold"):
        advance(stored, "hold", MEETING_TRANSITIONS, **changes)
    else:
        Meeting.objects.filter(pk=stored.pk).update(**changes)
    stored.attendances.exclude(seat__in=after).delete()
    Attendance.objects.bulk_create(
        [Attendance(meeting=stored, seat_id=seat, mark=mark) for seat, mark in after.items()],
        update_conflicts=True,
        unique_fields=["meeting", "seat"],
        update_fields=["mark"],
    )
    labels = {seat.pk: str(seat) for seat in marks}
    audit_record(
        by=by,
        action="meeting_attendance_save",
        partnership=stored.partnership,
        about=stored,
        before=_changed(before, after, labels),
        after=_changed(after, before, labels),
    )
    return Meeting.objects.get(pk=stored.pk)


@transaction.atomic
def meeting_cancel(*, by: User | None, meeting: Meeting) -> Meeting:
    """Say that a planned meeting will not take place; it stays in the register."""
    return _move(by, meeting, "cancel")


@transaction.atomic
def meeting_plan_again(*, by: User | None, meeting: Meeting) -> Meeting:
    """Take back a cancellation."""
    return _move(by, meeting, "plan_again")


@transaction.atomic
def meeting_not_held(*, by: User | None, meeting: Meeting, version: int, reason: str) -> Meeting:
    """Say that a meeting was not held after all, with the reason: it is planned again, without its attendance.

    The audit trail keeps the marks that were recorded. Raises Overtaken when somebody saved marks after `version`.
    """
    if not reason.strip():
        raise NotAllowed("Say why it was not held after all.", code="reason")
    stored = Meeting.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=meeting.pk)
    if stored.version != version:
        raise Overtaken("Somebody saved this attendance list after you opened it.", code="overtaken")
    marks = {str(row.seat): row.mark for row in stored.attendances.select_related("seat")}
    changes = {"version": version + 1, "updated_at": timezone.now(), "updated_by": by}
    advance(stored, "not_held", MEETING_TRANSITIONS, **changes)
    stored.attendances.all().delete()
    after = {"status": stored.status, "reason": reason.strip()}
    audit_record(
        by=by, action="meeting_not_held", partnership=stored.partnership, about=stored, before=marks, after=after
    )
    return stored


def _move(by: User | None, meeting: Meeting, event: str) -> Meeting:
    before = meeting.status
    advance(meeting, event, MEETING_TRANSITIONS)
    audit_record(
        by=by,
        action=f"meeting_{event}",
        partnership=meeting.partnership,
        about=meeting,
        before={"status": before},
        after={"status": meeting.status},
    )
    return meeting


@transaction.atomic
def seat_add(
    *,
    by: User | None,
    group: Group,
    label: str,
    agency: Agency | None = None,
    role: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Seat:
    """Add a seat to a group's table. Seats with one label get numbered slugs and need roles to tell them apart."""
    if agency and agency.partnership_id != group.partnership_id:
        raise NotAllowed("This agency belongs to another partnership.", code="partnership")
    seats = Seat.objects.of(group.partnership)
    if seats.filter(group=group, label=label, role=role, ends_on__isnull=True).exists():
        raise NotAllowed(
            "There is already a seat with this name. Give this one a role to tell them apart.", code="role"
        )
    taken = set(seats.values_list("slug", flat=True))
    seat = Seat.objects.create(
        partnership=group.partnership,
        group=group,
        slug=slug_among(label, taken),
        label=label,
        agency=agency,
        role=role,
        order=len(taken) + 1,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    audit_record(by=by, action="seat_add", partnership=group.partnership, about=seat, after={"slug": seat.slug})
    return seat


@transaction.atomic
def seat_end(*, by: User | None, seat: Seat, ends_on: date) -> Seat:
    """End a seat; its attendance stays and later meetings do not count for it."""
    check_seat_time(seat.starts_on, ends_on, _days_of(seat))
    before = seat.ends_on
    seat.ends_on, seat.version = ends_on, seat.version + 1
    seat.save(update_fields=["ends_on", "version"])
    audit_record(
        by=by,
        action="seat_end",
        partnership=seat.partnership,
        about=seat,
        before={"ends_on": before},
        after={"ends_on": ends_on},
    )
    return seat


@transaction.atomic
def seat_change(
    *,
    by: User | None,
    seat: Seat,
    version: int,
    label: str,
    agency: Agency | None,
    role: str,
    starts_on: date | None,
    ends_on: date | None,
) -> Seat:
    """Correct a seat opened at `version`; its attendance stays. Raises Overtaken when somebody corrected it first."""
    stored = Seat.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=seat.pk)
    said = {"label": label, "agency_id": agency and agency.pk, "role": role, "starts_on": starts_on, "ends_on": ends_on}
    before = {name: getattr(stored, name) for name in said}
    if before == said:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this seat after you opened it.", code="overtaken")
    if agency and agency.partnership_id != stored.partnership_id:
        raise NotAllowed("This agency belongs to another partnership.", code="agency")
    twins = Seat.objects.filter(group=stored.group_id, label=label, role=role, ends_on__isnull=True)
    if ends_on is None and twins.exclude(pk=stored.pk).exists():
        raise NotAllowed(
            "There is already a seat with this name. Give this one a role to tell them apart.", code="role"
        )
    check_seat_time(starts_on, ends_on, _days_of(stored))
    for name, value in said.items():
        setattr(stored, name, value)
    stored.version = version + 1
    stored.save()
    audit_record(by=by, action="seat_change", partnership=stored.partnership, about=stored, before=before, after=said)
    return stored


def _days_of(seat: Seat) -> list[date]:
    """Return the days of the meetings at which something happened to the seat, the earliest first."""
    rows = seat.attendances.exclude(mark=Attendance.Mark.NOT_MEMBER)
    return list(rows.order_by("meeting__held_on").values_list("meeting__held_on", flat=True))


def _changed(these: Mapping[int, str], others: Mapping[int, str], labels: Mapping[int, str]) -> dict[str, str]:
    return {labels.get(seat, str(seat)): mark for seat, mark in these.items() if others.get(seat) != mark}
