"""Setting up a partnership that does not exist yet: what an operator or a loader does before anybody can sign in.

Every function may run again: what is there already is left as it is and written to the audit trail once only.
"""

from datetime import date

from django.db import transaction

from partnerships.directory.models import Agency, Area, Group, Membership, Organisation, Partnership, User
from partnerships.directory.services.audit import audit_record


@transaction.atomic
def area_found(*, code: str, name: str, kind: str, parent: Area | None = None) -> Area:
    """Return the area with this code, made if need be."""
    area, _ = Area.objects.get_or_create(code=code, defaults={"name": name, "kind": kind, "parent": parent})
    return area


@transaction.atomic
def partnership_found(*, slug: str, name: str, short_name: str, kind: str, area: Area, chair_title: str) -> Partnership:
    """Return the partnership with this slug, made if need be."""
    said = {"name": name, "short_name": short_name, "kind": kind, "area": area, "chair_title": chair_title}
    partnership, made = Partnership.objects.get_or_create(slug=slug, defaults=said)
    if made:
        audit_record(by=None, action="partnership_founded", partnership=partnership, about=partnership)
    return partnership


@transaction.atomic
def organisation_found(*, slug: str, name: str, kind: str) -> Organisation:
    """Return the organisation with this slug, made if need be."""
    organisation, _ = Organisation.objects.get_or_create(slug=slug, defaults={"name": name, "kind": kind})
    return organisation


@transaction.atomic
def agency_found(
    *,
    partnership: Partnership,
    slug: str,
    organisation: Organisation,
    title: str = "",
    standing: str = Agency.Standing.RELEVANT,
    area: Area | None = None,
    joined_on: date | None = None,
) -> Agency:
    """Return the partnership's agency with this slug, made if need be."""
    said = {"organisation": organisation, "title": title, "standing": standing, "area": area, "joined_on": joined_on}
    agency, made = Agency.objects.get_or_create(partnership=partnership, slug=slug, defaults=said)
    if made:
        audit_record(by=None, action="agency_added", partnership=partnership, about=agency)
    return agency


@transaction.atomic
def group_found(*, partnership: Partnership, slug: str, name: str, kind: str, parent: Group | None = None) -> Group:
    """Return the partnership's group with this slug, made if need be."""
    said = {"name": name, "kind": kind, "parent": parent}
    group, made = Group.objects.get_or_create(partnership=partnership, slug=slug, defaults=said)
    if made:
        audit_record(by=None, action="group_added", partnership=partnership, about=group)
    return group


@transaction.atomic
def person_found(
    *,
    partnership: Partnership,
    email: str,
    name: str,
    role: str,
    agency: Agency | None = None,
    starts_on: date,
    password_hash: str = "",
) -> User:
    """Return the person with this address holding the role, both made if need be.

    Without a hash, made with `make_password`, the account can be entered through a reset link only.
    """
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        person = User.objects.create_user(email, name=name)
        if password_hash:
            person.password = password_hash
            person.save(update_fields=["password"])
    held, made = Membership.objects.get_or_create(
        user=person, partnership=partnership, role=role, agency=agency, defaults={"starts_on": starts_on}
    )
    if made:
        audit_record(by=None, action="role_given", partnership=partnership, about=held, after={"role": role})
    return person
