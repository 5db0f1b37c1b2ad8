"""The Child Safeguarding Statement: what an organisation promises after its self-assessment, signed and renewed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from partnerships.assessments.models.response import Response
from partnerships.directory.models import Agency, PartnershipQuerySet

_PERSON = settings.AUTH_USER_MODEL


class SafeguardingStatementQuerySet(PartnershipQuerySet["SafeguardingStatement"]):
    """Statements belong to a partnership through their agency."""

    partnership_path = "agency__partnership"


class SafeguardingStatement(models.Model):
    """One edition of an agency's statement. It is in force once every office its kind of organisation needs has
    signed; a new edition takes its place. `changed_on` is a material change after which it must be renewed.

    Content after CHSCP's framework: services, commitment, risks of abuse with what lowers them, measures; shown in
    public, shared with staff, given to whoever asks.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    response = models.ForeignKey(Response, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    risk_assessed_on = models.DateField(null=True, blank=True)
    services = models.TextField(blank=True)
    commitment = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    displayed_on = models.DateField(null=True, blank=True)
    shared_on = models.DateField(null=True, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    change = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = SafeguardingStatementQuerySet.as_manager()

    class Meta:
        ordering = ["agency__organisation__name", "agency__title", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "edition"], name="assessments_pledge_edition_unique"),
            models.CheckConstraint(
                condition=models.Q(changed_on__isnull=True, change="")
                | (models.Q(changed_on__isnull=False) & ~models.Q(change="")),
                name="assessments_pledge_both_changed_on_and_change_set",
            ),
        ]

    def __str__(self) -> str:
        return f"Child Safeguarding Statement, {self.agency}"


class Signature(models.Model):
    """An office's signature: the office and the day, never a person's name."""

    pledge = models.ForeignKey(SafeguardingStatement, on_delete=models.PROTECT, related_name="signatures")
    office = models.CharField(max_length=80)
    signed_on = models.DateField()
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "office"], name="assessments_signature_one_per_office")
        ]

    def __str__(self) -> str:
        return self.office
