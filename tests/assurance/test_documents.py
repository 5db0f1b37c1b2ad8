"""Links and documents: owners and reviews, and asking the web whether links work without asking our own network."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.utils import timezone

from partnerships.assurance import fetching
from partnerships.assurance.fetching import Answer, look
from partnerships.assurance.models import LinkCheck, Resource
from partnerships.assurance.selectors.resources import resources_of
from partnerships.assurance.services import links_check, resource_change
from partnerships.assurance.tasks import check
from safeguarding.lib.workflow import NotAllowed
from tests.assurance.doors import address, browser, queries, words
from tests.assurance.factories import resource_made
from tests.support.cast import Cast

Outcome = LinkCheck.Outcome
GONE, WORKS = Answer(outcome=Outcome.GONE, code=404), Answer(outcome=Outcome.WORKS, code=200)
SILENT = Answer(outcome=Outcome.UNREACHABLE)


def answering(**answers: Answer) -> Callable[[str], Answer]:
    """Return a fetcher that answers by the last word of the address."""
    return lambda url: answers.get(url.rsplit("/", 1)[-1], WORKS)


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says: /404, /to/<place>, /get-only."""

    def do_HEAD(self) -> None:
        code = 200
        if self.path.strip("/").isdigit():
            code = int(self.path.strip("/"))
        elif self.path == "/get-only":
            code = 200 if self.command == "GET" else 405
        elif self.path.startswith(("/to/", "/for-now/", "/loop")):
            code = 302 if self.path.startswith("/for-now/") else 301
        self.send_response(code)
        if code in (301, 302):
            self.send_header("Location", "/loop" if self.path == "/loop" else "/" + self.path.split("/", 2)[2])
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return a web site that the portal takes for a public one: its name leads to a server on this machine."""
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    real = socket.create_connection
    monkeypatch.setattr(fetching, "public_address", lambda host, port: "127.0.0.1")
    monkeypatch.setattr(
        socket, "create_connection", lambda place, **more: real(("127.0.0.1", server.server_port), **more)
    )
    yield "http://site.example"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "outcome", "code"),
    [
        ("/", Outcome.WORKS, 200),
        ("/404", Outcome.GONE, 404),
        ("/410", Outcome.GONE, 410),
        ("/403", Outcome.REFUSED, 403),
        ("/500", Outcome.FAILED, 500),
        ("/get-only", Outcome.WORKS, 200),
        ("/for-now/here", Outcome.WORKS, 200),
        ("/loop", Outcome.FAILED, None),
        ("/a page/with spaces?and=ü", Outcome.WORKS, 200),
    ],
)
def test_an_address_says_what_a_reader_would_meet(site: str, path: str, outcome: str, code: int | None) -> None:
    answer = look(site + path)
    assert (answer.outcome, answer.code) == (outcome, code)


def test_a_lasting_move_says_where_to(site: str) -> None:
    answer = look(f"{site}/to/new/place")
    assert (answer.outcome, answer.leads_to) == (Outcome.MOVED, f"{site}/new/place")


@contextmanager
def nothing_is_connected(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail when anything is connected to."""

    def refuse(*args: Any, **more: Any) -> None:
        raise AssertionError(f"connected to {args}")

    with monkeypatch.context() as patch:
        patch.setattr(socket, "create_connection", refuse)
        yield


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/admin",
        "http://10.0.0.8/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::a00:8]/",
        "http://224.0.0.1/",
        "http://[not an address/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://example.org:8443/",
        "https://user:secret@example.org/",
        "https:///nothing",
        "https://example.org:99999/",
    ],
)
def test_an_address_of_our_own_network_is_never_asked(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with nothing_is_connected(monkeypatch):
        assert look(url).outcome == Outcome.NOT_ASKED


def test_a_name_with_one_private_address_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in ("93.184.215.14", "10.0.0.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: found)
    with nothing_is_connected(monkeypatch):
        assert look("https://rebound.example/").outcome == Outcome.NOT_ASKED


def test_a_redirect_into_our_own_network_is_not_followed(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def judge(host: str, port: int) -> str:
        asked.append(host)
        if host != "site.example":
            raise fetching.NotPublic(host)
        return "127.0.0.1"

    monkeypatch.setattr(fetching, "public_address", judge)
    monkeypatch.setattr(Handler, "do_HEAD", _to_metadata)
    assert look(f"{site}/").outcome == Outcome.NOT_ASKED
    assert asked == ["site.example", "169.254.169.254"]


def _to_metadata(handler: Handler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "http://169.254.169.254/latest/")
    handler.end_headers()


def test_a_name_nobody_knows_or_a_server_that_hangs_up_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: Any, **more: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert look("https://nowhere.example/").outcome == Outcome.UNREACHABLE


def test_answers_are_dated_and_stay_with_the_address_they_are_about(cast: Cast) -> None:
    row = resource_made(cast.a, url="https://example.org/gone")
    assert links_check(fetch=answering(gone=GONE)) == 1
    held = resources_of(cast.a).get(pk=row.pk)
    assert held.check_now is not None
    assert (held.check_now.outcome, held.check_now.is_bad) == ("gone", True)
    page = words(browser(cast.reader).get(address(cast, "resource_list")))
    assert "Not there any more" in page
    resource_change(by=None, resource=held, version=1, url="https://example.org/found")
    assert resources_of(cast.a).get(pk=row.pk).check_now is None
    assert "Not looked at yet" in words(browser(cast.reader).get(address(cast, "resource_list")))


def test_a_run_that_is_repeated_asks_nothing_twice_within_the_week(cast: Cast) -> None:
    resource_made(cast.a)
    now = timezone.now()
    assert links_check(fetch=answering(), now=now) == 1
    assert links_check(fetch=answering(), now=now + timedelta(days=5)) == 0
    assert links_check(fetch=answering(), now=now + timedelta(days=7)) == 1
    assert links_check(partnership=cast.a, fetch=answering(), now=now + timedelta(days=7)) == 1
    assert links_check(partnership=cast.b, fetch=answering(), now=now) == 0


def test_a_portal_without_a_way_out_calls_no_link_dead(cast: Cast) -> None:
    resource_made(cast.a, "One", url="https://example.org/one")
    resource_made(cast.a, "Two", url="https://example.org/two")
    assert links_check(fetch=lambda url: SILENT) == 0
    assert not LinkCheck.objects.exists()
    page, client = address(cast, "resource_list"), browser(cast.reader)
    assert "reached none of the links" in words(client.get(page))
    assert links_check(fetch=answering(one=SILENT)) == 2
    assert "reached none of the links" not in words(client.get(page))
    assert LinkCheck.objects.get(resource__title="One").is_bad


def test_the_worker_checks_one_partnership_or_all(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("partnerships.assurance.tasks.links_check", lambda partnership: asked.append(partnership))
    check(cast.a.pk)
    check()
    assert asked == [cast.a, None]


def test_checking_now_is_asked_of_the_worker_after_the_commit(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr("safeguarding.lib.queue.send", lambda *args: sent.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        browser(cast.manager).post(address(cast, "links_check"))
    assert sent == [("assurance.links_check", cast.a.pk)]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"url": ""}, "Give the web address, or say where the document is kept"),
        ({"owner_post": ""}, "Say which agency or which post looks after it"),
    ],
)
def test_an_entry_has_a_place_and_an_owner(cast: Cast, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(NotAllowed, match=message):
        resource_made(cast.a, **fields)


def test_only_addresses_on_the_web_are_taken(cast: Cast) -> None:
    said = {"title": "Policy", "kind": "policy", "owner_post": "Board manager"}
    for url in ("javascript:alert(1)", "ftp://example.org/", "nonsense"):
        answer = browser(cast.manager).post(address(cast, "resource_add"), {**said, "url": url})
        assert answer.status_code == 422
    assert not Resource.objects.exists()


def test_a_document_shows_its_owner_and_that_its_review_is_overdue(cast: Cast) -> None:
    resource_made(cast.a, agency=cast.agency, review_on=date(2025, 1, 1), edition="3.1", kept_at="Shared drive", url="")
    page = words(browser(cast.reader).get(address(cast, "resource_list")))
    for text in ("Alderbrook Council", "1 January 2025", "Overdue", "version 3.1", "Shared drive"):
        assert text in page
    assert "Out of use" not in page


def test_an_entry_out_of_use_is_gone_from_the_list_and_kept_in_the_table(cast: Cast) -> None:
    row = resource_made(cast.a)
    said = {"title": row.title, "kind": row.kind, "url": row.url, "owner_post": row.owner_post, "version": "1"}
    browser(cast.manager).post(address(cast, "resource_edit", row.pk), {**said, "retired": "on"})
    assert "Nothing is in the register" in words(browser(cast.manager).get(address(cast, "resource_list")))
    assert Resource.objects.get().retired_on == timezone.localdate()


def test_an_entry_saved_meanwhile_is_shown_beside_ones_own(cast: Cast) -> None:
    row = resource_made(cast.a)
    resource_change(by=cast.second_manager, resource=row, version=1, title="Their title")
    said = {"title": "My title", "kind": "policy", "url": row.url, "owner_post": "Me", "version": "1"}
    answer = browser(cast.manager).post(address(cast, "resource_edit", row.pk), said)
    assert answer.status_code == 409
    assert "Their title" in words(answer)
    assert 'value="My title"' in answer.text


def test_the_list_is_read_in_the_same_number_of_queries_for_few_and_many(cast: Cast) -> None:
    client, page = browser(cast.manager), address(cast, "resource_list")
    client.get(page)
    counts = []
    for number in range(1, 6):
        resource_made(cast.a, f"Policy {number}", url=f"https://example.org/{number}", agency=cast.agency)
        links_check(partnership=cast.a, fetch=answering())
        counts.append(queries(client, page))
    assert counts[0] == counts[-1]
