"""Publication: a second person checks, a reason stands where nothing is published, and the clock stops."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import User
from reviews.cases.models import Case, Publication
from reviews.cases.policies import PUBLICATION_TRANSITIONS
from reviews.cases.selectors.trail import events_about
from reviews.cases.services import (
    access_give,
    case_change,
    event_record,
    event_withdraw,
    finding_add,
    publication_check,
    publication_draft,
    publication_publish,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import case_made, clock_of, coordinator_of
from tests.cases.test_need_to_know import signed_in
from tests.support.cast import Cast


@pytest.fixture
def review(cast: Cast, coordinator: User) -> Case:
    """Return a practice review decided on 31 March 2026."""
    return case_made(coordinator, cast.a, kind="lcspr")


@pytest.fixture
def second(cast: Cast, review: Case, coordinator: User) -> User:
    """Return another coordinator of the review."""
    person = coordinator_of(cast.a, "Second coordinator")
    access_give(by=coordinator, case=review, person=person, reason="Redaction check", coordinates=True)
    return person


DRAFT = {"link": "https://example.org/draft"}
DAY = {"published_on-day": "1", "published_on-month": "6", "published_on-year": "2026"}
WITHOUT = "The panel had asked for none"


def address(case: Case, name: str = "case_publication") -> str:
    return reverse(name, args=[case.partnership.slug, case.reference])


def status(case: Case) -> str:
    return Publication.objects.get(case=case).status


def test_a_review_is_drafted_checked_by_another_person_and_published(
    review: Case, second: User, keeper: Client
) -> None:
    keeper.post(address(review, "publication_draft"), DRAFT)
    own = keeper.post(address(review, "publication_check"), {"read": "on"})
    assert own.status_code == 422
    assert "somebody else on the list has to check it" in own.content.decode()
    signed_in(second).post(address(review, "publication_check"), {"read": "on", "note": "Took out the school"})
    said = {"link": "https://example.org/review", "without_copy": WITHOUT, **DAY}
    keeper.post(address(review, "publication_publish"), said)
    assert status(review) == "published"
    assert clock_of(review, "publication").met_on == date(2026, 6, 1)
    page = keeper.get(address(review)).content.decode()
    assert "Took out the school" in page
    assert "https://example.org/review" in page


def test_the_author_is_told_that_another_person_has_to_check(review: Case, keeper: Client) -> None:
    keeper.post(address(review, "publication_draft"), DRAFT)
    page = keeper.get(address(review)).content.decode()
    assert "another coordinator of the case has to check it" in page
    assert "Make the redaction check" not in page


def test_nothing_is_published_unchecked(review: Case, coordinator: User) -> None:
    row = publication_draft(by=coordinator, case=review)
    with pytest.raises(NotAllowed, match="can not be done while it is draft"):
        publication_publish(by=coordinator, publication=row, link="https://example.org", published_on=date(2026, 6, 1))
    assert not review.events.filter(kind="published").exists()


def test_a_draft_changed_after_its_check_is_checked_again(review: Case, coordinator: User, second: User) -> None:
    row = publication_draft(by=coordinator, case=review)
    publication_check(by=second, publication=row, note="")
    again = publication_draft(by=second, case=review)
    assert (again.status, again.checked_by, again.drafted_by) == ("draft", None, second)
    with pytest.raises(NotAllowed, match="somebody else"):
        publication_check(by=second, publication=again, note="")


@pytest.mark.parametrize(("event", "after"), [("delay", "delayed"), ("withhold", "not_published")])
def test_what_is_not_published_says_why(review: Case, keeper: Client, event: str, after: str) -> None:
    keeper.post(address(review, "publication_draft"), DRAFT)
    hold = address(review, "publication_hold")
    assert keeper.post(hold, {"event": event, "reason": " "}).status_code == 422
    assert keeper.post(hold, {"event": event, "reason": "A trial is not over"}).status_code == 302
    assert status(review) == after
    assert "A trial is not over" in keeper.get(address(review)).content.decode()


def test_a_double_click_puts_one_draft_up(review: Case, keeper: Client) -> None:
    for _ in range(2):
        keeper.post(address(review, "publication_draft"), DRAFT)
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("change", [{"status": "delayed"}, {"status": "published"}])
def test_the_database_holds_the_rules_too(review: Case, coordinator: User, change: dict[str, str]) -> None:
    publication_draft(by=coordinator, case=review)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.update(**change)


def test_nobody_checks_their_own_draft_even_in_sql(review: Case, coordinator: User) -> None:
    row = publication_draft(by=coordinator, case=review)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(checked_by=coordinator, checked_at=row.drafted_at)


def test_the_diagram_in_the_documentation_is_the_table() -> None:
    page = Path(settings.BASE_DIR, "docs", "case-reviews.md").read_text(encoding="utf-8")
    assert PUBLICATION_TRANSITIONS.diagram() in page


@pytest.fixture
def published(review: Case, coordinator: User, second: User) -> Case:
    """Return the review published on 1 June 2026 under a wrong address."""
    row = publication_draft(by=coordinator, case=review, link="https://example.org/draft")
    publication_check(by=second, publication=row, note="")
    said = {"link": "https://example.org/wrong", "published_on": date(2026, 6, 1), "without_copy": WITHOUT}
    publication_publish(by=coordinator, publication=row, **said)
    return review


def corrected(link: str, day: str, reason: str) -> dict[str, str]:
    date_parts = {"published_on-day": day, "published_on-month": "6", "published_on-year": "2026"}
    return {"link": link, "reason": reason, **date_parts}


def test_a_wrong_link_and_day_are_corrected_with_a_reason(published: Case, keeper: Client) -> None:
    url = address(published, "publication_correct")
    assert "https://example.org/wrong" in keeper.get(url).content.decode()
    assert keeper.post(url, corrected("https://example.org/right", "3", "")).status_code == 422
    keeper.post(url, corrected("https://example.org/right", "3", "The site had moved"))
    row = Publication.objects.get(case=published)
    assert (row.status, row.link) == ("published", "https://example.org/right")
    assert clock_of(published, "publication").met_on == date(2026, 6, 3)
    assert [event.withdrawn_because for event in published.events.filter(kind="published")] == [
        "The site had moved",
        "",
    ]


def test_a_publication_whose_event_is_withdrawn_is_no_longer_published(published: Case, coordinator: User) -> None:
    event = published.events.get(kind="published")
    event_withdraw(by=coordinator, event=event, because="It was another review")
    row = Publication.objects.get(case=published)
    assert (row.status, row.link) == ("checked", "")
    assert events_about(published).filter(action="case_publication_taken_back").exists()


def test_a_draft_is_a_file_or_a_link_and_never_nothing(review: Case, keeper: Client) -> None:
    url = address(review, "publication_draft")
    assert "Select the draft, or give a link to it" in keeper.post(url, {}).content.decode()
    wrong = keeper.post(url, {"upload": SimpleUploadedFile("draft.pdf", b"not a pdf")})
    assert wrong.status_code == 422
    upload = SimpleUploadedFile("draft of the review.pdf", b"%PDF-1.7 the draft")
    assert keeper.post(url, {"upload": upload}).status_code == 302
    row = Publication.objects.get(case=review)
    assert row.draft_sha256 == sha256(b"%PDF-1.7 the draft").hexdigest()
    answer = keeper.get(address(review, "publication_file"))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 the draft"  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]
    assert events_about(review).filter(action="case_read", after__page__startswith="Draft report").exists()


def test_only_the_list_of_the_case_takes_the_draft(cast: Cast, review: Case, keeper: Client) -> None:
    upload = SimpleUploadedFile("draft.pdf", b"%PDF-1.7 the draft")
    keeper.post(address(review, "publication_draft"), {"upload": upload})
    stranger = signed_in(coordinator_of(cast.a, "Stranger"))
    assert stranger.get(address(review, "publication_file")).status_code == 404


def described(review: Case, by: User, summary: str) -> None:
    review.refresh_from_db()
    case_change(by=by, case=review, version=review.version, themes=[], public_summary=summary)


def test_the_checker_reads_the_draft_and_every_public_field(review: Case, coordinator: User, second: User) -> None:
    described(review, coordinator, "What may be known.")
    finding_add(by=coordinator, case=review, text="Agencies met weekly.", tone="learning")
    publication_draft(by=coordinator, case=review, link="https://example.org/draft")
    page = signed_in(second).get(address(review, "publication_check")).content.decode()
    for words in ("https://example.org/draft", "What may be known.", "Agencies met weekly."):
        assert words in page


def shown(answer: Any) -> str:
    """Return the digest of what the page of the check showed."""
    found = re.search(r'"([0-9a-f]{64})"', answer.content.decode())
    assert found
    return found[1]


def test_what_changed_while_the_checker_read_is_read_again(review: Case, coordinator: User, second: User) -> None:
    publication_draft(by=coordinator, case=review, link="https://example.org/draft")
    checker, url = signed_in(second), address(review, "publication_check")
    seen = shown(checker.get(url))
    described(review, coordinator, "More than may be known.")
    answer = checker.post(url, {"read": "on", "seen": seen})
    assert "changed while you read" in answer.content.decode()
    assert checker.post(url, {"read": "on", "seen": shown(answer)}).status_code == 302


@pytest.mark.parametrize("change", ["summary", "finding"])
def test_public_fields_changed_after_the_check_are_checked_again(
    review: Case, coordinator: User, second: User, keeper: Client, change: str
) -> None:
    row = publication_draft(by=coordinator, case=review, link="https://example.org/draft")
    publication_check(by=second, publication=row, note="")
    if change == "summary":
        described(review, coordinator, "More than was checked.")
    else:
        finding_add(by=coordinator, case=review, text="More than was checked.", tone="learning")
    assert status(review) == "draft"
    assert "changed after the check" in keeper.get(address(review)).content.decode()


def test_a_change_that_prints_nothing_leaves_the_check_standing(review: Case, coordinator: User, second: User) -> None:
    row = publication_draft(by=coordinator, case=review, link="https://example.org/draft")
    publication_check(by=second, publication=row, note="")
    review.refresh_from_db()
    case_change(by=coordinator, case=review, version=review.version, themes=[], summary="Restricted.")
    assert status(review) == "checked"


def test_a_missing_advance_copy_is_asked_about_and_a_recorded_one_is_not(
    review: Case, coordinator: User, second: User, keeper: Client
) -> None:
    row = publication_draft(by=coordinator, case=review, link="https://example.org/draft")
    publication_check(by=second, publication=row, note="")
    url = address(review, "publication_publish")
    assert "Why was no advance copy sent" in keeper.get(url).content.decode()
    refused = keeper.post(url, {"link": "https://example.org/review", **DAY})
    assert "Say why no advance copy was sent" in refused.content.decode()
    when = FuzzyDate.day(date(2026, 5, 12))
    event_record(by=coordinator, case=review, kind="advance_copy", when=when, evidence="Email to the panel")
    assert "Why was no advance copy sent" not in keeper.get(url).content.decode()
    assert keeper.post(url, {"link": "https://example.org/review", **DAY}).status_code == 302
