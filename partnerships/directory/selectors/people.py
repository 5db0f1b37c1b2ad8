"""Who is in a partnership, what they hold, and whether they still come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from partnerships.directory.models import Invitation, Membership, Partnership, User

QUIET_AFTER = timedelta(days=90)


@dataclass(frozen=True)
class PersonRow:
    """One person of the list. `quiet` is somebody whose account was not used for 90 days."""

    pk: int
    name: str
    email: str
    roles: tuple[str, ...]
    last_sign_in: datetime | None
    second_factor: bool
    quiet: bool


@dataclass(frozen=True)
class InvitationRow:
    """One invitation that waits. `state` is a word for the tag."""

    pk: int
    name: str
    email: str
    role: str
    expires_at: datetime
    state: str


@dataclass(frozen=True)
class AccountSummary:
    """A person's own account."""

    name: str
    email: str
    second_factor: bool
    memberships: tuple[Membership, ...]


def people_of(partnership: Partnership, *, quiet_only: bool = False) -> list[PersonRow]:
    """Return everybody with a role today, by name. Two queries."""
    rows = [_person_row(user) for user in _members(partnership).order_by("name", "pk")]
    return [row for row in rows if row.quiet or not quiet_only]


def person_of(partnership: Partnership) -> QuerySet[User]:
    """Return the people with a role today, their roles of this partnership prefetched as `held`."""
    return _members(partnership)


def invitations_waiting(partnership: Partnership) -> list[InvitationRow]:
    """Return invitations nobody accepted or withdrew, newest first. One query."""
    now = timezone.now()
    waiting = Invitation.objects.of(partnership).waiting().select_related("agency__organisation")
    return [
        InvitationRow(
            pk=row.pk,
            name=row.name,
            email=row.email,
            role=role_words(row),
            expires_at=row.expires_at,
            state="Expired" if row.expires_at <= now else "Invited" if row.sent_at else "Not sent",
        )
        for row in waiting
    ]


def roles_held() -> QuerySet[Membership]:
    """Return the roles held today, with what their page prints. Scope it with `of`."""
    return Membership.objects.current().select_related("user", "partnership", "agency__organisation")


def invitations_sent() -> QuerySet[Invitation]:
    """Return every invitation, with what its e-mail prints. Scope it with `of`."""
    return Invitation.objects.select_related("partnership", "agency__organisation", "invited_by")


def invitation_by_digest(digest: str) -> Invitation | None:
    """Return the invitation a link leads to, whatever became of it, or None for a guess."""
    return invitations_sent().filter(secret_digest=digest).first()


def account_exists(email: str) -> bool:
    """Return True when somebody has an account under the address."""
    return User.objects.filter(email__iexact=email).exists()


def account_of(user: User) -> AccountSummary:
    """Return what a person may know about their own account. Two queries."""
    held = Membership.objects.current().filter(user=user).select_related("partnership", "agency__organisation")
    factors = Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return AccountSummary(user.name, user.email, factors.exists(), tuple(held.order_by("partnership__name", "role")))


def role_words(held: Membership | Invitation) -> str:
    """Return the role with its agency: "Agency lead, Mid County Police"."""
    label = held.get_role_display()
    return f"{label}, {held.agency.name}" if held.agency else label


def _members(partnership: Partnership) -> QuerySet[User]:
    current = Membership.objects.of(partnership).current()
    factors = Authenticator.objects.filter(user_id=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    held = current.select_related("agency__organisation").order_by("role", "pk")
    return (
        User.objects.filter(pk__in=current.values("user"))
        .annotate(second_factor=Exists(factors))
        .prefetch_related(Prefetch("memberships", queryset=held, to_attr="held"))
    )


def _person_row(user: User) -> PersonRow:
    seen = user.last_login or user.date_joined
    return PersonRow(
        pk=user.pk,
        name=user.name,
        email=user.email,
        roles=tuple(role_words(held) for held in user.held),  # type: ignore[attr-defined]
        last_sign_in=user.last_login,
        second_factor=user.second_factor,  # type: ignore[attr-defined]
        quiet=seen < timezone.now() - QUIET_AFTER,
    )
