"""How far an agency's own staff are trained, level by level, as the agency states it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnerships.directory.models import Agency
from partnerships.training.models.course import Level, Stamped
from safeguarding.lib.facts import Period


class Compliance(Stamped):
    """An agency's statement for a period. `as_at` is the day of the count, which may lie after the period.

    Moves by `policies.COMPLIANCE_TRANSITIONS`; nobody accepts what they handed in. `note` is the agency's,
    `reason` why it was sent back or reopened last.
    """

    class Status(models.TextChoices):
        """Where it stands. Only accepted figures are facts."""

        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Handed in"
        ACCEPTED = "accepted", "Accepted"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    period_token = models.CharField(max_length=40)
    as_at = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=600, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    reason = models.CharField(max_length=300, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-period_token", "agency__organisation__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "period_token"], name="training_compliance_once_per_agency_and_period"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="training_compliance_accepted_at_and_by_go_together",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="training_compliance_submitted_at_and_by_go_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.period.label}"

    @property
    def period(self) -> Period:
        """Return the period it is handed in for."""
        return Period.parse(self.period_token)


class ComplianceLine(models.Model):
    """One level: how many staff need it and how many of them hold it; or why that is not said."""

    class Silence(models.TextChoices):
        """Why there is no figure."""

        NONE = "", "There are figures"
        NOT_APPLICABLE = "not_applicable", "Not applicable"
        NOT_AVAILABLE = "not_available", "Not available"
        NOT_COLLECTED = "not_collected", "Not collected"

    compliance = models.ForeignKey(Compliance, on_delete=models.CASCADE, related_name="lines")
    level = models.CharField(max_length=4, choices=Level)
    eligible = models.PositiveIntegerField(null=True, blank=True)
    trained = models.PositiveIntegerField(null=True, blank=True)
    silence = models.CharField(max_length=14, choices=Silence, blank=True)

    class Meta:
        ordering = ["compliance", "level"]
        constraints = [
            models.UniqueConstraint(fields=["compliance", "level"], name="training_complianceline_level_once"),
            models.CheckConstraint(
                condition=Q(silence="") | Q(eligible__isnull=True, trained__isnull=True),
                name="training_complianceline_figures_or_silence",
            ),
        ]

    def __str__(self) -> str:
        return self.get_level_display()
