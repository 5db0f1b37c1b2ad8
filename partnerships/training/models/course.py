"""Courses of the programme."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partnerships.directory.models import Agency, Area, PartnershipOwned


class Level(models.TextChoices):
    """Levels of safeguarding training, 1 to 5 as the health intercollegiate framework counts them, or none."""

    NONE = "none", "No level"
    ONE = "1", "Level 1"
    TWO = "2", "Level 2"
    THREE = "3", "Level 3"
    FOUR = "4", "Level 4"
    FIVE = "5", "Level 5"


class Sector(models.TextChoices):
    """Where people who come to training work. UNRECORDED is the honest answer of an older booking system."""

    EDUCATION = "education", "Education"
    VOLUNTARY = "voluntary", "Voluntary and community"
    COUNCIL = "council", "Local authority"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"
    OTHER = "other", "Other"
    UNRECORDED = "unrecorded", "Sector not recorded"


class Stamped(PartnershipOwned):
    """What people edit together: `version` is the lock, `source` names the document of an import."""

    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(null=True, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=255, blank=True)

    class Meta:
        abstract = True


class Course(Stamped):
    """A course of the programme. `area` is set where only one area's staff may come."""

    class Reach(models.TextChoices):
        """For whom it is run."""

        MULTI = "multi", "Multi-agency"
        SINGLE = "single", "Single-agency"

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    level = models.CharField(max_length=4, choices=Level, default=Level.NONE)
    audience = models.CharField(max_length=200, blank=True)
    reach = models.CharField(max_length=6, choices=Reach, default=Reach.MULTI)
    provider = models.CharField(max_length=160, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="training_course_slug_unique_in_partnership"),
            models.CheckConstraint(
                condition=Q(reach="single") | Q(agency__isnull=True), name="training_course_agency_only_when_single"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Amount(PartnershipOwned):
    """Money training brought in or cost, in pounds without a sign; `session` where it belongs to one."""

    class Kind(models.TextChoices):
        """Which way the money went."""

        INCOME = "income", "Income"
        COST = "cost", "Cost"

    kind = models.CharField(max_length=6, choices=Kind)
    label = models.CharField(max_length=160)
    pounds = models.DecimalField(max_digits=10, decimal_places=2)
    starts_on = models.DateField()
    ends_on = models.DateField()
    session = models.ForeignKey(
        "training.Session", null=True, blank=True, on_delete=models.PROTECT, related_name="amounts"
    )
    source = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["kind", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(pounds__gte=0), name="training_amount_not_below_zero"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="training_amount_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label}"
