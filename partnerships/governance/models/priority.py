"""Priorities of a plan and the dated notes on their progress."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.directory.models import Group, PartnershipOwned, PartnershipQuerySet
from partnerships.governance.models.period import PeriodField
from safeguarding.lib.facts import Period


class PriorityPlan(PartnershipOwned):
    """A strategic or business plan, in force for a period of any length."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    period_token = PeriodField()

    class Meta:
        ordering = ["-period_token", "title"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="governance_plan_slug_unique")]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        """Return the period the plan is in force."""
        return Period.parse(self.period_token)


class PriorityQuerySet(PartnershipQuerySet["Priority"]):
    """Priorities belong to a partnership through their plan."""

    partnership_path = "plan__partnership"


class OwnerLevel(models.TextChoices):
    """At which level of the system somebody answers for a priority or an objective."""

    PARTNERSHIP = "partnership", "Partnership"
    PLACE = "place", "Place"
    ICB = "icb", "Integrated care board"
    AGENCY = "agency", "One agency"


class ObjectiveQuerySet(PartnershipQuerySet["Objective"]):
    """Objectives belong to a partnership through their priority's plan."""

    partnership_path = "priority__plan__partnership"


class Priority(models.Model):
    """One priority: a title, what is meant, what should become different, and who leads and answers for it.

    Its standing is that of the latest progress note. `carried_from` is the priority of an earlier plan it goes on from.
    """

    class Standing(models.TextChoices):
        """How far it has come. NONE_RECORDED is never chosen: it is what silence is called."""

        NOT_STARTED = "not_started", "Not started"
        IN_PROGRESS = "in_progress", "In progress"
        COMPLETED = "completed", "Completed"
        CARRIED_FORWARD = "carried_forward", "Carried forward"
        STOPPED = "stopped", "No longer pursued"
        NONE_RECORDED = "none_recorded", "No progress recorded"

    plan = models.ForeignKey(PriorityPlan, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    pledge = models.TextField(blank=True)
    lead = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_level = models.CharField(max_length=11, choices=OwnerLevel, default=OwnerLevel.PARTNERSHIP)
    owner = models.CharField(max_length=160, blank=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_into"
    )
    version = models.PositiveIntegerField(default=0)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="governance_priority_number_unique_in_plan"),
            models.UniqueConstraint(fields=["plan", "carried_from"], name="governance_priority_carried_once_into_plan"),
            models.CheckConstraint(
                condition=~Q(carried_from=F("pk")), name="governance_priority_is_not_carried_from_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def standing(self) -> "Priority.Standing":
        """Return the standing of the latest note. Prefetch `progress` with lists."""
        return self.standing_on(date.max)

    def standing_on(self, day: date) -> "Priority.Standing":
        """Return the standing of the latest note dated `day` or before; notes on an objective do not count."""
        return _standing(self.notes, day)

    @property
    def notes(self) -> list["PriorityProgress"]:
        """Return the notes on the priority itself, newest first. Prefetch `progress` with lists."""
        return [note for note in self.progress.all() if note.objective_id is None]


class Objective(models.Model):
    """Something a priority sets out to reach: what, how one will know, by when, and who answers for it."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    measure = models.CharField(max_length=255, blank=True)
    due_on = models.DateField(null=True, blank=True)
    owner_level = models.CharField(max_length=11, choices=OwnerLevel, default=OwnerLevel.PARTNERSHIP)
    owner = models.CharField(max_length=160, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering = ["priority", "number"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "number"], name="governance_objective_number_unique")
        ]

    def __str__(self) -> str:
        return f"{self.priority.number}.{self.number} {self.text}"

    def standing_on(self, day: date) -> Priority.Standing:
        """Return the standing of the latest note on it dated `day` or before. Prefetch `progress` with lists."""
        return _standing(list(self.progress.all()), day)


class PriorityProgress(models.Model):
    """What was done and how far a priority, or one of its objectives, has come on a day; newest first.

    `qualifier` limits the standing in a few words, such as "subject to funding". Clean rich text.
    """

    CHOICES = [choice for choice in Priority.Standing.choices if choice[0] != Priority.Standing.NONE_RECORDED]

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="progress")
    objective = models.ForeignKey(Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="progress")
    noted_on = models.DateField()
    standing = models.CharField(max_length=15, choices=CHOICES)
    qualifier = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=255, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-noted_on", "-id"]

    def __str__(self) -> str:
        return f"{self.noted_on}: {self.words}"

    @property
    def words(self) -> str:
        """Return the standing with what limits it."""
        standing = str(self.get_standing_display())
        return f"{standing}, {self.qualifier}" if self.qualifier else standing


def _standing(notes: list[PriorityProgress], day: date) -> Priority.Standing:
    standing = next((note.standing for note in notes if note.noted_on <= day), Priority.Standing.NONE_RECORDED)
    return Priority.Standing(standing)
