"""The challenge log: dated steps that move it, and who may add them."""

from datetime import date
from typing import Any

import pytest

from partnerships.actions.models import Action
from partnerships.assurance.models import Challenge, DisagreementCount
from partnerships.assurance.services import challenge_change, challenge_step, disagreements_save
from safeguarding.lib.workflow import NotAllowed
from tests.assurance.doors import address, browser, queries, words
from tests.assurance.factories import OPENED, YEAR, challenge_made, parts, soon
from tests.support.cast import Cast


def step(challenge: Challenge, kind: str, day: date = OPENED, **fields: Any) -> Challenge:
    """Add a step and return the challenge as it stands."""
    challenge_step(by=None, challenge=challenge, kind=kind, happened_on=day, **{"text": "Said so", **fields})
    return Challenge.objects.get(pk=challenge.pk)


def test_steps_move_a_challenge_from_open_to_escalated_to_resolved_with_what_changed(cast: Cast) -> None:
    made = challenge_made(cast.a)
    assert step(made, "response").status == "open"
    assert step(made, "escalated", whom="Executive group").status == "escalated"
    made = step(made, "resolved", date(2025, 8, 1))
    assert (made.status, made.closed_on) == ("resolved", date(2025, 8, 1))
    made = step(made, "changed", date(2025, 9, 1), text="Notifications come within a day")
    assert made.changed == "Notifications come within a day"
    with pytest.raises(NotAllowed, match="This challenge is closed"):
        step(made, "response", date(2025, 9, 2))
    made = step(made, "reopened", date(2025, 9, 3))
    assert (made.status, made.closed_on) == ("open", None)
    made = step(made, "unresolved", date(2025, 9, 4))
    assert made.get_status_display() == "Closed without agreement"


