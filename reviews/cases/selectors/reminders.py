"""Who has to be reminded today."""

from collections.abc import Iterator
from datetime import date, timedelta

from partnerships.directory.authz.access import access_of
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import Partnership, User
from reviews.cases.models import Case, CaseAccess, Reminder
from reviews.cases.selectors.register import urgent_clocks
from reviews.cases.selectors.requests import requests_late

AGAIN = timedelta(days=7)


def people_to_remind(day: date) -> Iterator[tuple[User, Partnership, list[str]]]:
    """Yield coordinators with a deadline of theirs that is near or late or a late question, and which these are.

    Whoever was told of the same things within a week is left in peace: a daily e-mail is one nobody reads.
    """
    rows = CaseAccess.objects.in_force().filter(coordinates=True, case__status=Case.Status.OPEN)
    pairs = rows.order_by().values_list("user", "case__partnership").distinct()
    people = User.objects.in_bulk({user for user, _ in pairs})
    partnerships = Partnership.objects.in_bulk({partnership for _, partnership in pairs})
    for user, partnership in pairs:
        person, where = people[user], partnerships[partnership]
        if not person.is_active or not access_of(person, where).may(Permission.CASE_COORDINATE):
            continue
        found = _waiting(person, where, day)
        if set(found) - _told(person, where, day):
            yield person, where, found


def _waiting(person: User, partnership: Partnership, day: date) -> list[str]:
    """Return what waits: a deadline with its standing, so that one which becomes overdue is new again."""
    clocks = [f"{row.clock.pk}:{row.reading.standing.name}" for row in urgent_clocks(partnership, person, day)]
    return clocks + [f"question:{pk}" for pk in requests_late(partnership, person, day).values_list("pk", flat=True)]


def _told(person: User, partnership: Partnership, day: date) -> set[str]:
    rows = Reminder.objects.filter(partnership=partnership, user=person, day__gt=day - AGAIN, day__lte=day)
    return {thing for told in rows.values_list("told", flat=True) for thing in told}
