"""A contribution in a real browser: from its draft through feedback and a second version to two approvals."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.contributions.models import Answer, Contribution
from partnerships.directory.models import User
from tests.browser.keyboard import press_enter_on, tab_to_box
from tests.browser.portal import Visitor
from tests.contributions.factories import answered, contribution_made
from tests.support.browser import SMALL, WIDE
from tests.support.cast import Cast
from tests.support.signed_in import NewContext, _playwright_beside_django, page_of

__all__ = ["_playwright_beside_django"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Visitor]
QUESTION = "What did children say?"


@pytest.fixture
def visit(cast: Cast, new_context: NewContext, live_server: Any) -> Visit:
    """Return how somebody opens the contribution in a browser of their own."""

    def opened(person: User, made: Contribution, *, scripts: bool = True, **options: Any) -> Visitor:
        page, _ = page_of(new_context, live_server, person, java_script_enabled=scripts, **options)
        page.goto(reverse("contribution_detail", args=[cast.a.slug, made.pk]))
        visitor = Visitor(page, scripts)
        visitor.look()
        return visitor

    return opened


@pytest.fixture
def draft(cast: Cast) -> Contribution:
    """Return a draft that a contributor wrote and two people have to approve."""
    asked = contribution_made(cast.a, cast.agency, approvers=["board_manager", "chair"])
    return answered(asked, cast.contributor)


def successes(draft: Contribution) -> Answer:
    """Return the answer that is commented on."""
    return draft.answers.get(prompt__title="Key successes")


def commented(visitor: Visitor, question: str) -> None:
    """Open the box under the comments, say which answer it is about, and keep the comment."""
    visitor.page.get_by_text("Comment on it", exact=True).click()
    visitor.page.get_by_label("About").select_option("Key successes")
    visitor.page.get_by_label("Comment", exact=True).fill(question)
    visitor.press("Keep the comment")


def sent_back(visitor: Visitor) -> None:
    """Send the contribution back to whoever wrote it."""
    visitor.page.get_by_text("Send it back for change", exact=True).click()
    visitor.page.get_by_label("What has to change?").fill("See the comment.")
    visitor.press("Send back")
    visitor.sees("is back with its contributor")


def settled(visitor: Visitor, how: str) -> None:
    """Settle the first comment that is open."""
    visitor.follow(visitor.page.get_by_role("link", name="Settle it").first)
    visitor.page.get_by_label("What was done about it?").fill(how)
    visitor.press("Settle it")


def test_a_contribution_goes_through_feedback_and_a_second_version_to_two_approvals(
    cast: Cast, draft: Contribution, visit: Visit
) -> None:
    lead = visit(cast.lead, draft)
    lead.press("Submit contribution")
    lead.sees("has been submitted")
    chair = visit(cast.chair, draft, viewport=SMALL)
    commented(chair, QUESTION)
    chair.sees("Every comment has to be settled before this can be approved.")
    expect(chair.page.get_by_role("button", name="Approve contribution")).to_have_count(0)
    sent_back(chair)
    lead.page.reload()
    lead.follow(lead.page.get_by_role("link", name="Change Key successes"))
    lead.sees(QUESTION)
    box = lead.page.get_by_role("textbox", name="Key successes")
    box.click()
    lead.page.keyboard.press("Control+End")
    lead.page.keyboard.type(" Forty children told us they feel safer.")
    lead.press("Save and return")
    for _ in range(2):
        settled(lead, "Added what they said.")
    lead.sees("No comment is open.")
    lead.follow(lead.page.get_by_role("link", name="History of Key successes"))
    expect(lead.page.locator(".portal-difference ins").first).to_contain_text("Forty children")
    lead.go("Alderbrook Council")
    lead.press("Submit contribution")
    for person in (cast.manager, cast.chair):
        approver = visit(person, draft)
        approver.press("Approve contribution")
        approver.sees("Your approval of Alderbrook Council is kept.")
    draft.refresh_from_db()
    assert draft.status == "approved"
    assert successes(draft).body == "<p>We did what we said. Forty children told us they feel safer.</p>"


def test_the_same_on_a_phone_without_scripts(cast: Cast, draft: Contribution, visit: Visit) -> None:
    lead = visit(cast.lead, draft, scripts=False, viewport=SMALL)
    lead.press("Submit contribution")
    manager = visit(cast.manager, draft, scripts=False, viewport=SMALL)
    commented(manager, QUESTION)
    sent_back(manager)
    lead.page.reload()
    lead.follow(lead.page.get_by_role("link", name="Change Key successes"))
    lead.page.get_by_label("Key successes").fill("We did what we said.\n\nForty children told us so.")
    lead.press("Save and return")
    for _ in range(2):
        settled(lead, "Added.")
    lead.follow(lead.page.get_by_role("link", name="History of Key successes"))
    expect(lead.page.locator(".portal-difference ins").first).to_contain_text("Forty children")
    lead.go("Alderbrook Council")
    lead.press("Submit contribution")
    for person in (cast.manager, cast.chair):
        visit(person, draft, scripts=False, viewport=SMALL).press("Approve contribution")
    draft.refresh_from_db()
    assert draft.status == "approved"


def test_a_chair_asks_and_a_lead_answers_with_the_keyboard_alone(cast: Cast, draft: Contribution, visit: Visit) -> None:
    lead = visit(cast.lead, draft, viewport=WIDE).page
    press_enter_on(lead, "Submit contribution")
    chair = visit(cast.chair, draft, viewport=WIDE).page
    press_enter_on(chair, "Comment on it")
    tab_to_box(chair, "id_about")
    chair.keyboard.type("Key succ")
    tab_to_box(chair, "id_text")
    chair.keyboard.type(QUESTION)
    press_enter_on(chair, "Keep the comment")
    comment = draft.comments.get()
    assert (comment.text, comment.answer) == (QUESTION, successes(draft))
    press_enter_on(chair, "Send it back for change")
    tab_to_box(chair, "id_comment")
    chair.keyboard.type("See the comment.")
    press_enter_on(chair, "Send back")
    lead.reload()
    for _ in range(2):
        press_enter_on(lead, "Settle it")
        tab_to_box(lead, "id_how")
        lead.keyboard.type("Added what they said.")
        press_enter_on(lead, "Settle it")
    comment.refresh_from_db()
    assert (comment.settled_how, comment.settled_by) == ("Added what they said.", cast.lead)
