"""Reads of the directory that span models."""

from partnerships.directory.selectors.agencies import (
    agencies_of,
    agencies_present,
    agency_rows,
    all_organisations,
    areas_around,
    areas_below,
    areas_within,
    organisations_of,
)
from partnerships.directory.selectors.audit import ChainVerdict, audit_chains_verified, audit_events
from partnerships.directory.selectors.people import (
    account_exists,
    account_of,
    invitation_by_digest,
    invitations_sent,
    invitations_waiting,
    people_of,
    person_of,
    role_words,
    roles_held,
)

__all__ = [
    "ChainVerdict",
    "account_exists",
    "account_of",
    "agencies_of",
    "agencies_present",
    "agency_rows",
    "all_organisations",
    "areas_around",
    "areas_below",
    "areas_within",
    "audit_chains_verified",
    "audit_events",
    "invitation_by_digest",
    "invitations_sent",
    "invitations_waiting",
    "organisations_of",
    "people_of",
    "person_of",
    "role_words",
    "roles_held",
]
