"""Publication: a second person checks, a reason stands where nothing is published, and the clock stops."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import User
from reviews.cases.models import Case, Publication
from reviews.cases.policies import PUBLICATION_TRANSITIONS
from reviews.cases.services import access_give, publication_check, publication_draft, publication_publish
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


def address(case: Case, name: str = "case_publication") -> str:
    return reverse(name, args=[case.partnership.slug, case.reference])


def status(case: Case) -> str:
    return Publication.objects.get(case=case).status


def test_a_review_is_drafted_checked_by_another_person_and_published(
    review: Case, second: User, keeper: Client
) -> None:
    keeper.post(address(review, "publication_draft"))
    own = keeper.post(address(review, "publication_check"), {"read": "on"})
    assert own.status_code == 422
    assert "somebody else on the list has to check it" in own.content.decode()
    signed_in(second).post(address(review, "publication_check"), {"read": "on", "note": "Took out the school"})
    day = {"published_on-day": "1", "published_on-month": "6", "published_on-year": "2026"}
    keeper.post(address(review, "publication_publish"), {"link": "https://example.org/review", **day})
    assert status(review) == "published"
    assert clock_of(review, "publication").met_on == date(2026, 6, 1)
    page = keeper.get(address(review)).content.decode()
    assert "Took out the school" in page
    assert "https://example.org/review" in page


def test_the_author_is_told_that_another_person_has_to_check(review: Case, keeper: Client) -> None:
    keeper.post(address(review, "publication_draft"))
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
    keeper.post(address(review, "publication_draft"))
    hold = address(review, "publication_hold")
    assert keeper.post(hold, {"event": event, "reason": " "}).status_code == 422
    assert keeper.post(hold, {"event": event, "reason": "A trial is not over"}).status_code == 302
    assert status(review) == after
    assert "A trial is not over" in keeper.get(address(review)).content.decode()


def test_a_double_click_puts_one_draft_up(review: Case, keeper: Client) -> None:
    for _ in range(2):
        keeper.post(address(review, "publication_draft"))
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
