"""Assurance in a real browser: a risk escalated and closed by keyboard, an inspection whose finding opens an action
without scripts, and every page for axe, wide and small."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from partnerships.actions.models import Action
from partnerships.assurance.models import Risk
from partnerships.assurance.services import (
    challenge_step,
    disagreements_save,
    note_add,
    risk_escalate,
    threat_evidence_add,
)
from tests.assurance.factories import (
    OPENED,
    YEAR,
    assessment_made,
    challenge_made,
    finding_made,
    framework_named,
    inspection_made,
    requirement_made,
    resource_made,
    risk_made,
    soon,
    topic_made,
)
from tests.support.axe import assert_fits
from tests.support.browser import SMALL, WIDE
from tests.support.cast import Cast, cast_made
from tests.support.signed_in import NewContext, _playwright_beside_django, page_of

__all__ = ["_playwright_beside_django"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "A risk with a very long name that says precisely what could happen to children and to whom and why it matters"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Return the people, in a database the browser's server sees."""
    return cast_made()


def addresses(cast: Cast) -> list[str]:
    """Fill every register and return every page that shows or asks something."""
    risk = risk_made(cast.a, LONG, agency=cast.agency, mitigation="A plan.", review_due_on=OPENED)
    waiting = risk_escalate(by=None, risk=risk, target="executive", escalated_on=OPENED, reason="Money")
    challenge = challenge_made(cast.a, raised_to=cast.agency)
    challenge_step(by=None, challenge=challenge, kind="response", happened_on=OPENED, text="We will")
    disagreements_save(by=None, partnership=cast.a, period=YEAR, stage=1, raised=4, resolved=None)
    inspection = inspection_made(cast.a, agencies=[cast.agency])
    finding = finding_made(inspection)
    note_add(by=None, inspection=inspection, kind="letter", happened_on=OPENED, text="Good progress")
    assessment = assessment_made(cast.a, gradings=["Low", "High"])
    topic = topic_made(assessment, risks=[risk])
    threat_evidence_add(by=None, topic=topic, sector="Police", text="More", source="Minutes")
    asked = requirement_made(topic, due_on=OPENED)
    resource = resource_made(cast.a, review_on=OPENED)
    names: list[tuple[str, list[Any]]] = [
        *((name, []) for name in ("assurance_home", "risk_list", "risk_matrix", "risk_scale", "risk_add")),
        *((name, [risk.number]) for name in ("risk_detail", "risk_edit", "risk_review", "risk_action", "risk_close")),
        ("risk_answer", [waiting.pk]),
        *((name, []) for name in ("challenge_list", "challenge_add", "disagreement_add")),
        *((name, [challenge.number]) for name in ("challenge_detail", "challenge_step")),
        *((name, []) for name in ("inspection_list", "framework_list", "framework_add")),
        ("inspection_add", [framework_named().slug]),
        *((name, [inspection.slug]) for name in ("inspection_detail", "inspection_finding_add", "inspection_note_add")),
        ("inspection_finding_action", [inspection.slug, finding.pk]),
        *((name, []) for name in ("threat_list", "threat_add")),
        *((name, [assessment.slug]) for name in ("threat_detail", "threat_topic_add", "threat_agree")),
        *((name, [topic.pk]) for name in ("threat_evidence_add", "intelligence_add")),
        ("intelligence_answer", [asked.pk]),
        *((name, []) for name in ("resource_list", "resource_add", "statute_list", "link_use", "shipped_set_list")),
        ("resource_edit", [resource.pk]),
        ("statute_edit", ["wt-2023", "report"]),
    ]
    return [reverse(name, args=[cast.a.slug, *args]) for name, args in names]


def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    page, errors = page_of(new_context, live_server, cast.manager, viewport=WIDE)
    for address in addresses(cast):
        page.goto(live_server.url + address)
        expect(page.locator("h1")).to_have_count(1)
        assert_fits(page)
    assert errors == []


