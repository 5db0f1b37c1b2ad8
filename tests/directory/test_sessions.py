"""Sessions end when nothing happens, and a person can end the others."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.directory.models import User
from partnerships.directory.session_rules import SEEN_AT
from partnerships.directory.views.account import browser_words
from tests.directory.conftest import portal_actions
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def set_seen(client: Client, seconds_ago: int) -> None:
    session = client.session
    session[SEEN_AT] = int(time.time()) - seconds_ago
    session.save()


def test_a_session_ends_after_an_hour_without_a_page(signed_in: Client) -> None:
    set_seen(signed_in, 3600)
    answer = signed_in.get("/account/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/login/")
    assert "You were signed out because nothing happened for 60 minutes." in answer.content.decode()


def test_a_session_in_use_goes_on(signed_in: Client) -> None:
    set_seen(signed_in, 3500)
    assert signed_in.get("/account/").status_code == 200
    assert signed_in.session[SEEN_AT] >= time.time() - 5


def test_reading_pages_does_not_write_the_session_each_time(signed_in: Client) -> None:
    signed_in.get("/account/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        signed_in.get("/account/")
    assert not [query for query in queries if Session._meta.db_table in query["sql"] and "UPDATE" in query["sql"]]


def test_the_time_can_be_set(signed_in: Client, settings: object) -> None:
    settings.SESSION_IDLE_SECONDS = 1800  # type: ignore[attr-defined]
    set_seen(signed_in, 1800)
    assert "30 minutes" in signed_in.get("/account/", follow=True).content.decode()


def test_a_person_sees_and_ends_the_other_sessions(signed_in: Client, person: User) -> None:
    elsewhere = Client()
    elsewhere.post("/account/login/", {"login": person.email, "password": PASSWORD})
    page = signed_in.get("/account/sessions/").content.decode()
    assert "This browser" in page
    assert "Sign out everywhere else" in page
    signed_in.post("/account/sessions/")
    assert elsewhere.get("/account/").status_code == 302
    assert signed_in.get("/account/").status_code == 200
    assert portal_actions()[-1] == "session_ended"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari on iPhone"),
        ("curl/8.0", "A browser on an unknown system"),
    ],
)
def test_a_browser_is_named_in_words(said: str, words: str) -> None:
    assert browser_words(said) == words
