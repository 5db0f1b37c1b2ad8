"""Nobody outside the circle of a confidential action can learn that it exists. One test for each way to try."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.actions.models import Action, Circle
from partnerships.actions.selectors import ledger_of, mergeable, origin_actions, people_of, shared_log
from partnerships.actions.services import action_circle_set, action_move, action_note, action_open, evidence_add
from partnerships.directory.models import AuditEvent, User
from partnerships.directory.selectors import audit_chains_verified
from safeguarding.lib.workflow import NotAllowed
from tests.actions.conftest import signed_in
from tests.actions.factories import CIRCLE, SECRET, action_made, ago, secret_made
from tests.support.cast import Cast

NOWHERE = "A-ZZZZZZZ"
EVERYWHERE = ("action_list", "action_board", "action_ageing", "action_export", "overview")
OUTSIDERS = ("manager", "lead", "chair", "reader")


@pytest.fixture
def secret(cast: Cast, coordinator: User) -> Action:
    """Return an overdue action of the council's only the coordinator and the police lead know of."""
    return secret_made(cast, coordinator, cast.other_lead, due_on=ago(10))


def body_of(response: Any) -> str:
    content = b"".join(response) if response.streaming else response.content
    return str(content.decode())


@pytest.mark.parametrize(
    ("name", "persona"),
    [*((name, persona) for name in EVERYWHERE for persona in OUTSIDERS), ("audit_list", "manager")],
)
def test_every_page_is_the_same_with_it_and_without_it(cast: Cast, coordinator: User, name: str, persona: str) -> None:
    client, pages = signed_in(getattr(cast, persona)), []
    action_made(cast)
    client.get(reverse("overview", args=[cast.a.slug]))  # the first request of a session does more
    for with_it in (False, True):
        if with_it:
            secret = secret_made(cast, coordinator, due_on=ago(10))
            action_note(by=coordinator, action=secret, text="Found out more", rag="off_track")
        with CaptureQueriesContext(connection) as work:
            response = client.get(reverse(name, args=[cast.a.slug]))
        pages.append((response.status_code, plain(body_of(response)), len(work)))
    assert pages[0] == pages[1]
    assert SECRET not in pages[1][1]
    assert "Child Q" not in pages[1][1]


def plain(page: str) -> str:
    """Return a page without what differs between any two requests."""
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', r"\1", page)


@pytest.mark.parametrize("query", ["words=death", "words=Child Q", "status=all", "owner=mine", "overdue=any", "key=x"])
@pytest.mark.parametrize("name", ["action_list", "action_board", "action_export"])
def test_searching_for_it_finds_nothing_and_counts_nothing(
    cast: Cast, secret: Action, lead: Any, name: str, query: str
) -> None:
    page = body_of(lead.get(f"{reverse(name, args=[cast.a.slug])}?{query}"))
    assert SECRET not in page
    assert secret.reference not in page
    if name == "action_list":
        assert "0 actions" in page


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("action_detail", []),
        ("action_edit", []),
        ("action_note", []),
        ("action_reassign", []),
        ("action_reschedule", []),
        ("action_impact", []),
        ("action_move", ["close"]),
        ("action_evidence_add", []),
        ("action_evidence", [1]),
    ],
)
@pytest.mark.parametrize("persona", ["manager", "lead"])
def test_its_address_and_one_never_given_out_are_one_answer_and_the_same_work(
    cast: Cast, secret: Action, name: str, more: list[Any], persona: str
) -> None:
    evidence_add(by=None, action=secret, title="Minute", text="Words")
    client, answers = signed_in(getattr(cast, persona)), []
    client.get(reverse("action_list", args=[cast.a.slug]))
    for reference in (secret.reference, NOWHERE):
        for send in (client.get, client.post):
            with CaptureQueriesContext(connection) as work:
                response = send(reverse(name, args=[cast.a.slug, reference, *more]))
            body = plain(response.content.decode()).replace(reference, "REFERENCE")
            shapes = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in work]
            answers.append((response.status_code, body, shapes, sorted(response.headers)))
    assert answers[:2] == answers[2:]
    assert answers[0][0] == 404


