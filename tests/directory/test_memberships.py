"""Roles given and ended, and who is listed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.directory.authz.roles import ROLES, Role
from partnerships.directory.models import AuditEvent, Membership, User
from partnerships.directory.services.memberships import membership_add, membership_end
from safeguarding.lib.workflow import NotAllowed
from tests.factories import AgencyFactory, MembershipFactory, UserFactory
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db
PEOPLE = "/p/alderbrook/administration/people/"


@pytest.fixture
def manager(cast: Cast) -> Client:
    """Return the board manager of A at work."""
    client = Client()
    client.force_login(cast.manager)
    return client


def held_by(user: User, role: str) -> Membership:
    return Membership.objects.get(user=user, role=role)


def day_of(day: date) -> dict[str, str]:
    return {"ends_on-day": str(day.day), "ends_on-month": str(day.month), "ends_on-year": str(day.year)}


def test_the_list_shows_roles_agencies_and_two_step_state(manager: Client, cast: Cast) -> None:
    page = manager.get(PEOPLE).content.decode()
    assert "Agency lead, Alderbrook Council" in page
    assert "Agency lead, Mid County Police" in page
    assert "Lead in B" not in page
    assert page.count(">Off</strong>") == 9


def test_the_list_takes_the_same_queries_for_five_and_for_fifty(
    manager: Client, cast: Cast, django_assert_num_queries: object
) -> None:
    manager.get(PEOPLE)  # writes when the session was last used
    with django_assert_num_queries(6):  # type: ignore[operator]
        manager.get(PEOPLE)
    for _ in range(45):
        MembershipFactory(partnership=cast.a, role=Role.AGENCY_LEAD, agency=AgencyFactory(partnership=cast.a))
    with django_assert_num_queries(6):  # type: ignore[operator]
        manager.get(PEOPLE)


def test_people_who_have_not_come_for_ninety_days_are_listed(manager: Client, cast: Cast) -> None:
    long_ago = timezone.now() - timedelta(days=91)
    User.objects.filter(pk=cast.reader.pk).update(last_login=long_ago)
    User.objects.filter(pk=cast.chair.pk).update(last_login=None, date_joined=long_ago)
    page = manager.get(PEOPLE, {"quiet": "on"}).content.decode()
    assert "Reader of A" in page
    assert "Independent chair of A" in page
    assert "Council lead" not in page


def test_a_member_gets_another_role(manager: Client, cast: Cast) -> None:
    url = f"{PEOPLE}{cast.reader.pk}/roles/add/"
    answer = manager.post(url, {"role": "agency_contributor", "agency": cast.agency.pk}, follow=True)
    assert "now holds the role Agency contributor, Alderbrook Council" in answer.content.decode()
    assert AuditEvent.objects.of(cast.a).get().after == {
        "person": "Reader of A",
        "role": "agency_contributor",
        "agency": "Alderbrook Council",
    }


def test_an_agency_is_dropped_for_a_role_that_has_none(manager: Client, cast: Cast) -> None:
    manager.post(f"{PEOPLE}{cast.reader.pk}/roles/add/", {"role": "case_coordinator", "agency": cast.agency.pk})
    assert held_by(cast.reader, Role.CASE_COORDINATOR).agency is None


def test_nobody_gives_themselves_a_role(manager: Client, cast: Cast) -> None:
    answer = manager.post(f"{PEOPLE}{cast.manager.pk}/roles/add/", {"role": "chair"})
    assert "You can not give yourself a role" in answer.content.decode()
    administrator = Client()
    administrator.force_login(cast.administrator)
    answer = administrator.post(f"{PEOPLE}{cast.administrator.pk}/roles/add/", {"role": "reader"})
    assert "You can not give yourself a role" in answer.content.decode()
    assert Membership.objects.filter(user__in=[cast.manager, cast.administrator]).count() == 2


def test_a_stranger_is_not_given_a_role_without_an_invitation(manager: Client, cast: Cast) -> None:
    stranger = UserFactory()
    assert manager.post(f"{PEOPLE}{stranger.pk}/roles/add/", {"role": "reader"}).status_code == 404
    with pytest.raises(NotAllowed, match="not a member"):
        membership_add(by=cast.manager, partnership=cast.a, person=stranger, role=Role.READER)


def test_an_agency_that_has_left_gets_no_new_people(cast: Cast) -> None:
    cast.agency.left_on = timezone.localdate()
    with pytest.raises(NotAllowed, match="has left the partnership"):
        membership_add(
            by=cast.manager, partnership=cast.a, person=cast.reader, role=Role.AGENCY_LEAD, agency=cast.agency
        )


def test_a_role_ended_today_ends_at_once(manager: Client, cast: Cast) -> None:
    reader = Client()
    reader.force_login(cast.reader)
    assert reader.get("/p/alderbrook/").status_code == 200
    pk = held_by(cast.reader, Role.READER).pk
    answer = manager.post(f"{PEOPLE}roles/{pk}/end/", day_of(timezone.localdate()), follow=True)
    assert "ends on" in answer.content.decode()
    assert reader.get("/p/alderbrook/").status_code == 404


def test_a_role_can_end_on_a_later_day(manager: Client, cast: Cast) -> None:
    pk = held_by(cast.reader, Role.READER).pk
    manager.post(f"{PEOPLE}roles/{pk}/end/", day_of(timezone.localdate() + timedelta(days=30)))
    assert Membership.objects.current().filter(pk=pk).exists()
    again = manager.post(f"{PEOPLE}roles/{pk}/end/", day_of(timezone.localdate()))
    assert "This role has an end already." in again.content.decode()


def test_a_role_can_not_end_before_it_began(manager: Client, cast: Cast) -> None:
    pk = held_by(cast.reader, Role.READER).pk
    answer = manager.post(f"{PEOPLE}roles/{pk}/end/", day_of(timezone.localdate() - timedelta(days=1)))
    assert "can not end before it began" in answer.content.decode()


def test_a_wrong_date_is_shown_as_typed(manager: Client, cast: Cast) -> None:
    pk = held_by(cast.reader, Role.READER).pk
    answer = manager.post(
        f"{PEOPLE}roles/{pk}/end/", {"ends_on-day": "31", "ends_on-month": "2", "ends_on-year": "2027"}
    )
    assert answer.status_code == 422
    assert "must be a real date" in answer.content.decode()


def test_the_last_board_manager_stays(manager: Client, cast: Cast) -> None:
    today = timezone.localdate()
    membership_end(by=cast.manager, membership=held_by(cast.second_manager, Role.BOARD_MANAGER), ends_on=today)
    own = held_by(cast.manager, Role.BOARD_MANAGER)
    answer = manager.post(f"{PEOPLE}roles/{own.pk}/end/", day_of(today))
    assert "This is the last board manager" in answer.content.decode()
    assert "Last board manager" in manager.get(f"{PEOPLE}{cast.manager.pk}/").content.decode()
    assert Membership.objects.get(pk=own.pk).ends_on is None


def test_a_manager_whose_role_will_end_does_not_count_as_one_who_stays(cast: Cast) -> None:
    later = timezone.localdate() + timedelta(days=10)
    membership_end(by=cast.manager, membership=held_by(cast.second_manager, Role.BOARD_MANAGER), ends_on=later)
    with pytest.raises(NotAllowed, match="last board manager"):
        membership_end(by=cast.manager, membership=held_by(cast.manager, Role.BOARD_MANAGER), ends_on=later)


def test_another_partnerships_roles_are_not_shown(manager: Client, cast: Cast) -> None:
    MembershipFactory(user=cast.reader, partnership=cast.b, role=Role.CHAIR)
    page = manager.get(f"{PEOPLE}{cast.reader.pk}/").content.decode()
    assert "Independent chair or scrutineer" not in page


def test_every_role_says_in_a_sentence_what_it_is_for(manager: Client) -> None:
    page = manager.get(f"{PEOPLE}invite/").content.decode()
    assert len(ROLES) == len(Role)
    for spec in ROLES:
        assert spec.sentence.split(",")[0].replace("'", "&#39;") in page
