"""The style guide in a real browser: every component, every state, on a desk and on a telephone."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.axe import assert_accessible, assert_fits
from tests.support.browser import SMALL, WIDE

NewContext = Callable[..., BrowserContext]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opened(new_context: NewContext, address: str, viewport: Any, **options: Any) -> tuple[Page, list[str]]:
    """Open a page and gather what the browser complains about."""
    page = new_context(viewport=viewport, **options).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


@pytest.mark.parametrize("address", ["/styleguide/", "/accessibility/", "/nothing-here/"])
def test_axe_finds_nothing(new_context: NewContext, live_server: Any, address: str) -> None:
    page, _ = opened(new_context, live_server.url + address, WIDE)
    assert_fits(page)


def test_the_content_security_policy_has_nothing_to_refuse(new_context: NewContext, live_server: Any) -> None:
    page, complaints = opened(new_context, live_server.url + "/styleguide/", WIDE)
    assert complaints == []
    assert page.locator("[style]").count() == 0


def test_the_menu_opens_and_closes_on_a_telephone(new_context: NewContext, live_server: Any) -> None:
    page, _ = opened(new_context, live_server.url + "/styleguide/", SMALL)
    menu, entry = page.get_by_role("button", name="Menu"), page.get_by_role("link", name="Report", exact=True)
    expect(entry).to_be_hidden()
    menu.press("Enter")
    expect(entry).to_be_visible()
    assert_accessible(page)


def test_without_scripts_every_entry_of_the_menu_is_there(new_context: NewContext, live_server: Any) -> None:
    page, _ = opened(new_context, live_server.url + "/styleguide/", SMALL, java_script_enabled=False)
    expect(page.get_by_role("link", name="Report", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()


def test_a_keyboard_reaches_the_content_first_and_the_wide_table(new_context: NewContext, live_server: Any) -> None:
    page, _ = opened(new_context, live_server.url + "/styleguide/", WIDE, java_script_enabled=False)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    region = page.get_by_role("region", name="Child protection plans at the end of the quarter")
    region.focus()
    expect(region).to_be_focused()


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("Children in care must be a whole number, like 12", "id_sample-children"),
        ("Date of the meeting must include a year", "id_sample-held-year"),
        ("Select an answer to “Can you give this figure?”", "id_sample-status"),
        ("Tick “I have checked these figures” to go on", "id_sample-sure"),
    ],
)
def test_a_line_of_the_summary_leads_to_its_box(
    new_context: NewContext, live_server: Any, line: str, target: str
) -> None:
    page, _ = opened(new_context, live_server.url + "/styleguide/", WIDE)
    page.get_by_role("link", name=line).click()
    assert page.evaluate("document.activeElement.id") == target


def test_two_clicks_on_a_button_send_one_form(new_context: NewContext, live_server: Any) -> None:
    page, _ = opened(new_context, live_server.url + "/styleguide/", WIDE)
    page.evaluate("""() => {
        window.sent = 0;
        document.addEventListener("submit", event => { window.sent += 1; event.preventDefault(); });
    }""")
    page.get_by_role("button", name="Save", exact=True).first.dblclick()
    assert page.evaluate("window.sent") == 1


def test_a_page_weighs_less_than_150_kilobytes(new_context: NewContext, live_server: Any) -> None:
    page = new_context(viewport=WIDE).new_page()
    fetched: list[bytes] = []
    page.on("response", lambda response: fetched.append(response.body()))
    page.goto(live_server.url + "/styleguide/", wait_until="networkidle")
    assert sum(len(gzip.compress(body)) for body in fetched) <= 150 * 1024
