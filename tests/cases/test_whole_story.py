"""One story in a real browser: from a notification to a practice review, its publication, and a closed action two years
later; and an agency that answers from a telephone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from demonstration.founding import DEMONSTRATION_PASSWORD
from demonstration.story_time import story_time
from partnerships.actions.models import Action, Entry, Status
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from reviews.cases.models import Case
from reviews.cases.services import (
    access_give,
    case_change,
    recommendation_action_open,
    recommendation_add,
    record_prepare,
    record_release,
    request_make,
)
from tests.browser.portal import Portal, Visitor
from tests.cases.factories import case_made, guidance_there
from tests.cases.test_journey import fill_date, tab_to
from tests.factories import MembershipFactory, UserFactory
from tests.support.axe import assert_accessible
from tests.support.browser import SMALL
from tests.support.cast import Cast, cast_made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST, SECOND, LEAD = "first@example.org", "second@example.org", "carries.out@example.org"


@pytest.fixture
def portal(live_server: Any, new_context: Callable[..., BrowserContext]) -> Portal:
    """Return a running portal."""
    return Portal(live_server.url, new_context)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Return the cast with two coordinators and a lead of the council who can sign in, members since 2020."""
    guidance_there()
    cast = cast_made()
    for email, role in ((FIRST, Role.CASE_COORDINATOR), (SECOND, Role.CASE_COORDINATOR), (LEAD, Role.AGENCY_LEAD)):
        person = UserFactory(name=email.split("@")[0].title(), email=email, password=DEMONSTRATION_PASSWORD)
        agency = cast.agency if role == Role.AGENCY_LEAD else None
        MembershipFactory(user=person, partnership=cast.a, role=role, agency=agency, starts_on=date(2020, 1, 1))
    return cast


def press(page: Page, *names: str) -> None:
    """Press buttons or follow links by what they say, each leading to another page."""
    for name in names:
        found = page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name, exact=True))
        with page.expect_navigation():
            found.first.click()


def opened(page: Page, cast: Cast, portal: Portal, kind: str, day: tuple[str, str, str]) -> str:
    """Open a case and return its reference."""
    page.goto(portal.url + reverse("case_open", args=[cast.a.slug]))
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Pseudonym").fill("Baby A")
    fill_date(page, "began", *day)
    page.get_by_label("Evidence of that day").fill("Email of the duty desk")
    press(page, "Open the case")
    return page.url.rstrip("/").rpartition("/")[2]


def happened(page: Page, what: str, when: str) -> None:
    press(page, "Record what happened")
    page.get_by_label("What happened?").select_option(label=what)
    page.get_by_label("When?").fill(when)
    page.get_by_label("Evidence").fill("Email")
    press(page, "Save")


def related(page: Page, other: str) -> None:
    press(page, "Relate it to another case")
    page.get_by_label("led to").check()
    page.get_by_label("Other case").select_option(label=next(o for o in options(page, "target") if other in o))
    press(page, "Save")


def options(page: Page, name: str) -> list[str]:
    return page.locator(f"[name={name}] option").all_inner_texts()


def case_page(page: Page, cast: Cast, portal: Portal, reference: str, name: str = "case_detail") -> None:
    page.goto(portal.url + reverse(name, args=[cast.a.slug, reference]))


def test_from_notification_to_a_closed_action_two_years_later(portal: Portal, cast: Cast) -> None:
    with story_time(date(2024, 5, 1)):
        visitor = portal.sign_in(FIRST)
        review = reviewed(visitor, portal, cast)
    case = Case.objects.get(reference=review)
    for email, keeps in ((SECOND, True), (LEAD, False)):
        person = User.objects.get(email=email)
        access_give(by=case.opened_by, case=case, person=person, reason="Needs to know", coordinates=keeps)
    with story_time(date(2024, 9, 2)):
        published(portal, cast, review)
        acted(portal, cast, review)
    action = Action.objects.get()
    assert action.circle is not None  # known to the list of the case and to nobody else
    with story_time(date(2026, 9, 7)):
        done_by_keyboard(portal, cast, action)
        closed(portal, cast, action)
        changed(portal, cast, review)
    action.refresh_from_db()
    assert (action.status, action.settled_on) == (Status.CLOSED, date(2026, 9, 7))
    assert (str(action.done_by), str(action.settled_by)) == ("Carries.Out", "First")
    assert action.entries.get(kind=Entry.Kind.IMPACT).text == "Fathers are asked."


