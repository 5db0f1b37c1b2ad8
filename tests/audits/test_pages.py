"""The pages of audits."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.actions.models import Action
from partnerships.directory.models import User
from reviews.audits.models import Audit, Grading
from reviews.audits.services import (
    practice_audit_move,
    practice_audit_points_save,
    recommendation_action_open,
    recommendation_add,
)
from tests.audits.factories import YEAR, audit_made, graded_made
from tests.support.cast import Cast

FORM = {"topic": "Neglect of under-fives", "year": "2025-26", "kind": "multi"}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def manager(cast: Cast) -> Client:
    """Return the board manager's browser."""
    return signed_in(cast.manager)


def page_of(client: Client, name: str, cast: Cast, *more: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=[cast.a.slug, *more]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_programme_says_what_to_do_and_readers_are_offered_nothing(cast: Cast, manager: Client) -> None:
    assert "Add an audit" in page_of(manager, "practice_audit_list", cast)
    assert "Add an audit" not in page_of(signed_in(cast.reader), "practice_audit_list", cast)


def test_an_audit_with_only_a_topic_prints_no_empty_headings(cast: Cast, manager: Client) -> None:
    manager.post(reverse("practice_audit_plan", args=[cast.a.slug]), FORM)
    page = page_of(manager, "practice_audit", cast, "neglect-of-under-fives")
    assert "Nothing was graded." in page
    assert "The audit makes no recommendation." in page
    for silent in ("Sample", "Whose records", "Strengths", "None"):
        assert silent not in page


def test_everything_said_is_shown(cast: Cast, manager: Client) -> None:
    first = audit_made(cast, topic="First look")
    data = {
        **FORM, "cohort": "Children on a plan for neglect", "records": "12",
        "population": "40", "chosen": "Every third",
        "practitioners": "0", "families": "3", "auditors": "Two independent reviewers", "independence": "independent",
        "agencies": [cast.agency.pk, cast.other_agency.pk], "follows": first.pk, "link": "https://example.org/report",
        "repeat_on-day": "1", "repeat_on-month": "6", "repeat_on-year": "2026",
    }  # fmt: skip
    manager.post(reverse("practice_audit_plan", args=[cast.a.slug]), data)
    page = page_of(manager, "practice_audit", cast, "neglect-of-under-fives")
    for words in (
        "12 records of 40", "Every third", "Children on a plan for neglect", "Independent of the services audited",
        "Alderbrook Council, Mid County Police", "First look, 2025-26", "1 June 2026", 'href="https://example.org/report"',
    ):  # fmt: skip
        assert words in page
    assert "Re-audited" in page_of(manager, "practice_audit", cast, first.slug)
    assert "(re-audit)" in page_of(manager, "practice_audit_list", cast, query="?year=2025-26")


def test_free_text_that_may_name_somebody_is_asked_about(cast: Cast, manager: Client) -> None:
    url = reverse("practice_audit_plan", args=[cast.a.slug])
    answer = manager.post(url, {**FORM, "cohort": "The children of Mrs Tiggywinkle"})
    assert answer.status_code == 422
    assert "looks like a person" in answer.content.decode()
    assert manager.post(url, {**FORM, "cohort": "Case of Mrs Tiggywinkle", "confirmed": "on"}).status_code == 302


def test_grades_are_entered_round_by_round_and_drawn(cast: Cast, manager: Client) -> None:
    audit = audit_made(cast)
    scale = {"title": "Overall", "scale": "Not good\nGood", "good_from": "2", "basis": "records"}
    manager.post(reverse("practice_audit_grading_add", args=[cast.a.slug, audit.slug]), scale)
    grading: Grading = Grading.objects.get()
    url = reverse("practice_audit_grades", args=[cast.a.slug, audit.slug, grading.slug, 0])
    day = {"held_on-day": "1", "held_on-month": "6", "held_on-year": "2025", "known": "month"}
    assert manager.post(url, {**day, "grade-1": "3", "grade-2": "1", "version": "1"}).status_code == 302
    page = page_of(manager, "practice_audit", cast, audit.slug)
    assert "1 (25.0%)" in page
    assert "data:image/svg+xml" in page
    stale = manager.post(url, {**day, "grade-1": "9", "grade-2": "9", "version": "1"})
    assert stale.status_code == 409
    assert 'value="9"' in stale.content.decode()
    assert "Change June 2025" in page
    change = page_of(manager, "practice_audit_grades", cast, audit.slug, grading.slug, 1)
    assert 'value="3"' in change


def test_grades_of_a_year_without_a_month_are_headed_by_the_year(cast: Cast, manager: Client) -> None:
    grading = graded_made(audit_made(cast), scale=("Not in line", "In line"), good_from=2)
    url = reverse("practice_audit_grades", args=[cast.a.slug, grading.audit.slug, grading.slug, 1])
    day = {"held_on-day": "1", "held_on-month": "6", "held_on-year": "2025", "known": "year"}
    manager.post(url, {**day, "grade-1": "3", "grade-2": "1", "version": grading.version})
    page = page_of(manager, "practice_audit", cast, grading.audit.slug)
    assert "Change 2025-26" in page
    assert "In line, computed" in page
    assert "In line or better" not in page


def test_the_day_an_imported_audit_was_reported_may_stay_open(cast: Cast, manager: Client) -> None:
    for audit, status in ((audit_made(cast), 422), (audit_made(cast, source="Annual report"), 302)):
        url = reverse("practice_audit_report", args=[cast.a.slug, audit.slug])
        assert manager.get(url).status_code == 200
        assert manager.post(url, {}).status_code == status


def test_a_round_that_is_not_there_is_not_found(cast: Cast, manager: Client) -> None:
    grading = graded_made(audit_made(cast))
    for slug, number in ((grading.slug, 7), ("other", 1)):
        url = reverse("practice_audit_grades", args=[cast.a.slug, grading.audit.slug, slug, number])
        assert manager.get(url).status_code == 404


def test_what_was_found_is_written_line_by_line_and_the_slower_of_two_sees_both(cast: Cast, manager: Client) -> None:
    audit = audit_made(cast)
    url = reverse("practice_audit_points", args=[cast.a.slug, audit.slug])
    manager.post(url, {"strength": "Children were seen\nRecords were clear", "version": "1"})
    page = page_of(manager, "practice_audit", cast, audit.slug)
    assert page.count("<li>Children were seen</li>") == 1
    stale = manager.post(url, {"strength": "My own words", "version": "1"})
    assert stale.status_code == 409
    assert "Children were seen; Records were clear" in stale.content.decode()


def test_an_action_is_opened_from_a_recommendation_and_shown_there(cast: Cast, manager: Client) -> None:
    made = recommendation_add(by=None, audit=audit_made(cast), text="Invite health to every discussion")
    url = reverse("practice_audit_action", args=[cast.a.slug, made.audit.slug, 1])
    assert "Invite health to every discussion" in manager.get(url).content.decode()
    answer = manager.post(url, {"title": "Write to all practices", "owner_agency": cast.other_agency.pk}, follow=True)
    assert "Audit: Strategy discussions, 2025-26, recommendation 1" in answer.content.decode()
    page = page_of(manager, "practice_audit", cast, made.audit.slug)
    assert "Write to all practices" in page
    assert "0 of 1 action completed" in page_of(manager, "practice_audit_list", cast, query="?year=2025-26")
    assert Action.objects.get().origin_key == "strategy-discussions.1"


def test_an_agency_lead_keeps_audits_of_their_agency_only(cast: Cast) -> None:
    lead = signed_in(cast.lead)
    assert lead.post(reverse("practice_audit_plan", args=[cast.a.slug]), FORM).status_code == 422  # who leads it?
    data = {**FORM, "lead": cast.agency.pk}
    assert lead.post(reverse("practice_audit_plan", args=[cast.a.slug]), data).status_code == 302
    other = {**data, "lead": cast.other_agency.pk}
    assert lead.post(reverse("practice_audit_plan", args=[cast.a.slug]), other).status_code == 422
    theirs = audit_made(cast, topic="Theirs", lead=cast.other_agency)
    assert lead.get(reverse("practice_audit_edit", args=[cast.a.slug, theirs.slug])).status_code == 403
    assert Audit.objects.get(slug="neglect-of-under-fives").lead == cast.agency


def test_moving_is_offered_as_the_table_allows(cast: Cast, manager: Client) -> None:
    audit = audit_made(cast)
    assert "Begin the audit" in page_of(manager, "practice_audit", cast, audit.slug)
    url = reverse("practice_audit_report", args=[cast.a.slug, audit.slug])
    manager.post(url, {"on-day": "1", "on-month": "9", "on-year": "2025"})
    page = page_of(manager, "practice_audit", cast, audit.slug)
    assert "1 September 2025" in page
    assert "Begin the audit" not in page
    again = manager.post(reverse("practice_audit_move", args=[cast.a.slug, audit.slug, "begin"]), follow=True)
    assert "can not be done" in again.content.decode()
    assert manager.post(reverse("practice_audit_move", args=[cast.a.slug, audit.slug, "odd"])).status_code == 404


def test_grades_of_one_agencys_unfinished_audit_are_read_by_those_who_keep_it(cast: Cast) -> None:
    audit = audit_made(cast, kind="single")
    graded_made(audit)
    query = f"?year={YEAR.token}"
    seen = {person: signed_in(getattr(cast, person)) for person in ("manager", "lead", "other_lead", "reader")}
    for person, client in seen.items():
        page = page_of(client, "practice_audit", cast, audit.slug)
        assert ("50.0%" in page) is (person in ("manager", "lead")), person
        assert ("provisional until" in page) is (person in ("manager", "lead")), person
        assert ("50.0%" in page_of(client, "practice_audit_list", cast, query=query)) is (
            person in ("manager", "lead")
        ), person
    practice_audit_move(by=None, audit=audit, event="report")
    assert "50.0%" in page_of(seen["reader"], "practice_audit", cast, audit.slug)


def test_an_audit_that_was_not_held_shows_no_grades(cast: Cast, manager: Client) -> None:
    audit = audit_made(cast)
    graded_made(audit)
    practice_audit_move(by=None, audit=audit, event="call_off")
    page = page_of(manager, "practice_audit", cast, audit.slug)
    assert "50.0%" not in page
    assert "was not held, so the grades entered before do not count" in page
    assert "50.0%" not in page_of(manager, "practice_audit_list", cast, query=f"?year={YEAR.token}")


def test_more_records_graded_than_the_sample_holds_are_refused(cast: Cast, manager: Client) -> None:
    audit = audit_made(cast, records=10)
    grading = graded_made(audit)
    url = reverse("practice_audit_grades", args=[cast.a.slug, audit.slug, grading.slug, 0])
    day = {"held_on-day": "1", "held_on-month": "9", "held_on-year": "2025", "known": "month"}
    sent = {**day, **{f"grade-{at}": "10" for at in (1, 2, 3, 4)}, "version": grading.version}
    refused = manager.post(url, sent)
    assert refused.status_code == 422
    assert "40 records are graded, and the audit says it looked at 10" in refused.content.decode()


def test_pages_take_the_same_queries_for_few_and_many(cast: Cast, manager: Client) -> None:
    def fill(audit: Audit) -> None:
        graded_made(audit, (date(2025, 1, 1), (1, 1, 1, 1)), (date(2025, 2, 1), (0, 1, 1, 1)))
        practice_audit_points_save(by=None, audit=audit, version=audit.version, points={"strength": ["One", "Two"]})
        for text in ("First", "Second"):
            made = recommendation_add(by=None, audit=audit, text=text)
            recommendation_action_open(by=None, recommendation=made, title=text, owner_agency=cast.other_agency)

    fill(audit_made(cast))
    counts = []
    for _ in range(2):
        for name, more in (("practice_audit_list", []), ("practice_audit", ["strategy-discussions"])):
            url = reverse(name, args=[cast.a.slug, *more]) + "?year=2025-26"
            manager.get(url)
            with CaptureQueriesContext(connection) as work:
                manager.get(url)
            counts.append(len(work))
        for _ in range(4):
            fill(audit_made(cast))
        fill(Audit.objects.get(slug="strategy-discussions-2"))
    assert counts[:2] == counts[2:]