def test_the_same_step_twice_is_kept_once(cast: Cast) -> None:
    made = challenge_made(cast.a)
    step(made, "resolved")
    step(made, "resolved")
    assert made.steps.count() == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "escalated"}, "Say to whom it was escalated"),
        ({"kind": "response", "day": date(2025, 5, 5)}, "before the challenge was raised"),
        ({"kind": "response", "day": date(2999, 1, 1)}, "today or in the past"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(cast: Cast, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(NotAllowed, match=message):
        step(challenge_made(cast.a), **fields)


def test_an_agency_answers_what_is_put_to_it_and_nothing_else(cast: Cast) -> None:
    made = challenge_made(cast.a, raised_to=cast.agency)
    page = address(cast, "challenge_step", made.number)
    said = {"kind": "response", "text": "We will", "whom": "Director", **parts("happened_on", OPENED)}
    assert browser(cast.other_lead).post(page, said).status_code == 403
    shown = words(browser(cast.lead).post(page, said, follow=True))
    assert "We will" in shown
    assert "Council lead" in shown
    assert "Add a step" not in words(browser(cast.other_lead).get(address(cast, "challenge_detail", made.number)))


def test_a_lead_raises_a_challenge_for_the_own_agency_only(cast: Cast) -> None:
    said = {"kind": "challenge", "title": "Who pays?", "to_words": "Ministry", **parts("raised_on", OPENED)}
    page, client = address(cast, "challenge_add"), browser(cast.lead)
    assert client.post(page, {**said, "raised_by": cast.other_agency.pk}).status_code == 403
    assert client.post(page, {**said, "by_words": "The board"}).status_code == 403
    shown = client.post(page, {**said, "raised_by": cast.agency.pk}, follow=True)
    assert "Challenge 1: Who pays? is in the log." in words(shown)
    again = browser(cast.manager).post(page, {**said, "raised_by": cast.agency.pk})
    assert "This challenge is in the log already." in words(again)
    assert browser(cast.manager).post(page, said).status_code == 422


def test_a_challenge_opens_an_action_that_leads_back(cast: Cast) -> None:
    made = challenge_made(cast.a, raised_to=cast.agency)
    said = {"title": "Write the protocol", "agency": cast.agency.pk, **parts("due_on", soon())}
    shown = words(browser(cast.lead).post(address(cast, "challenge_action", made.number), said, follow=True))
    action = Action.objects.get()
    assert action.origin_path == address(cast, "challenge_detail", made.number)
    assert "Write the protocol" in shown


def test_words_saved_meanwhile_are_shown_beside_ones_own(cast: Cast) -> None:
    made = challenge_made(cast.a)
    challenge_change(by=cast.second_manager, challenge=made, version=1, title="Their words")
    said = {"title": "My words", "kind": "challenge", "by_words": "A", "to_words": "B", "version": "1"}
    answer = browser(cast.manager).post(address(cast, "challenge_edit", made.number), said)
    assert answer.status_code == 409
    assert "Their words" in words(answer)
    assert "My words" in answer.text


def test_counts_of_disagreement_are_replaced_and_nothing_is_not_nought(cast: Cast) -> None:
    page, client = address(cast, "disagreement_add"), browser(cast.manager)
    client.post(page, {"period": "2025-26", "stage": "1", "raised": "12"})
    stale = client.post(page, {"period": "2025-26", "stage": "1", "raised": "14"})
    assert stale.status_code == 409
    assert DisagreementCount.objects.get().raised == 12
    seen = {"period": "2025-26", "stage": "1", "raised": "14", "version": "1"}
    shown = words(client.post(page, seen, follow=True))
    assert DisagreementCount.objects.get().raised == 14
    assert DisagreementCount.objects.get().resolved is None
    assert "Not recorded" in shown
    client.post(page, {"period": "2025-26", "stage": "2", "raised": "0", "resolved": "0"})
    assert "2025-26</th>" in client.get(address(cast, "challenge_list")).text
    refused = client.post(page, {"period": "2025-26", "stage": "3", "raised": "1", "resolved": "2"})
    assert "There can not be more resolved than raised." in words(refused)


def test_the_log_is_read_in_the_same_number_of_queries_for_few_and_many(cast: Cast) -> None:
    client, page = browser(cast.manager), address(cast, "challenge_list")
    client.get(page)
    counts = []
    for number in range(1, 6):
        made = challenge_made(cast.a, f"Challenge {number}", raised_to=cast.agency)
        step(made, "response")
        disagreements_save(
            by=None, partnership=cast.a, period=YEAR, stage=number, agency=cast.agency, raised=1, resolved=1
        )
        counts.append(queries(client, page))
    assert counts[0] == counts[-1]


def test_only_the_side_that_raised_a_challenge_closes_it(cast: Cast) -> None:
    made = challenge_made(cast.a, raised_by=cast.other_agency, raised_to=cast.agency)
    page = address(cast, "challenge_step", made.number)
    said = {"kind": "resolved", "text": "We think it is settled", **parts("happened_on", OPENED)}
    assert 'value="resolved"' not in browser(cast.lead).get(page).text
    refused = browser(cast.lead).post(page, said)
    assert refused.status_code == 422
    assert "only the side that raised it can close it" in words(refused)
    assert browser(cast.other_lead).post(page, said).status_code == 302
    assert Challenge.objects.get(pk=made.pk).status == "resolved"


def test_the_chair_raises_a_challenge_answers_any_and_closes_their_own(cast: Cast) -> None:
    said = {"kind": "challenge", "title": "Who listens?", "to_words": "The board", **parts("raised_on", OPENED)}
    page, chair = address(cast, "challenge_add"), browser(cast.chair)
    assert "Independent chair" in chair.get(page).text
    assert chair.post(page, {**said, "raised_by": cast.agency.pk}).status_code == 403
    assert "is in the log" in words(chair.post(page, {**said, "by_words": "Independent chair"}, follow=True))
    step_said = {"kind": "resolved", "text": "Said so", **parts("happened_on", OPENED)}
    own = Challenge.objects.get()
    assert chair.post(address(cast, "challenge_step", own.number), step_said).status_code == 302
    other = challenge_made(cast.a, raised_by=cast.other_agency, raised_to=cast.agency)
    where = address(cast, "challenge_step", other.number)
    assert chair.post(where, step_said).status_code == 422
    assert chair.post(where, {**step_said, "kind": "response"}).status_code == 302
