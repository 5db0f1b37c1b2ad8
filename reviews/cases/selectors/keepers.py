"""Who keeps a case today. An entry of its list is not enough: the role of a coordinator may have ended since."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.roles import SPECS
from partnerships.directory.models import Membership, Partnership, User
from reviews.cases.models import Case, CaseAccess

COORDINATORS = [role.value for role, spec in SPECS.items() if Permission.CASE_COORDINATE in spec.permissions]


def coordinators_of(partnership: Partnership) -> QuerySet[User]:
    """Return everybody who may coordinate cases in a partnership today."""
    held = Membership.objects.of(partnership).current().filter(role__in=COORDINATORS)
    return User.objects.filter(pk__in=held.values("user")).order_by("name")


def keepers_of(case: Case) -> QuerySet[User]:
    """Return who keeps a case and may still do so."""
    entries = CaseAccess.objects.in_force().filter(case=case, coordinates=True)
    return coordinators_of(case.partnership).filter(pk__in=entries.values("user"))


def cases_nobody_keeps(partnership: Partnership) -> QuerySet[Case]:
    """Return the cases whose coordinators have all left or lost the role."""
    held = Membership.objects.of(partnership).current().filter(role__in=COORDINATORS)
    kept = CaseAccess.objects.in_force().filter(case=OuterRef("pk"), coordinates=True, user__in=held.values("user"))
    return Case.objects.of(partnership).filter(~Exists(kept)).select_related("partnership")


def told_of(case: Case) -> QuerySet[User]:
    """Return who is told when a case is opened in an emergency: who keeps it, or every coordinator if nobody does."""
    keepers = keepers_of(case)
    return keepers if keepers.exists() else coordinators_of(case.partnership)


def entries_of_leavers(*days: date) -> QuerySet[CaseAccess]:
    """Return the list entries in force of people who held no role in the case's partnership on any of these days."""
    rows = (
        CaseAccess.objects.in_force().filter(ground=CaseAccess.Ground.NAMED).select_related("case__partnership", "user")
    )
    for day in days:
        held = Membership.objects.current_on(day).filter(
            user=OuterRef("user"), partnership=OuterRef("case__partnership")
        )
        rows = rows.filter(~Exists(held))
    return rows