def reviewed(visitor: Visitor, portal: Portal, cast: Cast) -> str:
    """Open the three cases of the chain; decide, find and recommend. Return the practice review's reference."""
    page = visitor.page
    notified = opened(page, cast, portal, "Serious incident notification", ("4", "3", "2024"))
    happened(page, "National panel notified", "8 march 2024")
    visitor.sees("Met")
    rapid = opened(page, cast, portal, "Rapid review", ("8", "3", "2024"))
    visitor.sees("2 April 2024")  # fifteen working days, over Easter
    happened(page, "Rapid review sent to the national panel", "2 april 2024")
    case_page(page, cast, portal, notified)
    related(page, rapid)
    case_page(page, cast, portal, rapid, "decision_list")
    decided(page)
    visitor.look()
    review = opened(page, cast, portal, "Local child safeguarding practice review", ("5", "4", "2024"))
    case_page(page, cast, portal, rapid)
    related(page, review)
    visitor.look()
    case_page(page, cast, portal, review, "finding_add")
    found_by_keyboard(page)
    press(page, "Add a recommendation")
    page.get_by_label("In the words of the report").fill("Renew the guidance on injuries.")
    page.get_by_label("Alderbrook Council").check()
    press(page, "Add")
    visitor.look()
    return review


def decided(page: Page) -> None:
    press(page, "Record a decision")
    for answer in page.get_by_label("Met", exact=True).all():
        answer.check()
    page.get_by_label("Carry out a review").check()
    fill_date(page, "decided_on", "5", "4", "2024")
    page.get_by_label("Who decided?").fill("Independent scrutineer")
    page.get_by_label("Rationale").fill("The harm was serious.")
    page.get_by_label("Paragraph relied on").fill("Chapter 5")
    press(page, "Record the decision")


def found_by_keyboard(page: Page) -> None:
    tab_to(page, "text")
    page.keyboard.type("Nobody asked the father.")
    tab_to(page, "tone")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/learning/")


def published(portal: Portal, cast: Cast, review: str) -> None:
    """Put the draft up, let a second person check it, and record the publication."""
    first, second = (portal.sign_in(email) for email in (FIRST, SECOND))
    for visitor in (first, second):
        case_page(visitor.page, cast, portal, review, "case_publication")
    press(first.page, "Put the draft up for checking")
    first.page.get_by_label("Or a link to it").fill("https://reviews.example/draft-of-baby-a")
    press(first.page, "Put it up")
    second.page.reload()
    press(second.page, "Make the redaction check")
    second.page.get_by_label("I have read the whole draft").check()
    press(second.page, "Confirm the check", "Record the publication")
    second.page.get_by_label("Web address of the review").fill("https://reviews.example/baby-a")
    fill_date(second.page, "published_on", "2", "9", "2024")
    second.page.get_by_label("Why was no advance copy sent").fill("The panel had asked for none.")
    press(second.page, "Save")
    second.sees("https://reviews.example/baby-a")
    second.look()


def acted(portal: Portal, cast: Cast, review: str) -> None:
    """Open an action for the recommendation."""
    visitor = portal.sign_in(FIRST)
    case_page(visitor.page, cast, portal, review, "case_learning")
    visitor.look()
    visitor.follow(visitor.page.get_by_role("link", name="Open an action"))
    visitor.page.get_by_label("Agency that does it").select_option(label="Alderbrook Council")
    fill_date(visitor.page, "due_on", "31", "3", "2025")
    press(visitor.page, "Open the action")
    visitor.sees("is in the action log.")


def action_page(visitor: Visitor, cast: Cast, portal: Portal, action: Action) -> None:
    visitor.page.goto(portal.url + reverse("action_detail", args=[cast.a.slug, action.reference]))
    visitor.look()


def done_by_keyboard(portal: Portal, cast: Cast, action: Action) -> None:
    """The lead of the agency that owns the action finds it in the log and says that it is done, without a mouse."""
    visitor = portal.sign_in(LEAD)
    page = visitor.page
    visitor.go("Actions", action.title)
    assert not page.get_by_role("button", name="Close", exact=True).count()  # not theirs to close
    page.get_by_role("button", name="Say it is done").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visitor.look()
    tab_to(page, "words")
    page.keyboard.type("The guidance is renewed.")
    page.get_by_role("button", name="Say it is done").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visitor.sees("Done, waiting for closure")
    visitor.look()


