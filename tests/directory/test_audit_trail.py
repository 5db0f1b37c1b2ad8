"""Reading the audit trail: sentences, filters, pages, the file to take away."""

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.directory.models import AuditEvent
from partnerships.directory.selectors.sentences import WORDINGS, deed_of, sentence_of
from partnerships.directory.services.audit import audit_record
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db
TRAIL = "/p/alderbrook/administration/audit/"


@pytest.fixture
def manager(cast: Cast) -> Client:
    """Return the board manager of A at work."""
    client = Client()
    client.force_login(cast.manager)
    return client


@pytest.fixture
def trail(cast: Cast) -> list[AuditEvent]:
    """Write three events of A and one of B."""
    a = {"partnership": cast.a}
    return [
        audit_record(by=cast.lead, action="return_submitted", label="Q3 2025/26 of Alderbrook Council", **a),
        audit_record(by=cast.manager, action="return_accepted", label="Q3 2025/26 of Alderbrook Council", **a),
        audit_record(by=None, action="report_build", label="Annual report 2025/26", **a),
        audit_record(by=cast.lead_of_b, action="return_submitted", label="Secret of B", partnership=cast.b),
    ]


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("return_submitted", "The portal submitted the return X"),
        ("return_send_back", "The portal sent back the return X"),
        ("build_done", "The portal was given X"),
        ("meeting_plan", "The portal planned the meeting X"),
        ("report_build", "The portal built the report X"),
        ("meeting_minute_write", "The portal wrote the meeting minute X"),
        ("role_ended", "The portal ended the role X on 1 April 2026"),
        ("invitation_sent", "The portal invited X as Agency lead for Mid County Police"),
        ("organisation_renamed", "The portal renamed Old to New from 1 April 2026"),
        ("approved", "The portal approved X"),
    ],
)
def test_every_action_reads_as_a_sentence(action: str, sentence: str) -> None:
    event = AuditEvent(
        actor_name="The portal",
        action=action,
        object_label="X",
        before={"name": "Old"},
        after={
            "name": "New",
            "on": "2026-04-01",
            "ends_on": "2026-04-01",
            "role": "agency_lead",
            "agency": "Mid County Police",
        },
    )
    assert sentence_of(event) == sentence


def test_no_wording_fails_when_the_event_says_nothing_more() -> None:
    for action in WORDINGS:
        assert deed_of(AuditEvent(action=action))


def test_the_page_shows_sentences_of_this_partnership_newest_first(manager: Client, trail: list[AuditEvent]) -> None:
    page = manager.get(TRAIL).content.decode()
    assert "<strong>Council lead</strong> submitted the return Q3 2025/26 of Alderbrook Council" in page
    assert page.index("built the report") < page.index("submitted the return")
    assert "Secret of B" not in page


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"person": "council"}, 1),
        ({"action": "return_accepted"}, 1),
        ({"about": "alderbrook"}, 2),
        ({"about": "alderbrook", "person": "board"}, 1),
        ({"since": "1/1/2020"}, 3),
        ({"until": "1/1/2020"}, 0),
    ],
)
def test_filters_keep_what_was_asked_for(
    manager: Client, trail: list[AuditEvent], chosen: dict[str, str], found: int
) -> None:
    page = manager.get(TRAIL, chosen).content.decode()
    assert f"{found} event" in page


def test_both_days_of_the_filter_are_included(manager: Client, trail: list[AuditEvent]) -> None:
    today = timezone.localdate()
    day = f"{today:%d/%m/%Y}"
    assert "3 events" in manager.get(TRAIL, {"since": day, "until": day}).content.decode()
    tomorrow = f"{today + timedelta(days=1):%d/%m/%Y}"
    assert "0 events" in manager.get(TRAIL, {"since": tomorrow}).content.decode()


def test_a_date_that_is_none_says_how_to_write_one(manager: Client, trail: list[AuditEvent]) -> None:
    answer = manager.get(TRAIL, {"since": "yesterday"})
    assert answer.status_code == 422
    assert "Enter a date like 27/3/2026" in answer.content.decode()


def test_pages_keep_the_filter(manager: Client, cast: Cast) -> None:
    for number in range(55):
        audit_record(by=cast.lead, action="note_added", partnership=cast.a, label=f"note {number}")
    page = manager.get(TRAIL, {"person": "council"}).content.decode()
    assert "person=council&amp;page=2" in page
    assert "note 0<" in manager.get(TRAIL, {"person": "council", "page": "2"}).content.decode()


def test_the_page_takes_the_same_queries_for_three_events_and_for_fifty(
    manager: Client, cast: Cast, trail: list[AuditEvent], django_assert_num_queries: Any
) -> None:
    manager.get(TRAIL)  # writes when the session was last used
    with django_assert_num_queries(6):
        manager.get(TRAIL)
    for number in range(60):
        audit_record(by=cast.lead, action=f"thing{number % 7}_added", partnership=cast.a, label=f"note {number}")
    with django_assert_num_queries(6):
        manager.get(TRAIL)


def test_the_file_holds_what_the_filter_keeps_and_runs_no_formula(manager: Client, cast: Cast) -> None:
    for label in ("=HYPERLINK(1)", "+A1", "-A1", "@SUM(A1)", "plain"):
        audit_record(by=cast.lead, action="note_added", partnership=cast.a, label=label)
    audit_record(by=cast.manager, action="note_added", partnership=cast.a, label="not asked for")
    answer = manager.get(f"{TRAIL}export/", {"person": "council"})
    assert answer.headers["Content-Type"] == "text/csv"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="audit-alderbrook-')
    rows = list(csv.DictReader(b"".join(answer.streaming_content).decode().splitlines()))
    assert [row["About"] for row in rows] == ["plain", "'@SUM(A1)", "'-A1", "'+A1", "'=HYPERLINK(1)"]
    assert rows[0]["What"] == "Council lead added the note plain"


def test_taking_the_file_is_an_event(manager: Client, cast: Cast) -> None:
    b"".join(manager.get(f"{TRAIL}export/").streaming_content)
    assert AuditEvent.objects.of(cast.a).get().action == "audit_exported"


def test_an_event_keeps_the_address_and_the_request(manager: Client, cast: Cast, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answer = manager.get(f"{TRAIL}export/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    event = AuditEvent.objects.of(cast.a).get()
    assert event.address == "198.51.100.7"
    assert event.request_id == answer.headers["X-Request-ID"]
