"""Meetings of a group, the seats round its table, and who sat in them."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partnerships.directory.models import Agency, Group, Partnership, PartnershipQuerySet


class MeetingQuerySet(PartnershipQuerySet["Meeting"]):
    """Meetings by date and state."""

    def between(self, start: date, end: date) -> Self:
        """Keep meetings whose date lies from `start` to `end`, both included."""
        return self.filter(held_on__gte=start, held_on__lte=end)

    def held(self) -> Self:
        """Keep meetings that took place."""
        return self.filter(status=Meeting.Status.HELD)


class Meeting(models.Model):
    """One meeting of a group on the day it was, or is to be, held. Status moves by `policies.MEETING_TRANSITIONS`.

    `version` is the lock of its attendance list; `source` names the document of an import, empty when typed.
    """

    class Status(models.TextChoices):
        """Whether it took place."""

        PLANNED = "planned", "Not yet held"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.PLANNED)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(null=True, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=255, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "held_on"], name="governance_meeting_one_per_group_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.held_on.day} {self.held_on:%B %Y}"


class SeatQuerySet(PartnershipQuerySet["Seat"]):
    """Seats by date."""

    def between(self, start: date, end: date) -> Self:
        """Keep seats that existed on at least one day from `start` to `end`, or whose attendance is recorded then."""
        began, went_on = (
            Q(starts_on__isnull=True) | Q(starts_on__lte=end),
            Q(ends_on__isnull=True) | Q(ends_on__gte=start),
        )
        marked = Attendance.objects.filter(meeting__held_on__range=(start, end))
        return self.filter((began & went_on) | Q(pk__in=marked.values("seat")))


class Seat(models.Model):
    """A place at a group's table: an agency's, or nobody's in particular (a lay member). One agency may hold several.

    `slug` is unique in the partnership because fact keys name it. Open where `starts_on` or `ends_on` is empty.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    slug = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["order", "label", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="governance_seat_slug_unique_in_partnership"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="governance_seat_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.role}" if self.role else self.label

    def existed_on(self, day: date) -> bool:
        """Return True when the seat existed on `day`."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


class Attendance(models.Model):
    """What happened to one seat at one meeting. "Not yet held" and "not a member then" by date are worked out."""

    class Mark(models.TextChoices):
        """The letters attendance tables print, kept apart where one letter has meant several things."""

        ATTENDED = "attended", "Attended"
        SUBSTITUTE = "substitute", "Substitute attended"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent without apologies"
        VACANT = "vacant", "Post vacant"
        NOT_MEMBER = "not_member", "Not a member then"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendances")
    mark = models.CharField(max_length=10, choices=Mark)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="governance_attendance_one_per_seat")]

    def __str__(self) -> str:
        return self.get_mark_display()
