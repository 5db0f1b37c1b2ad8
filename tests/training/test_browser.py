"""Training in a real browser: a season from the first course to the total, with a keyboard, without scripts, small."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from partnerships.training.models import Compliance, Evaluation, Session
from tests.support.axe import assert_fits
from tests.support.browser import SMALL, WIDE, follow
from tests.support.cast import Cast, cast_made
from tests.training.samples import season_made

NewContext = Callable[..., BrowserContext]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Return the people, in a database the browser's server sees."""
    return cast_made()


def signed_in(new_context: NewContext, live_server: Any, person: Any, **options: Any) -> Page:
    """Return a page of a person who is signed in already."""
    client = Client()
    client.force_login(person)
    context = new_context(**options)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return context.new_page()


def addresses(cast: Cast) -> list[str]:
    """Return every page of training that shows or asks something."""
    slug, session = cast.a.slug, Session.objects.filter(status="held").last()
    question = Evaluation.objects.first()
    statement = Compliance.objects.get()
    assert session is not None
    assert question is not None
    names: list[tuple[str, list[Any]]] = [
        ("training_season", []),
        ("training_sessions", []),
        ("training_session", [session.pk]),
        ("training_session_add", []),
        ("training_counts", [session.pk, "hillside"]),
        ("training_agency_counts", [session.pk, "riverside"]),
        ("training_courses", []),
        ("training_course_add", []),
        ("training_evaluation", []),
        ("training_evaluation_add", []),
        ("training_evaluation_detail", [question.slug]),
        ("training_answers", [question.slug]),
        ("training_quote_add", [question.slug]),
        ("training_compliance", []),
        ("training_compliance_edit", [statement.agency.slug, statement.period_token]),
        ("training_compliance_edit", [cast.other_agency.slug, "2025-26"]),
        ("training_compliance_reopen", [statement.agency.slug, statement.period_token]),
        ("training_money", []),
        ("training_amount_add", []),
        ("training_printed", []),
        ("training_printed_add", []),
    ]
    return [f"{reverse(name, args=[slug, *args])}?period=2025-26" for name, args in names]


def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    season_made(cast)
    page = signed_in(new_context, live_server, cast.manager, viewport=WIDE)
    for address in addresses(cast):
        page.goto(live_server.url + address)
        expect(page.locator("h1")).to_have_count(1)
        assert_fits(page)


def fill_date(page: Page, label: str, day: str) -> None:
    """Type a date in its three boxes."""
    group = page.get_by_role("group", name=label, exact=True)
    for part, text in zip(("Day", "Month", "Year"), day.split(), strict=True):
        group.get_by_label(part).fill(text)


def test_a_season_without_scripts_from_the_course_to_the_total(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    page = signed_in(new_context, live_server, cast.manager, java_script_enabled=False, viewport=SMALL)
    page.goto(live_server.url + reverse("training_courses", args=[cast.a.slug]))
    page.get_by_role("button", name="Add a course").click()
    page.get_by_label("Name of the course").fill("Basic awareness")
    page.get_by_label("Level").select_option("Level 1")
    page.get_by_label("Multi-agency").check()
    page.get_by_role("button", name="Add the course").click()
    page.get_by_role("link", name="Sessions").click()
    page.get_by_role("button", name="Add a session").click()
    fill_date(page, "Date", "4 6 2025")
    page.get_by_label("Places").fill("30")
    page.get_by_role("button", name="Add the session").click()
    page.get_by_role("link", name="by sector for Area not recorded").click()
    page.get_by_label("Health: booked").fill("20")
    page.get_by_label("Health: attended").fill("17")
    page.get_by_label("Health: cancelled (optional)").fill("2")
    page.get_by_label("Health: did not attend").fill("1")
    page.get_by_role("button", name="Save the counts").click()
    expect(page.get_by_text("Take-up: 85.0% of bookings attended.")).to_be_visible()
    page.goto(live_server.url + reverse("training_season", args=[cast.a.slug]) + "?period=2025-26")
    expect(page.locator("#courses")).to_contain_text("1 / 17")


def test_the_counts_of_a_session_can_be_entered_with_the_keyboard_alone(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    season_made(cast)
    planned = Session.objects.get(status="planned")
    Session.objects.filter(pk=planned.pk).update(starts_on="2025-03-30", ends_on="2025-03-30")
    page = signed_in(new_context, live_server, cast.manager, viewport=WIDE)
    page.goto(live_server.url + reverse("training_counts", args=[cast.a.slug, planned.pk, "hillside"]))
    page.get_by_label("Education: booked").focus()
    page.keyboard.type("12")
    page.keyboard.press("Tab")
    page.keyboard.type("11")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Education Hillside")).to_contain_text("12")
    planned.refresh_from_db()
    assert planned.status == "held"


def test_an_agency_lead_hands_in_compliance_and_the_manager_accepts_it(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    address = live_server.url + reverse("training_compliance_edit", args=[cast.a.slug, "council", "2025-26"])
    page = signed_in(new_context, live_server, cast.lead, viewport=SMALL)
    page.goto(address)
    fill_date(page, "Day the figures were counted (optional)", "12 5 2026")
    page.get_by_label("Level 1: staff who need it").fill("120")
    page.get_by_label("Level 1: of them trained").fill("116")
    page.get_by_role("button", name="Save and hand in").click()
    expect(page.get_by_text("12 May 2026")).to_be_visible()
    other = signed_in(new_context, live_server, cast.manager, viewport=WIDE)
    other.goto(address)
    follow(other.get_by_role("button", name="Accept"))
    other.goto(live_server.url + reverse("training_compliance", args=[cast.a.slug]) + "?period=2025-26")
    expect(other.locator("#compliance")).to_contain_text("96.7% (116 of 120)")
