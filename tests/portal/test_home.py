"""The first pages after signing in: light, and with the most urgent first."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Invitation
from partnerships.directory.services.invitations import invitation_send
from safeguarding.lib.attention import AttentionItem
from safeguarding.portal import attention
from tests.factories import MembershipFactory, PartnershipFactory, UserFactory
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    client.get("/privacy/")  # writes when the session was last used
    return client


def items(count: int) -> list[AttentionItem]:
    return [
        AttentionItem(urgency=n % 3, text=f"Item {n:03}", url="/", due=date(2026, 1, 1) + timedelta(days=n))
        for n in range(count)
    ]


def test_a_person_of_one_partnership_goes_straight_there(cast: Cast) -> None:
    assert client_of(cast.reader).get("/").headers["Location"] == "/p/alderbrook/"


def test_a_person_of_several_chooses(cast: Cast) -> None:
    MembershipFactory(user=cast.reader, partnership=cast.b, role=Role.READER)
    page = client_of(cast.reader).get("/").content.decode()
    assert "Alderbrook Safeguarding Children Partnership" in page
    assert 'href="/p/brackenshire/"' in page


def test_a_person_of_none_is_told_what_to_do(db: None) -> None:
    assert "You are not a member of a partnership" in client_of(UserFactory()).get("/").content.decode()


def test_the_list_of_partnerships_takes_the_same_queries_for_two_and_for_twenty(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    MembershipFactory(user=cast.reader, partnership=cast.b, role=Role.READER)
    client = client_of(cast.reader)
    with django_assert_num_queries(3):
        client.get("/")
    for _ in range(18):
        MembershipFactory(user=cast.reader, partnership=PartnershipFactory(), role=Role.READER)
    with django_assert_num_queries(3):
        client.get("/")


def test_nothing_to_do_is_said_kindly(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attention, "SOURCES", ())
    assert "Nothing needs you today" in client_of(cast.reader).get("/p/alderbrook/").content.decode()


def test_what_is_late_comes_first_and_fifty_are_shown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attention, "SOURCES", (lambda access: items(40), lambda access: items(21)))
    page = client_of(cast.reader).get("/p/alderbrook/").content.decode()
    assert page.count('class="portal-attention__item') == 50
    assert page.index("Item 000") < page.index("Item 003") < page.index("Item 001")
    assert "And 11 more" in page


def test_each_source_is_asked_what_this_person_may_see(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Access] = []
    monkeypatch.setattr(attention, "SOURCES", (lambda access: asked.append(access) or [],))
    client_of(cast.lead).get("/p/alderbrook/")
    assert (asked[0].user, asked[0].partnership) == (cast.lead, cast.a)


def test_the_overview_itself_is_light(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(attention, "SOURCES", (lambda access: items(50),))
    client = client_of(cast.manager)
    with django_assert_num_queries(3):
        page = client.get("/p/alderbrook/")
    assert len(page.content) < 60_000


def test_managers_hear_of_invitations_nobody_used_and_readers_do_not(cast: Cast) -> None:
    for email in ("one@example.org", "two@example.org"):
        invitation_send(by=cast.manager, partnership=cast.a, email=email, name="N", role=Role.READER)
    Invitation.objects.update(expires_at=timezone.now())
    found = "2 invitations were not used: send again or withdraw"
    assert found in client_of(cast.manager).get("/p/alderbrook/").content.decode()
    assert found not in client_of(cast.reader).get("/p/alderbrook/").content.decode()


def test_managers_see_administration_in_the_navigation_and_readers_do_not(cast: Cast) -> None:
    assert "Administration" in client_of(cast.manager).get("/p/alderbrook/").content.decode()
    assert "Administration" not in client_of(cast.reader).get("/p/alderbrook/").content.decode()


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/", "/health/"])
def test_pages_for_everybody_need_no_account(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_home_asks_a_stranger_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"].startswith("/account/login/")


def test_health_answers_when_the_database_does(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert client.get("/health/").json() == {"status": "ok"}
