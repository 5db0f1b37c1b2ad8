"""Memberships say what a person may do where; invitations lead to them."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Expression, F, Q
from django.utils import timezone

from partnerships.directory.authz.roles import AGENCY_ROLES, Role
from partnerships.directory.models.agency import Agency
from partnerships.directory.models.partnership import Partnership
from partnerships.directory.models.scope import PartnershipQuerySet

_WAITING = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
_NEEDS_AGENCY = Q(role__in=AGENCY_ROLES, agency__isnull=False) | ~Q(role__in=AGENCY_ROLES)


class MembershipQuerySet(PartnershipQuerySet["Membership"]):
    """Memberships by date."""

    def current(self) -> Self:
        """Keep memberships in force today."""
        return self.current_on(timezone.localdate())

    def current_on(self, today: date | Expression) -> Self:
        """Keep memberships in force on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today)


class Membership(models.Model):
    """One role of one person in one partnership, for one agency where the role is an agency's.

    `ends_on` is the first day without the role, so that somebody who leaves today is out at once.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partnership", "role", "agency"],
                condition=Q(ends_on__isnull=True, agency__isnull=False),
                name="directory_membership_one_open_per_role_and_agency",
            ),
            models.UniqueConstraint(
                fields=["user", "partnership", "role"],
                condition=Q(ends_on__isnull=True, agency__isnull=True),
                name="directory_membership_one_open_per_role",
            ),
            models.CheckConstraint(condition=_NEEDS_AGENCY, name="directory_membership_agency_role_names_its_agency"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="directory_membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class InvitationQuerySet(PartnershipQuerySet["Invitation"]):
    """Invitations by what can still happen to them."""

    def waiting(self) -> Self:
        """Keep invitations nobody has accepted or withdrawn, whether or not their link still works."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def open(self, now: datetime) -> Self:
        """Keep invitations whose link works at `now`."""
        return self.waiting().filter(expires_at__gt=now)


class Invitation(models.Model):
    """An offer of a role, sent to an e-mail address. Only the digest of the link's secret is kept.

    `sent_at` is empty while the mail server has not taken the e-mail.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT)
    email = models.EmailField()
    name = models.CharField("full name", max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(condition=_NEEDS_AGENCY, name="directory_invitation_agency_role_names_its_agency"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="directory_invitation_both_accepted_at_and_accepted_by_set",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="directory_invitation_both_withdrawn_at_and_withdrawn_by_set",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="directory_invitation_is_not_both_accepted_and_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["partnership", "email", "role", "agency"],
                condition=_WAITING & Q(agency__isnull=False),
                name="directory_invitation_one_waiting_per_role_and_agency",
            ),
            models.UniqueConstraint(
                fields=["partnership", "email", "role"],
                condition=_WAITING & Q(agency__isnull=True),
                name="directory_invitation_one_waiting_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()}"
