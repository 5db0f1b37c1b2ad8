"""What inspectorates and peers judged: frameworks with their own scales, grades, findings and what followed."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import F, Q

from partnerships.assurance.models.base import Kept, Noted
from partnerships.directory.models import Agency, Area, Partnership


@dataclass(frozen=True)
class Grade:
    """One grade of a scale; `slug` is what records keep, `label` what is printed."""

    slug: str
    label: str


@dataclass(frozen=True)
class Component:
    """What is judged apart: overall effectiveness, a domain, a key question. Most take the framework's grades."""

    slug: str
    label: str
    grades: tuple[Grade, ...]


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """Frameworks the portal ships with, and those a partnership described itself."""

    def of(self, partnership: Partnership) -> "FrameworkQuerySet":
        """Keep what this partnership may choose."""
        return self.filter(Q(partnership__isnull=True) | Q(partnership=partnership))

    def on(self, day: date) -> "FrameworkQuerySet":
        """Keep what was in force on a day."""
        return self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day)).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


class Framework(models.Model):
    """An edition of an inspection framework. Its grades are data: no two inspectorates or editions share a scale.

    `family` joins editions of one framework, so that a grade finds the one before it. `certainty` says how sure the
    portal is of the scale: P primary text seen, S secondary source, M from memory. `partnership` is set on one a
    partnership described itself.
    """

    class Body(models.TextChoices):
        """Who inspects."""

        OFSTED = "ofsted", "Ofsted"
        CQC = "cqc", "Care Quality Commission"
        HMICFRS = "hmicfrs", "HMICFRS"
        HMIP = "hmip", "HM Inspectorate of Probation"
        JOINT = "joint", "Joint inspectorates"
        PEER = "peer", "Peer review"
        OTHER = "other", "Other"

    slug = models.SlugField(max_length=60)
    partnership = models.ForeignKey(Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    body = models.CharField(max_length=8, choices=Body)
    family = models.SlugField(max_length=60)
    edition = models.CharField(max_length=60, blank=True)
    grades = models.JSONField(default=list)
    components = models.JSONField(default=list)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=255, blank=True)
    certainty = models.CharField(max_length=1, default="M")

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["body", "name", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="assurance_framework_slug_unique_locally"),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(partnership__isnull=True), name="assurance_framework_slug_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_name} {self.edition}".strip()

    @property
    def scale(self) -> tuple[Grade, ...]:
        """Return the grades, best first; empty where the framework gives none."""
        return tuple(Grade(**grade) for grade in self.grades)

    @property
    def parts(self) -> tuple[Component, ...]:
        """Return what is judged, in order, each with its grades."""
        return tuple(
            Component(part["slug"], part["label"], self._own(part) or self.scale)
            for part in self.components
            if self._own(part) or self.scale
        )

    def _own(self, part: dict[str, object]) -> tuple[Grade, ...]:
        own = part.get("grades") or []
        return tuple(Grade(**grade) for grade in own)  # type: ignore[attr-defined]


class Inspection(Kept):
    """An inspection or review of an agency, a setting or several agencies at once.

    No agency means the partnership as a whole. `subject` names what was inspected ("Riverside School", "Front door").
    `previous_said` keeps an earlier judgement from before this register; one in the register is found by itself.
    """

    slug = models.SlugField(max_length=80)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=160)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    announced = models.BooleanField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    summary = models.TextField(blank=True)
    previous_said = models.CharField(max_length=160, blank=True)
    plan_due_on = models.DateField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="assurance_inspection_slug_unique"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="assurance_inspection_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=F("starts_on")),
                name="assurance_inspection_published_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework.short_name}: {self.subject}"

    @property
    def when(self) -> str:
        """Return the day in words, or the first and last."""
        first, last = (f"{day.day} {day:%B %Y}" for day in (self.starts_on, self.ends_on))
        return first if self.starts_on == self.ends_on else f"{first} to {last}"


class InspectionGrade(models.Model):
    """The grade of one component, by its slug in the framework."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="grades")
    component = models.SlugField(max_length=60)
    grade = models.SlugField(max_length=60)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "component"], name="assurance_inspectiongrade_once_per_component"
            )
        ]

    def __str__(self) -> str:
        return f"{self.component}: {self.grade}"


class InspectionFinding(Noted):
    """A strength or an area for improvement, for one agency where it is that agency's."""

    class Kind(models.TextChoices):
        """Which way it points."""

        STRENGTH = "strength", "Strength"
        IMPROVE = "improve", "Area for improvement"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=8, choices=Kind)
    theme = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-kind", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class InspectionNote(Noted):
    """What happened after an inspection: the plan sent, a progress letter, a monitoring visit."""

    class Kind(models.TextChoices):
        """What happened."""

        PLAN = "plan", "Action plan sent"
        LETTER = "letter", "Progress letter"
        VISIT = "visit", "Monitoring visit"
        UPDATE = "update", "Progress note"
        ENDED = "ended", "Improvement work ended"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=6, choices=Kind)
    happened_on = models.DateField()
    text = models.TextField()

    class Meta:
        ordering = ["happened_on", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.happened_on}"
