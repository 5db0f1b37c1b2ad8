"""The action log in a real browser: from an audit's recommendation to its impact, with a keyboard, without scripts."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from partnerships.actions.models import Action, Status
from partnerships.actions.services import action_impact, action_note, evidence_add
from reviews.audits.services import practice_audit_points_save, recommendation_add
from tests.actions.factories import action_made, ago, closed_made, done_made, upload_made
from tests.audits.factories import audit_made, graded_made
from tests.browser.keyboard import press_enter_on, tab_to_box, type_into
from tests.support.axe import assert_accessible, assert_fits
from tests.support.browser import SMALL, WIDE
from tests.support.cast import Cast, cast_made
from tests.support.signed_in import NewContext, page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Return the people, in a database the browser's server sees."""
    return cast_made()


def at(page: Page, cast: Cast, name: str, *more: Any) -> None:
    """Open a page by its name."""
    page.goto(reverse(name, args=[cast.a.slug, *more]))


def choose(page: Page, box: str, words: str) -> None:
    """Stand in a list and choose by typing what the choice begins with, as people without a mouse do."""
    tab_to_box(page, box)
    page.keyboard.type(words)


def test_from_an_audit_to_its_impact_with_the_keyboard_alone(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    audit = recommendation_add(by=None, audit=audit_made(cast), text="Invite health to every discussion").audit
    manager, complaints = page_of(new_context, live_server, cast.manager, viewport=WIDE)
    at(manager, cast, "practice_audit", audit.slug)
    press_enter_on(manager, "Open an action")
    type_into(manager, "id_title", "Write to all practices")
    choose(manager, "id_owner_agency", "Alder")
    press_enter_on(manager, "Open the action")
    expect(manager.get_by_text("Audit: Strategy discussions, 2025-26, recommendation 1")).to_be_visible()
    reference = Action.objects.get().reference

    lead, more = page_of(new_context, live_server, cast.lead, viewport=WIDE)
    at(lead, cast, "action_list")
    press_enter_on(lead, "Write to all practices")
    press_enter_on(lead, "Say it is done")
    type_into(lead, "id_words", "The letter went out to 22 practices.")
    press_enter_on(lead, "Say it is done")
    expect(lead.get_by_text("The action is now “Done, waiting for closure”.")).to_be_visible()
    expect(lead.get_by_role("button", name="Close")).to_have_count(0)

    at(manager, cast, "action_detail", reference)
    press_enter_on(manager, "Close")
    type_into(manager, "id_words", "Saw the letter.")
    press_enter_on(manager, "Close")

    at(lead, cast, "action_detail", reference)
    press_enter_on(lead, "Record what difference it made")
    type_into(lead, "id_text", "Health came to 9 of 10 discussions.")
    press_enter_on(lead, "Save")
    expect(lead.get_by_text("Health came to 9 of 10 discussions.")).to_be_visible()
    at(manager, cast, "practice_audit", audit.slug)
    expect(manager.get_by_text("Closed", exact=True)).to_be_visible()
    assert complaints + more == []
    assert Action.objects.get().status == Status.CLOSED


def test_an_agency_lead_works_on_a_telephone_without_scripts(
    new_context: NewContext, live_server: Any, cast: Cast, tmp_path: Any
) -> None:
    action = action_made(cast, opened_on=ago(90), due_on=ago(40))
    action_made(cast, title="Not theirs", owner_agency=cast.other_agency)
    page, _ = page_of(new_context, live_server, cast.lead, viewport=SMALL, java_script_enabled=False)
    at(page, cast, "overview")
    page.get_by_role("link", name="1 action of yours is overdue").click()
    expect(page.get_by_text("1 action", exact=True)).to_be_visible()
    expect(page.get_by_text("40 days overdue")).to_be_visible()
    page.get_by_role("link", name=action.title).click()
    page.get_by_role("button", name="Add an update").click()
    page.get_by_label("What has happened?").fill("Half of the staff are trained.")
    page.get_by_label("Amber: at risk").check()
    page.get_by_role("button", name="Add the update").click()
    expect(page.get_by_text("Half of the staff are trained.")).to_be_visible()
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_label("What is it?").fill("Register of March")
    page.get_by_role("button", name="Add the evidence").click()
    expect(page.get_by_role("alert")).to_contain_text("Write words, or give a link or a file")
    register = tmp_path / "register.pdf"
    register.write_bytes(b"%PDF-1.7 the register")
    page.get_by_label("Or a file").set_input_files(register)
    page.get_by_role("button", name="Add the evidence").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Register of March").click()
    assert download.value.suggested_filename == "register.pdf"
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def addresses(cast: Cast) -> list[str]:
    """Return every page of actions and audits that shows or asks something, each with much on it."""
    open_one = action_made(cast, title="x" * 120, opened_on=ago(90), due_on=ago(40)).reference
    waiting, closed = done_made(cast), closed_made(cast)
    action_note(by=cast.lead, action=waiting, text="y" * 200, rag="off_track")
    action_impact(by=cast.lead, action=closed, text="Fewer are missed.")
    evidence_add(by=cast.lead, action=closed, title="Register", upload=upload_made())
    grading = graded_made(audit_made(cast, cohort="z" * 200, records=10))
    audit = grading.audit
    practice_audit_points_save(by=None, audit=audit, version=audit.version, points={"strength": ["Seen"]})
    recommendation_add(by=None, audit=audit, text="Invite health")
    names: list[tuple[str, list[Any]]] = [
        *((name, []) for name in ("action_list", "action_board", "action_ageing", "action_new")),
        *(("action_detail", [one]) for one in (open_one, waiting.reference, closed.reference)),
        *((f"action_{name}", [open_one]) for name in ("edit", "note", "reassign", "reschedule", "evidence_add")),
        *(("action_move", [open_one, event]) for event in ("report_done", "defer", "merge", "decline")),
        ("action_impact", [closed.reference]),
        *((name, []) for name in ("practice_audit_list", "practice_audit_plan")),
        *((name, [audit.slug]) for name in ("practice_audit", "practice_audit_edit", "practice_audit_points")),
        *((f"practice_audit_{name}", [audit.slug]) for name in ("report", "recommend", "grading_add")),
        ("practice_audit_action", [audit.slug, 1]),
        ("practice_audit_grades", [audit.slug, grading.slug, 1]),
    ]
    return [f"{reverse(name, args=[cast.a.slug, *more])}?year=2025-26" for name, more in names]


def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    page, complaints = page_of(new_context, live_server, cast.manager, viewport=WIDE)
    for address in addresses(cast):
        page.goto(address)
        expect(page.locator("h1")).to_have_count(1)
        assert_fits(page)
    page.goto(reverse("action_new", args=[cast.a.slug]))
    page.get_by_role("button", name="Open the action").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    assert not [text for text in complaints if "422" not in text]
