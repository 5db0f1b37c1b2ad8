"""Nobody outside a case's list can learn that it exists. One test for each way to try."""

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from partnerships.directory.models import AuditEvent, User
from partnerships.directory.selectors import audit_chains_verified
from reviews.cases.models import Case, Relation
from reviews.cases.selectors.trail import ledger_of
from reviews.cases.services import access_give, case_break_glass, case_relate, figures_release, finding_add
from safeguarding.lib.facts import Period
from tests.cases.factories import case_made, coordinator_of
from tests.cases.test_clocks import proclaim
from tests.support.cast import Cast

NOWHERE = "ZZZZ-9999"
EVERYWHERE = ("case_list", "deadline_list", "breach_list", "guidance_list", "holiday_list", "overview", "deadline_feed")
ON_A_CASE = (
    *("case_detail", "decision_list", "decision_add", "case_publication", "case_edit"),
    *("event_add", "case_access", "case_log", "subject_add"),
    *("case_learning", "finding_add", "recommendation_add", "counts_state", "impact_record", "case_record"),
    *("case_collecting", "request_make", "chronology_add", "record_prepare"),
)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def outsider(cast: Cast) -> User:
    """Return another coordinator of the same partnership: every permission, but not on the list."""
    return coordinator_of(cast.a, "Other coordinator")


def traces_of(case: Case) -> tuple[str, ...]:
    return case.reference, case.pseudonym


def assert_silent(page: str, case: Case) -> None:
    assert not [trace for trace in traces_of(case) if trace in page]


@pytest.mark.parametrize("name", ON_A_CASE)
def test_a_hidden_case_and_no_case_are_one_answer_and_the_same_work(
    cast: Cast, case: Case, outsider: User, name: str
) -> None:
    client, answers = signed_in(outsider), []
    client.get(reverse("case_list", args=[cast.a.slug]))  # the first request of a session does more
    for reference in (case.reference, NOWHERE):
        with CaptureQueriesContext(connection) as work:
            response = client.get(reverse(name, args=[cast.a.slug, reference]))
        body = response.content.decode().replace(reference, "REFERENCE")
        shapes = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in work]
        answers.append((response.status_code, body, shapes, sorted(response.headers)))
    assert answers[0][0] == 404
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "name", ["case_close", "event_add", "case_edit", "case_access", "finding_add", "request_make", "record_prepare"]
)
def test_writing_to_a_hidden_case_is_answered_like_writing_to_none(
    cast: Cast, case: Case, outsider: User, name: str
) -> None:
    client = signed_in(outsider)
    data = {"kind": "published", "when": "2026", "evidence": "x", "pseudonym": "x", "version": "1"}
    codes = [client.post(reverse(name, args=[cast.a.slug, ref]), data).status_code for ref in (case.reference, NOWHERE)]
    assert codes == [404, 404]
    case.refresh_from_db()
    assert (case.pseudonym, case.status, case.events.count()) == ("Child Q", "open", 1)


@pytest.mark.parametrize("name", EVERYWHERE)
@pytest.mark.parametrize("persona", ["outsider", "manager", "chair"])
def test_no_page_of_the_portal_shows_it(request: Any, cast: Cast, case: Case, name: str, persona: str) -> None:
    person = request.getfixturevalue("outsider") if persona == "outsider" else getattr(cast, persona)
    response = signed_in(person).get(reverse(name, args=[cast.a.slug]))
    assert response.status_code == 200
    assert_silent(response.content.decode(), case)


def test_searching_for_it_finds_nothing_and_counts_nothing(cast: Cast, case: Case, outsider: User) -> None:
    client = signed_in(outsider)
    url = reverse("case_list", args=[cast.a.slug])
    for words in (case.reference, "Child Q", NOWHERE):
        page = client.get(url, {"words": words}).content.decode()
        assert "0 cases" in page
        assert "No case matches." in page
    assert "0 cases" in client.get(url, {"kind": "rapid_review"}).content.decode()


