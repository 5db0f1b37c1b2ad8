"""Rows for people, agencies, areas, settings and the audit trail."""

from typing import Any

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Membership
from partnerships.directory.services.invitations import invitation_send
from tests.access.table import EVERYBODY_OF_A, Row
from tests.support.cast import Cast

MANAGERS = ("manager", "administrator")


def person(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.reader.pk}


def reader_role(cast: Cast) -> dict[str, Any]:
    return {"pk": Membership.objects.get(user=cast.reader).pk}


def invitation(cast: Cast) -> dict[str, Any]:
    made = invitation_send(by=cast.manager, partnership=cast.a, email="new@example.org", name="New", role=Role.READER)
    return {"pk": made.pk}


def agency(cast: Cast) -> dict[str, Any]:
    return {"agency": cast.agency.slug}


def organisation(cast: Cast) -> dict[str, Any]:
    return {"organisation": cast.agency.organisation.slug}


ROWS = (
    Row(name="administration", allowed=MANAGERS, code=302),
    Row(name="people_list", allowed=MANAGERS),
    Row(name="person_detail", allowed=MANAGERS, arrange=person),
    Row(name="person_edit", allowed=MANAGERS, arrange=person),
    Row(name="membership_add", allowed=MANAGERS, arrange=person),
    Row(
        name="membership_add",
        allowed=MANAGERS,
        arrange=person,
        method="POST",
        data={"role": "case_coordinator"},
        code=302,
    ),
    Row(name="membership_end", allowed=MANAGERS, arrange=reader_role),
    Row(
        name="membership_end",
        allowed=MANAGERS,
        arrange=reader_role,
        method="POST",
        data={"ends_on-day": "1", "ends_on-month": "1", "ends_on-year": "2099"},
        code=302,
    ),
    Row(name="invitation_send", allowed=MANAGERS),
    Row(
        name="invitation_send",
        allowed=MANAGERS,
        method="POST",
        data={"name": "New", "email": "new@example.org", "role": "reader"},
        code=302,
    ),
    Row(name="invitation_resend", allowed=MANAGERS, arrange=invitation, method="POST", code=302),
    Row(name="invitation_withdraw", allowed=MANAGERS, arrange=invitation, method="POST", code=302),
    Row(name="agency_list", allowed=EVERYBODY_OF_A),
    Row(name="agency_add", allowed=MANAGERS),
    Row(
        name="agency_add",
        allowed=MANAGERS,
        method="POST",
        data={"new_name": "New Trust", "new_kind": "other", "standing": "relevant"},
        code=302,
    ),
    Row(name="agency_edit", allowed=MANAGERS, arrange=agency),
    Row(
        name="agency_edit",
        allowed=MANAGERS,
        arrange=agency,
        method="POST",
        data={"standing": "partner", "version": "1"},
        code=302,
    ),
    Row(name="organisation_detail", allowed=EVERYBODY_OF_A, arrange=organisation),
    Row(name="organisation_rename", allowed=MANAGERS, arrange=organisation),
    Row(
        name="organisation_rename",
        allowed=MANAGERS,
        arrange=organisation,
        method="POST",
        data={"name": "New", "on-day": "1", "on-month": "4", "on-year": "2026", "version": "1"},
        code=302,
    ),
    Row(name="organisation_succeed", allowed=MANAGERS, arrange=organisation),
    Row(name="area_list", allowed=EVERYBODY_OF_A),
    Row(name="area_add", allowed=MANAGERS),
    Row(name="partnership_edit", allowed=MANAGERS),
    Row(
        name="partnership_edit",
        allowed=MANAGERS,
        method="POST",
        data={"name": "A", "short_name": "A", "chair_title": "Independent scrutineer", "version": "1"},
        code=302,
    ),
    Row(name="area_edit", allowed=MANAGERS, arrange=lambda cast: {"pk": cast.a.area_id}),
    Row(name="audit_list", allowed=MANAGERS),
    Row(name="audit_export", allowed=MANAGERS),
)
