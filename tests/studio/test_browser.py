"""The desk in a real browser: inserting a figure with and without scripts, by keyboard, and axe on every page."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from partnerships.directory.models import User
from reports.studio.models import Report, Section
from reports.studio.services import comment_add, report_create, report_put_up, section_save, slot_add
from safeguarding.lib.facts import Period
from tests.returns.factories import return_ready
from tests.studio.samples import section_of_each_block
from tests.support.axe import assert_fits
from tests.support.browser import WIDE
from tests.support.cast import Cast, cast_made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOKEN = "[[returns/cp-plans?at=2018-03-31]]"


@pytest.fixture(scope="session", autouse=True)
def _playwright_beside_django() -> Iterator[None]:
    # Playwright's synchronous API runs an event loop in the thread of the test; Django would refuse the database there.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def cast() -> Cast:
    """Return the cast, committed."""
    return cast_made()


@pytest.fixture
def report(cast: Cast) -> Report:
    """Return a report with a section of each kind and one accepted figure to insert."""
    return_ready(cast.a, {"cp-plans": 116}, period=Period.quarter(2017, 4), agency=cast.agency)
    made = report_create(
        by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=Period.financial_year(2017)
    )
    section_of_each_block(cast, made)
    slot_add(by=cast.manager, report=made, title="Chair", role="chair")
    return made


def window(browser: Browser, live_server: LiveServer, person: User, **options: Any) -> BrowserContext:
    """Return a browser window in which the person is signed in."""
    client = Client()
    client.force_login(person)
    context = browser.new_context(**{"viewport": WIDE, **options})
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    return context


def desk_of(live_server: LiveServer, report: Report) -> str:
    """Return the address of the narrative section's desk."""
    return live_server.url + reverse("section_edit", args=[report.partnership.slug, report.slug, "words"])


def test_a_figure_found_while_typing_is_inserted_where_the_cursor_stands(
    browser: Browser, live_server: LiveServer, cast: Cast, report: Report
) -> None:
    page = window(browser, live_server, cast.manager).new_page()
    page.goto(desk_of(live_server, report))
    editor = page.locator("[contenteditable=true]")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Plans: .")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("document.getSelection().anchorOffset === 7")
    page.get_by_label("Find by name, agency or period").press_sequentially("plan")
    page.locator(f"[data-token='{TOKEN}']").click()
    expect(editor).to_have_text("Plans: 116.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".studio-preview")).to_contain_text("Plans: 116")
    assert Section.objects.get(slug="words").body == f"<p>Plans: {TOKEN}.</p>"
    figure = page.locator("[contenteditable=true] [data-figure]")
    expect(figure).to_have_text("116")
    expect(figure).to_have_attribute("title", re.compile("31 March 2018$"))
    assert_fits(page)


def test_a_figure_goes_to_the_end_while_nobody_is_in_the_words_and_is_deleted_whole(
    browser: Browser, live_server: LiveServer, cast: Cast, report: Report
) -> None:
    section = report.sections.get(slug="words")
    section_save(by=cast.manager, section=section, version=section.version, title="Words", body="<p>Plans:</p>")
    page = window(browser, live_server, cast.manager).new_page()
    page.goto(desk_of(live_server, report))
    editor = page.locator("[contenteditable=true]")
    page.get_by_label("Find by name, agency or period").press_sequentially("plan")
    page.locator(f"[data-token='{TOKEN}']").click()
    expect(editor).to_have_text("Plans: 116")
    page.keyboard.press("Backspace")
    expect(editor).to_have_text("Plans:")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_figures_are_compared_by_choosing_them(
    browser: Browser, live_server: LiveServer, cast: Cast, report: Report, scripts: bool
) -> None:
    return_ready(cast.a, {"cp-plans": 100}, period=Period.quarter(2016, 4), agency=cast.agency)
    page = window(browser, live_server, cast.manager, java_script_enabled=scripts).new_page()
    page.goto(f"{desk_of(live_server, report)}?words=plan")
    page.get_by_label("Later figure").select_option(TOKEN.strip("[]"))
    page.get_by_label("Earlier figure").select_option(TOKEN.strip("[]").replace("2018", "2017"))
    page.get_by_label("What to print").select_option("by how much")
    page.get_by_role("button", name="Insert the comparison").click()
    if scripts:
        expect(page.locator("[contenteditable=true]")).to_contain_text("(by how much)")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("is saved as version")).to_be_visible()
    compared = "[[returns/cp-plans?at=2018-03-31|change:returns/cp-plans?at=2017-03-31]]"
    assert Section.objects.get(slug="words").body.endswith(f"{compared}</p>")
    if scripts:
        expect(page.locator(f"[data-figure='{compared}']")).to_have_text("16")


def test_without_scripts_the_figure_is_added_at_the_end_and_nothing_typed_is_lost(
    browser: Browser, live_server: LiveServer, cast: Cast, report: Report
) -> None:
    page = window(browser, live_server, cast.manager, java_script_enabled=False).new_page()
    page.goto(desk_of(live_server, report))
    page.get_by_label("Words").fill("Plans at the end of the year:")
    page.get_by_label("Find by name, agency or period").fill("plan")
    page.get_by_role("button", name="Find").click()
    page.locator(f"[data-token='{TOKEN}']").click()
    expect(page.get_by_label("Words")).to_have_value(f"Plans at the end of the year: {TOKEN}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".studio-preview")).to_contain_text("Plans at the end of the year: 116")


def pages(report: Report) -> list[str]:
    """Return the address of every page of the studio, in the states that look different."""
    place, words = report.partnership.slug, [report.partnership.slug, report.slug, "words"]
    named = ["report_detail", "report_edit", "report_checks", "report_sign_off", "report_reopen", "section_new"]
    return [
        reverse("report_list", args=[place]),
        reverse("report_new", args=[place]),
        *(reverse(name, args=[place, report.slug]) for name in named),
        *(reverse(f"section_{name}", args=words) for name in ("edit", "history", "plan", "remove")),
        f"{reverse('section_edit', args=words)}?words=plan",
        reverse("section_edit", args=[place, report.slug, "foreword"]),
        reverse("section_edit", args=[place, report.slug, "chart-and-table"]),
        f"{reverse('fact_trace', args=[place])}?key=returns/cp-plans%3Fat%3D2018-03-31",
    ]


def test_every_page_is_accessible_and_fits_the_window(
    browser: Browser, live_server: LiveServer, cast: Cast, report: Report
) -> None:
    comment_add(by=cast.chair, section=Section.objects.get(slug="words"), text="Which year is this?")
    report_put_up(by=cast.manager, report=report)
    page: Page = window(browser, live_server, cast.manager, viewport=WIDE).new_page()
    for address in pages(report):
        page.goto(live_server.url + address)
        assert_fits(page)
