"""Who has to be told that a return waits for them."""

from django.db.models import QuerySet

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.roles import AGENCY_ROLES, ROLES
from partnerships.directory.models import Membership, User
from partnerships.returns.models import Return, ReturnNotice


def people_waited_for(of_return: Return) -> QuerySet[User]:
    """Return who acts next: who may accept what is handed in; else who hands in for the agency."""
    held = Membership.objects.current().of(of_return.collection.partnership)
    if of_return.status == Return.Status.SUBMITTED:
        held = held.filter(role__in=[spec.role for spec in ROLES if Permission.RETURN_ACCEPT in spec.permissions])
    else:
        roles = [spec.role for spec in ROLES if Permission.RETURN_SUBMIT_OWN in spec.permissions]
        held = held.filter(role__in=[role for role in roles if role in AGENCY_ROLES], agency=of_return.agency_id)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def notices_waiting() -> QuerySet[ReturnNotice]:
    """Return the notices not yet sent, the oldest first."""
    return ReturnNotice.objects.filter(sent_at=None).select_related("of_return__collection__partnership", "person")
