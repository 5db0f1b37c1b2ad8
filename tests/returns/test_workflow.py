"""From draft to accepted and back: who may move a return when, and what is locked."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from partnerships.directory.models import AuditEvent
from partnerships.directory.selectors import audit_chains_verified
from partnerships.returns.entries import Entry
from partnerships.returns.models import AcceptedFigure, Query, Return
from partnerships.returns.policies import TRANSITIONS, why_locked
from partnerships.returns.services import (
    NotReady,
    collection_close,
    query_answer,
    query_close,
    query_open,
    return_accept,
    return_extend,
    return_fill_nil,
    return_reopen,
    return_send_back,
    return_submit,
)
from safeguarding.lib.facts import Status
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.returns.factories import accept, cell_of, collection_made, hand_in, return_ready, say
from tests.support.cast import Cast


@pytest.fixture
def draft(cast: Cast) -> Return:
    return collection_made(cast.a, agencies=[cast.agency]).first


@pytest.fixture
def submitted(cast: Cast, draft: Return) -> Return:
    say(draft, "cp-plans", 116, by=cast.lead)
    return hand_in(draft, cast.lead)


def test_the_diagram_in_the_documentation_is_the_table() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "returns-workflow.md").read_text(encoding="utf-8")
    assert TRANSITIONS.diagram() in text


def test_a_return_with_a_blank_cell_is_not_handed_in(cast: Cast, draft: Return) -> None:
    with pytest.raises(NotReady, match="1 figure needs a look") as caught:
        return_submit(by=cast.lead, of_return=draft)
    assert [finding.rule.key for finding in caught.value.findings] == ["blank"]


def test_a_double_click_hands_in_once(cast: Cast, submitted: Return) -> None:
    first = submitted.submitted_at
    return_submit(by=cast.lead, of_return=submitted)
    submitted.refresh_from_db()
    assert submitted.submitted_at == first
    assert AuditEvent.objects.filter(action="return_submit").count() == 1


def test_nobody_accepts_what_they_handed_in(cast: Cast, draft: Return) -> None:
    say(draft, "cp-plans", 116, by=cast.manager)
    hand_in(draft, cast.manager)
    with pytest.raises(NotAllowed, match="somebody else has to accept it"):
        return_accept(by=cast.manager, of_return=draft)
    return_accept(by=cast.second_manager, of_return=draft)
    assert draft.status == Return.Status.ACCEPTED


def test_two_managers_accept_once(cast: Cast, submitted: Return) -> None:
    stale = Return.objects.get(pk=submitted.pk)
    return_accept(by=cast.manager, of_return=submitted)
    with pytest.raises(Overtaken):
        return_accept(by=cast.second_manager, of_return=stale)
    assert submitted.acceptances.count() == 1


def test_figures_handed_in_are_locked_for_everybody(cast: Cast, submitted: Return) -> None:
    with pytest.raises(NotAllowed, match="has been handed in"):
        say(submitted, "cp-plans", 117, by=cast.manager)


def test_sending_back_needs_a_reason_and_asks_a_question_against_the_figure(cast: Cast, submitted: Return) -> None:
    with pytest.raises(NotAllowed, match="at least one figure"):
        return_send_back(by=cast.manager, of_return=submitted, reasons={"cp-plans": "  "})
    return_send_back(by=cast.manager, of_return=submitted, reasons={"cp-plans": "Twice last quarter?"})
    query = Query.objects.get()
    assert (submitted.status, query.entries.get().text) == ("sent_back", "Twice last quarter?")


def test_a_return_sent_back_waits_for_answers_before_it_is_handed_in_again(cast: Cast, submitted: Return) -> None:
    return_send_back(by=cast.manager, of_return=submitted, reasons={"cp-plans": "Is it right?"})
    with pytest.raises(NotReady, match="1 question has no answer"):
        return_submit(by=cast.lead, of_return=submitted)
    query_answer(by=cast.lead, query=Query.objects.get(), text="Yes, checked.")
    return_submit(by=cast.lead, of_return=submitted)
    return_accept(by=cast.manager, of_return=submitted)
    assert Query.objects.get().status == Query.Status.CLOSED


def test_an_unknown_figure_can_not_be_sent_back_and_nothing_moves(cast: Cast, submitted: Return) -> None:
    with pytest.raises(NotAllowed, match="not a figure of this return"):
        return_send_back(by=cast.manager, of_return=submitted, reasons={"unknown": "Why?"})
    assert Return.objects.get().status == Return.Status.SUBMITTED


def test_a_question_still_open_stops_acceptance_until_it_is_closed(cast: Cast, submitted: Return) -> None:
    cell = cell_of(submitted, "cp-plans")
    query = query_open(by=cast.manager, of_return=submitted, cell=cell, text="Which day?")
    with pytest.raises(NotAllowed, match="still waits"):
        return_accept(by=cast.manager, of_return=submitted)
    query_close(by=cast.manager, query=query)
    return_accept(by=cast.manager, of_return=Return.objects.get())


def test_accepted_figures_are_named_once_per_acceptance(cast: Cast) -> None:
    of_return = return_ready(cast.a, agency=cast.agency)
    return_reopen(by=cast.manager, of_return=of_return, reason="Counted twice")
    say(of_return, "cp-plans", 114)
    accept(of_return)
    accepted = AcceptedFigure.objects.order_by("acceptance__number")
    assert [(row.acceptance.number, row.version.value) for row in accepted] == [(1, 116), (2, 114)]


def test_reopening_needs_a_reason(cast: Cast) -> None:
    of_return = return_ready(cast.a, agency=cast.agency)
    with pytest.raises(NotAllowed, match="Say why"):
        return_reopen(by=cast.manager, of_return=of_return, reason=" ")


def test_blank_cells_become_nil_returns_together(cast: Cast, draft: Return) -> None:
    assert return_fill_nil(by=cast.lead, of_return=draft) == 1
    assert cell_of(draft, "cp-plans").entry == Entry(status=Status.NIL)
    assert return_fill_nil(by=cast.lead, of_return=draft) == 0


def test_closing_locks_agencies_and_says_which_rule_did(cast: Cast, draft: Return) -> None:
    draft.collection.closes_on = timezone.localdate() - timedelta(days=1)
    assert "closed on" in why_locked(draft)
    assert why_locked(draft, beyond_closing=True) == ""
    draft.collection.opens_on = timezone.localdate() + timedelta(days=1)
    assert "opens on" in why_locked(draft)


def test_an_extension_needs_a_reason_and_unlocks_one_agency(cast: Cast) -> None:
    made = collection_made(cast.a)
    collection_close(by=cast.manager, collection=made.collection)
    council, police = Return.objects.select_related("collection")
    assert "has been closed" in why_locked(council)
    until = made.collection.due_on + timedelta(days=7)
    with pytest.raises(NotAllowed, match="Say why"):
        return_extend(by=cast.manager, of_return=council, until=until, reason="")
    return_extend(by=cast.manager, of_return=council, until=until, reason="Staff away")
    assert (why_locked(council), council.due_on) == ("", until)
    assert why_locked(police)


def test_the_whole_journey_is_in_the_audit_trail_and_its_chain_holds(cast: Cast, submitted: Return) -> None:
    return_accept(by=cast.manager, of_return=submitted)
    return_reopen(by=cast.manager, of_return=submitted, reason="Counted twice")
    actions = list(AuditEvent.objects.order_by("id").values_list("action", flat=True))
    assert actions[-3:] == ["return_submit", "return_accept", "return_reopen"]
    assert not [verdict for verdict in audit_chains_verified() if verdict.fault]