def test_what_if_leaves_it_out(cast: Cast, case: Case, outsider: User) -> None:
    page = signed_in(outsider).get(reverse("guidance_what_if", args=[cast.a.slug, "wt-2023"])).content.decode()
    assert_silent(page, case)
    assert "No running deadline is touched" in page


def test_the_audit_trail_of_the_partnership_does_not_know_of_any_case(
    cast: Cast, case: Case, keeper: Client, coordinator: User
) -> None:
    keeper.get(reverse("case_detail", args=[cast.a.slug, case.reference]))
    proclaim(cast, date(2026, 4, 14))
    access_give(by=coordinator, case=case, person=cast.chair, reason="Scrutiny")
    numbers = list(AuditEvent.objects.of(cast.a).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)), "a gap in the numbers would betray hidden events"
    for name in ("audit_list", "audit_export"):
        response = signed_in(cast.manager).get(reverse(name, args=[cast.a.slug]))
        text = b"".join(response) if response.streaming else response.content
        assert_silent(text.decode(), case)
        assert not re.search("case[ _](read|open|access|event)|clock|deadline", text.decode(), re.IGNORECASE)
    assert AuditEvent.objects.filter(chain_id=ledger_of(cast.a), action="case_read").count() == 1
    assert not [verdict for verdict in audit_chains_verified() if verdict.fault]


def test_the_account_page_does_not_list_what_somebody_did_on_cases(cast: Cast, case: Case, coordinator: User) -> None:
    page = signed_in(coordinator).get(reverse("account")).content.decode()
    assert_silent(page, case)


def test_the_tracker_holds_only_what_one_keeps(cast: Cast, case: Case, outsider: User, keeper: Client) -> None:
    url = reverse("case_export", args=[cast.a.slug])
    assert_silent(signed_in(outsider).get(url).content.decode(), case)
    mine = keeper.get(url).content.decode()
    assert case.reference in mine
    assert "Child Q" not in mine
    assert mine.splitlines()[-1].startswith("OFFICIAL-SENSITIVE. Taken by Case coordinator on ")
    assert AuditEvent.objects.filter(action="case_read", after__page="Tracker export").count() == 1


def test_a_related_case_is_shown_only_to_people_on_both_lists(
    cast: Cast, case: Case, coordinator: User, keeper: Client
) -> None:
    led_to = case_made(coordinator, cast.a, kind="lcspr", pseudonym="Second pseudonym")
    case_relate(by=coordinator, source=case, target=led_to, sort=Relation.Sort.LED_TO)
    access_give(by=coordinator, case=case, person=cast.chair, reason="Scrutiny")
    url = reverse("case_detail", args=[cast.a.slug, case.reference])
    assert led_to.reference in keeper.get(url).content.decode()
    assert_silent(signed_in(cast.chair).get(url).content.decode(), led_to)


def test_an_error_message_does_not_tell_a_hidden_case_from_none(cast: Cast, case: Case, outsider: User) -> None:
    own, client = case_made(outsider, cast.a, pseudonym="Own"), signed_in(outsider)
    url = reverse("case_relate", args=[cast.a.slug, own.reference])
    pages = [
        client.post(url, {"sort": "led_to", "target": target, "scrutiny": ""})
        .content.decode()
        .replace(f'"{target}"', '"x"')
        for target in (case.pk, case.pk + 1_000)
    ]
    plain = [re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page) for page in pages]
    assert "Choose a case from the list" in plain[0]
    assert plain[0] == plain[1]
    assert_silent(plain[0], case)


def test_figures_of_another_coordinator_do_not_count_it(cast: Cast, case: Case, outsider: User) -> None:
    page = signed_in(outsider).get(f"{reverse('case_figures', args=[cast.a.slug])}?period=2025-26").content.decode()
    assert "You keep no case that counts in this period." in page
    assert_silent(page, case)


def test_no_search_of_figures_and_no_report_knows_of_it(cast: Cast, case: Case, coordinator: User) -> None:
    finding_add(by=coordinator, case=case, text="A finding of Child Q", tone="learning")
    url = reverse("figure_search", args=[cast.a.slug])
    for words in ("review", "finding", "recommendation"):
        assert_silent(signed_in(cast.manager).get(url, {"words": words, "q": words}).content.decode(), case)


