"""Signing in and out by e-mail, the pages around it, and what of it is recorded."""

import pytest
from django.core import mail
from django.test import Client

from partnerships.directory.models import AuditEvent, User
from tests.directory.conftest import portal_actions
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "copper lantern meadow"


def test_a_person_signs_in_with_email_address_and_password(client: Client, person: User) -> None:
    answer = client.post("/account/login/", {"login": "LEAD@example.org", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[0][0] == "/"
    assert "Council lead" in answer.content.decode()
    assert client.session["_auth_user_id"] == str(person.pk)
    assert portal_actions() == ["signed_in"]


def test_a_wrong_password_is_refused_in_plain_words_and_recorded(client: Client, person: User) -> None:
    answer = client.post("/account/login/", {"login": person.email, "password": "wrong password here"})
    page = answer.content.decode()
    assert "There is a problem" in page
    assert "One of them is not right" in page
    event = AuditEvent.objects.get(action="sign_in_failed")
    assert (event.actor_id, event.object_label, event.address) == (None, person.email, "127.0.0.1")


def test_an_address_without_account_gets_the_same_answer_as_a_wrong_password(client: Client, person: User) -> None:
    unknown = client.post("/account/login/", {"login": "nobody@example.org", "password": PASSWORD})
    wrong = client.post("/account/login/", {"login": person.email, "password": "wrong password here"})
    assert [unknown.status_code, wrong.status_code] == [200, 200]
    assert "One of them is not right" in unknown.content.decode()
    assert "One of them is not right" in wrong.content.decode()


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client: Client, person: User) -> None:
    for _ in range(5):
        client.post("/account/login/", {"login": person.email, "password": "wrong password here"})
    answer = client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert "You have tried too many times. Wait 5 minutes" in answer.content.decode()
    assert "signed_in" not in portal_actions()


def test_many_tries_from_one_address_get_a_plain_page(client: Client) -> None:
    for number in range(31):
        answer = client.post("/account/login/", {"login": f"person{number}@example.org", "password": ""})
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()


def test_a_closed_account_is_told_so(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    answer = client.post("/account/login/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert "This account is closed" in answer.content.decode()
    assert "signed_in" not in portal_actions()


def test_signing_out_needs_a_click_and_is_recorded(signed_in: Client) -> None:
    assert signed_in.get("/account/logout/").status_code == 200
    answer = signed_in.post("/account/logout/", follow=True)
    assert answer.redirect_chain[-1][0] == "/account/login/"
    assert "You are signed out." in answer.content.decode()
    assert portal_actions() == ["signed_in", "signed_out"]


def test_a_forgotten_password_is_replaced_through_a_link_that_works_once(client: Client, person: User) -> None:
    asked = client.post("/account/password/reset/", {"email": person.email}, follow=True)
    assert "a link is on its way" in asked.content.decode()
    message = mail.outbox[0]
    assert message.subject == "Choose a new password"
    link = next(line for line in message.body.splitlines() if "/password/reset/key/" in line)
    form = client.get(link, follow=True)
    assert "Three random words work well" in form.content.decode()
    saved = client.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert saved.headers["Location"] == "/account/password/reset/key/done/"
    assert client.get(saved.headers["Location"]).status_code == 200
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert "This link does not work" in Client().get(link, follow=True).content.decode()
    assert portal_actions() == ["password_reset_asked", "password_reset"]
    assert mail.outbox[1].subject == "Your account was changed"


def test_asking_for_a_link_for_an_unknown_address_looks_the_same_and_sends_nothing(client: Client) -> None:
    answer = client.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "a link is on its way" in answer.content.decode()
    assert mail.outbox == []


def test_a_person_changes_the_password_and_signs_in_again(signed_in: Client, person: User) -> None:
    given = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    answer = signed_in.post("/account/password/change/", given, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/login/")
    assert "password_changed" in portal_actions()
    assert mail.outbox[0].to == [person.email]
    assert "Your password was changed." in mail.outbox[0].body


def test_a_wrong_old_password_changes_nothing(signed_in: Client, person: User) -> None:
    given = {"oldpassword": "wrong password here", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    answer = signed_in.post("/account/password/change/", given)
    assert "Enter the password you use now" in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_an_account_without_password_sets_one(client: Client) -> None:
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    assert client.get("/account/password/change/").headers["Location"] == "/account/password/set/"
    client.post("/account/password/set/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert "password_set" in portal_actions()


def test_the_account_page_shows_roles_and_what_last_happened(signed_in: Client) -> None:
    page = signed_in.get("/account/").content.decode()
    assert "Council lead signed in" in page
    assert "You hold no role" in page


@pytest.mark.parametrize("path", ["signup/", "confirm-email/", "inactive/", "social/connections/", "2fa/"])
def test_pages_of_allauth_we_do_not_need_do_not_exist(client: Client, person: User, path: str) -> None:
    client.force_login(person)
    assert client.get(f"/account/{path}").status_code == 404


@pytest.mark.parametrize("path", ["login/", "password/reset/", "password/reset/done/", "password/reset/key/done/"])
def test_public_account_pages_open_for_everybody(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 200


@pytest.mark.parametrize(
    "path", ["", "password/change/", "password/set/", "two-step/", "two-step/codes/", "two-step/app/add/", "sessions/"]
)
def test_private_account_pages_send_a_stranger_to_sign_in(client: Client, path: str) -> None:
    answer = client.get(f"/account/{path}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_nothing_of_an_account_page_breaks_the_content_security_policy(client: Client) -> None:
    answer = client.get("/account/login/")
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    page = answer.content.decode()
    assert ' style="' not in page
    assert " onclick" not in page
    scripts = [part for part in page.split("<script")[1:] if "src=" not in part.split(">")[0]]
    assert all('type="application/json"' in part.split(">")[0] for part in scripts)
