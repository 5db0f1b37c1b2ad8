"""Each kind of case speaks its own language: its events, who decides, and which national body answers."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import User
from reviews.cases.models import KINDS, Case, Kind
from reviews.cases.models.words import KIND_WORDS, events_offered
from tests.cases.factories import case_made, decision_made
from tests.support.cast import Cast


def page_of(keeper: Client, case: Case, name: str, *arguments: int) -> Any:
    return keeper.get(reverse(name, args=[case.partnership.slug, case.reference, *arguments]))


def test_every_kind_has_words_and_knows_the_events_it_is_counted_by() -> None:
    for spec in KINDS:
        known = set(KIND_WORDS[spec.kind].events)
        opens = {spec.opens_with} if spec.opens_with else set()
        assert {spec.basis, *opens, *spec.flows, *spec.begins, *spec.ends} <= known, spec.kind


@pytest.mark.parametrize("kind", [Kind.DHR, Kind.SAR, Kind.LEDER, Kind.CHILD_DEATH, Kind.OWHR, Kind.OTHER])
def test_only_childrens_reviews_speak_of_the_national_panel(kind: Kind) -> None:
    assert not [words for _, words in events_offered(kind) if "ational panel" in words]


def test_a_domestic_homicide_review_is_notified_to_its_own_partnership(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    case = case_made(coordinator, cast.a, kind="dhr", pseudonym="Adult A")
    page = page_of(keeper, case, "case_detail").content.decode()
    assert "Community safety partnership notified" in page
    assert "1 month from “Community safety partnership notified”" in page
    assert "National panel" not in page


def test_a_sar_can_not_be_sent_to_the_national_panel(cast: Cast, coordinator: User, keeper: Client) -> None:
    case = case_made(coordinator, cast.a, kind="sar", pseudonym="Adult A")
    assert "national panel" not in page_of(keeper, case, "event_add").content.decode().lower()
    url = reverse("event_add", args=[cast.a.slug, case.reference])
    assert keeper.post(url, {"kind": "rapid_sent", "when": "2025", "evidence": "Email"}).status_code == 422


def test_who_decides_and_who_answers_are_named_as_the_kind_does(cast: Cast, coordinator: User, keeper: Client) -> None:
    review = case_made(coordinator, cast.a, kind="dhr", pseudonym="Adult A")
    decision = decision_made(coordinator, review)
    asked = page_of(keeper, review, "decision_add").content.decode()
    assert "The community safety partnership had delegated this decision" in asked
    page = page_of(keeper, review, "decision_list").content.decode()
    assert "Home Office quality assurance panel" in page
    assert "delegated by the community safety partnership" in page
    assert "National panel" not in page
    answer = page_of(keeper, review, "panel_answer_add", decision.pk).content.decode()
    assert "Does the Home Office quality assurance panel agree?" in answer


def test_no_national_body_answers_a_safeguarding_adults_review(cast: Cast, coordinator: User, keeper: Client) -> None:
    case = case_made(coordinator, cast.a, kind="sar", pseudonym="Adult A")
    decision = decision_made(coordinator, case)
    assert "panel" not in page_of(keeper, case, "decision_list").content.decode().lower()
    assert page_of(keeper, case, "panel_answer_add", decision.pk).status_code == 404
