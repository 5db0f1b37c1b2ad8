"""Sessions of a course and what came of the bookings. Counts only: nobody who booked is named."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from partnerships.directory.models import Agency, Area, PartnershipQuerySet
from partnerships.training.models.course import Course, Sector, Stamped

MEASURES = ("booked", "attended", "cancelled", "did_not_attend", "missed")


class SessionQuerySet(PartnershipQuerySet["Session"]):
    """Sessions by date."""

    def between(self, start: date, end: date) -> Self:
        """Keep sessions that lie wholly from `start` to `end`, both included."""
        return self.filter(starts_on__gte=start, ends_on__lte=end)


class Session(Stamped):
    """A session of a course, or `runs` sessions kept together where a source does not tell them apart.

    `places` is the capacity of all its runs, None when not recorded: bookings are never places.
    Status moves by `policies.SESSION_TRANSITIONS`; `version` locks the session and its counts together.
    """

    class Status(models.TextChoices):
        """Whether it took place."""

        PLANNED = "planned", "Not yet held"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Called off"

    class Mode(models.TextChoices):
        """How people took part."""

        ROOM = "room", "In person"
        VIRTUAL = "virtual", "Virtual"
        MIXED = "mixed", "In person and virtual"
        ALONE = "alone", "E-learning"

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    starts_on = models.DateField()
    ends_on = models.DateField()
    runs = models.PositiveSmallIntegerField(default=1)
    mode = models.CharField(max_length=7, choices=Mode, default=Mode.ROOM)
    places = models.PositiveIntegerField(null=True, blank=True)
    only_for = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.PLANNED)

    objects = SessionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="training_session_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(runs__gte=1), name="training_session_runs_at_least_once"),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.when}"

    @property
    def when(self) -> str:
        """Return the day in words, or the first and last where sessions are kept together."""
        first, last = (f"{day.day} {day:%B %Y}" for day in (self.starts_on, self.ends_on))
        return first if self.starts_on == self.ends_on else f"{first} to {last}"


class Reach(models.TextChoices):
    """Where people work: one area, several ("both" in a partnership of two) or not recorded. Three separate answers,
    so that people who work in both are counted once."""

    ONE = "one", "One area"
    SEVERAL = "several", "More than one area"
    UNRECORDED = "unrecorded", "Area not recorded"


class Count(models.Model):
    """What came of the bookings of one sector, or one named agency, of one area at a session.

    `missed` is for a source that does not tell cancelled and did-not-attend apart. None means not recorded, 0 is 0.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="counts")
    sector = models.CharField(max_length=10, choices=Sector)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reach = models.CharField(max_length=10, choices=Reach)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    booked = models.PositiveIntegerField(null=True, blank=True)
    attended = models.PositiveIntegerField(null=True, blank=True)
    cancelled = models.PositiveIntegerField(null=True, blank=True)
    did_not_attend = models.PositiveIntegerField(null=True, blank=True)
    missed = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["session", "sector", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reach="one", area__isnull=False) | (~Q(reach="one") & Q(area__isnull=True)),
                name="training_count_area_when_one",
            ),
            models.UniqueConstraint(
                fields=["session", "sector", "area"],
                condition=Q(agency__isnull=True, area__isnull=False),
                name="training_count_once_per_sector_and_area",
            ),
            models.UniqueConstraint(
                fields=["session", "sector", "reach"],
                condition=Q(agency__isnull=True, area__isnull=True),
                name="training_count_once_per_sector_and_reach",
            ),
            models.UniqueConstraint(
                fields=["session", "agency", "area"],
                condition=Q(agency__isnull=False, area__isnull=False),
                name="training_count_once_per_agency_and_area",
            ),
            models.UniqueConstraint(
                fields=["session", "agency", "reach"],
                condition=Q(agency__isnull=False, area__isnull=True),
                name="training_count_once_per_agency_and_reach",
            ),
        ]

    def __str__(self) -> str:
        who = self.agency.name if self.agency else self.get_sector_display()
        return f"{who}, {self.area.name if self.area else self.get_reach_display()}"

    @property
    def place(self) -> str:
        """Return the code of the area, or the word for several or none recorded, as addresses and keys name it."""
        return self.area.code if self.area else self.reach


class PrintedTotal(Stamped):
    """A figure known only for a whole period, as a document prints it: a breakdown no session holds, or a total to
    reconcile. It stands in for a computed figure only where the sessions say nothing at all."""

    class Measure(models.TextChoices):
        """What the document says the figure is. Whether it is right is for the checks to say."""

        SESSIONS = "sessions", "Sessions held"
        PLACES = "places", "Places"
        BOOKED = "booked", "Booked"
        ATTENDED = "attended", "Attended"
        CANCELLED = "cancelled", "Cancelled"
        DID_NOT_ATTEND = "did_not_attend", "Did not attend"
        MISSED = "missed", "Cancelled or did not attend, not told apart"
        ATTENDED_SHARE = "attended_share", "Share of everybody who attended, %"
        MISSED_SHARE = "missed_share", "Cancelled or did not attend, % of booked"

    period_token = models.CharField(max_length=40)
    measure = models.CharField(max_length=14, choices=Measure)
    sector = models.CharField(max_length=10, choices=Sector, blank=True)
    reach = models.CharField(max_length=10, choices=Reach, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=9, decimal_places=2)
    decimals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["period_token", "measure", "sector", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reach="one", area__isnull=False) | (~Q(reach="one") & Q(area__isnull=True)),
                name="training_printedtotal_area_when_one",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="training_printedtotal_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}, {self.period_token}{self.about}"

    @property
    def place(self) -> str:
        """Return the area's code, several, unrecorded, or nothing when the figure is about everybody."""
        return self.area.code if self.area else self.reach

    @property
    def about(self) -> str:
        """Return ", Education" or ", Hillside"; nothing when the figure is about everybody."""
        words = [
            self.get_sector_display() if self.sector else "",
            self.area.name if self.area else self.get_reach_display() if self.reach else "",
        ]
        return "".join(f", {word}" for word in words if word)
