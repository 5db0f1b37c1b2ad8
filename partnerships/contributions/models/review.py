"""Who has to approve a contribution and what they said; files that go with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.contributions.models.contribution import Contribution
from partnerships.directory.authz.roles import Role

_PERSON = settings.AUTH_USER_MODEL


class Approval(models.Model):
    """What one of the roles that must approve said about one handing-in. A database trigger refuses changes."""

    class Stance(models.TextChoices):
        """What they said."""

        APPROVED = "approved", "Approved"
        NEEDS_ACTION = "needs_action", "Needs action"

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="approvals")
    submission = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, choices=Role)
    stance = models.CharField(max_length=12, choices=Stance)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "submission", "role"], name="contributions_approval_once_per_role"
            ),
            models.UniqueConstraint(
                fields=["contribution", "submission", "by"], name="contributions_approval_once_per_person"
            ),
            models.CheckConstraint(
                condition=Q(stance="approved") | ~Q(note=""), name="contributions_approval_needs_action_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.get_stance_display().lower()}"


class Attachment(models.Model):
    """A file that goes with a contribution. `name` is what its owner called it; it is taken out, never deleted."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="attachments")
    title = models.CharField(max_length=160)
    file = models.FileField(max_length=200)
    name = models.CharField(max_length=160)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="contributions_attachment_both_removed_at_and_by_set",
            )
        ]

    def __str__(self) -> str:
        return self.title
