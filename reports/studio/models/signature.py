"""Signatures: equal partners sign the same words, each for themselves (Children Act 2004 s.16E, joint duty)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.authz.roles import AGENCY_ROLES, Role
from partnerships.directory.models import Agency, PartnershipQuerySet
from reports.studio.models.report import Report


class SlotQuerySet(PartnershipQuerySet["SignatureSlot"]):
    """Slots of the partnership that owns the report."""

    partnership_path = "report__partnership"


class SignatureSlot(models.Model):
    """A signature the report needs: who signs is whoever holds `role`, for `agency` where the role is an agency's."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="slots")
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "title"], name="studio_signatureslot_title_unique_in_report"),
            models.CheckConstraint(
                condition=Q(role__in=AGENCY_ROLES, agency__isnull=False)
                | (~Q(role__in=AGENCY_ROLES) & Q(agency__isnull=True)),
                name="studio_signatureslot_agency_role_names_its_agency",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Signature(models.Model):
    """One person's signature under the content with this digest, in this round. Append-only by trigger.

    It counts only while the report's round and the digest of its content are still the same.
    """

    slot = models.ForeignKey(SignatureSlot, on_delete=models.PROTECT, related_name="signatures")
    round = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=timezone.now)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "round", "digest"], name="studio_signature_once_per_slot_round_and_content"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slot}, {self.signed_by}"
