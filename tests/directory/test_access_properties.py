"""What holds for every role and every mix of roles: an agency's right stays with it, and B never sees A."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.directory.authz.access import Access, access_of
from partnerships.directory.authz.permissions import OWN_TO_ALL, Permission
from partnerships.directory.authz.roles import AGENCY_ROLES, SPECS, Role
from partnerships.directory.models import Agency, Membership, Partnership, User
from tests.factories import MembershipFactory, UserFactory
from tests.support.cast import Cast

HERE = Partnership(pk=1, slug="a", name="A")
AGENCIES = [Agency(pk=number, partnership=HERE) for number in (1, 2, 3)]

roles = st.sampled_from(list(Role))
permissions = st.sampled_from(list(Permission))
agencies = st.sampled_from(AGENCIES)


def held(role: Role, agency: Agency) -> Membership:
    return Membership(partnership=HERE, role=role, agency_id=agency.pk if role in AGENCY_ROLES else None)


memberships = st.lists(st.builds(held, roles, agencies), max_size=5)


def access(held_roles: list[Membership]) -> Access:
    return Access(User(pk=1), HERE, tuple(held_roles))


@given(memberships, permissions, agencies)
def test_a_right_for_ones_own_agency_never_reaches_another(
    held_roles: list[Membership], permission: Permission, agency: Agency
) -> None:
    found = access(held_roles)
    if permission not in OWN_TO_ALL or not found.may(permission, agency):
        return
    for_all = any(OWN_TO_ALL[permission] in SPECS[Role(item.role)].permissions for item in held_roles)
    for_this = any(
        permission in SPECS[Role(item.role)].permissions and item.agency_id == agency.pk for item in held_roles
    )
    assert for_all or for_this


@given(memberships, permissions)
def test_a_right_comes_from_a_role_that_lists_it(held_roles: list[Membership], permission: Permission) -> None:
    may = access(held_roles).may(permission)
    listed = [SPECS[Role(item.role)].permissions for item in held_roles]
    assert may <= any({permission, OWN_TO_ALL.get(permission, permission)} & rights for rights in listed)


@given(memberships, st.builds(held, roles, agencies), permissions, agencies)
def test_one_more_role_never_takes_a_right_away(
    held_roles: list[Membership], more: Membership, permission: Permission, agency: Agency
) -> None:
    before, after = access(held_roles), access([*held_roles, more])
    assert before.may(permission) <= after.may(permission)
    assert before.may(permission, agency) <= after.may(permission, agency)


@given(permissions, agencies)
def test_nobody_may_anything_without_a_role(permission: Permission, agency: Agency) -> None:
    assert not access([]).may(permission)
    assert not access([]).may(permission, agency)


def test_only_the_chair_writes_the_foreword_and_no_manager_signs() -> None:
    assert {role for role in Role if Permission.REPORT_FOREWORD in SPECS[role].permissions} == {Role.CHAIR}
    assert Permission.REPORT_SIGN not in SPECS[Role.BOARD_MANAGER].permissions


def test_an_administrator_sees_no_figures_and_no_returns() -> None:
    assert not {item for item in SPECS[Role.ADMINISTRATOR].permissions if "figures" in item or "return" in item}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_no_role_in_b_opens_anything_of_a(cast: Cast, role: Role) -> None:
    person = UserFactory()
    agency = cast.agency_of_b if role in AGENCY_ROLES else None
    MembershipFactory(user=person, partnership=cast.b, role=role, agency=agency)
    assert list(Partnership.objects.visible_to(person)) == [cast.b]
    assert not Agency.objects.visible_to(person).filter(partnership=cast.a).exists()
    assert not any(access_of(person, cast.a).may(permission) for permission in Permission)
