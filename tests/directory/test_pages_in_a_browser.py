"""Every page of the directory in a real browser: axe finds nothing, nothing is wider than the window, CSP is kept."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Membership
from partnerships.directory.services.invitations import invitation_send
from partnerships.directory.services.organisations import organisation_rename
from tests.factories import PASSWORD
from tests.support.axe import assert_accessible, assert_fits
from tests.support.browser import follow
from tests.support.cast import Cast, cast_made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PRIVATE = (
    "/account/",
    "/account/password/change/",
    "/account/two-step/",
    "/account/two-step/app/add/",
    "/account/two-step/passkeys/",
    "/account/two-step/passkeys/add/",
    "/account/sessions/",
    "/account/logout/",
    "/p/alderbrook/",
    "/p/alderbrook/administration/people/",
    "/p/alderbrook/administration/people/invite/",
    "/p/alderbrook/administration/people/{person}/",
    "/p/alderbrook/administration/people/{person}/roles/add/",
    "/p/alderbrook/administration/people/roles/{role}/end/",
    "/p/alderbrook/administration/settings/",
    "/p/alderbrook/administration/audit/",
    "/p/alderbrook/agencies/",
    "/p/alderbrook/agencies/add/",
    "/p/alderbrook/agencies/police/edit/",
    "/p/alderbrook/agencies/organisations/police/",
    "/p/alderbrook/agencies/organisations/police/rename/",
    "/p/alderbrook/agencies/organisations/police/succeed/",
    "/p/alderbrook/agencies/areas/",
    "/p/alderbrook/agencies/areas/add/",
)
PUBLIC = ("/account/login/", "/account/password/reset/", "/account/password/reset/done/", "/privacy/", "/invitation/x/")


@pytest.fixture
def busy_cast() -> Cast:
    """Return the cast with something to see on every page."""
    made = cast_made()
    invitation_send(
        by=made.manager,
        partnership=made.a,
        email="nurse@example.org",
        name="Designated nurse",
        role=Role.AGENCY_LEAD,
        agency=made.agency,
    )
    police = made.other_agency.organisation
    organisation_rename(by=made.manager, organisation=police, version=1, name="Greater Police", on=date(2026, 4, 1))
    made.manager.set_password(PASSWORD)
    made.manager.save()
    return made


def sign_in(page: Page, base: str, cast: Cast) -> list[str]:
    """Sign in through the page, confirm the password, and collect what the browser complains about."""
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(f"{base}/account/login/")
    page.get_by_label("Email address").fill(cast.manager.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))
    page.goto(f"{base}/account/reauthenticate/?next=/account/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Continue"))
    return complaints


def look_at(page: Page, url: str) -> None:
    """Open a page and check it."""
    page.goto(url)
    assert_fits(page)


def test_every_page_of_a_manager_is_accessible(page: Page, live_server: Any, busy_cast: Cast) -> None:
    complaints = sign_in(page, live_server.url, busy_cast)
    role = Membership.objects.get(user=busy_cast.reader).pk
    for path in PRIVATE:
        look_at(page, live_server.url + path.format(person=busy_cast.reader.pk, role=role))
    assert complaints == []


def test_every_public_page_is_accessible(page: Page, live_server: Any) -> None:
    for path in PUBLIC:
        look_at(page, live_server.url + path)


def test_mistakes_are_announced_and_led_to(page: Page, live_server: Any, busy_cast: Cast) -> None:
    sign_in(page, live_server.url, busy_cast)
    page.goto(f"{live_server.url}/p/alderbrook/administration/people/invite/")
    follow(page.get_by_role("button", name="Send the invitation"))
    assert_accessible(page)
    page.get_by_role("link", name="Enter full name").click()
    assert page.evaluate("document.activeElement.name") == "name"


def test_a_person_is_invited_and_signs_in_by_keyboard_alone(page: Page, live_server: Any, busy_cast: Cast) -> None:
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_label("Email address").focus()
    page.keyboard.type(busy_cast.manager.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/alderbrook/")
    assert page.get_by_role("heading", name="What needs attention").is_visible()
    assert Client().get("/p/alderbrook/").status_code == 302


def test_a_passkey_signs_a_person_in(page: Page, live_server: Any, busy_cast: Cast) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    base = live_server.url.replace("127.0.0.1", "localhost")
    sign_in(page, base, busy_cast)
    page.goto(f"{base}/account/two-step/passkeys/add/")
    page.get_by_label("Use it to sign in without a password").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/account/two-step/codes/")
    follow(page.get_by_role("button", name="Sign out"))
    assert not page.get_by_text("The passkey could not be used").is_visible()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/p/alderbrook/")
