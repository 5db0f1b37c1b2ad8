"""Giving and ending roles."""

from datetime import date

from django.db import transaction

from partnerships.directory import policies
from partnerships.directory.authz.roles import AGENCY_ROLES
from partnerships.directory.models import Agency, Membership, Partnership, User
from partnerships.directory.services.audit import audit_record
from partnerships.directory.services.locking import queue_up
from safeguarding.lib.workflow import NotAllowed, Overtaken


@transaction.atomic
def membership_add(
    *, by: User, partnership: Partnership, person: User, role: str, agency: Agency | None = None
) -> Membership:
    """Give a role to somebody who is a member already; others are invited. Raises NotAllowed.

    An agency is dropped for roles that are not held for one.
    """
    queue_up(partnership)
    if not Membership.objects.of(partnership).current().filter(user=person).exists():
        raise NotAllowed("This person is not a member of the partnership. Invite them.", code="stranger")
    held_for = agency if role in AGENCY_ROLES else None
    policies.check_not_oneself(by=by, email=person.email)
    policies.check_role_given(by=by, partnership=partnership, role=role, agency=held_for)
    policies.check_not_held(partnership=partnership, email=person.email, role=role, agency=held_for)
    return membership_begin(by=by, partnership=partnership, person=person, role=role, agency=held_for)


def membership_begin(
    *, by: User | None, partnership: Partnership, person: User, role: str, agency: Agency | None
) -> Membership:
    """Write a membership that begins today, once the caller has checked that it may."""
    made = Membership.objects.create(user=person, partnership=partnership, role=role, agency=agency)
    audit_record(by=by, action="role_given", partnership=partnership, about=made, after=_said(made))
    return made


@transaction.atomic
def membership_end(*, by: User, membership: Membership, ends_on: date) -> None:
    """End a role; `ends_on` is the first day without it. Raises NotAllowed for the last board manager."""
    queue_up(membership.partnership)  # two board managers can not remove each other at once
    policies.check_membership_end(membership=membership)
    if ends_on < membership.starts_on:
        raise NotAllowed("The role can not end before it began.", code="date")
    if not Membership.objects.filter(pk=membership.pk, ends_on=None).update(ends_on=ends_on):
        raise Overtaken("Somebody else has just ended this role.", code="overtaken")
    before = _said(membership)
    membership.ends_on = ends_on
    audit_record(
        by=by,
        action="role_ended",
        partnership=membership.partnership,
        about=membership,
        before=before,
        after={"ends_on": ends_on},
    )


def _said(membership: Membership) -> dict[str, object]:
    return {
        "person": str(membership.user),
        "role": membership.role,
        "agency": str(membership.agency) if membership.agency else "",
    }
