"""Challenges among partners and to others, step by step, and how often practitioners disagreed."""

from django.db import models
from django.db.models import Q

from partnerships.assurance.models.base import Kept, Noted
from partnerships.directory.models import Agency


class Challenge(Kept):
    """A question one partner, or the scrutineer, put to another, and what came of it.

    `raised_by` and `raised_to` are seats of the partnership; `by_words` and `to_words` name a post or a body that has
    none. Status moves with its dated steps. `in_reports` must be set before a report may print it.
    """

    class Kind(models.TextChoices):
        """What sort of challenge it is."""

        CHALLENGE = "challenge", "Challenge"
        DISAGREEMENT = "disagreement", "Professional disagreement"
        EXTERNAL = "external", "Challenge to a body outside"

    class Status(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "Open"
        ESCALATED = "escalated", "Escalated"
        RESOLVED = "resolved", "Resolved"
        UNRESOLVED = "unresolved", "Closed without agreement"

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CHALLENGE)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_words = models.CharField(max_length=160, blank=True)
    raised_to = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_words = models.CharField(max_length=160, blank=True)
    in_reports = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    changed = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="assurance_challenge_number_unique"),
            models.CheckConstraint(
                condition=Q(raised_by__isnull=False) | ~Q(by_words=""), name="assurance_challenge_says_who_raised_it"
            ),
            models.CheckConstraint(
                condition=Q(raised_to__isnull=False) | ~Q(to_words=""), name="assurance_challenge_says_to_whom"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "escalated"], closed_on__isnull=True)
                | Q(status__in=["resolved", "unresolved"], closed_on__isnull=False),
                name="assurance_challenge_closed_and_closed_on_go_together",
            ),
        ]

    def __str__(self) -> str:
        return f"Challenge {self.number}: {self.title}"

    @property
    def by(self) -> str:
        """Return who raised it. Select the agency's organisation with lists."""
        return ", ".join(filter(None, (self.raised_by.name if self.raised_by else "", self.by_words)))

    @property
    def to(self) -> str:
        """Return to whom it was put."""
        return ", ".join(filter(None, (self.raised_to.name if self.raised_to else "", self.to_words)))

    @property
    def is_closed(self) -> bool:
        """Return True when it was resolved or given up."""
        return self.closed_on is not None


class ChallengeStep(Noted):
    """One dated step of a challenge. Never edited: a wrong one is put right by the next."""

    class Kind(models.TextChoices):
        """What happened."""

        RESPONSE = "response", "Response"
        MEETING = "meeting", "Meeting or conversation"
        LETTER = "letter", "Letter"
        ESCALATED = "escalated", "Escalated"
        RESOLVED = "resolved", "Resolved"
        UNRESOLVED = "unresolved", "Closed without agreement"
        REOPENED = "reopened", "Opened again"
        CHANGED = "changed", "What changed"

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    happened_on = models.DateField()
    text = models.TextField()
    whom = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="escalated") | ~Q(whom=""), name="assurance_challengestep_says_to_whom_it_escalated"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.happened_on}"


class DisagreementCount(Kept):
    """How often practitioners disagreed and used the escalation policy in a period, as an agency or the team counts.

    `stage` is the step of the local policy it reached. None is not recorded, 0 is none: they are never exchanged.
    """

    period_token = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stage = models.PositiveSmallIntegerField()
    raised = models.PositiveIntegerField(null=True, blank=True)
    resolved = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["-period_token", "stage", "agency__organisation__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "period_token", "agency", "stage"],
                name="assurance_disagreementcount_once_per_agency_and_stage",
            ),
            models.UniqueConstraint(
                fields=["partnership", "period_token", "stage"],
                condition=Q(agency__isnull=True),
                name="assurance_disagreementcount_once_per_stage",
            ),
            models.CheckConstraint(condition=Q(stage__gte=1), name="assurance_disagreementcount_stages_begin_at_one"),
        ]

    def __str__(self) -> str:
        who = self.agency.name if self.agency else "All agencies"
        return f"{who}, stage {self.stage}, {self.period_token}"
