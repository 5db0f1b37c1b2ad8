"""Who has to be reminded today."""

from collections.abc import Iterator
from datetime import date

from partnerships.directory.authz.access import access_of
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import Partnership, User
from reviews.cases.models import Case, CaseAccess
from reviews.cases.selectors.register import urgent_clocks
from reviews.cases.selectors.requests import requests_late


def people_to_remind(day: date) -> Iterator[tuple[User, Partnership]]:
    """Yield coordinators who keep a case with a deadline that is near or late, or with a late question."""
    rows = CaseAccess.objects.in_force().filter(coordinates=True, case__status=Case.Status.OPEN)
    pairs = rows.order_by().values_list("user", "case__partnership").distinct()
    people = User.objects.in_bulk({user for user, _ in pairs})
    partnerships = Partnership.objects.in_bulk({partnership for _, partnership in pairs})
    for user, partnership in pairs:
        person, where = people[user], partnerships[partnership]
        if not person.is_active or not access_of(person, where).may(Permission.CASE_COORDINATE):
            continue
        if urgent_clocks(where, person, day) or requests_late(where, person, day).exists():
            yield person, where
