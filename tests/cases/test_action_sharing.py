"""An action of a case becomes known to everybody only once the review is public, and then in words of its own."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.models import Action
from partnerships.actions.selectors import ledger_of, report_rows, shared_log, standings
from partnerships.actions.services import action_impact, action_move, action_note, action_share, evidence_add
from partnerships.directory.models import AuditEvent, User
from partnerships.directory.selectors import audit_chains_verified
from reviews.cases.models import Case
from reviews.cases.selectors.trail import events_about
from reviews.cases.services import access_end, access_give, recommendation_action_share, record_withdraw
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.actions.factories import upload_made
from tests.cases.factories import coordinator_of
from tests.cases.test_actions import TITLE, detail, opened
from tests.cases.test_need_to_know import signed_in
from tests.cases.test_records import described, let_out, second_of
from tests.support.cast import Cast

INSIDE, OPEN = "Said in confidence", "Renew the guidance"
SAID = {"title": OPEN, "success": "Fewer children are hurt.", "reason": "The review is published"}
PAGES = ("action_list", "action_board", "action_ageing", "action_export", "overview", "audit_list")


@pytest.fixture
def action(cast: Cast, case: Case, coordinator: User) -> Action:
    """Return a closed action of the case with the secret in everything its circle said."""
    access_give(by=coordinator, case=case, person=cast.lead, reason="Carries out the action")
    made = opened(cast, coordinator, case, success=INSIDE, title=INSIDE, opened_on=date(2026, 6, 1))
    action_note(by=cast.lead, action=made, text=INSIDE)
    evidence_add(by=cast.lead, action=made, title=INSIDE, upload=upload_made(f"{INSIDE}.pdf"))
    action_move(by=cast.lead, action=made, event="report_done", words=INSIDE)
    action_move(by=coordinator, action=made, event="close", words=INSIDE)
    action_impact(by=coordinator, action=made, text=INSIDE)
    return made


@pytest.fixture
def public(cast: Cast, case: Case, coordinator: User) -> None:
    """Release the public record of the case."""
    described(case, coordinator)
    let_out(case, coordinator, second_of(cast, case, coordinator))


def page_to_share(case: Case, action: Action) -> str:
    number = int(action.origin_key.rpartition(".")[2])
    return reverse(
        "recommendation_action_share", args=[case.partnership.slug, case.reference, number, action.reference]
    )


def shared(case: Case, action: Action, keeper: Client) -> None:
    answer = keeper.post(page_to_share(case, action), {**SAID, "settled_words": "Seen in use."})
    assert answer.status_code == 302, answer.content.decode()
    action.refresh_from_db()


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    return (b"".join(response) if response.streaming else response.content).decode()  # type: ignore[arg-type]


def test_a_confidential_action_is_not_shared_before_the_record_is_released(
    cast: Cast, case: Case, action: Action, keeper: Client
) -> None:
    ask = page_to_share(case, action)
    assert "refused until the public record" in keeper.get(ask).content.decode()
    answer = keeper.post(ask, {**SAID, "settled_words": "Seen in use."})
    assert answer.status_code == 422
    assert "until its public record is released" in answer.content.decode()
    assert ask not in text_of(keeper, reverse("case_learning", args=[cast.a.slug, case.reference]))
    action.refresh_from_db()
    assert action.confidential
    for name in PAGES:
        page = text_of(signed_in(cast.manager), reverse(name, args=[cast.a.slug]))
        assert INSIDE not in page
        assert OPEN not in page
    assert not AuditEvent.objects.of(cast.a).filter(action__startswith="action_").exists()


@pytest.mark.usefixtures("public")
def test_once_it_is_released_a_coordinator_shares_the_action_from_the_page_of_the_case(
    cast: Cast, case: Case, action: Action, keeper: Client, coordinator: User
) -> None:
    learning = reverse("case_learning", args=[cast.a.slug, case.reference])
    assert page_to_share(case, action) in text_of(keeper, learning)
    shared(case, action, keeper)
    assert (action.circle, action.shared_by, action.shared_because) == (None, coordinator, SAID["reason"])
    assert "Known to everybody who reads the log" in text_of(keeper, learning)
    page = text_of(signed_in(cast.reader), f"{reverse('action_list', args=[cast.a.slug])}?status=all")
    assert OPEN in page
    shown = text_of(signed_in(cast.reader), detail(cast, action))
    assert "Recommendation 1 of Child Q" in shown
    assert "Seen in use." in shown
    assert case.reference not in shown
    assert keeper.get(page_to_share(case, action)).status_code == 404  # there is nothing left to share


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("persona", ["manager", "reader", "other_lead", "chair"])
def test_nothing_that_was_said_in_confidence_becomes_known(
    cast: Cast, case: Case, action: Action, keeper: Client, persona: str
) -> None:
    shared(case, action, keeper)
    client = signed_in(getattr(cast, persona))
    shown = text_of(client, detail(cast, action))
    assert OPEN in shown
    assert "stays with them" in shown
    assert cast.lead.name not in shown  # who did it was on the list of a case
    pages = [text_of(client, reverse(name, args=[cast.a.slug]) + "?status=all") for name in PAGES]
    for page in (shown, *pages):
        assert INSIDE not in page
        assert case.reference not in page
    assert client.get(reverse("action_evidence", args=[cast.a.slug, action.reference, 1])).status_code == 404
    searched = text_of(client, f"{reverse('action_list', args=[cast.a.slug])}?status=all&words=confidence")
    assert "0 actions" in searched


@pytest.mark.usefixtures("public")
def test_reports_and_files_print_none_of_it(cast: Cast, case: Case, action: Action, keeper: Client) -> None:
    shared(case, action, keeper)
    today = timezone.localdate()
    (row,) = shared_log(cast.a)
    assert list(row.impacts) == []
    assert not any(standing.impact for standing in standings(cast.a, today))
    (printed,) = report_rows(cast.a, date(2026, 4, 1), today)
    assert (printed.title, printed.settled_words, printed.impacts) == (OPEN, "Seen in use.", [])
    action_impact(by=cast.manager, action=action, text="Fathers are asked.")
    assert [entry.text for entry in shared_log(cast.a).get().impacts] == ["Fathers are asked."]
    assert all(standing.impact for standing in standings(cast.a, today))


@pytest.mark.usefixtures("public")
def test_the_people_who_knew_still_read_the_whole_of_it_and_leave_a_trace_in_the_ledger(
    cast: Cast, case: Case, action: Action, keeper: Client, coordinator: User
) -> None:
    shared(case, action, keeper)
    lead = signed_in(cast.lead)
    assert INSIDE in text_of(lead, detail(cast, action))
    lead.get(reverse("action_evidence", args=[cast.a.slug, action.reference, 1]))
    kept = AuditEvent.objects.filter(chain_id=ledger_of(cast.a)).order_by("-number").values_list("action", flat=True)
    assert list(kept[:2]) == ["action_evidence_take", "action_read"]
    access_end(by=coordinator, entry=case.accesses.get(user=cast.lead))
    assert INSIDE not in text_of(lead, detail(cast, action))
    assert OPEN in text_of(lead, detail(cast, action))


@pytest.mark.usefixtures("public")
def test_sharing_is_on_both_trails_and_says_nothing_of_what_it_was_before(
    cast: Cast, case: Case, action: Action, keeper: Client
) -> None:
    shared(case, action, keeper)
    (event,) = AuditEvent.objects.of(cast.a).filter(action__startswith="action_")
    assert event.action == "action_share"
    assert INSIDE not in str(event.before) + str(event.after)
    assert event.after["reason"] == SAID["reason"]
    assert "case_action_shared" in events_about(case).values_list("action", flat=True)
    assert not [verdict for verdict in audit_chains_verified() if verdict.fault]


@pytest.mark.usefixtures("public")
def test_the_board_manager_manages_it_from_then_on_and_its_keeper_still_does(
    cast: Cast, case: Case, action: Action, keeper: Client
) -> None:
    edit = reverse("action_move", args=[cast.a.slug, action.reference, "reopen"])
    assert signed_in(cast.manager).get(edit).status_code == 404
    shared(case, action, keeper)
    assert signed_in(cast.manager).get(edit).status_code == 200
    assert keeper.get(edit).status_code == 200
    assert signed_in(cast.reader).get(edit).status_code == 403


@pytest.mark.usefixtures("public")
def test_the_page_asks_about_names_and_wants_a_reason(case: Case, action: Action, keeper: Client) -> None:
    said = {**SAID, "title": "Tell Mrs Example about it", "reason": "", "settled_words": ""}
    page = keeper.post(page_to_share(case, action), said).content.decode()
    assert "“Mrs Example” looks like" in page
    assert "Say why everybody may know of it now" in page
    assert "Enter an answer to “How or why was it settled?”" in page
    action.refresh_from_db()
    assert action.confidential


@pytest.mark.usefixtures("public")
def test_only_a_keeper_of_the_case_reaches_the_page(cast: Cast, case: Case, action: Action) -> None:
    ask = page_to_share(case, action)
    for person, code in (
        (cast.lead, 403),
        (cast.manager, 403),
        (cast.manager_of_b, 404),
        (coordinator_of(cast.a), 404),
    ):
        for send in (signed_in(person).get, signed_in(person).post):
            assert send(ask).status_code == code
    action.refresh_from_db()
    assert action.confidential


@pytest.mark.usefixtures("public")
def test_a_merged_action_and_one_changed_meanwhile_are_not_shared(
    cast: Cast, case: Case, action: Action, coordinator: User
) -> None:
    row = case.recommendations.select_related("case__partnership").get()
    other = opened(cast, coordinator, case, title=TITLE)
    stays = opened(cast, coordinator, case, title=TITLE)
    action_move(by=coordinator, action=other, event="merge", into=stays)
    with pytest.raises(NotAllowed, match="Share the one it was merged into"):
        recommendation_action_share(by=coordinator, recommendation=row, action=other, **SAID)
    action_move(by=coordinator, action=Action.objects.get(pk=stays.pk), event="cancel", words="Opened in error")
    with pytest.raises(Overtaken):
        recommendation_action_share(by=coordinator, recommendation=row, action=stays, **SAID)


@pytest.mark.usefixtures("public")
def test_a_record_taken_back_stops_sharing(cast: Cast, case: Case, action: Action, coordinator: User) -> None:
    record_withdraw(by=coordinator, case=case, reason="An error")
    row = case.recommendations.select_related("case__partnership").get()
    with pytest.raises(NotAllowed, match="until its public record is released"):
        recommendation_action_share(by=coordinator, recommendation=row, action=action, settled_words="x", **SAID)


def test_the_database_keeps_who_shared_it_and_why_together(cast: Cast, action: Action) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(shared_at=timezone.now())
    with pytest.raises(NotAllowed, match="how or why it was settled"):
        action_share(by=cast.manager, action=action, title=OPEN, origin_label="A review", reason="Published")


@pytest.mark.usefixtures("public")
def test_an_outsider_is_answered_by_the_same_work_whether_there_is_something_to_share_or_not(
    cast: Cast, case: Case, action: Action
) -> None:
    client, shapes = signed_in(coordinator_of(cast.a)), []
    ask = page_to_share(case, action)
    client.get(ask)
    for asked in (ask, ask.replace(case.reference, "ZZZZ-ZZZZ")):
        with CaptureQueriesContext(connection) as work:
            answer = client.get(asked)
        shapes.append((answer.status_code, len(work)))
    assert shapes[0] == shapes[1]
    assert shapes[0][0] == 404
