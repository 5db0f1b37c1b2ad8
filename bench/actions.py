"""The action log with 20,000 actions: the pages people open, in time and in queries."""

from datetime import timedelta

from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.pages import medians
from bench.table import Row, ratio
from bench.world import client_of
from partnerships.actions.models import Action, Entry, Origin, Status
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Agency, Partnership, User
from tests.factories import AgencyFactory, MembershipFactory, PartnershipFactory, UserFactory

FEW, MANY, AGENCIES = 20, 20_000, 30
PAGES = ("action_list", "action_board", "action_ageing")
ALLOWED = 40.0  # times the minimal view


@override_settings(ROOT_URLCONF="bench.urls")
def measure() -> list[Row]:
    """Open every page of a small and of a large log."""
    few, many = (_log(size) for size in (FEW, MANY))
    browser = client_of(many[1])
    rows = [_queries(name, few, many) for name in PAGES]
    addresses = [reverse(name, args=[many[0].slug]) for name in PAGES]
    minimal, *times = medians(
        [lambda: browser.get("/minimal/"), *(lambda address=address: browser.get(address) for address in addresses)]
    )
    for name, seconds in zip(PAGES, times, strict=True):
        rows.append(ratio(f"{name} of {MANY:,} actions, compared with a minimal page", seconds, minimal, ALLOWED))
    return rows


def _queries(name: str, *logs: tuple[Partnership, User]) -> Row:
    counts = []
    for partnership, manager in logs:
        browser, address = client_of(manager), reverse(name, args=[partnership.slug])
        if browser.get(address).status_code != 200:
            raise RuntimeError(f"{name} did not answer.")
        with CaptureQueriesContext(connection) as caught:
            browser.get(address)
        counts.append(len(caught))
    what = f"Queries of {name}, {FEW} and {MANY:,} actions"
    return Row(what, " and ".join(map(str, counts)), "equal", kept=counts[0] == counts[1])


def _log(size: int) -> tuple[Partnership, User]:
    """Make a log in bulk: every fifth action settled, every third overdue, spread over agencies and origins."""
    partnership, manager, other = PartnershipFactory(slug=f"actions-{size}"), UserFactory(), UserFactory()
    MembershipFactory(user=manager, partnership=partnership, role=Role.BOARD_MANAGER)
    agencies = [AgencyFactory(partnership=partnership) for _ in range(AGENCIES)]
    rows = [_action(partnership, agencies[at % AGENCIES], at, manager, other) for at in range(size)]
    made = Action.objects.bulk_create(rows, batch_size=500)
    Entry.objects.bulk_create(
        [Entry(action=row, kind="opened", on=row.opened_on, status="not_started", due_on=row.due_on) for row in made],
        batch_size=500,
    )
    return partnership, manager


def _action(partnership: Partnership, agency: Agency, at: int, manager: User, other: User) -> Action:
    today, settled = timezone.localdate(), at % 5 == 0
    opened = today - timedelta(days=400 + at % 300)
    return Action(
        partnership=partnership,
        reference=f"A-{at:07}",
        title=f"Do what was agreed, number {at}",
        origin_kind=Origin.values[at % len(Origin.values)],
        origin_label=f"Meeting {at % 50}",
        owner_agency=agency,
        opened_on=opened,
        moved_on=opened,
        due_on=today + timedelta(days=200 - at * 37 % 500),
        status=Status.CLOSED if settled else (Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE)[at % 3],
        done_on=today if settled or at % 3 == 2 else None,
        done_by=other if settled or at % 3 == 2 else None,
        settled_on=today if settled else None,
        settled_by=manager if settled else None,
    )
