"""A coordinator's journeys in a real browser: every page wide and small, by keyboard, and without scripts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from demonstration.founding import DEMONSTRATION_PASSWORD
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from reviews.cases.models import Case, ClockRule, EventKind
from reviews.cases.services import (
    case_break_glass,
    edition_draft,
    event_record,
    holiday_correct,
    panel_answer_record,
    subject_add,
)
from safeguarding.lib.calendar import FuzzyDate
from tests.browser.portal import Portal, Visitor
from tests.cases.factories import case_made, clock_of, decision_made, guidance_there
from tests.factories import MembershipFactory, UserFactory
from tests.support.cast import Cast, cast_made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EMAIL = "coordinator@example.org"
ANOTHER = {
    "title": "Working Together 2028",
    "audience": "children",
    "starts_on": date(2028, 4, 1),
    "source": "HM Government",
    "certainty": "S",
}


@pytest.fixture
def portal(live_server: Any, new_context: Callable[..., BrowserContext]) -> Portal:
    """Return a running portal."""
    return Portal(live_server.url, new_context)


@pytest.fixture
def people(transactional_db: None) -> tuple[Cast, User]:
    """Return the cast and a coordinator who can sign in."""
    guidance_there()
    cast = cast_made()
    person = UserFactory(name="Case coordinator", email=EMAIL, password=DEMONSTRATION_PASSWORD)
    MembershipFactory(user=person, partnership=cast.a, role=Role.CASE_COORDINATOR)
    return cast, person


def full_case(cast: Cast, person: User) -> Case:
    """Return a practice review with something on every part of its page."""
    case = case_made(person, cast.a, kind="lcspr", began=date(2026, 4, 20))
    subject_add(by=person, case=case, pseudonym="Child Q", age_band="11_15", exact_age="15 years")
    event_record(by=person, case=case, kind=EventKind.INCIDENT, when=FuzzyDate.read("autumn 2025"), evidence="Form")
    said = {"change": "proclaimed", "name": "Day of celebration", "source": "Proclamation"}
    holiday_correct(by=person, partnership=cast.a, day=date(2026, 6, 5), **said)
    decision = decision_made(person, case)
    panel_answer_record(
        by=person,
        decision=decision,
        stance="disagrees",
        verbatim="The panel suggests that a review is not needed.",
        answered_on=date(2026, 5, 6),
        goes_ahead="The partners carry out the review.",
    )
    case_break_glass(by=cast.chair, partnership=cast.a, reference=case.reference, reason="Tonight")
    return case


def fill_date(page: Page, name: str, day: str, month: str, year: str) -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"[name={name}-{part}]").fill(value)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_rapid_review_is_opened_corrected_and_sent(portal: Portal, people: tuple[Cast, User], scripts: bool) -> None:
    visitor = portal.sign_in(EMAIL, scripts=scripts)
    page = visitor.page
    visitor.go("Case reviews")
    visitor.press("Open a case")
    page.get_by_label("Rapid review").check()
    page.get_by_label("Pseudonym").fill("Mrs Example")
    fill_date(page, "began", "31", "3", "2026")
    page.get_by_label("Evidence of that day").fill("Notification form")
    visitor.press("Open the case")
    visitor.sees("“Mrs Example” looks like a person's name. Take it out, or confirm that it identifies nobody.")
    page.get_by_label("Pseudonym").fill("Child Q")
    visitor.press("Open the case")
    visitor.sees("23 April 2026")
    visitor.press("Record what happened")
    page.get_by_label("What happened?").select_option(label="Rapid review sent to the national panel")
    page.get_by_label("When?").fill("27 april 2026")
    page.get_by_label("Evidence").fill("Email to the panel")
    visitor.press("Save")
    visitor.sees("Met late")
    visitor.go("Case reviews", "Missed deadlines")
    visitor.sees("2 working days")


def test_every_page_of_a_case_can_be_used_by_everyone(portal: Portal, people: tuple[Cast, User]) -> None:
    cast, person = people
    case = full_case(cast, person)
    visitor = portal.sign_in(EMAIL)
    clock, decision = clock_of(case, "publication").pk, case.decisions.get()
    for name, arguments in (
        *(
            (name, [])
            for name in ("case_list", "case_open", "case_import", "deadline_list", "breach_list", "deadline_feed")
        ),
        *((name, []) for name in ("guidance_list", "holiday_list", "holiday_add", "case_emergency", "case_notices")),
        ("guidance_what_if", ["wt-2023"]),
        *((name, [case.reference]) for name in ("case_detail", "case_edit", "event_add", "subject_add")),
        *((name, [case.reference]) for name in ("case_access", "case_log", "decision_list", "decision_add")),
        *((name, [case.reference]) for name in ("case_count", "case_relate", "case_publication")),
        ("case_figures", []),
        ("basis_set", ["lcspr"]),
        *((name, [case.reference]) for name in ("case_learning", "counts_state", "finding_add", "recommendation_add")),
        *((name, [case.reference]) for name in ("impact_record", "author_add", "briefing_add", "case_record")),
        *((name, [case.reference, decision.pk]) for name in ("ratification_add", "panel_answer_add")),
        *((name, [case.reference, clock]) for name in ("clock_pause", "clock_expect")),
    ):
        seen(visitor, portal, reverse(name, args=[cast.a.slug, *arguments]))
    for button in ("Make an address", "Stop the address"):
        visitor.page.goto(portal.url + reverse("deadline_feed", args=[cast.a.slug]))
        visitor.press(button)


def test_a_case_is_opened_with_the_keyboard_alone(portal: Portal, people: tuple[Cast, User]) -> None:
    cast, _ = people
    page = portal.sign_in(EMAIL).page
    page.goto(portal.url + reverse("case_open", args=[cast.a.slug]))
    tab_to(page, "kind")
    page.keyboard.press("ArrowDown")
    for name, text in (
        ("pseudonym", "Child Z"),
        ("began-day", "31"),
        ("began-month", "3"),
        ("began-year", "2026"),
        ("evidence", "Form"),
    ):
        tab_to(page, name)
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*-*/")
    assert Case.objects.get().pseudonym == "Child Z"


def seen(visitor: Visitor, portal: Portal, address: str) -> None:
    answer = visitor.page.goto(portal.url + address)
    assert answer is not None
    assert answer.status == 200, address
    visitor.look()


def tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"The Tab key never reaches {name}")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_administrator_writes_an_edition_on_pages_everyone_can_use(
    portal: Portal, people: tuple[Cast, User], scripts: bool
) -> None:
    cast, _ = people
    person = UserFactory(name="Administrator", email="admin@example.org", password=DEMONSTRATION_PASSWORD)
    MembershipFactory(user=person, partnership=cast.a, role=Role.ADMINISTRATOR)
    visitor = portal.sign_in(person.email, scripts=scripts)
    page = visitor.page
    seen(visitor, portal, reverse("guidance_list", args=[cast.a.slug]))
    visitor.follow(page.get_by_role("button", name="Draft an edition"))
    page.get_by_label("Copy the deadlines of").select_option("wt-2026")
    page.get_by_label("Title").fill("Working Together 2026, as read")
    page.get_by_role("radio", name="Children").check()
    fill_date(page, "starts_on", "18", "3", "2026")
    page.locator("[name=source]").fill("HM Government, 18 March 2026")
    page.get_by_role("radio", name="Seen in the primary text").check()
    visitor.press("Begin the draft")
    visitor.sees("A draft. No case stands on it")
    visitor.follow(page.get_by_role("link", name="Change “Send the rapid review” of Rapid review"))
    page.get_by_label("How many?").fill("0")
    visitor.press("Save")
    visitor.sees("Enter 1 or more")
    page.get_by_label("How many?").fill("10")
    visitor.press("Save")
    visitor.follow(page.get_by_role("link", name="Change these details"))
    page.go_back()
    visitor.follow(page.get_by_role("button", name="Put in force"))
    visitor.press("Put in force")
    visitor.sees("is in force for cases that begin on or after its first day")
    rule = ClockRule.objects.get(edition__slug="wt-2026", key="rapid-review").pk
    for name in ("rule_check", "local_rule_set"):
        seen(visitor, portal, reverse(name, args=[cast.a.slug, rule]))
    edition = edition_draft(by=person, partnership=cast.a, **ANOTHER)
    seen(visitor, portal, reverse("edition_discard", args=[cast.a.slug, edition.slug]))
    seen(visitor, portal, reverse("edition_rule_add", args=[cast.a.slug, edition.slug]))
