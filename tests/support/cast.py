"""The people every access test is played by."""

from dataclasses import dataclass

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Agency, Partnership, User
from tests.factories import AgencyFactory, MembershipFactory, OrganisationFactory, PartnershipFactory, UserFactory


@dataclass(frozen=True)
class Cast:
    """Partnership A with two agencies and everybody who works there, and partnership B next door."""

    a: Partnership
    b: Partnership
    agency: Agency
    other_agency: Agency
    agency_of_b: Agency
    manager: User
    second_manager: User
    lead: User
    contributor: User
    other_lead: User
    chair: User
    signatory: User
    reader: User
    administrator: User
    manager_of_b: User
    lead_of_b: User


def cast_made() -> Cast:
    """Create the cast. Nobody has a password: tests use force_login."""
    a = PartnershipFactory(slug="alderbrook", name="Alderbrook Safeguarding Children Partnership")
    b = PartnershipFactory(slug="brackenshire", name="Brackenshire Safeguarding Children Partnership")
    agency = AgencyFactory(partnership=a, organisation=OrganisationFactory(slug="council", name="Alderbrook Council"))
    other = AgencyFactory(partnership=a, organisation=OrganisationFactory(slug="police", name="Mid County Police"))
    of_b = AgencyFactory(partnership=b, organisation=OrganisationFactory(slug="b-council", name="Brackenshire Council"))
    return Cast(
        a=a,
        b=b,
        agency=agency,
        other_agency=other,
        agency_of_b=of_b,
        manager=_person(a, Role.BOARD_MANAGER, "Board manager of A"),
        second_manager=_person(a, Role.BOARD_MANAGER, "Second board manager of A"),
        lead=_person(a, Role.AGENCY_LEAD, "Council lead", agency),
        contributor=_person(a, Role.AGENCY_CONTRIBUTOR, "Council contributor", agency),
        other_lead=_person(a, Role.AGENCY_LEAD, "Police lead", other),
        chair=_person(a, Role.CHAIR, "Independent chair of A"),
        signatory=_person(a, Role.SIGNATORY, "Council signatory", agency),
        reader=_person(a, Role.READER, "Reader of A"),
        administrator=_person(a, Role.ADMINISTRATOR, "Administrator of A"),
        manager_of_b=_person(b, Role.BOARD_MANAGER, "Board manager of B"),
        lead_of_b=_person(b, Role.AGENCY_LEAD, "Lead in B", of_b),
    )


def _person(partnership: Partnership, role: Role, name: str, agency: Agency | None = None) -> User:
    user = UserFactory(name=name, email=f"{name.lower().replace(' ', '.')}@example.org")
    MembershipFactory(user=user, partnership=partnership, role=role, agency=agency)
    return user
