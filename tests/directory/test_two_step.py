"""Two-step verification: set up, used, removed; asked for where the installation says so; all of it recorded."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from partnerships.directory.models import AuditEvent, User
from tests.directory.conftest import portal_actions
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def confirmed(signed_in: Client) -> Client:
    """Return a client that has entered the password once more."""
    signed_in.post("/account/reauthenticate/?next=/account/two-step/", {"password": PASSWORD})
    return signed_in


@pytest.fixture
def app_secret(person: User) -> str:
    """Give the person an authenticator app."""
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    return secret


def test_setting_up_an_app_asks_for_the_password_again_first(client: Client, person: User) -> None:
    client.force_login(person)
    answer = client.get("/account/two-step/app/add/")
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert "Confirm that it is you" in client.get(answer.headers["Location"]).content.decode()


def test_a_wrong_password_there_is_refused(client: Client, person: User) -> None:
    client.force_login(person)
    answer = client.post("/account/reauthenticate/", {"password": "wrong password here"})
    assert "Enter the password you use now" in answer.content.decode()


def test_an_app_is_set_up_with_its_first_code(
    confirmed: Client, person: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    html = confirmed.get("/account/two-step/app/add/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in html
    secret = re.search(r'portal-key">(\w+)<', html)[1]  # type: ignore[index]
    with django_capture_on_commit_callbacks(execute=True):
        done = confirmed.post("/account/two-step/app/add/", {"code": code_for(secret)})
    assert done.headers["Location"] == "/account/two-step/codes/"
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    assert "authenticator_app_added" in portal_actions()
    codes = confirmed.get("/account/two-step/codes/").content.decode()
    assert codes.count("<code>") == 10


def test_a_wrong_first_code_says_what_to_do(confirmed: Client) -> None:
    confirmed.get("/account/two-step/app/add/")
    answer = confirmed.post("/account/two-step/app/add/", {"code": "000000"})
    assert "Enter the code as it is shown now" in answer.content.decode()


def test_signing_in_asks_for_a_code_and_takes_it(client: Client, person: User, app_secret: str) -> None:
    answer = client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert answer.headers["Location"].startswith("/account/two-step/authenticate/")
    assert client.get("/account/").status_code == 302
    assert "signed_in" not in portal_actions()
    client.post("/account/two-step/authenticate/", {"code": code_for(app_secret)})
    assert client.get("/account/").status_code == 200
    assert portal_actions() == ["signed_in"]


def test_a_wrong_code_is_refused_and_recorded(client: Client, person: User, app_secret: str) -> None:
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    answer = client.post("/account/two-step/authenticate/", {"code": "000000"})
    assert "This one does not match" in answer.content.decode()
    event = AuditEvent.objects.get(action="second_step_failed")
    assert (event.actor_id, event.object_label) == (None, person.name)
    assert client.get("/account/").status_code == 302


def test_a_recovery_code_works_once(client: Client, person: User, app_secret: str) -> None:
    code = RecoveryCodes.activate(person).generate_codes()[0]
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    client.post("/account/two-step/authenticate/", {"code": code})
    assert client.get("/account/").status_code == 200
    again = Client()
    again.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert "does not match" in again.post("/account/two-step/authenticate/", {"code": code}).content.decode()


def test_new_recovery_codes_replace_the_old_ones(
    confirmed: Client,
    person: User,
    app_secret: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    old = RecoveryCodes.activate(person).generate_codes()
    assert "The 10 codes you have left stop working" in confirmed.get("/account/two-step/codes/new/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        confirmed.post("/account/two-step/codes/new/")
    page = confirmed.get("/account/two-step/codes/").content.decode()
    assert old[0] not in page
    assert "recovery_codes_made" in portal_actions()
    assert confirmed.get("/account/two-step/codes/download/").headers["Content-Type"] == "text/plain"


def test_an_app_is_removed_and_that_is_recorded(confirmed: Client, person: User, app_secret: str) -> None:
    assert "Its codes stop working" in confirmed.get("/account/two-step/app/remove/").content.decode()
    confirmed.post("/account/two-step/app/remove/")
    assert not Authenticator.objects.filter(user=person).exists()
    assert portal_actions()[-1] == "authenticator_app_removed"


def test_the_pages_for_keys_open(confirmed: Client, person: User) -> None:
    key = Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "Work phone", "credential": {"clientExtensionResults": {}}}
    )
    listed = confirmed.get("/account/two-step/passkeys/").content.decode()
    assert "Work phone" in listed
    assert "Rename the key" in confirmed.get(f"/account/two-step/passkeys/{key.pk}/rename/").content.decode()
    assert "Remove the key Work phone" in confirmed.get(f"/account/two-step/passkeys/{key.pk}/remove/").content.decode()
    confirmed.post(f"/account/two-step/passkeys/{key.pk}/rename/", {"name": "Old phone"})
    assert "Old phone" in confirmed.get("/account/two-step/passkeys/").content.decode()
    confirmed.post(f"/account/two-step/passkeys/{key.pk}/remove/")
    assert portal_actions()[-1] == "passkey_removed"


def test_adding_a_key_shows_a_way_without_scripts(confirmed: Client) -> None:
    page = confirmed.get("/account/two-step/passkeys/add/").content.decode()
    assert "Passkeys need JavaScript" in page
    assert "creation_options" in page


def test_a_person_without_second_factor_reaches_its_set_up_and_nothing_else(
    client: Client, person: User, settings: Any
) -> None:
    settings.MFA_REQUIRED = True
    client.force_login(person)
    for path in ("/", "/account/", "/account/sessions/"):
        assert client.get(path).headers["Location"] == "/account/two-step/"
    assert client.get("/account/two-step/").status_code == 200
    assert client.get("/accessibility/").status_code == 200
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/health/").status_code == 200


def test_with_a_second_factor_everything_is_open(client: Client, person: User, settings: Any, app_secret: str) -> None:
    settings.MFA_REQUIRED = True
    client.force_login(person)
    assert client.get("/account/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client: Client, person: User, settings: Any) -> None:
    settings.MFA_REQUIRED = True
    RecoveryCodes.activate(person)
    client.force_login(person)
    assert client.get("/account/").headers["Location"] == "/account/two-step/"


def test_a_demonstration_does_not_ask(client: Client, person: User) -> None:
    client.force_login(person)
    assert client.get("/account/").status_code == 200