def closed(portal: Portal, cast: Cast, action: Action) -> None:
    """Somebody else sees that it was done, closes the action, and records what difference it made."""
    visitor = portal.sign_in(FIRST)
    action_page(visitor, cast, portal, action)
    visitor.press("Close")
    visitor.page.locator("[name=words]").fill("Seen in use on three wards.")
    visitor.press("Close")
    visitor.sees("The action is now “Closed”.")
    visitor.press("Record what difference it made")
    visitor.page.locator("[name=text]").fill("Fathers are asked.")
    visitor.press("Save")
    visitor.sees("Fathers are asked.")


def changed(portal: Portal, cast: Cast, review: str) -> None:
    """The page of the review says what came of it."""
    visitor = portal.sign_in(FIRST)
    case_page(visitor.page, cast, portal, review, "impact_record")
    visitor.look()
    visitor.page.get_by_label("What changed?").fill("Fathers are asked at every birth.")
    visitor.page.get_by_label("When did it show?").fill("summer 2026")
    visitor.press("Save")
    visitor.sees("Fathers are asked at every birth.")
    visitor.sees("Closed")


def test_an_action_is_shared_with_everybody_once_the_review_is_in_reports(portal: Portal, cast: Cast) -> None:
    first, second = (User.objects.get(email=email) for email in (FIRST, SECOND))
    case = case_made(first, cast.a, kind="lcspr", began=date(2024, 4, 5))
    access_give(by=first, case=case, person=second, reason="Second pair of eyes", coordinates=True)
    row = recommendation_add(by=first, case=case, text="Renew the guidance on injuries.", agencies=[cast.agency])
    action = recommendation_action_open(by=first, recommendation=row, title=row.text, owner_post="Designated nurse")
    case_change(by=first, case=case, version=1, themes=[], public_summary="What may be known.")
    record_release(by=second, record=record_prepare(by=first, case=case, title="Child Q"), reason="Yearly report")
    visitor = portal.sign_in(FIRST)
    case_page(visitor.page, cast, portal, case.reference, "case_learning")
    visitor.sees("Known to the list of this case")
    visitor.follow(visitor.page.get_by_role("link", name="Share with everybody who reads the log"))
    visitor.press("Share with everybody who reads the log")
    visitor.sees("Say why everybody may know of it now")
    tab_to(visitor.page, "reason")
    visitor.page.keyboard.type("The review is published")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.look()
    visitor.sees(f"Everybody who reads the action log can see {action.reference} now.")
    action_page(visitor, cast, portal, action)
    visitor.sees("You knew of it before, so you also see")
    outside = portal.sign_in(LEAD)
    action_page(outside, cast, portal, action)
    outside.sees("What was said about it before stays with them.")


def test_an_agency_answers_from_a_telephone_without_an_account(
    portal: Portal, cast: Cast, mailoutbox: list[Any], new_context: Callable[..., BrowserContext]
) -> None:
    visitor = portal.sign_in(FIRST)
    opened(visitor.page, cast, portal, "Rapid review", ("2", "11", "2026"))
    press(visitor.page, "Agencies")
    visitor.look()
    press(visitor.page, "Ask an agency")
    visitor.look()
    case = Case.objects.get()
    said = {"asked": "Named nurse", "email": "nurse@example.org", "question": "What do you know?"}
    _, code = request_make(by=case.opened_by, case=case, agency=cast.agency, due_on=date(2099, 1, 1), **said)
    link = next(word for word in mailoutbox[-1].body.split() if "/requests/" in word)
    page = new_context(viewport=SMALL).new_page()
    page.goto(portal.url + "/requests/" + link.partition("/requests/")[2])
    assert_accessible(page)
    page.get_by_label("Code").fill(code)
    press(page, "Go on")
    assert_accessible(page)
    page.get_by_label("When was it?").fill("autumn 2025")
    page.get_by_label("What happened?").fill("The baby was not brought.")
    press(page, "Add")
    press(page, "Go on to your answer")
    assert_accessible(page)
    page.get_by_label("We hold information").check()
    page.get_by_label("Your role").fill("Named nurse")
    press(page, "Send the answer")
    assert_accessible(page)
    visitor.page.goto(portal.url + reverse("case_collecting", args=[cast.a.slug, case.reference]))
    visitor.sees("The baby was not brought.")
    visitor.look()
