"""An action moves through its vocabulary, is closed by somebody else, and keeps its story."""

from datetime import date

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from partnerships.actions.models import Action, Entry, Status
from partnerships.actions.policies import MOVES, TRANSITIONS
from partnerships.actions.services import (
    action_impact,
    action_move,
    action_note,
    action_open,
    action_reassign,
    action_reschedule,
    evidence_add,
)
from partnerships.directory.models import AuditEvent
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.actions.factories import action_made, ago, closed_made, done_made
from tests.support.cast import Cast


def test_an_action_needs_somebody_who_does_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Say who does it"):
        action_open(by=cast.manager, partnership=cast.a, title="Write guidance", origin_kind="meeting")


def test_an_action_is_not_due_before_it_opens(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="due date lies before"):
        action_made(cast, opened_on=ago(1), due_on=ago(2))


def test_references_are_random_and_count_nothing(cast: Cast) -> None:
    made = [action_made(cast).reference for _ in range(5)]
    assert len(set(made)) == 5
    assert all(reference.startswith("A-") and len(reference) == 9 for reference in made)


def test_from_open_to_closed_by_somebody_else_to_impact_a_year_later(cast: Cast, action: Action) -> None:
    action_move(by=cast.lead, action=action, event="start")
    action_note(by=cast.lead, action=action, text="Half are trained.", rag="on_track")
    action_move(by=cast.lead, action=action, event="report_done", words="All are trained.")
    action_move(by=cast.manager, action=action, event="close", words="Saw the register.")
    action_impact(by=cast.lead, action=action, text="Twice as many missed appointments are followed up.")
    action.refresh_from_db()
    assert (action.status, action.rag, action.settled_by, action.done_by) == (
        *(Status.CLOSED, "on_track", cast.manager, cast.lead),
    )
    kinds = [entry.kind for entry in action.entries.order_by("pk")]
    assert kinds == ["opened", "moved", "note", "moved", "moved", "impact"]
    deeds = AuditEvent.objects.of(cast.a).filter(object_id=str(action.pk), object_type="actions.action")
    assert deeds.count() == 6


def test_an_owner_can_not_give_an_action_away_to_close_it_alone(cast: Cast) -> None:
    action = done_made(cast, owner_agency=None, owner_person=cast.manager)
    action_reassign(by=cast.manager, action=action, version=action.version, owner_post="Board office")
    with pytest.raises(NotAllowed, match="You owned this action before"):
        action_move(by=cast.manager, action=action, event="close_another_way", words="By post.")
    action_reassign(by=cast.second_manager, action=action, version=action.version, owner_post="Designated nurse")
    for person in (cast.manager, cast.second_manager):
        with pytest.raises(NotAllowed, match="somebody else must close it"):
            action_move(by=person, action=action, event="close", words="Saw it.")
    action_move(by=cast.chair, action=action, event="close", words="Saw it.")


def test_closing_needs_words_or_evidence(cast: Cast) -> None:
    action = done_made(cast)
    with pytest.raises(NotAllowed, match="or add evidence first"):
        action_move(by=cast.manager, action=action, event="close", words=" ")
    evidence_add(by=cast.lead, action=action, title="Register", text="All names ticked.")
    assert action_move(by=cast.manager, action=action, event="close").status == Status.CLOSED


@pytest.mark.parametrize("event", [event for event, move in MOVES.items() if move.settles])
def test_nobody_settles_an_action_of_their_own_agency(cast: Cast, event: str) -> None:
    action = done_made(cast)
    with pytest.raises(NotAllowed, match="somebody else must close it"):
        action_move(by=cast.lead, action=action, event=event, words="x", into=action_made(cast))


def test_a_manager_who_said_it_was_done_does_not_close_it(cast: Cast, action: Action) -> None:
    action_move(by=cast.manager, action=action, event="report_done", words="x")
    with pytest.raises(NotAllowed, match="somebody else"):
        action_move(by=cast.manager, action=action, event="close", words="Saw the register.")
    action_move(by=cast.second_manager, action=action, event="close", words="Saw the register.")
    assert action.status == Status.CLOSED


def test_the_person_who_owns_it_does_not_close_it(cast: Cast) -> None:
    action = action_made(cast, owner_agency=None, owner_person=cast.chair)
    action_move(by=cast.manager, action=action, event="report_done", words="x")
    with pytest.raises(NotAllowed, match="somebody else"):
        action_move(by=cast.chair, action=action, event="close", words="Saw the register.")


@pytest.mark.parametrize("field", ["done_by", "owner_person"])
def test_the_database_refuses_a_closure_by_its_owner(cast: Cast, field: str) -> None:
    action = done_made(cast)
    said = {"status": Status.CLOSED, "settled_on": ago(0), "settled_by": cast.lead, "owner_person": cast.other_lead}
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**{**said, field: cast.lead})


@pytest.mark.parametrize(
    "wrong",
    [
        {"owner_agency": None},
        {"status": "closed"},
        {"status": "done"},
        {"done_on": date(2026, 1, 1)},
        {"status": "merged"},
        {"status": "deferred", "due_on": None},
    ],
    ids=lambda wrong: "-".join(f"{name}" for name in wrong) + "-" + str(wrong.get("status", "")),
)
def test_the_database_holds_what_an_action_is(action: Action, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**wrong)


