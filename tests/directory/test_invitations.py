"""Inviting by e-mail: what arrives, what the link does, and what a curious colleague can not do with it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import AuditEvent, Invitation, Membership, User
from partnerships.directory.services.invitations import invitation_send
from safeguarding.lib.workflow import NotAllowed
from tests.factories import PASSWORD, UserFactory
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db
SEND = "/p/alderbrook/administration/people/invite/"
CHOSEN = {"name": "Nurse lead", "password": "copper lantern meadow", "again": "copper lantern meadow"}


@pytest.fixture
def manager(cast: Cast) -> Client:
    """Return the board manager of A at work."""
    client = Client()
    client.force_login(cast.manager)
    return client


def invite(manager: Client, capture: Any, **changes: Any) -> str:
    """Invite through the page and return the path of the link in the e-mail."""
    given = {"name": "Nurse lead", "email": "Nurse@Example.org", "role": "reader", **changes}
    with capture(execute=True):
        answer = manager.post(SEND, given)
    assert answer.status_code == 302, answer.content.decode()
    return path_in(mail.outbox[-1].body)


def path_in(body: str) -> str:
    return "/" + re.search(r"http://[^/]+/(invitation/\S+)", body)[1]  # type: ignore[index]


def test_the_email_names_the_partnership_the_role_and_nothing_of_a_case(
    manager: Client, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    invite(manager, django_capture_on_commit_callbacks, role="agency_lead", agency=cast.agency.pk)
    message = mail.outbox[0]
    assert message.to == ["nurse@example.org"]
    assert message.subject == "Invitation to Alderbrook Safeguarding Children Partnership"
    assert "as agency lead for Alderbrook Council" in message.body
    assert "for 2 days" in message.body


def test_only_a_digest_of_the_secret_is_kept(
    manager: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    secret = invite(manager, django_capture_on_commit_callbacks).split("/")[2]
    kept = Invitation.objects.values().get()
    assert len(secret) >= 43
    assert secret not in str(kept)
    assert secret not in str(list(AuditEvent.objects.values()))


def test_an_invited_person_opens_an_account_and_signs_in(
    manager: Client, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    link = invite(manager, django_capture_on_commit_callbacks)
    page = Client().get(link).content.decode()
    assert "Open your account" in page
    assert "nurse@example.org" in page
    guest = Client()
    answer = guest.post(link, CHOSEN)
    assert answer.headers["Location"] == "/account/login/"
    guest.post("/account/login/", {"login": "nurse@example.org", "password": CHOSEN["password"]})
    assert guest.get("/p/alderbrook/").status_code == 200
    held = Membership.objects.get(user__email="nurse@example.org")
    assert (held.role, held.partnership) == ("reader", cast.a)
    said = list(AuditEvent.objects.of(cast.a).order_by("number").values_list("action", "actor_name"))
    assert said == [
        ("invitation_sent", "Board manager of A"),
        ("invitation_accepted", "Nurse lead"),
        ("role_given", "Nurse lead"),
    ]


def test_a_person_with_an_account_signs_in_and_accepts(
    manager: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    person = UserFactory(email="nurse@example.org", password=PASSWORD)
    link = invite(manager, django_capture_on_commit_callbacks)
    guest = Client()
    assert "There is an account for nurse@example.org already" in guest.get(link).content.decode()
    answer = guest.post(f"/account/login/?next={link}", {"login": person.email, "password": PASSWORD})
    assert answer.headers["Location"] == link
    assert "Accept the invitation" in guest.get(link).content.decode()
    assert guest.post(link).headers["Location"] == "/p/alderbrook/"
    assert Membership.objects.filter(user=person, role=Role.READER).count() == 1


def test_a_weak_password_is_refused_and_nothing_begins(
    manager: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    link = invite(manager, django_capture_on_commit_callbacks)
    weak = Client().post(link, {**CHOSEN, "password": "Safeguarding1"})
    assert weak.status_code == 422
    assert "easy to guess" in weak.content.decode()
    other = Client().post(link, {**CHOSEN, "again": "copper lantern"})
    assert "The two passwords differ" in other.content.decode()
    assert not User.objects.filter(email="nurse@example.org").exists()


def test_a_link_sent_to_somebody_else_can_not_be_used_while_signed_in(
    manager: Client, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    link = invite(manager, django_capture_on_commit_callbacks, role="board_manager")
    curious = Client()
    curious.force_login(cast.reader)
    assert "This invitation is for somebody else" in curious.get(link).content.decode()
    assert curious.post(link).status_code == 403
    assert not Membership.objects.filter(user=cast.reader, role=Role.BOARD_MANAGER).exists()


def test_a_link_works_once(manager: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    link = invite(manager, django_capture_on_commit_callbacks)
    Client().post(link, CHOSEN)
    again = Client().post(link, {**CHOSEN, "password": "another three words", "again": "another three words"})
    assert again.status_code == 410
    assert "used, withdrawn or replaced" in again.content.decode()
    assert User.objects.get(email="nurse@example.org").check_password(CHOSEN["password"])


def test_guesses_all_get_the_same_answer_and_are_slowed_down(cast: Cast) -> None:
    client = Client()
    answers = [client.get(f"/invitation/guess-{number}/") for number in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {404}
    assert len({answer.content for answer in answers[:30]}) == 1
    assert answers[30].status_code == 429


def test_a_link_stops_after_two_days(
    manager: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    link = invite(manager, django_capture_on_commit_callbacks)
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=1, hours=23) < left <= timedelta(days=2)
    Invitation.objects.update(expires_at=timezone.now())
    assert Client().get(link).status_code == 410
    assert Client().post(link, CHOSEN).status_code == 410
    assert "Expired" in manager.get("/p/alderbrook/administration/people/").content.decode()


def test_a_manager_of_a_can_not_invite_into_b_nor_for_an_agency_of_b(manager: Client, cast: Cast) -> None:
    given = {"name": "Friend", "email": "friend@example.org", "role": "reader"}
    assert manager.post("/p/brackenshire/administration/people/invite/", given).status_code == 404
    answer = manager.post(SEND, {**given, "role": "agency_lead", "agency": cast.agency_of_b.pk})
    assert "Select an agency of this partnership" in answer.content.decode()
    with pytest.raises(NotAllowed, match="an agency of this partnership"):
        invitation_send(
            by=cast.manager,
            partnership=cast.a,
            email="friend@example.org",
            name="Friend",
            role=Role.AGENCY_LEAD,
            agency=cast.agency_of_b,
        )
    assert not Invitation.objects.exists()


def test_a_manager_of_b_can_not_touch_an_invitation_of_a(
    manager: Client, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    invite(manager, django_capture_on_commit_callbacks)
    pk = Invitation.objects.get().pk
    stranger = Client()
    stranger.force_login(cast.manager_of_b)
    assert stranger.post(f"/p/brackenshire/administration/people/invitations/{pk}/withdraw/").status_code == 404
    assert stranger.post(f"/p/alderbrook/administration/people/invitations/{pk}/resend/").status_code == 404
    assert Invitation.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "reader.of.a@example.org"}, "has this role already"),
        ({"email": "board.manager.of.a@example.org"}, "You can not give yourself a role"),
        ({"role": "agency_lead"}, "Select the agency"),
        ({"email": "not an address"}, "Enter an email address in the correct format"),
        ({"role": "king"}, "Select role from the list"),
    ],
)
def test_what_can_not_be_sent_says_why(manager: Client, changes: dict[str, str], words: str) -> None:
    given = {"name": "Nurse lead", "email": "nurse@example.org", "role": "reader", **changes}
    answer = manager.post(SEND, given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_second_invitation_to_the_same_role_is_refused_but_can_be_sent_again(
    manager: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    old = invite(manager, django_capture_on_commit_callbacks)
    twice = manager.post(SEND, {"name": "N", "email": "NURSE@example.org", "role": "reader"})
    assert "has been invited to this role" in twice.content.decode()
    pk = Invitation.objects.get().pk
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(f"/p/alderbrook/administration/people/invitations/{pk}/resend/")
    new = path_in(mail.outbox[-1].body)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_a_withdrawn_invitation_is_over(
    manager: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    link = invite(manager, django_capture_on_commit_callbacks)
    pk = Invitation.objects.get().pk
    manager.post(f"/p/alderbrook/administration/people/invitations/{pk}/withdraw/")
    assert Client().get(link).status_code == 410
    answer = manager.post(f"/p/alderbrook/administration/people/invitations/{pk}/resend/", follow=True)
    assert "This invitation has been used or withdrawn." in answer.content.decode()


def test_an_administrator_can_not_make_a_board_manager(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.administrator)
    answer = client.post(SEND, {"name": "Friend", "email": "friend@example.org", "role": "board_manager"})
    assert "Only a board manager can make somebody a board manager." in answer.content.decode()


def test_a_person_can_send_so_many_invitations_an_hour(manager: Client, settings: Any) -> None:
    settings.INVITATIONS_PER_HOUR = 1
    manager.post(SEND, {"name": "One", "email": "one@example.org", "role": "reader"})
    answer = manager.post(SEND, {"name": "Two", "email": "two@example.org", "role": "reader"})
    assert "You have sent many invitations in the last hour" in answer.content.decode()


def test_when_the_mail_server_is_down_the_sender_is_told_and_can_send_again(
    manager: Client, settings: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(SEND, {"name": "Nurse", "email": "nurse@example.org", "role": "reader"})
    page = manager.get("/p/alderbrook/administration/people/").content.decode()
    assert "Not sent" in page
    assert Invitation.objects.get().sent_at is None
