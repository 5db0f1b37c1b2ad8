"""Anonymous answering, editing a tool, a moderation day: in a browser with scripts, without, and by keyboard."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from partnerships.assessments.models import Response, Round, Statement, Tool
from partnerships.assessments.services import ballot_cast
from partnerships.directory.models import Agency, User
from tests.assessments.factories import electorate, handed_in, named_round, rag_tool, response_of
from tests.browser.keyboard import press_enter_on, tab_to_box, tab_until
from tests.browser.portal import Visitor
from tests.support.browser import SMALL, WIDE
from tests.support.cast import Cast
from tests.support.signed_in import NewContext, _playwright_beside_django, page_of

__all__ = ["_playwright_beside_django"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "small without scripts"])


def visitor_of(
    new_context: NewContext, live_server: Any, person: User, where: str, *args: Any, scripts: bool = True
) -> Visitor:
    """Return somebody who stands on a page; without scripts on a phone."""
    viewport = WIDE if scripts else SMALL
    page, _ = page_of(new_context, live_server, person, java_script_enabled=scripts, viewport=viewport)
    page.goto(reverse(where, args=args))
    visitor = Visitor(page, scripts)
    visitor.look()
    return visitor


def fill_date(page: Page, label: str, days: int) -> None:
    """Type a day, counted from today, in its three boxes."""
    day = timezone.localdate() + timedelta(days=days)
    group = page.get_by_role("group", name=label, exact=True)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part).fill(str(number))


def round_opened(manager: Visitor, voters: list[tuple[Agency, User]]) -> Round:
    """Open an anonymous round for the agencies through its page."""
    page = manager.page
    page.get_by_label("Name of the round").fill("How are we doing?")
    page.get_by_label("Each agency alone, anonymously").check()
    fill_date(page, "First day for answers", 0)
    fill_date(page, "Last day for answers", 14)
    for agency, _ in voters:
        page.get_by_label(agency.name, exact=True).check()
    manager.press("Open the round")
    manager.sees(f"0 of {len(voters)} have answered. At least 5 are needed before anything shows.")
    return Round.objects.get(mode=Round.Mode.ANONYMOUS)


def all_green(held: Round) -> dict[int, Decimal]:
    """Return the best score for every statement."""
    return {one.pk: Decimal(3) for one in Statement.objects.filter(part__tool=held.tool_id)}


@BOTH
@pytest.mark.parametrize("answers", [4, 5], ids=["below the floor", "at the floor"])
def test_an_anonymous_round_shows_results_only_from_the_floor_of_answers_on(
    cast: Cast, new_context: NewContext, live_server: Any, answers: int, scripts: bool
) -> None:
    rag_tool(cast.a)
    voters = electorate(cast, 6)
    manager = visitor_of(new_context, live_server, cast.manager, "assessment_round_open", cast.a.slug, scripts=scripts)
    held = round_opened(manager, voters)
    voter = visitor_of(new_context, live_server, voters[0][1], "assessment_list", cast.a.slug, scripts=scripts)
    voter.go(f"{held.title} for Agency 1")
    voter.sees("Nobody can tell who said what")
    for title in ("Leader", "Reports", "Asked"):
        voter.page.get_by_role("region", name=title).get_by_label("3: Green").check()
    voter.press("Put the answers into the box")
    voter.sees("Agency 1 has answered. The answers are in the box, mixed with the others.")
    for agency, _ in voters[1:answers]:
        ballot_cast(held=held, agency=agency, scores=all_green(held), comments={})
    manager.go("Results")
    manager.sees("Results of an anonymous round show only after it is closed")
    manager.go("Progress")
    manager.sees(f"{answers} of 6 have answered.")
    for _ in range(2):  # the second asks once more
        manager.press("Close the round")
    manager.page.goto(reverse("assessment_detail", args=[cast.a.slug, held.pk]))
    manager.look()
    if answers < 5:
        manager.sees("Suppressed. Fewer than 5 answered")
    expect(manager.page.locator("#part-1 tbody tr")).to_have_count(3 if answers == 5 else 0)


def test_a_ballot_is_filled_in_with_the_keyboard_alone(cast: Cast, new_context: NewContext, live_server: Any) -> None:
    rag_tool(cast.a)
    voters = electorate(cast, 5)
    held = round_opened(
        visitor_of(new_context, live_server, cast.manager, "assessment_round_open", cast.a.slug), voters
    )
    page = visitor_of(new_context, live_server, voters[0][1], "assessment_ballot", cast.a.slug, held.pk).page
    for statement in all_green(held):
        tab_until(page, f"at.type === 'radio' && at.closest('[aria-labelledby=heading-{statement}]')")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
    press_enter_on(page, "Put the answers into the box")
    expect(page.get_by_text("Agency 1 has answered.")).to_be_visible()


@BOTH
def test_a_tool_is_made_put_live_and_goes_on_in_a_new_version(
    cast: Cast, new_context: NewContext, live_server: Any, scripts: bool
) -> None:
    manager = visitor_of(new_context, live_server, cast.manager, "assessment_tools", cast.a.slug, scripts=scripts)
    manager.press("Make a tool")
    manager.page.get_by_label("Name of the tool").fill("Our neglect standards")
    manager.page.get_by_role("radio").first.check()
    manager.page.get_by_label("Title of the first part").fill("Seeing neglect")
    manager.follow(manager.page.locator("main button[type=submit]"))
    statement_added(manager, "Recognition", "Trained", "Staff know the signs.")
    manager.press("Make it live")
    manager.sees("is live and will not change any more.")
    manager.press("Begin a new version")
    statement_added(manager, "Recognition", "Tool used", "The neglect tool is used.")
    statement_added(manager, "Response", "Named lead", "Somebody leads on neglect.")
    manager.press("Make it live")
    versions = {tool.version: tool for tool in Tool.objects.of(cast.a)}
    titles = [one.short_title for one in Statement.objects.filter(part__tool=versions[2])]
    assert titles == ["Trained", "Tool used", "Named lead"]
    assert Statement.objects.filter(part__tool=versions[1]).count() == 1
    manager.page.goto(reverse("assessment_round_open", args=[cast.a.slug]))
    offered = manager.page.get_by_label("Tool", exact=True).locator("option")
    expect(offered.filter(has_text="Our neglect standards")).to_have_count(1)


def statement_added(manager: Visitor, standard: str, title: str, text: str) -> None:
    """Add a statement to the first part of a draft."""
    manager.follow(manager.page.get_by_role("button", name="Add a statement").first)
    manager.page.get_by_label("Standard (optional)", exact=True).fill(standard)
    manager.page.get_by_label("Short title").fill(title)
    manager.page.get_by_label("Statement", exact=True).fill(text)
    manager.press("Add the statement")
    manager.sees(text)


def test_a_statement_is_added_with_the_keyboard_alone(cast: Cast, new_context: NewContext, live_server: Any) -> None:
    tool = rag_tool(cast.a, live=False)
    page = visitor_of(new_context, live_server, cast.manager, "assessment_tool", cast.a.slug, tool.pk).page
    press_enter_on(page, "Add a statement")
    for box, words in (("id_domain", "Response"), ("id_short_title", "Named"), ("id_text", "Somebody leads.")):
        tab_to_box(page, box)
        page.keyboard.type(words)
    press_enter_on(page, "Add the statement")
    assert Statement.objects.get(part__tool=tool, short_title="Named").standard.title == "Response"  # type: ignore[union-attr]


def test_a_moderation_day_on_a_phone_without_scripts(cast: Cast, new_context: NewContext, live_server: Any) -> None:
    held = named_round(cast, moderated=True)
    row = handed_in(cast.lead, response_of(held, cast.agency))
    manager = visitor_of(
        new_context, live_server, cast.manager, "assessment_moderation", cast.a.slug, held.pk, scripts=False
    )
    manager.follow(manager.page.get_by_role("link", name="Alderbrook Council second scores"))
    leader = manager.page.get_by_role("region", name="Leader")
    leader.get_by_label("Second score: Leader").select_option("2")
    leader.get_by_label("Challenge: Leader").fill("No name on the website.")
    leader.get_by_label("Agreed score: Leader").select_option("2")
    for button in ("Save and go to the next standard", "Save and return", "Moderation is finished", "Agree"):
        manager.press(button)
    manager.sees("The self-assessment is agreed.")
    manager.page.goto(reverse("assessment_difference", args=[cast.a.slug, held.pk]))
    expect(manager.page.locator("#standards")).to_contain_text("\u22120.5")
    assert Response.objects.get(pk=row.pk).status == "agreed"


def test_a_second_score_is_given_and_agreed_with_the_keyboard_alone(
    cast: Cast, new_context: NewContext, live_server: Any
) -> None:
    held = named_round(cast, moderated=True)
    row = handed_in(cast.lead, response_of(held, cast.agency))
    page = visitor_of(new_context, live_server, cast.manager, "assessment_moderation", cast.a.slug, held.pk).page
    press_enter_on(page, "Alderbrook Council")
    for name, typed in (("second_score", "2"), ("challenge", "No name on the website."), ("agreed_score", "2")):
        tab_until(page, f"at.name && at.name.endsWith('{name}')")
        page.keyboard.type(typed)
    for button in ("Save and return", "Moderation is finished", "Agree"):
        press_enter_on(page, button)
    moderation = row.answers.get(statement__slug="leader").moderation
    assert (moderation.second_score, moderation.agreed_score) == (2, 2)
    assert Response.objects.get(pk=row.pk).status == "agreed"


@BOTH
def test_an_earlier_round_is_copied_from_its_document(
    cast: Cast, new_context: NewContext, live_server: Any, scripts: bool
) -> None:
    rag_tool(cast.a)
    manager = visitor_of(new_context, live_server, cast.manager, "assessment_list", cast.a.slug, scripts=scripts)
    page = manager.page
    manager.follow(page.get_by_role("button", name="Record an earlier round"))
    page.get_by_label("Name of the round").fill("Section 11 as it was")
    fill_date(page, "First day of the period it is about", -730)
    fill_date(page, "Last day of the period it is about", -366)
    page.get_by_label("Each respondent alone, reported anonymously").check()
    manager.press("Record the round")
    page.get_by_label("Document").fill("Annual report of that year")
    page.get_by_label("Where in it").fill("Page 12")
    page.get_by_label("Mode: 1. Leader").fill("2/3")
    page.get_by_label("Mean: 1. Leader").fill("2.5")
    manager.press("Save the figures")
    manager.sees("Saved: 1 of 3 statements have printed figures.")
    manager.sees("Printed in Annual report of that year.")
    manager.follow(page.get_by_role("button", name="Printed remarks"))
    page.get_by_label("Statement it stands under").select_option("Leader")
    page.get_by_label("Words").fill("Somebody leads, and we know who.")
    manager.press("Add the remark")
    manager.go("Section 11 as it was")
    manager.sees("Somebody leads, and we know who.")
