"""Meetings, seats and attendance."""

from collections.abc import Mapping
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Agency, Group, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.governance.models import Attendance, Meeting, Seat
from partnerships.governance.policies import MEETING_TRANSITIONS, check_attendance, check_moved
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
    if seat.starts_on and ends_on < seat.starts_on:
        raise NotAllowed("A seat can not end before it starts.", code="order")
    before = seat.ends_on
    seat.ends_on = ends_on
    seat.save(update_fields=["ends_on"])
    audit_record(
        by=by,
        action="seat_end",
        partnership=seat.partnership,
        about=seat,
        before={"ends_on": before},
        after={"ends_on": ends_on},
    )
    return seat


def _changed(these: Mapping[int, str], others: Mapping[int, str], labels: Mapping[int, str]) -> dict[str, str]:
    return {labels.get(seat, str(seat)): mark for seat, mark in these.items() if others.get(seat) != mark}