@pytest.mark.parametrize("persona", ["reader", "lead", "other_lead", "contributor", "chair", "signatory", "outsider"])
def test_released_figures_are_not_read_one_by_one_by_their_key(
    request: Any, cast: Cast, case: Case, coordinator: User, persona: str
) -> None:
    figures_release(by=coordinator, partnership=cast.a, period=Period.financial_year(2025), reason="Yearly report")
    client = signed_in(request.getfixturevalue("outsider") if persona == "outsider" else getattr(cast, persona))
    for kind in ("rapid-review", "dhr"):
        for part in ("count", "under-way", "deadlines", "on-time"):
            key = f"cases/{kind}.{part}?period=2025-26"
            page = client.get(reverse("fact_trace", args=[cast.a.slug]), {"key": key}).text
            assert "suppressed" in page
            assert not re.search(r'studio-fact__value">\d', page)
    found = client.get(reverse("figure_search", args=[cast.a.slug]), {"words": "rapid"})
    assert found.status_code == 403 or not re.search(r"<strong>\d", found.text)


def test_who_builds_reports_sees_the_figures_they_print(cast: Cast, case: Case, coordinator: User) -> None:
    figures_release(by=coordinator, partnership=cast.a, period=Period.financial_year(2025), reason="Yearly report")
    client, key = signed_in(cast.manager), "cases/rapid-review.count?period=2025-26"
    assert 'studio-fact__value">1' in client.get(reverse("fact_trace", args=[cast.a.slug]), {"key": key}).text
    assert "<strong>1" in client.get(reverse("figure_search", args=[cast.a.slug]), {"words": "rapid"}).text


def test_correcting_the_calendar_answers_alike_with_and_without_cases(cast: Cast, case: Case) -> None:
    data = {"day-day": "14", "day-month": "4", "day-year": "2026", "change": "proclaimed", "name": "x", "source": "y"}
    client = signed_in(cast.manager)
    client.post(reverse("holiday_add", args=[cast.a.slug]), data)
    page = client.get(reverse("holiday_list", args=[cast.a.slug])).content.decode()
    assert "Every running deadline has been counted again." in page
    assert_silent(page, case)
    event = AuditEvent.objects.of(cast.a).get(action="calendar_corrected")
    assert sorted(event.after) == ["change", "day", "name", "source"]


def test_no_address_of_an_api_leads_to_cases() -> None:
    assert not [route for route in _routes(get_resolver()) if "api/" in route and "case" in route]


def test_an_address_of_another_partnership_does_not_open_it(cast: Cast, case: Case, coordinator: User) -> None:
    elsewhere = reverse("case_detail", args=[cast.b.slug, case.reference])
    assert signed_in(coordinator).get(elsewhere).status_code == 404
    assert signed_in(coordinator_of(cast.b)).get(elsewhere).status_code == 404


def test_references_do_not_count(cast: Cast, coordinator: User) -> None:
    made = [case_made(coordinator, cast.a).reference for _ in range(5)]
    assert len(set(made)) == 5
    assert all(re.fullmatch(r"[B-DF-HJ-NP-TV-XZ2-9]{4}-[B-DF-HJ-NP-TV-XZ2-9]{4}", reference) for reference in made)


def test_nothing_about_a_case_goes_out_by_email(
    cast: Cast, case: Case, coordinator: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        case_break_glass(by=cast.chair, partnership=cast.a, reference=case.reference, reason="A child at risk now")
    (letter,) = mail.outbox
    said = f"{letter.subject} {letter.body}"
    assert letter.to == [coordinator.email]
    assert_silent(said, case)
    assert not re.search("case|review|rapid|emergency|at risk|Independent chair", said, re.IGNORECASE)


def _routes(resolver: Any, before: str = "") -> list[str]:
    found: list[str] = []
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        found += _routes(pattern, route) if isinstance(pattern, URLResolver) else [route]
        assert isinstance(pattern, URLPattern | URLResolver)
    return found