def press(page: Page, name: str, role: str = "button") -> None:
    """Tab to a control and press Enter; fail when the keyboard does not get there."""
    target = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    for _ in range(120):
        if target.evaluate("node => node === document.activeElement"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {name!r}.")


def fill_date(page: Page, label: str, day: date) -> None:
    """Type a date in its three boxes."""
    group = page.get_by_role("group", name=label, exact=True)
    for part, text in zip(("Day", "Month", "Year"), (day.day, day.month, day.year), strict=True):
        group.get_by_label(part).fill(str(text))


def test_an_agency_lead_escalates_a_risk_and_closes_it_with_a_keyboard(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    risk_made(cast.a, "Alerts are typed twice", agency=cast.agency)
    page, errors = page_of(new_context, live_server, cast.lead)
    page.goto(live_server.url + reverse("risk_list", args=[cast.a.slug]))
    press(page, "1. Alerts are typed twice", "link")
    press(page, "Escalate")
    page.get_by_label("The executive").focus()
    page.keyboard.press("Space")
    page.get_by_label("Why, and what is asked for").fill("Money for an interface")
    press(page, "Escalate")
    expect(page.get_by_text("There is no answer yet.")).to_be_visible()
    press(page, "Record the answer", "link")
    fill_date(page, "Answered on", OPENED)
    page.get_by_label("What was answered").fill("Half of it")
    press(page, "Save the answer")
    expect(page.get_by_text("The answer can not come before the escalation.").first).to_be_visible()
    fill_date(page, "Answered on", soon(0))
    press(page, "Save the answer")
    press(page, "Review")
    page.get_by_label("2 Unlikely").focus()
    page.keyboard.press("Space")
    page.get_by_label("Why this score").fill("The interface works")
    press(page, "Save the review")
    expect(page.get_by_text("8 Medium").first).to_be_visible()
    press(page, "Close")
    page.get_by_label("Why it is closed").fill("Alerts are exchanged")
    press(page, "Close the risk")
    expect(page.get_by_text("Alerts are exchanged")).to_be_visible()
    assert Risk.objects.get().status == Risk.Status.CLOSED
    assert [one for one in errors if "422" not in one] == []  # the refused answer is one on purpose


def test_an_inspection_with_grades_opens_actions_without_scripts(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    framework_named()
    page, errors = page_of(new_context, live_server, cast.manager, java_script_enabled=False, viewport=SMALL)
    page.goto(live_server.url + reverse("inspection_list", args=[cast.a.slug]))
    page.get_by_role("button", name="Record an inspection").first.click()
    page.get_by_role("link", name="ILACS from 2018").click()
    page.get_by_label("What was inspected").fill("Children's services")
    page.get_by_label("Alderbrook Council").check()
    fill_date(page, "First day", OPENED)
    page.get_by_label("Overall effectiveness").select_option("Requires improvement to be good")
    page.get_by_label("Care leavers").select_option("Good")
    page.get_by_role("button", name="Record the inspection").click()
    expect(page.get_by_text("Add what the inspectors found.")).to_be_visible()
    page.get_by_role("button", name="Add a finding").click()
    page.get_by_label("Area for improvement").check()
    page.get_by_label("Finding", exact=True).fill("Supervision is irregular")
    page.get_by_role("button", name="Add the finding").click()
    page.get_by_role("link", name="Open an action on Supervision is irregular").click()
    page.get_by_label("What will be done").fill("Supervise every month")
    fill_date(page, "Due", soon())
    page.get_by_role("button", name="Open the action").click()
    expect(page.get_by_role("link", name="Supervise every month")).to_be_visible()
    page.get_by_role("button", name="Note what followed").click()
    page.get_by_label("Progress letter").check()
    page.get_by_label("What it says").fill("Good progress")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("Good progress")).to_be_visible()
    action = Action.objects.get()
    assert (action.origin_kind, action.owner) == ("inspection", "Alderbrook Council")
    assert errors == []
