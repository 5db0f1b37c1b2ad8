"""Who may: the answer is worked out once per request and partnership, from the memberships in force today."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from partnerships.directory.authz.permissions import OWN_TO_ALL, Permission
from partnerships.directory.authz.roles import SPECS, Role
from partnerships.directory.models.agency import Agency
from partnerships.directory.models.membership import Membership
from partnerships.directory.models.partnership import Partnership
from partnerships.directory.models.user import User
from safeguarding.lib.prepared import Prepared, day, number, text

_HELD = Prepared(
    lambda: (
        Membership.objects.current_on(day("today"))
        .filter(user_id=number("user"), partnership__slug=text("slug"))
        .select_related("partnership", "agency__organisation")
        .order_by("role", "pk")
    )
)


@dataclass(frozen=True)
class Access:
    """What one person may do in one partnership. Whether the state of a thing allows it is a policy's question."""

    user: User
    partnership: Partnership
    memberships: tuple[Membership, ...]

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Return the permissions of all roles held."""
        return frozenset().union(*(SPECS[Role(held.role)].permissions for held in self.memberships))

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Return the roles held."""
        return frozenset(Role(held.role) for held in self.memberships)

    def may(self, permission: Permission, agency: Agency | None = None) -> bool:
        """Return True when a role allows `permission`; an `_OWN` one also needs `agency` to be the role's agency."""
        if permission not in OWN_TO_ALL:
            return permission in self.permissions
        if OWN_TO_ALL[permission] in self.permissions:
            return True
        allowed = self.agency_ids(permission)
        return bool(allowed) if agency is None else agency.pk in allowed

    def agency_ids(self, permission: Permission) -> frozenset[int]:
        """Return the agencies for which a role held for that very agency grants an `_OWN` permission."""
        return frozenset(
            held.agency_id
            for held in self.memberships
            if held.agency_id and permission in SPECS[Role(held.role)].permissions
        )

    def demand(self, permission: Permission, agency: Agency | None = None) -> None:
        """Raise PermissionDenied unless `may`."""
        if not self.may(permission, agency):
            raise PermissionDenied


def access_of(user: User, partnership: Partnership) -> Access:
    """Return the access of a person; without memberships in force nothing is allowed. One query."""
    held = Membership.objects.current().filter(user=user, partnership=partnership)
    return Access(user, partnership, tuple(held.select_related("agency__organisation")))


def access_found(user: User, slug: str) -> Access | None:
    """Return the access of a person to the partnership of that short name, or None where it is not visible to them.

    One query: who holds a membership in force sees the partnership, and nobody else does.
    """
    found = tuple(_HELD(user=user.pk, slug=slug, today=timezone.localdate()))
    return Access(user, found[0].partnership, found) if found else None
