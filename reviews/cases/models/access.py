"""Who may know of a case: a list per case, emergency access, the notice of it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import PartnershipOwned


class CaseAccessQuerySet(models.QuerySet["CaseAccess"]):
    """Entries by whether they open the case."""

    def in_force(self, now: datetime | None = None) -> Self:
        """Keep entries that open the case at `now`."""
        moment = now or timezone.now()
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=moment), ended_at__isnull=True)


class CaseAccess(models.Model):
    """One entry of a case's list. `coordinates` marks who keeps the case; emergency access runs out by itself.

    `ended_by` is empty where the portal ended it, because the person had left. `noticed_at` says when a coordinator
    confirmed that they know of an emergency access.
    """

    class Ground(models.TextChoices):
        """Why the person is on the list."""

        NAMED = "named", "Named on the list"
        EMERGENCY = "emergency", "Emergency access"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground, default=Ground.NAMED)
    coordinates = models.BooleanField(default=False)
    reason = models.CharField(max_length=255)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    noticed_at = models.DateTimeField(null=True, blank=True)
    noticed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CaseAccessQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "id"]
        # Every page asks whether one person is on the lists of many cases.
        indexes = [models.Index(fields=["case", "user"], name="cases_access_case_and_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(ended_at__isnull=True, ground="named"),
                name="cases_access_named_once",
            ),
            models.CheckConstraint(
                condition=Q(ground="named", expires_at__isnull=True)
                | Q(ground="emergency", expires_at__isnull=False, coordinates=False),
                name="cases_access_only_emergency_runs_out",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | Q(ended_by__isnull=True),
                name="cases_access_ended_by_only_with_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(noticed_at__isnull=True, noticed_by__isnull=True)
                | Q(noticed_at__isnull=False, noticed_by__isnull=False),
                name="cases_access_both_noticed_at_and_noticed_by_set",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_ground_display()}"


class DeadlineFeed(PartnershipOwned):
    """A person's secret calendar address. Only the digest of the secret is kept; making a new one ends the old."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user"], condition=Q(revoked_at__isnull=True), name="cases_feed_one_each"
            )
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.user}"
