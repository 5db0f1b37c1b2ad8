"""A form sent after the session ended is neither saved nor lost: it is shown and can be sent again."""

import html
import re

import pytest
from django.test import Client

from partnerships.directory.models import User
from partnerships.governance.models import GlossaryTerm
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db

ADDRESS = "/p/alderbrook/governance/glossary/new/"
TERM = {"abbreviation": "MASH", "expansion": "Multi-agency  <safeguarding> hub"}
BROWSER = {"Accept": "text/html", "Origin": "http://testserver"}


def client_with_token(user: User | None = None) -> tuple[Client, str]:
    client = Client(enforce_csrf_checks=True)
    if user:
        client.force_login(user)
    client.get("/p/alderbrook/" if user else "/account/login/")
    return client, client.cookies["csrftoken"].value


def hidden(page: str) -> dict[str, str]:
    """Return what the page would send again, read as a browser reads it."""
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in inputs}


def test_a_form_of_a_signed_out_person_is_shown_and_nothing_is_saved(cast: Cast) -> None:
    client, token = client_with_token()
    response = client.post(ADDRESS, TERM | {"csrfmiddlewaretoken": token}, headers=BROWSER)
    page = response.content.decode()
    assert response.status_code == 401
    assert "You were signed out before this was saved" in page
    assert "Multi-agency  &lt;safeguarding&gt; hub" in page
    assert hidden(page).items() >= TERM.items()
    assert not GlossaryTerm.objects.exists()


def test_it_is_saved_when_sent_again_after_signing_in(cast: Cast) -> None:
    client, token = client_with_token()
    first = client.post(ADDRESS, TERM | {"csrfmiddlewaretoken": token}, headers=BROWSER)
    again = hidden(first.content.decode())
    client.force_login(cast.manager)
    client.cookies["csrftoken"] = client_with_token(cast.manager)[1]  # signing in gave the browser a new token
    second = client.post(ADDRESS, again, headers=BROWSER)
    assert second.status_code == 403
    assert "This form was older than your sign-in" in second.content.decode()
    third = client.post(ADDRESS, hidden(second.content.decode()), headers=BROWSER)
    assert third.status_code == 302
    assert GlossaryTerm.objects.get().expansion == TERM["expansion"]


@pytest.mark.parametrize("headers", [{"Accept": "text/html"}, BROWSER | {"Origin": "https://elsewhere.example"}])
def test_a_form_another_site_sends_is_never_offered_again(cast: Cast, headers: dict[str, str]) -> None:
    client, _ = client_with_token(cast.manager)
    response = client.post(ADDRESS, TERM, headers=headers)
    assert response.status_code == 403
    assert "Send again" not in response.content.decode()


def test_a_program_is_sent_to_sign_in_as_before(cast: Cast) -> None:
    response = Client().post(ADDRESS, TERM, headers=BROWSER | {"Accept": "application/json"})
    assert (response.status_code, response.headers["Location"][:15]) == (302, "/account/login/")


def test_a_page_that_is_only_read_still_leads_to_the_sign_in(cast: Cast) -> None:
    assert Client().get(ADDRESS, headers=BROWSER).status_code == 302


def test_a_password_is_never_shown_again(cast: Cast) -> None:
    client, _ = client_with_token()
    response = client.post("/account/login/", {"login": "a@example.org", "password": "secret words"}, headers=BROWSER)
    assert "secret words" not in response.content.decode()
