"""The risk register: scoring, escalation, closing, and who reads what."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from partnerships.actions.models import Action
from partnerships.assurance.models import Risk, RiskReview
from partnerships.assurance.selectors.risks import matrix_of, movement_of, risks_of, scale_of
from partnerships.assurance.services import (
    risk_add,
    risk_change,
    risk_close,
    risk_escalate,
    risk_escalation_answer,
    risk_review,
    risk_scale_change,
)
from partnerships.directory.models import AuditEvent
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.assurance.doors import address, browser, queries, words
from tests.assurance.factories import OPENED, YEAR, parts, risk_made, soon
from tests.support.cast import Cast

TWO_BY_TWO: dict[str, Any] = {
    "likelihood": [{"value": 1, "label": "No", "meaning": ""}, {"value": 2, "label": "Yes", "meaning": ""}],
    "impact": [{"value": 1, "label": "Small", "meaning": ""}, {"value": 2, "label": "Big", "meaning": ""}],
    "bands": [{"value": 1, "label": "Fine", "meaning": ""}, {"value": 3, "label": "Bad", "meaning": ""}],
}


def loaded(risk: Risk) -> Risk:
    """Return the risk as pages read it."""
    return risks_of(risk.partnership).get(pk=risk.pk)


def review(risk: Risk, day: date, likelihood: int, impact: int, **fields: Any) -> RiskReview:
    """Score a risk."""
    said = {"comment": "Looked at", **fields}
    return risk_review(by=None, risk=risk, reviewed_on=day, likelihood=likelihood, impact=impact, **said)


def test_a_lead_adds_a_risk_of_the_own_agency_and_its_score_is_worked_out(cast: Cast) -> None:
    client = browser(cast.lead)
    said = {"title": "Too few health visitors", "agency": cast.agency.pk, "likelihood": "4", "impact": "5"}
    answer = client.post(address(cast, "risk_add"), {**said, **parts("opened_on", OPENED)}, follow=True)
    assert "20 Very high" in words(answer)
    assert "Alderbrook Council" in words(answer)
    assert AuditEvent.objects.get(action="risk_add").after["likelihood"] == 4


def test_a_lead_can_not_give_a_risk_to_another_agency_or_let_a_report_name_it(cast: Cast) -> None:
    said = {"title": "Theirs", "agency": cast.other_agency.pk, "likelihood": "1", "impact": "1", "in_reports": "on"}
    answer = browser(cast.lead).post(address(cast, "risk_add"), {**said, **parts("opened_on", OPENED)})
    assert answer.status_code == 422
    assert "Select agency that owns it from the list" in words(answer)
    said["agency"] = cast.agency.pk
    browser(cast.lead).post(address(cast, "risk_add"), {**said, **parts("opened_on", OPENED)})
    assert Risk.objects.get().in_reports is False


def test_risks_of_others_do_not_exist_for_a_lead_and_readers_have_no_register(cast: Cast) -> None:
    risk_made(cast.a, "Ours", agency=cast.agency)
    theirs = risk_made(cast.a, "Secret of the police", agency=cast.other_agency)
    boards = risk_made(cast.a, "Of the board")
    client = browser(cast.lead)
    page = words(client.get(address(cast, "risk_list")))
    assert "Ours" in page
    assert "You see the risks your agency owns." in page
    for hidden in (theirs, boards):
        assert hidden.title not in page
        assert hidden.title not in words(client.get(address(cast, "risk_matrix")))
        assert client.get(address(cast, "risk_detail", hidden.number)).status_code == 404
        assert client.post(address(cast, "risk_reopen", hidden.number)).status_code == 404
    home = words(browser(cast.reader).get(address(cast, "assurance_home")))
    assert "Open risks" not in home
    assert "Risks" not in home
    assert "Secret of the police" in words(browser(cast.chair).get(address(cast, "risk_list")))


def test_an_action_from_a_risk_names_its_number_in_the_log_never_its_words(cast: Cast) -> None:
    risk = risk_made(cast.a, "Records of children are lost", agency=cast.agency)
    said = {"title": "Move to the new archive", "agency": cast.agency.pk, **parts("due_on", soon())}
    answer = browser(cast.lead).post(address(cast, "risk_action", risk.number), said, follow=True)
    action = Action.objects.get()
    assert (action.origin_kind, action.origin_key, action.origin_label) == ("risk", "1", "Risk 1")
    assert "Move to the new archive" in words(answer)
    log = words(browser(cast.reader).get(address(cast, "action_detail", action.reference)))
    assert "Move to the new archive" in log
    assert "Records of children are lost" not in log


def test_a_score_moves_against_the_last_one_before_the_period(cast: Cast) -> None:
    risk = risk_made(cast.a, opened_on=date(2024, 6, 1), likelihood=4, impact=4)
    assert movement_of(loaded(risk), YEAR).words == "no change"
    review(risk, date(2025, 7, 1), 5, 4)
    assert movement_of(loaded(risk), YEAR).words == "up from 16"
    review(risk, date(2026, 3, 31), 2, 4)
    moved = movement_of(loaded(risk), YEAR)
    assert moved.words == "down from 16"
    assert moved.now is not None
    assert moved.now.words == "8 (Medium)"
    review(risk, date(2026, 4, 1), 5, 5)
    assert movement_of(loaded(risk), YEAR).words == "down from 16"
    assert movement_of(loaded(risk_made(cast.a, "New this year")), YEAR).words == "new"


def test_scores_of_two_scales_are_never_compared_and_old_reviews_keep_their_band(cast: Cast) -> None:
    risk = risk_made(cast.a, opened_on=date(2024, 6, 1), likelihood=2, impact=2)
    risk_scale_change(by=cast.manager, partnership=cast.a, number=1, **TWO_BY_TWO)
    matrix = matrix_of(scale_of(cast.a), risks_of(cast.a))
    assert [row.pk for row in matrix.elsewhere] == [risk.pk]
    review(risk, date(2025, 7, 1), 2, 2)
    fresh = loaded(risk)
    assert movement_of(fresh, YEAR).words == "scored on another scale before"
    assert [one.words for one in fresh.reviews.all()] == ["4 (Bad)", "4 (Low)"]
    with pytest.raises(NotAllowed, match="Choose a likelihood from the scale"):
        review(risk, date(2025, 8, 1), 5, 1)


def test_a_stale_scale_is_shown_beside_ones_own(cast: Cast) -> None:
    risk_scale_change(by=cast.second_manager, partnership=cast.a, number=1, **TWO_BY_TWO)
    said = {"likelihood": "A\nB\nC", "impact": "A\nB", "bands": "1 Low\n4 High", "version": "1"}
    answer = browser(cast.manager).post(address(cast, "risk_scale"), said)
    assert answer.status_code == 409
    assert "1 Fine, 3 Bad" in words(answer)
    assert browser(cast.manager).post(address(cast, "risk_scale"), {**said, "version": "2"}).status_code == 302
    assert [step.label for step in scale_of(cast.a).likelihoods] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("field", "lines", "message"),
    [
        ("likelihood", "Only one", "A scale needs at least two steps."),
        ("bands", "2 Low", "The first band begins at 1"),
        ("bands", "1 Low\n30 High", "The highest score of this scale is 4."),
        ("bands", "Low", "Line 1 must begin with its lowest score and a word, like 10 High"),
        ("impact", "x" * 41 + "\nB", "Each line needs a word of at most 40 characters"),
    ],
)
def test_a_scale_that_can_not_be_used_is_refused_with_what_to_mend(
    cast: Cast, field: str, lines: str, message: str
) -> None:
    said = {"likelihood": "A\nB", "impact": "A\nB", "bands": "1 Low\n3 High", "version": "1", field: lines}
    answer = browser(cast.manager).post(address(cast, "risk_scale"), said)
    assert answer.status_code == 422
    assert message in words(answer)


def test_the_matrix_says_score_and_band_in_words_and_lists_each_risk_in_its_field(cast: Cast) -> None:
    risk_made(cast.a, likelihood=3, impact=4)
    page = words(browser(cast.manager).get(address(cast, "risk_matrix")))
    assert page.count('scope="row"') >= 5
    assert "12 High" in page
    assert page.index("12 High") < page.index("Risk 1<")
    assert "25 Very high" in page


def test_escalating_waits_for_an_answer_before_it_can_close(cast: Cast) -> None:
    risk = risk_made(cast.a, agency=cast.agency)
    client = browser(cast.lead)
    said = {"target": "board", "reason": "We need money", **parts("escalated_on", OPENED)}
    refused = client.post(address(cast, "risk_escalate", risk.number), said)
    assert "Say which board or body it goes to." in words(refused)
    client.post(address(cast, "risk_escalate", risk.number), {**said, "whom": "Health and wellbeing board"})
    again = client.post(address(cast, "risk_escalate", risk.number), {**said, "whom": "Council"})
    assert "This risk is escalated already and waits for the answer." in words(again)
    closing = {"reason": "Solved", **parts("closed_on", OPENED)}
    refused = client.post(address(cast, "risk_close", risk.number), closing)
    assert "Record the answer before you close it." in words(refused)
    waiting = loaded(risk).waiting
    assert waiting is not None
    early = {"answer": "Yes", **parts("answered_on", date(2025, 5, 5))}
    answer = address(cast, "risk_answer", waiting.pk)
    assert "The answer can not come before the escalation." in words(client.post(answer, early))
    client.post(answer, {"answer": "Half of it", **parts("answered_on", OPENED)})
    page = words(client.post(address(cast, "risk_close", risk.number), closing, follow=True))
    assert "Half of it" in page
    assert "Closed on 6 May 2025. Solved" in page
    assert "Add a risk" in words(client.get(address(cast, "risk_list")))
    assert "Closed risks" in words(client.get(address(cast, "risk_list"), {"show": "closed"}))


def test_an_answer_is_recorded_once(cast: Cast) -> None:
    risk = risk_made(cast.a)
    said = {"target": "executive", "escalated_on": OPENED, "reason": "Money"}
    made = risk_escalate(by=None, risk=risk, **said)
    stale = loaded(risk).waiting
    assert stale is not None
    risk_escalation_answer(by=None, escalation=made, answered_on=OPENED, answer="Yes")
    with pytest.raises(Overtaken):
        risk_escalation_answer(by=None, escalation=stale, answered_on=OPENED, answer="No")


def test_a_closed_risk_takes_no_review_and_can_be_opened_again(cast: Cast) -> None:
    risk = risk_close(by=None, risk=risk_made(cast.a), closed_on=OPENED, reason="Solved")
    with pytest.raises(NotAllowed, match="Open it again before you change it"):
        review(risk, OPENED, 1, 1)
    browser(cast.manager).post(address(cast, "risk_reopen", risk.number))
    assert review(loaded(risk), OPENED, 1, 1).score == 1
    assert AuditEvent.objects.get(action="risk_reopen").before["reason"] == "Solved"


def test_a_review_twice_is_kept_once_and_no_review_can_be_changed_or_removed(cast: Cast) -> None:
    risk = risk_made(cast.a)
    first = review(risk, date(2025, 9, 1), 2, 2)
    assert review(risk, date(2025, 9, 1), 2, 2).pk == first.pk
    assert risk.reviews.count() == 2
    for write in (lambda: RiskReview.objects.update(impact=1), lambda: first.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"opened_on": date(2999, 1, 1)}, "must be today or in the past"),
        ({"owner_post": ""}, "Say which agency or which post owns it"),
        ({"likelihood": 9}, "Choose a likelihood from the scale"),
        ({"impact": 0}, "Choose an impact from the scale"),
    ],
)
def test_a_risk_that_makes_no_sense_is_refused(cast: Cast, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(NotAllowed, match=message):
        risk_made(cast.a, **fields)


def test_a_risk_of_the_same_name_or_for_a_stranger_is_refused(cast: Cast) -> None:
    risk_made(cast.a)
    with pytest.raises(NotAllowed, match="open risk of that name already"):
        risk_made(cast.a, "TOO FEW social workers")
    with pytest.raises(NotAllowed, match="another partnership"):
        risk_made(cast.a, "Other", agency=cast.agency_of_b)


def test_words_saved_meanwhile_are_shown_beside_ones_own(cast: Cast) -> None:
    risk = risk_made(cast.a)
    risk_change(by=cast.second_manager, risk=risk, version=1, title="Their words")
    said = {"title": "My words", "owner_post": "Head of quality", "version": "1"}
    page = address(cast, "risk_edit", risk.number)
    answer = browser(cast.manager).post(page, said)
    assert answer.status_code == 409
    assert "Second board manager of A saved this page" in words(answer)
    assert "Their words" in words(answer)
    assert 'value="My words"' in answer.text
    assert browser(cast.manager).post(page, {**said, "version": "2"}).status_code == 302
    assert loaded(risk).title == "My words"


def test_half_a_target_is_refused_and_a_whole_one_is_shown(cast: Cast) -> None:
    risk = risk_made(cast.a)
    said = {"title": risk.title, "owner_post": "Head", "version": "1", "target_likelihood": "2"}
    page, client = address(cast, "risk_edit", risk.number), browser(cast.manager)
    assert "Choose both the likelihood and the impact aimed at, or neither" in words(client.post(page, said))
    shown = client.post(page, {**said, "target_impact": "3", **parts("target_on", date(2026, 3, 31))}, follow=True)
    assert "6, by 31 March 2026" in words(shown)


def test_the_register_is_read_in_the_same_number_of_queries_for_few_and_many(cast: Cast) -> None:
    def made(number: int) -> None:
        risk = risk_made(cast.a, f"Risk {number}", agency=cast.agency)
        review(risk, date(2025, 9, number), 2, 2)
        risk_escalate(by=None, risk=risk, target="executive", escalated_on=OPENED, reason="Money")

    client = browser(cast.manager)
    pages = [address(cast, name) for name in ("risk_list", "risk_matrix", "assurance_home", "overview")]
    client.get(pages[0])  # the first page of a session asks more
    counts = []
    for number in (1, 2, 3, 4, 5):
        made(number)
        if number in (1, 5):
            counts.append([queries(client, page) for page in pages])
    assert counts[0] == counts[1]


def test_adding_two_risks_gives_two_numbers(cast: Cast) -> None:
    first, second = risk_made(cast.a, "One"), risk_made(cast.a, "Two")
    assert (first.number, second.number) == (1, 2)
    other = risk_add(
        by=None, partnership=cast.b, title="B", opened_on=OPENED, likelihood=1, impact=1, owner_post="Head"
    )
    assert other.number == 1
