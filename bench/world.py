"""What is measured: partnerships of any size, made with the factories and services of the tests."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.test import Client

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Partnership, User
from partnerships.returns.entries import Entry
from partnerships.returns.models import Return
from partnerships.returns.selectors.grid import grid
from partnerships.returns.services import observation_save
from safeguarding.lib.facts import Period, Status
from tests.factories import AgencyFactory, MembershipFactory, PartnershipFactory, UserFactory
from tests.returns.factories import COUNT, Made, collection_made

QUARTERS = (Period.quarter(2025, 3), Period.quarter(2026, 2), Period.quarter(2026, 3))


@dataclass(frozen=True)
class Place:
    """A partnership with its manager, a lead of its first agency, and the last of three quarterly collections."""

    partnership: Partnership
    manager: User
    lead: User
    made: Made

    @property
    def first(self) -> Return:
        """Return the first agency's return in the open collection."""
        return self.made.first


def place(slug: str, *, agencies: int, indicators: int) -> Place:
    """Make a partnership in which every agency has said every figure in every quarter."""
    partnership = PartnershipFactory(slug=slug)
    made_agencies = [AgencyFactory(partnership=partnership) for _ in range(agencies)]
    manager, lead = UserFactory(), UserFactory()
    MembershipFactory(user=manager, partnership=partnership, role=Role.BOARD_MANAGER)
    MembershipFactory(user=lead, partnership=partnership, role=Role.AGENCY_LEAD, agency=made_agencies[0])
    definitions = {f"indicator-{n}": replace(COUNT, name=f"Indicator {n}") for n in range(1, indicators + 1)}
    for period in QUARTERS:
        made = collection_made(partnership, definitions, period=period, agencies=made_agencies)
        for of_return in made.returns.values():
            _fill(of_return, lead)
    return Place(partnership, manager, lead, made)


def _fill(of_return: Return, by: User) -> None:
    for at, cell in enumerate(grid(of_return).by_name.values()):
        observation_save(
            by=by,
            of_return=of_return,
            item=cell.item,
            category=cell.category.slug,
            entry=Entry(status=Status.VALUE, value=Decimal(10 + at)),
            expected=cell.lock,
            beyond_closing=True,
        )


def client_of(person: User) -> Client:
    """Return a signed-in browser."""
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(person)
    return client
