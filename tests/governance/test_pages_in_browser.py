"""Every page of governance and self-assessment in a real browser: axe, width, policy; a meeting by keyboard; impact."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.directory.models import Group
from partnerships.directory.services.groups import group_add
from partnerships.governance.models import Meeting, Priority, Step
from partnerships.governance.services import agenda_add, objective_add, post_add, post_note, progress_add, term_add
from tests.assessments.factories import round_made
from tests.governance.factories import board_made, chain_made, meeting_made, priority_made, seats_made, statement_made
from tests.support.axe import assert_accessible, assert_fits
from tests.support.browser import WIDE
from tests.support.cast import Cast
from tests.support.signed_in import NewContext, _playwright_beside_django, page_of

__all__ = ["_playwright_beside_django"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


Pages = list[tuple[Any, ...]]


def addresses(cast: Cast) -> list[str]:
    """Fill every register and return the address of every page."""
    board, priority = board_made(cast.a), priority_made(cast.a)
    pages = [*pages_of_money_and_words(cast), *pages_of_priorities(cast, priority), *pages_of_groups(cast, board)]
    return [reverse(name, args=[cast.a.slug, *rest]) for name, *rest in pages]


def pages_of_groups(cast: Cast, board: Group) -> Pages:
    seats = seats_made(board, "Police", "Lay member")
    meeting = meeting_made(board, date(2018, 6, 5), seats, "YN")
    meeting_made(board, date(2019, 2, 6))
    item = agenda_add(by=None, meeting=meeting, title="Budget", decision="Agreed.")
    post = post_add(by=None, partnership=cast.a, title="Designated doctor", statutory=True, basis="Guidance")
    post_note(by=None, post=post, noted_on=date(2019, 1, 1), standing="vacant")
    for name in ("Executive", "Learning group"):
        group_add(by=None, partnership=cast.a, name=name, kind="subgroup", parent=board)
    return [
        *((name,) for name in ("meeting_list", "meeting_add", "seat_list", "group_list", "group_add")),
        *((name,) for name in ("post_list", "post_add")),
        *((name, meeting.pk) for name in ("meeting_detail", "meeting_edit", "meeting_action", "agenda_add")),
        *((name, board.slug) for name in ("attendance_table", "attendance_rule", "group_edit")),
        *((name, post.slug) for name in ("post_edit", "post_note")),
        ("agenda_edit", item.pk),
        ("seat_end", seats[0].pk),
    ]


def pages_of_priorities(cast: Cast, priority: Priority) -> Pages:
    day = date(2019, 1, 1)
    progress_add(by=cast.manager, priority=priority, noted_on=day, standing="completed", text="<p>Done</p>")
    objective, chain = objective_add(by=None, priority=priority, text="Reach it"), chain_made(priority, "did")
    of_one = ("priority_edit", "progress_add", "priority_detail", "priority_carry", "priority_action", "objective_add")
    return [
        *((name,) for name in ("priority_list", "plan_add", "impact_list")),
        *((name, priority.pk) for name in (*of_one, "impact_chain_add")),
        ("priority_add", priority.plan_id),
        ("objective_edit", objective.pk),
        ("impact_link", chain.pk, "difference"),
        ("impact_chain_remove", chain.pk),
    ]


def pages_of_money_and_words(cast: Cast) -> Pages:
    statement, held = statement_made(cast.a), round_made(cast.a)
    line = statement.lines.first()
    for expansion in ("Child exploitation", "Chief executive"):
        term = term_add(by=None, partnership=cast.a, abbreviation="CE", expansion=expansion)
    return [
        *((name,) for name in ("finance_list", "finance_add", "glossary_list", "term_add", "term_usual")),
        *((name, statement.pk) for name in ("finance_detail", "finance_edit", "line_add")),
        *((name, statement.pk, line.pk) for name in ("line_edit", "line_remove")),
        ("term_edit", term.pk),
        ("assessment_list",),
        ("assessment_detail", held.pk),
    ]


def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(
    cast: Cast, new_context: NewContext, live_server: Any
) -> None:
    page, complaints = page_of(new_context, live_server, cast.manager, viewport=WIDE)
    for address in addresses(cast):
        page.goto(address)
        assert_fits(page)
    assert complaints == []


def test_a_meeting_is_held_with_the_keyboard_and_without_scripts(
    cast: Cast, new_context: NewContext, live_server: Any
) -> None:
    """Agenda, attendance and an action, on paper-like pages."""
    board = board_made(cast.a)
    seats_made(board, "Police", "Lay member", "Schools")
    meeting = meeting_made(board, date(2018, 6, 5))
    page, _ = page_of(new_context, live_server, cast.manager, java_script_enabled=False)
    page.goto(reverse("agenda_add", args=[cast.a.slug, meeting.pk]))
    page.get_by_label("Item", exact=True).focus()
    page.keyboard.type("Neglect toolkit")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is on the agenda")).to_be_visible()
    page.get_by_label("Police").focus()
    page.keyboard.type("Sub")
    page.keyboard.press("Tab")
    page.keyboard.type("Apol")
    page.get_by_role("button", name="Save, everybody else attended").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("is saved")).to_be_visible()
    marks = dict(Meeting.objects.get(pk=meeting.pk).attendances.values_list("seat__label", "mark"))
    assert marks == {"Police": "substitute", "Lay member": "apologies", "Schools": "attended"}
    page.get_by_role("button", name="Open an action").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What will be done?").focus()
    page.keyboard.type("Train receptionists")
    page.get_by_label("Post that does it").focus()
    page.keyboard.type("Designated nurse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Train receptionists")).to_be_visible()


def test_a_chain_is_followed_until_no_gap_is_left(cast: Cast, new_context: NewContext, live_server: Any) -> None:
    priority = priority_made(cast.a)
    page, complaints = page_of(new_context, live_server, cast.manager, viewport=WIDE)
    page.goto(reverse("impact_list", args=[cast.a.slug]))
    expect(page.get_by_text("Nothing is recorded about what this priority led to.")).to_be_visible()
    page.get_by_role("link", name=f"Add a chain to priority {priority.number}").click()
    page.get_by_label("What is it about?").fill("A panel of young people")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for step in Step:
        page.goto(reverse("impact_link", args=[cast.a.slug, priority.chains.get().pk, step]))
        editor = page.locator(".ProseMirror").first
        expect(editor).to_be_visible()
        editor.click()
        page.keyboard.type(f"Told {step}.")
        for part, typed in (("Day", "1"), ("Month", "6"), ("Year", "2018")):
            page.get_by_label(part, exact=True).first.fill(typed)
        page.locator("#id_source").fill("Minutes")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("is saved for A panel of young people")).to_be_visible()
    expect(page.get_by_text("Told to the end").first).to_be_visible()
    assert page.get_by_text("Gap.").count() == 0
    assert_accessible(page)
    assert complaints == []
