"""Findings and recommendations: numbered, counted, answered, followed for years."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import Agency, User
from reviews.cases.models import Addressee, Case, Finding, Progress, Recommendation, Theme
from reviews.cases.selectors.learning import learning_of
from reviews.cases.selectors.trail import events_about
from reviews.cases.services import (
    briefing_add,
    case_close,
    counts_state,
    finding_add,
    impact_record,
    progress_note,
    recommendation_add,
    response_record,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import case_made
from tests.support.cast import Cast

DAY = {"noted_on-day": "1", "noted_on-month": "6", "noted_on-year": "2026"}
Standing = Recommendation.Standing


def address(case: Case, name: str, *arguments: int) -> str:
    return reverse(name, args=[case.partnership.slug, case.reference, *arguments])


def page_of(case: Case, client: Client) -> str:
    return client.get(address(case, "case_learning")).content.decode()


def recommended(by: User, case: Case, *agencies: Agency, text: str = "") -> Recommendation:
    """Add a recommendation; the same words twice would be one of them."""
    said = text or f"Review the guidance{' again' * case.recommendations.count()}."
    return recommendation_add(by=by, case=case, text=said, agencies=agencies)


def noted(by: User, recommendation: Recommendation, standing: str, on: date, **said: str) -> Progress:
    given = {"words": "As reported.", "evidence": "Minute of the group", **said}
    return progress_note(by=by, recommendation=recommendation, standing=standing, noted_on=on, **given)


def test_findings_are_numbered_and_good_practice_is_one_of_them(case: Case, keeper: Client) -> None:
    for text, tone in (("The school kept to its policy.", "positive"), ("Adults deferred to the police.", "learning")):
        assert keeper.post(address(case, "finding_add"), {"text": text, "tone": tone}).status_code == 302
    assert list(case.findings.values_list("number", "tone")) == [(1, "positive"), (2, "learning")]
    page = page_of(case, keeper)
    assert "Good practice" in page
    again = keeper.post(address(case, "finding_add"), {"number": "2", "text": "Another.", "tone": "learning"})
    assert "Number 2 is there already." in again.content.decode()


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (6, "The report says it has 6 recommendations; 5 are listed here."),
        (1, "The report says it has 1 recommendation; 5 are listed here."),
        (5, ""),
        (None, ""),
    ],
)
def test_a_report_that_miscounts_itself_is_flagged_and_never_filled(
    case: Case, coordinator: User, keeper: Client, stated: int | None, words: str
) -> None:
    for number in range(5):
        recommended(coordinator, case, text=f"Review guidance {number}.")
    keeper.post(address(case, "counts_state"), {"findings": "", "recommendations": stated or ""})
    page = page_of(case, keeper)
    assert (words in page) if words else ("The report says" not in page)
    assert case.recommendations.count() == 5


def test_nothing_listed_is_a_mismatch_too(case: Case, coordinator: User) -> None:
    counts_state(by=coordinator, case=case, findings=3, recommendations=None)
    (found,) = learning_of(case).mismatches
    assert found.sentence == "The report says it has 3 findings; none is listed here."


def test_a_recommendation_is_addressed_to_agencies_and_each_answers(cast: Cast, case: Case, keeper: Client) -> None:
    finding_add(by=case.opened_by, case=case, text="Guidance was old.", tone="learning")
    data = {
        "text": "Renew the guidance.",
        "agencies": [cast.agency.pk, cast.other_agency.pk],
        "body": "NHS England",
        "findings": [Finding.objects.get().pk],
        "themes": [Theme.objects.get(slug="neglect").pk],
    }
    assert keeper.post(address(case, "recommendation_add"), data).status_code == 302
    council, police, nhs = Addressee.objects.all()
    assert [council.name, police.name, nhs.name] == ["Alderbrook Council", "Mid County Police", "NHS England"]
    answer = {"answered_on-day": "1", "answered_on-month": "6", "answered_on-year": "2026", "version": "1"}
    refused = keeper.post(address(case, "response_record", police.pk), {**answer, "stance": "declines", "words": " "})
    assert "Record the reasons in their own words." in refused.content.decode()
    keeper.post(address(case, "response_record", police.pk), {**answer, "stance": "in_part", "words": "Not in cells."})
    page = page_of(case, keeper)
    assert "“Not in cells.”" in page
    assert page.count("No answer yet") == 2
    assert "Finding 1" in page


def test_an_agency_of_another_partnership_can_not_be_addressed(cast: Cast, case: Case, coordinator: User) -> None:
    with pytest.raises(NotAllowed, match="agency of this partnership"):
        recommended(coordinator, case, cast.agency_of_b)
    assert not Recommendation.objects.exists()


def test_progress_is_carried_over_the_years_and_says_where_it_stood_on_a_day(case: Case, coordinator: User) -> None:
    one = recommended(coordinator, case)
    assert one.standing is Standing.OPEN
    noted(coordinator, one, "deferred", date(2024, 3, 1), words="To be reported next year.")
    noted(coordinator, one, "done_otherwise", date(2025, 6, 1), words="A shared strategy discussion does it.")
    one = Recommendation.objects.get()
    at = {day: one.standing_on(day) for day in (date(2024, 2, 28), date(2025, 3, 31), date(2026, 3, 31))}
    assert list(at.values()) == [Standing.OPEN, Standing.DEFERRED, Standing.DONE_OTHERWISE]


@pytest.mark.parametrize("standing", ["done", "done_otherwise"])
def test_nothing_is_done_without_evidence(case: Case, coordinator: User, keeper: Client, standing: str) -> None:
    one = recommended(coordinator, case)
    said = {"standing": standing, "words": "Done.", "evidence": " ", **DAY}
    answer = keeper.post(address(case, "progress_note", one.pk), said)
    assert answer.status_code == 422
    assert "Say what shows that it is done" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.create(
            recommendation=one, noted_on=date(2026, 6, 1), standing=standing, words="x", recorded_by=coordinator
        )


def test_not_implementing_says_why_and_progress_is_never_rewritten(
    case: Case, coordinator: User, keeper: Client
) -> None:
    one = recommended(coordinator, case)
    said = {"standing": "not_implementing", "words": "The law changed.", **DAY}
    assert keeper.post(address(case, "progress_note", one.pk), {**said, "words": ""}).status_code == 422
    for _ in range(2):  # a double click
        keeper.post(address(case, "progress_note", one.pk), said)
    assert Progress.objects.count() == 1
    page = page_of(case, keeper)
    assert "Not implementing" in page
    assert "The law changed." in page
    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.update(standing="done")


def test_what_came_of_it_is_recorded_after_the_case_is_closed_but_its_words_stay(
    case: Case, coordinator: User, keeper: Client
) -> None:
    one = recommended(coordinator, case)
    case_close(by=coordinator, case=case, because="No further work")
    noted(coordinator, one, "in_progress", date(2026, 6, 1))
    data = {"words": "Children are asked twice.", "happened": "autumn 2025", "recommendation": one.pk, "title": "Voice"}
    assert keeper.post(address(case, "impact_record"), data).status_code == 302
    page = page_of(case, keeper)
    assert "Voice: Children are asked twice." in page
    assert "Add a finding" not in page
    with pytest.raises(NotAllowed, match="closed"):
        finding_add(by=coordinator, case=case, text="x", tone="learning")


def test_progress_and_impact_of_tomorrow_are_refused(case: Case, coordinator: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(NotAllowed, match="has not come yet"):
        noted(coordinator, recommended(coordinator, case), "in_progress", tomorrow)
    with pytest.raises(NotAllowed, match="has not come yet"):
        impact_record(by=coordinator, case=case, words="x", happened=FuzzyDate.day(tomorrow))


def test_two_coordinators_do_not_overwrite_each_others_correction(
    case: Case, coordinator: User, keeper: Client
) -> None:
    one = finding_add(by=coordinator, case=case, text="First.", tone="learning")
    data = {"tone": "neutral", "version": "1"}
    keeper.post(address(case, "finding_change", one.pk), {**data, "text": "Second."})
    keeper.get(address(case, "case_learning"))
    late = keeper.post(address(case, "finding_change", one.pk), {**data, "text": "Third."})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Second." in page
    assert "Third." in page
    assert "Case coordinator saved this page" in page
    assert (
        keeper.post(address(case, "finding_change", one.pk), {**data, "text": "Third.", "version": "2"}).status_code
        == 302
    )


def test_a_response_saved_by_somebody_else_is_shown(cast: Cast, case: Case, coordinator: User, keeper: Client) -> None:
    recommended(coordinator, case, cast.agency)
    said = Addressee.objects.get()
    response_record(
        by=coordinator, addressee=said, version=1, stance="accepts", words="Yes.", answered_on=date(2026, 6, 1)
    )
    data = {"answered_on-day": "2", "answered_on-month": "6", "answered_on-year": "2026", "version": "1"}
    late = keeper.post(address(case, "response_record", said.pk), {**data, "stance": "declines", "words": "No."})
    assert late.status_code == 409
    assert "Yes." in late.content.decode()


def test_briefings_say_whom_they_reached(case: Case, keeper: Client) -> None:
    data: dict[str, Any] = {"sort": "seminar", "title": "Learning seminars", "issued": "March 2021"}
    keeper.post(address(case, "briefing_add"), {**data, "readers": ["police", "schools"], "reached": "133"})
    keeper.post(address(case, "author_add"), {"role": "Independent reviewer", "independent": "on"})
    page = page_of(case, keeper)
    for words in ("Schools and early years, Police", ">133<", "March 2021", "Independent reviewer"):
        assert words in page


def test_findings_of_another_case_can_not_be_reached(cast: Cast, case: Case, coordinator: User, keeper: Client) -> None:
    other = case_made(coordinator, cast.a, pseudonym="Child R")
    theirs = recommended(coordinator, other)
    assert keeper.get(address(case, "progress_note", theirs.pk)).status_code == 404
    with pytest.raises(NotAllowed, match="recommendation of this case"):
        impact_record(by=coordinator, case=case, words="x", happened=FuzzyDate.read("2025"), recommendation=theirs)


def test_the_page_takes_as_many_queries_for_many_findings_as_for_one(
    cast: Cast, case: Case, coordinator: User, keeper: Client, django_assert_num_queries: Any
) -> None:
    def add() -> None:
        text = f"Number {case.findings.count()}"
        finding_add(by=coordinator, case=case, text=text, tone="learning", themes=[Theme.objects.first()])
        noted(coordinator, recommended(coordinator, case, cast.agency, text=text), "in_progress", date(2026, 6, 1))
        briefing_add(
            by=coordinator, case=case, sort="video", title="V", issued=FuzzyDate.read("2025"), readers=["police"]
        )
        impact_record(by=coordinator, case=case, words="x", happened=FuzzyDate.read("2025"))

    add()
    keeper.get(address(case, "case_learning"))
    with django_assert_num_queries(30) as few:
        keeper.get(address(case, "case_learning"))
    for _ in range(10):
        add()
    with django_assert_num_queries(len(few)):
        keeper.get(address(case, "case_learning"))


def test_the_ledger_holds_what_was_done(case: Case, coordinator: User) -> None:
    noted(coordinator, recommended(coordinator, case), "in_progress", date(2026, 6, 1))
    done = set(events_about(case).values_list("action", flat=True))
    assert {"case_recommendation_added", "case_progress_noted"} <= done