@pytest.mark.parametrize("event", [event for event, move in MOVES.items() if move.words_needed])
def test_what_a_report_has_to_explain_can_not_be_left_unsaid(cast: Cast, event: str) -> None:
    made = {"reopen": closed_made, "send_back": done_made}.get(event, action_made)
    with pytest.raises(NotAllowed, match="Answer the question"):
        action_move(by=cast.manager, action=made(cast), event=event, words=" ")


def test_every_event_of_the_table_is_offered_and_none_else() -> None:
    assert set(MOVES) == set(TRANSITIONS.by_event)


def test_not_implementing_keeps_its_reason(cast: Cast, action: Action) -> None:
    action_move(by=cast.manager, action=action, event="decline", words="National guidance was withdrawn.")
    action.refresh_from_db()
    assert (action.status, action.settled_words) == (Status.NOT_IMPLEMENTING, "National guidance was withdrawn.")


def test_deferring_moves_the_due_date_to_a_day_to_come(cast: Cast, action: Action) -> None:
    with pytest.raises(NotAllowed, match="a day still to come"):
        action_move(by=cast.manager, action=action, event="defer", words="Later", due_on=ago(0))
    action_move(by=cast.manager, action=action, event="defer", words="Next report", due_on=ago(-200))
    assert (action.status, action.due_on) == (Status.DEFERRED, ago(-200))


def test_actions_merge_only_into_a_live_action_of_the_same_people(cast: Cast, action: Action) -> None:
    stays = action_made(cast, title="Train everybody")
    for wrong in (None, action, closed_made(cast)):
        with pytest.raises(NotAllowed):
            action_move(by=cast.manager, action=action, event="merge", into=wrong)
    action_move(by=cast.manager, action=action, event="merge", into=stays)
    assert (action.status, action.merged_into) == (Status.MERGED, stays)


def test_opening_again_clears_who_closed_it_and_the_story_keeps_it(cast: Cast) -> None:
    action = closed_made(cast)
    action_move(by=cast.manager, action=action, event="reopen", words="The register was wrong.")
    assert (action.status, action.settled_by, action.done_on) == (Status.IN_PROGRESS, None, None)
    assert [entry.status for entry in action.entries.order_by("pk")] == ["not_started", "done", "closed", "in_progress"]


def test_every_change_of_the_due_date_keeps_the_old_one_and_the_reason(cast: Cast, action: Action) -> None:
    first = action.due_on
    action_reschedule(by=cast.manager, action=action, due_on=ago(-60), reason="Trainer was ill.")
    action_reschedule(by=cast.manager, action=action, due_on=ago(-90), reason="Trainer left.")
    changes = action.entries.filter(kind=Entry.Kind.DUE).order_by("pk").values_list("due_before", "due_on", "text")
    assert list(changes) == [(first, ago(-60), "Trainer was ill."), (ago(-60), ago(-90), "Trainer left.")]
    with pytest.raises(NotAllowed, match="the due date already"):
        action_reschedule(by=cast.manager, action=action, due_on=ago(-90), reason="x")


def test_who_moves_second_is_told(cast: Cast, action: Action) -> None:
    stale = Action.objects.get(pk=action.pk)
    action_move(by=cast.lead, action=action, event="start")
    with pytest.raises(Overtaken):
        action_move(by=cast.lead, action=stale, event="start")
    with pytest.raises(Overtaken):
        action_reschedule(by=cast.manager, action=stale, due_on=ago(-60), reason="x")


def test_days_can_not_run_backwards_or_ahead(cast: Cast, action: Action) -> None:
    action_move(by=cast.lead, action=action, event="start", on=ago(5))
    with pytest.raises(NotAllowed, match="last changed on"):
        action_move(by=cast.lead, action=action, event="report_done", words="x", on=ago(6))
    with pytest.raises(NotAllowed, match="has not come yet"):
        action_note(by=cast.lead, action=action, text="x", on=ago(-1))


def test_impact_is_for_what_was_done(cast: Cast, action: Action) -> None:
    with pytest.raises(NotAllowed, match="once the action is closed as done"):
        action_impact(by=cast.lead, action=action, text="Children are safer.")
    action_move(by=cast.manager, action=action, event="close_another_way", words="A text message does it.")
    assert action_impact(by=cast.lead, action=action, text="Fewer are missed.").kind == "impact"


def test_a_settled_action_takes_no_update_and_no_new_owner(cast: Cast) -> None:
    action = closed_made(cast)
    with pytest.raises(NotAllowed, match="settled"):
        action_note(by=cast.lead, action=action, text="x")
    with pytest.raises(NotAllowed, match="settled"):
        action_reassign(by=cast.manager, action=action, version=action.version, owner_post="Nurse")


def test_a_new_owner_leaves_a_line_and_the_slower_of_two_is_told(cast: Cast, action: Action) -> None:
    action_reassign(
        by=cast.manager, action=action, version=1, owner_agency=cast.other_agency, reason="They run the front desk."
    )
    line = action.entries.get(kind=Entry.Kind.OWNER)
    assert line.text == "From Alderbrook Council to Mid County Police. They run the front desk."
    with pytest.raises(Overtaken):
        action_reassign(by=cast.manager, action=action, version=1, owner_post="Nurse")


def test_the_diagram_in_the_docs_is_the_table() -> None:
    text = (settings.BASE_DIR / "docs" / "actions-workflow.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{TRANSITIONS.diagram()}\n```" in text
