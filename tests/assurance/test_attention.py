"""What the overview asks of each person."""

from datetime import timedelta

from django.utils import timezone

from partnerships.assurance.attention import attention
from partnerships.assurance.services import challenge_step, links_check, risk_escalate
from partnerships.directory.authz.access import access_of
from partnerships.directory.models import User
from tests.assurance.doors import address, browser, words
from tests.assurance.factories import (
    OPENED,
    assessment_made,
    challenge_made,
    requirement_made,
    resource_made,
    risk_made,
    soon,
    topic_made,
)
from tests.assurance.test_documents import GONE, answering
from tests.support.cast import Cast


def asked(cast: Cast, person: User) -> list[str]:
    """Return the lines a person reads."""
    return [item.text for item in attention(access_of(person, cast.a))]


def test_a_late_review_and_an_unanswered_escalation_are_told_to_the_owner_and_the_board_manager(cast: Cast) -> None:
    risk = risk_made(cast.a, agency=cast.agency, review_due_on=OPENED)
    risk_escalate(by=None, risk=risk, target="executive", escalated_on=OPENED, reason="Money")
    risk_made(cast.a, "In time", agency=cast.agency, review_due_on=soon())
    expected = [
        "Risk 1: Too few social workers: look at it again",
        "Risk 1: Too few social workers: escalated to the executive and not answered",
    ]
    assert asked(cast, cast.manager) == expected
    assert asked(cast, cast.lead) == expected
    for person in (cast.other_lead, cast.reader, cast.chair, cast.contributor):
        assert asked(cast, person) == []


def test_a_challenge_nobody_speaks_of_is_told_to_whom_it_was_put(cast: Cast) -> None:
    made = challenge_made(cast.a, raised_to=cast.agency)
    line = ["Challenge 1: Late notifications: nothing was said for two months"]
    assert asked(cast, cast.manager) == asked(cast, cast.lead) == line
    assert asked(cast, cast.other_lead) == []
    day = timezone.localdate() - timedelta(days=3)
    challenge_step(by=None, challenge=made, kind="response", happened_on=day, text="Soon")
    assert asked(cast, cast.manager) == []


def test_overdue_requirements_documents_and_dead_links_are_the_board_managers(cast: Cast) -> None:
    requirement_made(topic_made(assessment_made(cast.a)), due_on=OPENED)
    resource_made(cast.a, url="https://example.org/gone")
    resource_made(cast.a, "Handbook", url="https://example.org/", review_on=OPENED)
    links_check(partnership=cast.a, fetch=answering(gone=GONE))
    assert asked(cast, cast.manager) == [
        "Cost of living: Public health owes an answer",
        "“Threshold document” does not work",
        "“Handbook” is due for review",
    ]
    assert asked(cast, cast.lead) == []
    assert "Cost of living: Public health owes an answer" in words(browser(cast.manager).get(address(cast, "overview")))
