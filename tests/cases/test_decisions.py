"""Decisions: criteria one by one, each partner's word, and the panel's answer as it was given."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import Agency, User
from reviews.cases.guidance.criteria import CRITERIA
from reviews.cases.models import SPECS, Case, Decision, PanelAnswer
from reviews.cases.services import access_give, case_close, decision_ratify, panel_answer_record
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import case_made, clock_of, decision_made
from tests.cases.test_need_to_know import signed_in
from tests.support.cast import Cast

DAY = date(2026, 4, 21)


@pytest.fixture
def partner(cast: Cast) -> Agency:
    """Return the council as a safeguarding partner."""
    cast.agency.standing = Agency.Standing.PARTNER
    cast.agency.save()
    return cast.agency


def form_data(**said: str) -> dict[str, str]:
    answers = {f"answer_{number}": "met" for number in range(len(CRITERIA["children"]))}
    day = {"decided_on-day": "20", "decided_on-month": "4", "decided_on-year": "2026"}
    words = {
        "outcome": "review",
        "decided_by": "Independent scrutineer",
        "delegated": "on",
        "rationale": "The harm was serious.",
        "paragraph": "Chapter 4, paragraph 15",
    }
    return {**answers, **day, **words, **said}


def page_of(client: Client, case: Case) -> str:
    return client.get(reverse("decision_list", args=[case.partnership.slug, case.reference])).content.decode()


def test_every_kind_has_criteria() -> None:
    assert all(CRITERIA[spec.audience] for spec in SPECS.values())


def test_a_decision_is_recorded_criterion_by_criterion(case: Case, keeper: Client) -> None:
    url = reverse("decision_add", args=[case.partnership.slug, case.reference])
    data = form_data(answer_1="not_met", note_1="The child recovered", dispute="Escalated to the lead partners")
    assert keeper.post(url, data).status_code == 302
    made = Decision.objects.get()
    assert [row.answer for row in made.criteria.all()] == ["met", "not_met", "met", "met", "met"]
    page = page_of(keeper, case)
    for words in ("Carry out a review, 20 April 2026", "delegated by the safeguarding partners", "The child recovered"):
        assert words in page
    assert "Escalated to the lead partners" in page


def test_a_decision_to_review_is_entered_once_and_the_deadlines_follow(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    case = case_made(coordinator, cast.a, kind="dhr", began=date(2026, 4, 1))
    url = reverse("decision_add", args=[cast.a.slug, case.reference])
    answer = keeper.post(url, form_data(), follow=True)
    assert "Carry out a review, 20 April 2026: recorded, also under “What happened”." in answer.content.decode()
    assert clock_of(case, "decision").met_on == date(2026, 4, 20)
    assert clock_of(case, "completion").due_on == date(2026, 10, 20)
    event = case.events.get(kind="decided")
    assert event.evidence == "Decision of Independent scrutineer, Chapter 4, paragraph 15"
    again = keeper.post(url, form_data(rationale="It was confirmed.", **{"decided_on-day": "27"}))
    assert again.status_code == 302  # confirmed later: the event stays with the first decision
    assert case.events.get(kind="decided") == event


def test_a_decision_of_another_day_than_the_event_is_refused_in_words(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    case = case_made(coordinator, cast.a, kind="lcspr", began=date(2026, 4, 21))
    url = reverse("decision_add", args=[cast.a.slug, case.reference])
    answer = keeper.post(url, form_data())
    assert answer.status_code == 422
    assert "“Decision to carry out the review” is recorded for 21 April 2026" in answer.content.decode()
    assert not case.decisions.exists()
    assert keeper.post(url, form_data(**{"decided_on-day": "21"})).status_code == 302


def test_a_decision_against_a_review_starts_no_review(case: Case, coordinator: User) -> None:
    decision_made(coordinator, case, outcome="no_review")
    assert not case.events.filter(kind="decided").exists()


def test_the_panels_answer_is_the_event_that_it_replied_even_once_the_case_is_closed(
    case: Case, coordinator: User
) -> None:
    decision = decision_made(coordinator, case)
    case_close(by=coordinator, case=case, because="No further work")
    said: dict[str, Any] = {"by": coordinator, "decision": decision, "stance": "agrees"}
    panel_answer_record(verbatim="We agree.", answered_on=DAY, **said)
    panel_answer_record(verbatim="A further word.", answered_on=date(2026, 5, 4), **said)
    assert case.events.get(kind="panel_replied").when.start == DAY


def test_a_criterion_left_out_is_asked_for_by_its_words(case: Case, keeper: Client) -> None:
    url = reverse("decision_add", args=[case.partnership.slug, case.reference])
    answer = keeper.post(url, form_data(answer_1=""))
    assert answer.status_code == 422
    assert "Say whether this is met: The child died or was seriously harmed" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_double_click_records_a_decision_once(case: Case, coordinator: User) -> None:
    assert decision_made(coordinator, case) == decision_made(coordinator, case)
    assert Decision.objects.count() == 1


def test_a_dissent_is_kept_in_the_partners_own_words(
    case: Case, coordinator: User, keeper: Client, partner: Agency
) -> None:
    decision = decision_made(coordinator, case)
    said: dict[str, Any] = {"by": coordinator, "decision": decision, "agency": partner, "given_on": DAY}
    with pytest.raises(NotAllowed, match="own words"):
        decision_ratify(stance="dissents", words=" ", **said)
    decision_ratify(stance="dissents", words="We do not share this view.", **said)
    with pytest.raises(NotAllowed, match="recorded already"):
        decision_ratify(stance="ratifies", words="", **said)
    page = page_of(keeper, case)
    assert "We do not share this view." in page
    assert "Alderbrook Council" in page


def test_only_safeguarding_partners_of_the_partnership_ratify(cast: Cast, case: Case, coordinator: User) -> None:
    decision = decision_made(coordinator, case)
    for agency in (cast.other_agency, cast.agency_of_b):
        with pytest.raises(NotAllowed, match="Only a safeguarding partner"):
            decision_ratify(by=coordinator, decision=decision, agency=agency, stance="ratifies", words="", given_on=DAY)


def test_the_panel_may_disagree_and_the_partnership_go_ahead(case: Case, coordinator: User, keeper: Client) -> None:
    decision = decision_made(coordinator, case)
    words = "We do not think a review would add learning; “consider” other ways.\n\nSecond paragraph, verbatim."
    said: dict[str, Any] = {"by": coordinator, "decision": decision, "stance": "disagrees", "answered_on": DAY}
    with pytest.raises(NotAllowed, match="what the partnership does"):
        panel_answer_record(verbatim=words, **said)
    for _ in range(2):
        panel_answer_record(verbatim=words, goes_ahead="The partners carry out the review.", **said)
    assert PanelAnswer.objects.get().verbatim == words
    page = page_of(keeper, case)
    assert "“consider” other ways" in page
    assert "The partners carry out the review." in page


def test_nothing_is_decided_in_the_future_or_in_a_closed_case(case: Case, coordinator: User) -> None:
    with pytest.raises(NotAllowed, match="has not come yet"):
        decision_made(coordinator, case, decided_on=timezone.localdate() + timedelta(days=1))
    case_close(by=coordinator, case=case, because="No further work")
    with pytest.raises(NotAllowed, match="Reopen it"):
        decision_made(coordinator, case)


def test_somebody_named_reads_decisions_and_records_none(cast: Cast, case: Case, coordinator: User) -> None:
    decision_made(coordinator, case)
    access_give(by=coordinator, case=case, person=cast.chair, reason="Scrutiny")
    chair = signed_in(cast.chair)
    page = page_of(chair, case)
    assert "The harm was serious" in page
    assert "Record a decision" not in page
    assert chair.get(reverse("decision_add", args=[cast.a.slug, case.reference])).status_code == 403


def test_a_disagreement_is_followed_until_it_is_settled(case: Case, coordinator: User, keeper: Client) -> None:
    decision = decision_made(coordinator, case)
    url = reverse("dispute_add", args=[case.partnership.slug, case.reference, decision.pk])
    day = {"taken_on-day": "5", "taken_on-month": "6", "taken_on-year": "2026"}
    for route, words in (("discussion", "The police doubt it."), ("settled", "They go along.")):
        for _ in range(2):  # a double click
            assert keeper.post(url, {"route": route, "words": words, **day}).status_code == 302
    assert decision.dispute_steps.count() == 2
    page = keeper.get(reverse("decision_list", args=[case.partnership.slug, case.reference])).content.decode()
    assert page.index("The police doubt it.") < page.index("They go along.")
    late = keeper.post(url, {"route": "panel", "words": "Again.", **day})
    assert "This disagreement is settled." in late.content.decode()
