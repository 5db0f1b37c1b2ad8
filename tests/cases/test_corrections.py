"""What was recorded wrongly is mended: withdrawn with a reason, corrected under a version, never lost in silence."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import User
from reviews.cases.models import Addressee, Case, Decision, Finding, Recommendation, Relation, Subject, SubjectName
from reviews.cases.selectors.learning import learning_of
from reviews.cases.selectors.people import people_of
from reviews.cases.selectors.trail import events_about
from reviews.cases.services import (
    access_give,
    author_add,
    briefing_add,
    case_close,
    case_relate,
    finding_add,
    impact_record,
    recommendation_action_open,
    recommendation_add,
    response_record,
    subject_add,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.facts import Period
from tests.cases.factories import case_made, coordinator_of, decision_made
from tests.cases.test_need_to_know import signed_in
from tests.support.cast import Cast

WHY = {"reason": "Entered from the draft"}
LATER = FuzzyDate.read("2025")


def address(case: Case, name: str, *arguments: object) -> str:
    return reverse(name, args=[case.partnership.slug, case.reference, *arguments])


def withdrawn(keeper: Client, case: Case, sort: str, pk: int) -> HttpResponse:
    return keeper.post(address(case, "part_withdraw", sort, pk), WHY, follow=True)  # type: ignore[return-value]


@pytest.fixture
def child(case: Case, coordinator: User) -> Subject:
    """Return a child recorded as unborn."""
    return subject_add(by=coordinator, case=case, pseudonym="Child Q", age_band="unborn", ethnicity="white")


def corrected(child: Subject, **said: str) -> dict[str, str]:
    names = ("pseudonym", "age_band", "sex", "ethnicity", "disability", "exact_age", "characteristics", "version")
    return {**{name: str(getattr(child, name)) for name in names}, **said}


def test_a_child_recorded_wrongly_is_corrected_and_both_values_are_on_the_trail(
    case: Case, child: Subject, keeper: Client
) -> None:
    assert "Correct" in keeper.get(address(case, "case_detail")).content.decode()
    said = corrected(child, ethnicity="black", age_band="under_1")
    assert keeper.post(address(case, "subject_change", child.pk), said).status_code == 302
    child.refresh_from_db()
    assert (child.ethnicity, child.age_band, child.version) == ("black", "under_1", 2)
    event = events_about(case).filter(action="case_subject_changed").get()
    assert (event.before["ethnicity"], event.after["ethnicity"]) == ("white", "black")


def test_two_who_correct_a_child_do_not_overwrite_each_other(case: Case, child: Subject, keeper: Client) -> None:
    keeper.post(address(case, "subject_change", child.pk), corrected(child, ethnicity="black"))
    second = keeper.post(address(case, "subject_change", child.pk), corrected(child, ethnicity="mixed"))
    assert second.status_code == 409
    assert "Black, Black British" in second.content.decode()
    child.refresh_from_db()
    assert child.ethnicity == "black"


def test_a_child_withdrawn_is_counted_no_more(cast: Cast, case: Case, child: Subject, keeper: Client) -> None:
    page = withdrawn(keeper, case, "subject", child.pk).content.decode()
    assert "Entered from the draft" in page
    assert case.subjects.count() == 0
    counts = people_of(cast.a, case.opened_by, Period.financial_year(2025))[0].counts  # type: ignore[arg-type]
    assert counts["all"] == 0
    subject_add(by=case.opened_by, case=case, pseudonym="Child Q", age_band="under_1", ethnicity="white")  # type: ignore[arg-type]


def test_what_is_withdrawn_leaves_counts_and_reports_and_stays_readable(case: Case, keeper: Client) -> None:
    by: Any = case.opened_by
    finding = finding_add(by=by, case=case, text="Agencies met weekly.", tone="learning")
    asked = recommendation_add(by=by, case=case, text="Meet weekly.", findings=[finding], body="NHS England")
    impact = impact_record(by=by, case=case, words="They meet.", happened=LATER)
    author = author_add(by=by, case=case, role="Independent reviewer")
    briefing = briefing_add(by=by, case=case, sort="video", title="Seven minutes", issued=LATER, readers=["police"])
    for sort, row in (
        *(("finding", finding), ("recommendation", asked)),
        *(("impact", impact), ("author", author), ("briefing", briefing)),
    ):
        page = withdrawn(keeper, case, sort, row.pk).content.decode()
        assert "is withdrawn." in page
    learning = learning_of(case)
    assert not [*learning.findings, *learning.recommendations, *learning.impacts]
    assert not [*learning.authors, *learning.briefings]
    assert "What was withdrawn (5)" in page
    assert "Finding 1: Agencies met weekly." in page
    assert finding_add(by=by, case=case, text="Agencies never met.", tone="learning").number == 1


@pytest.mark.parametrize("data", [{}, {"reason": " "}])
def test_nothing_is_withdrawn_without_a_reason(case: Case, keeper: Client, data: dict[str, str]) -> None:
    finding = finding_add(by=case.opened_by, case=case, text="x", tone="learning")  # type: ignore[arg-type]
    assert keeper.post(address(case, "part_withdraw", "finding", finding.pk), data).status_code == 422
    assert case.findings.exists()


def test_a_withdrawn_decision_no_longer_stands_beside_the_right_one(
    case: Case, coordinator: User, keeper: Client
) -> None:
    wrong = decision_made(coordinator, case, outcome="no_review")
    decision_made(coordinator, case)
    page = withdrawn(keeper, case, "decision", wrong.pk).content.decode()
    assert "What was withdrawn (1)" in page
    assert [row.outcome for row in Decision.objects.all()] == ["review"]
    assert withdrawn(keeper, case, "decision", wrong.pk).status_code == 404


def test_what_the_review_says_stays_once_the_case_is_closed(case: Case, coordinator: User, keeper: Client) -> None:
    finding = finding_add(by=coordinator, case=case, text="x", tone="learning")
    author = author_add(by=coordinator, case=case, role="Independent reviewer")
    case_close(by=coordinator, case=case, because="Decided otherwise")
    assert "Reopen it" in withdrawn(keeper, case, "finding", finding.pk).content.decode()
    assert "is withdrawn" in withdrawn(keeper, case, "author", author.pk).content.decode()
    assert "Withdraw" not in keeper.get(address(case, "case_detail")).content.decode()
    assert "Record a decision" not in keeper.get(address(case, "decision_list")).content.decode()


def test_a_recommendation_somebody_works_on_is_not_withdrawn(cast: Cast, case: Case, keeper: Client) -> None:
    asked = recommendation_add(by=case.opened_by, case=case, text="Meet weekly.")  # type: ignore[arg-type]
    recommendation_action_open(by=case.opened_by, recommendation=asked, title="Meet", owner_post="Designated nurse")  # type: ignore[arg-type]
    assert "still open" in withdrawn(keeper, case, "recommendation", asked.pk).content.decode()
    assert Recommendation.objects.exists()


def test_whom_a_recommendation_is_addressed_to_is_corrected(cast: Cast, case: Case, keeper: Client) -> None:
    one = recommendation_add(by=case.opened_by, case=case, text="x", agencies=[cast.agency], body="NHS England")  # type: ignore[arg-type]
    url = address(case, "recommendation_change", one.pk)
    page = keeper.get(url).content.decode()
    assert "NHS England" in page
    data = {"text": "x", "agencies": [cast.other_agency.pk], "body": "", "version": "1"}
    assert keeper.post(url, data).status_code == 302
    assert [row.name for row in one.addressees.all()] == ["Mid County Police"]


def test_an_answer_is_not_lost_by_unticking_whoever_gave_it(cast: Cast, case: Case, keeper: Client) -> None:
    one = recommendation_add(by=case.opened_by, case=case, text="x", agencies=[cast.agency])  # type: ignore[arg-type]
    row = one.addressees.get()
    said = {"stance": "declines", "words": "No.", "answered_on": date(2026, 6, 1), "version": 1}
    response_record(by=case.opened_by, addressee=row, **said)  # type: ignore[arg-type]
    data = {"text": "x", "body": "", "version": "1"}
    refused = keeper.post(address(case, "recommendation_change", one.pk), data)
    assert "has answered. Withdraw that with a reason first" in refused.content.decode()
    withdrawn(keeper, case, "addressee", row.pk)
    assert keeper.post(address(case, "recommendation_change", one.pk), data).status_code == 302
    assert not Addressee.objects.exists()


@pytest.mark.parametrize("name", ["finding_add", "recommendation_add"])
def test_a_double_click_adds_one(case: Case, keeper: Client, name: str) -> None:
    for _ in range(2):
        keeper.post(address(case, name), {"text": "Meet weekly.", "tone": "learning"})
    assert Finding.objects.count() + Recommendation.objects.count() == 1


def test_a_relation_is_undone_and_names_no_case_the_keeper_may_not_read(
    cast: Cast, case: Case, coordinator: User, keeper: Client
) -> None:
    other = case_made(coordinator, cast.a, pseudonym="Child Z")
    relation = case_relate(by=coordinator, source=case, target=other, sort="led_to")
    second = coordinator_of(cast.a, "Second coordinator")
    access_give(by=coordinator, case=case, person=second, reason="Second pair of eyes", coordinates=True)
    hidden = signed_in(second).get(address(case, "part_withdraw", "relation", relation.pk))
    assert (hidden.status_code, other.reference in hidden.content.decode()) == (404, False)
    assert "is withdrawn" in withdrawn(keeper, case, "relation", relation.pk).content.decode()
    assert not Relation.objects.exists()
    assert other.reference not in signed_in(second).get(address(case, "case_detail")).content.decode()


def test_a_mandatory_review_becomes_discretionary_with_a_reason(cast: Cast, coordinator: User, keeper: Client) -> None:
    case = case_made(coordinator, cast.a, kind="sar", pseudonym="Adult A")
    url = address(case, "case_kind_change")
    assert keeper.post(url, {"kind": "sar_discretionary", "because": ""}).status_code == 422
    keeper.post(url, {"kind": "sar_discretionary", "because": "The criteria are not met, board of 3 June"})
    assert Case.objects.get(pk=case.pk).kind == "sar_discretionary"
    assert events_about(case).filter(action="case_kind_changed").exists()


def test_no_other_case_changes_its_kind(case: Case, keeper: Client) -> None:
    page = keeper.post(address(case, "case_kind_change"), {"kind": "sar", "because": "x"}, follow=True)
    assert "can not become another kind" in page.content.decode()
    assert Case.objects.get(pk=case.pk).kind == "rapid_review"


NAME = {"name": "Sample Name", "consent_by": "The mother", **{f"consent_on-{p}": v for p, v in
        (("day", "1"), ("month", "6"), ("year", "2026"))}}  # fmt: skip


def test_a_real_name_is_kept_with_consent_on_one_page_that_is_logged(
    case: Case, child: Subject, keeper: Client
) -> None:
    url = address(case, "subject_name", child.pk)
    assert keeper.post(url, {**NAME, "consent_by": ""}).status_code == 422
    assert keeper.post(url, NAME).status_code == 302
    page = keeper.get(url).content.decode()
    assert "Sample Name" in page
    assert "The mother" in page
    assert events_about(case).filter(action="case_read", after__page="Keep a real name with consent").exists()
    for name in ("case_detail", "case_log", "case_learning", "case_publication"):
        assert "Sample Name" not in keeper.get(address(case, name)).content.decode()


def test_a_name_is_removed_for_good_when_consent_is_withdrawn(case: Case, child: Subject, keeper: Client) -> None:
    keeper.post(address(case, "subject_name", child.pk), NAME)
    url = address(case, "subject_name_remove", child.pk)
    assert keeper.post(url, {"reason": ""}).status_code == 422
    assert keeper.post(url, {"reason": "Consent withdrawn by letter"}).status_code == 302
    assert not SubjectName.objects.exists()
    assert keeper.get(url).status_code == 404
