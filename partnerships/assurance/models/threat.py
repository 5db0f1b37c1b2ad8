"""The strategic threat assessment: what is feared, on what evidence, and what must be found out."""

from django.db import models
from django.db.models import Q

from partnerships.assurance.models.base import Kept, Noted
from partnerships.assurance.models.risk import Risk
from partnerships.directory.models import Area, PartnershipQuerySet
from safeguarding.lib.facts import Period


class ThreatAssessment(Kept):
    """An assessment for a quarter or any other period. Grading is optional: published ones often give none.

    `gradings` lists the words of its own scale, lowest first; empty means that nothing is graded.
    """

    class Status(models.TextChoices):
        """Whether the executive has agreed it."""

        DRAFT = "draft", "Draft"
        AGREED = "agreed", "Agreed"

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=160)
    period_token = models.CharField(max_length=40)
    introduction = models.TextField(blank=True)
    gradings = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=6, choices=Status, default=Status.DRAFT)
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-period_token", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="assurance_threatassessment_slug_unique"),
            models.CheckConstraint(
                condition=Q(status="draft", agreed_on__isnull=True) | Q(status="agreed", agreed_on__isnull=False),
                name="assurance_threatassessment_agreed_and_agreed_on_go_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.period.label}"

    @property
    def period(self) -> Period:
        """Return the period it is about."""
        return Period.parse(self.period_token)


class ThreatTopicQuerySet(PartnershipQuerySet["ThreatTopic"]):
    """Topics belong to a partnership through their assessment."""

    partnership_path = "assessment__partnership"


class ThreatTopic(models.Model):
    """One topic, under the heading of a threat. No area means the whole partnership."""

    class Strength(models.TextChoices):
        """How well it is evidenced, strongest first."""

        STRONG = "strong", "Strong: several sources agree"
        MODERATE = "moderate", "Moderate: some evidence"
        LIMITED = "limited", "Limited: a single source"
        HYPOTHESIS = "hypothesis", "Emerging hypothesis"

    class Confidence(models.TextChoices):
        """How sure the authors are of their judgement."""

        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    assessment = models.ForeignKey(ThreatAssessment, on_delete=models.PROTECT, related_name="topics")
    number = models.PositiveIntegerField()
    threat = models.CharField(max_length=160)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    strength = models.CharField(max_length=10, choices=Strength)
    confidence = models.CharField(max_length=6, choices=Confidence)
    grading = models.CharField(max_length=60, blank=True)
    risks = models.ManyToManyField(Risk, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ThreatTopicQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="assurance_threattopic_number_unique")
        ]

    def __str__(self) -> str:
        return self.title


class ThreatEvidence(Noted):
    """What one sector reported, or a source says, about a topic."""

    topic = models.ForeignKey(ThreatTopic, on_delete=models.PROTECT, related_name="evidence")
    sector = models.CharField(max_length=80)
    text = models.TextField()
    source = models.CharField(max_length=255)
    dated_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "threat evidence"

    def __str__(self) -> str:
        return f"{self.sector}: {self.source}"


class IntelligenceRequirement(Noted):
    """What must be found out, numbered within its topic, by whom and until when. Answered once."""

    topic = models.ForeignKey(ThreatTopic, on_delete=models.PROTECT, related_name="requirements")
    number = models.PositiveIntegerField()
    text = models.TextField()
    owner = models.CharField(max_length=160)
    due_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["topic", "number"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="assurance_intelligencerequirement_number_unique"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="assurance_intelligencerequirement_answer_and_day_go_together",
            ),
        ]

    def __str__(self) -> str:
        return f"Requirement {self.number}"