def test_the_trail_of_the_partnership_does_not_know_of_it(cast: Cast, secret: Action, coordinator: User) -> None:
    action_move(by=cast.other_lead, action=secret, event="report_done", words="It was done.")
    action_move(by=coordinator, action=secret, event="close", words="Saw the register.")
    signed_in(coordinator).get(reverse("action_detail", args=[cast.a.slug, secret.reference]))
    numbers = list(AuditEvent.objects.of(cast.a).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)), "a gap in the numbers would betray hidden events"
    assert not AuditEvent.objects.of(cast.a).filter(action__startswith="action_").exists()
    kept = AuditEvent.objects.filter(chain_id=ledger_of(cast.a)).order_by("number").values_list("action", flat=True)
    assert list(kept) == ["action_circle_set", "action_open", "action_moved", "action_moved", "action_read"]
    assert not [verdict for verdict in audit_chains_verified() if verdict.fault]


def test_people_of_the_circle_meet_it_with_a_mark(cast: Cast, secret: Action) -> None:
    client = signed_in(cast.other_lead)
    page = client.get(reverse("action_list", args=[cast.a.slug])).content.decode()
    assert SECRET in page
    assert "Confidential" in page
    assert client.get(reverse("action_detail", args=[cast.a.slug, secret.reference])).status_code == 200
    assert SECRET not in body_of(client.get(reverse("action_export", args=[cast.a.slug])))


def test_being_in_the_circle_is_not_keeping_it(cast: Cast, secret: Action, coordinator: User) -> None:
    edit = reverse("action_edit", args=[cast.a.slug, secret.reference])
    assert signed_in(cast.other_lead).get(edit).status_code == 403
    assert signed_in(coordinator).get(edit).status_code == 200


def test_who_leaves_the_list_loses_the_action_at_once(cast: Cast, secret: Action, coordinator: User) -> None:
    client, url = signed_in(cast.other_lead), reverse("action_detail", args=[cast.a.slug, secret.reference])
    assert client.get(url).status_code == 200
    action_circle_set(by=coordinator, partnership=cast.a, key=CIRCLE, people=[], keepers=[coordinator])
    assert client.get(url).status_code == 404


def test_setting_the_same_circle_again_writes_nothing(cast: Cast, secret: Action, coordinator: User) -> None:
    before = AuditEvent.objects.count()
    action_circle_set(by=coordinator, partnership=cast.a, key=CIRCLE, people=[cast.other_lead], keepers=[coordinator])
    assert AuditEvent.objects.count() == before
    action_circle_set(by=coordinator, partnership=cast.a, key=CIRCLE, people=[], keepers=[coordinator, cast.other_lead])
    assert AuditEvent.objects.count() == before + 1
    assert Circle.objects.get(key=CIRCLE).members.filter(keeps=True).count() == 2


def test_a_circle_that_is_not_there_is_an_error_and_opens_nothing(cast: Cast) -> None:
    with pytest.raises(Circle.DoesNotExist):
        action_made(cast, circle="cases.unknown")
    assert not Action.objects.exists()


def test_a_circle_without_people_shows_its_actions_to_nobody(cast: Cast, secret: Action, coordinator: User) -> None:
    action_circle_set(by=None, partnership=cast.a, key=CIRCLE, people=[])
    assert not Action.objects.visible_to(coordinator).exists()


def test_reports_other_rooms_and_merging_do_not_reach_it(cast: Cast, secret: Action) -> None:
    shared = action_made(cast, origin_kind=secret.origin_kind, origin_key=secret.origin_key)
    assert list(shared_log(cast.a)) == [shared]
    found = origin_actions(cast.a, cast.manager, secret.origin_kind, [secret.origin_key])
    assert list(found) == [shared]
    assert secret not in mergeable(shared)
    with pytest.raises(NotAllowed, match="not known to the same people"):
        action_move(by=cast.manager, action=shared, event="merge", into=secret)


def test_only_people_of_the_circle_can_be_given_it(cast: Cast, secret: Action, coordinator: User) -> None:
    assert set(people_of(secret, cast.a)) == {coordinator, cast.other_lead}
    assert cast.manager in people_of(None, cast.a)


def test_the_lead_of_the_owning_agency_is_not_told_of_it(cast: Cast, secret: Action, lead: Any) -> None:
    assert "overdue" not in lead.get(reverse("overview", args=[cast.a.slug])).content.decode().lower()


def test_it_stays_within_its_partnership(cast: Cast, secret: Action, coordinator: User) -> None:
    elsewhere = reverse("action_detail", args=[cast.b.slug, secret.reference])
    assert signed_in(cast.manager_of_b).get(elsewhere).status_code == 404
    assert signed_in(coordinator).get(elsewhere).status_code == 404
    action_open(by=None, partnership=cast.b, title="Other", origin_kind="other", owner_post="Chair")
    assert Action.objects.visible_to(coordinator).count() == 1
