"""The directory's tables."""

from partnerships.directory.models.agency import Agency, Group
from partnerships.directory.models.area import Area
from partnerships.directory.models.audit import AuditChain, AuditEvent
from partnerships.directory.models.membership import Invitation, Membership
from partnerships.directory.models.organisation import Organisation, OrganisationName, Succession
from partnerships.directory.models.partnership import Partnership
from partnerships.directory.models.scope import PartnershipOwned, PartnershipQuerySet
from partnerships.directory.models.user import User

__all__ = [
    "Agency",
    "Area",
    "AuditChain",
    "AuditEvent",
    "Group",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationName",
    "Partnership",
    "PartnershipOwned",
    "PartnershipQuerySet",
    "Succession",
    "User",
]
