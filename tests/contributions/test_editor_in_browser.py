"""The rich-text editor in a real browser: with the keyboard, under our content security policy, and without scripts."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.contributions.models import Answer
from partnerships.contributions.services import answer_save
from tests.contributions.factories import contribution_made
from tests.support.axe import assert_accessible, assert_fits
from tests.support.browser import SMALL, WIDE, follow
from tests.support.cast import Cast
from tests.support.signed_in import NewContext, _playwright_beside_django, page_of

__all__ = ["_playwright_beside_django"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def answer(cast: Cast) -> Answer:
    return contribution_made(cast.a, cast.agency).answers.first()


def address(cast: Cast, answer: Answer) -> str:
    return reverse("answer_edit", args=[cast.a.slug, answer.contribution_id, answer.pk])


def test_a_lead_writes_and_formats_with_the_keyboard_alone(
    cast: Cast, answer: Answer, new_context: NewContext, live_server: Any
) -> None:
    page, complaints = page_of(new_context, live_server, cast.lead, viewport=WIDE)
    page.goto(address(cast, answer))
    toolbar, text = page.get_by_role("toolbar", name="Formatting"), page.get_by_role("textbox", name="Agency context")
    expect(toolbar).to_be_visible()  # the plain box is there first
    text.focus()
    page.keyboard.type("We merged with our neighbour.")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(toolbar.get_by_role("button", name="Heading", exact=True)).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(toolbar.get_by_role("button", name="Bullets")).to_be_focused()
    page.keyboard.press("Enter")
    expect(toolbar.get_by_role("button", name="Bullets")).to_have_attribute("aria-pressed", "true")
    expect(text).to_be_focused()
    page.keyboard.type("One police force")
    expect(page.get_by_text("8 words of the 50 to 200 suggested")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Save and return").press("Enter")
    expect(page.get_by_text("“Agency context” is saved.")).to_be_visible()
    answer.refresh_from_db()
    assert answer.body == "<p>We merged with our neighbour.</p><ul><li>One police force</li></ul>"
    assert complaints == []


def test_a_table_and_a_figure_survive_the_editor(
    cast: Cast, answer: Answer, new_context: NewContext, live_server: Any
) -> None:
    rows = "<tr><th>Level</th><th>Q1</th></tr><tr><td>2</td><td>[[a/b?at=2018-03-31]]</td></tr>"
    kept = f"<table><tbody>{rows}</tbody></table>"
    answer_save(by=cast.lead, answer=answer, version=0, body=kept)
    page, _ = page_of(new_context, live_server, cast.lead)
    page.goto(address(cast, answer))
    page.get_by_role("textbox", name="Agency context").locator("td").first.click()
    expect(page.get_by_role("button", name="Add row")).to_be_visible()
    page.keyboard.press("Home")
    page.keyboard.type("Level ")
    page.get_by_role("button", name="Save and return").click()
    page.wait_for_url("**/contributions/*/")
    answer.refresh_from_db()
    assert answer.body == kept.replace("<td>2", "<td>Level 2")


def test_without_scripts_the_box_is_plain_and_says_how_to_mark_things(
    cast: Cast, answer: Answer, new_context: NewContext, live_server: Any
) -> None:
    answer_save(by=cast.lead, answer=answer, version=0, body="<h3>Context</h3><p>We merged.</p>")
    page, _ = page_of(new_context, live_server, cast.lead, java_script_enabled=False, viewport=SMALL)
    page.goto(address(cast, answer))
    box = page.get_by_label("Agency context")
    expect(box).to_have_value("## Context\n\nWe merged.")
    expect(page.get_by_text("Leave an empty line between paragraphs.")).to_be_visible()
    box.fill("## Context\n\nWe merged twice.")
    follow(page.get_by_role("button", name="Save and return"))
    answer.refresh_from_db()
    assert answer.body == "<h3>Context</h3><p>We merged twice.</p>"


def test_an_answer_with_a_mistake_is_accessible_and_its_error_leads_to_the_editor(
    cast: Cast, answer: Answer, new_context: NewContext, live_server: Any
) -> None:
    page, _ = page_of(new_context, live_server, cast.lead, viewport=WIDE)
    page.goto(address(cast, answer))
    page.get_by_text("Nothing to report?").click()
    page.get_by_label("We have nothing to report here").check()
    page.get_by_role("button", name="Save and return").click()
    page.get_by_role("link", name="Say why there is nothing to report").click()
    expect(page.get_by_label("Why there is nothing to report")).to_be_focused()
    assert_fits(page)
