"""The way from "Build the report" to the files in a real browser, with a real worker; with and without scripts."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from partnerships.directory.models import User
from reports.publishing.models import Build
from reports.studio.models import Report
from tests.publishing.reports import build_made, build_published, report_made
from tests.support.axe import assert_accessible, assert_fits
from tests.support.browser import WIDE, follow
from tests.support.cast import Cast, cast_made
from tests.support.worker import worker

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
LONG = 90_000  # milliseconds for a worker on a busy machine


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
    """Return a report a worker can build: it knows no room's figures."""
    return report_made(cast, figures=False)


def signed_in(browser: Browser, live_server: LiveServer, person: User, **options: Any) -> BrowserContext:
    """Return a browser window in which the person is signed in."""
    client = Client()
    client.force_login(person)
    context = browser.new_context(viewport=WIDE, **options)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    return context


def address(live_server: LiveServer, name: str, report: Report, *more: object) -> str:
    """Return the full address of a page about a report."""
    return live_server.url + reverse(name, args=[report.partnership.slug, report.slug, *more])


def test_the_page_follows_the_build_and_ends_with_the_files(
    browser: Browser, live_server: LiveServer, cast: Cast, report: Report
) -> None:
    page = signed_in(browser, live_server, cast.manager).new_page()
    with worker():
        page.goto(address(live_server, "report_builds", report))
        page.get_by_role("button", name="Build the report").click()
        expect(page.get_by_role("button", name="Download the PDF")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("status")).to_contain_text("The report is built")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the PDF").click()
    assert taken.value.suggested_filename == "annual-2017-18-build-1-not-public-draft.pdf"
    assert_accessible(page)


def test_without_scripts_the_page_reloads_until_the_files_are_there_also_for_somebody_who_closed_it(
    browser: Browser, live_server: LiveServer, cast: Cast, report: Report
) -> None:
    context = signed_in(browser, live_server, cast.manager, java_script_enabled=False)
    page = context.new_page()
    page.goto(address(live_server, "report_builds", report))
    page.get_by_role("button", name="Build the report").click()
    expect(page.get_by_text("The build is waiting").first).to_be_visible()
    place = page.url
    page.close()
    with worker(take_waiting=True):
        again = context.new_page()
        again.goto(place)
        again.get_by_text("Download the PDF").wait_for(timeout=LONG)


def test_axe_finds_nothing_in_any_state_of_a_build(
    browser: Browser, live_server: LiveServer, cast: Cast, report: Report
) -> None:
    build_made(report, cast.manager)
    build_made(report, cast.manager, status="failed")
    build_published(report, cast.manager)
    running = build_made(report, cast.manager, status="running")
    Build.objects.filter(pk=running.pk).update(stage="render_pdf", stage_times={"snapshot": ["", ""]})
    page = signed_in(browser, live_server, cast.manager).new_page()
    for name, *more in (("report_builds",), *(("build_detail", number) for number in range(1, 5))):
        check(page, address(live_server, name, report, *more))
    check(page, live_server.url + reverse("edition_list", args=[cast.a.slug]))


def test_axe_finds_nothing_in_a_web_edition(
    browser: Browser, live_server: LiveServer, cast: Cast, report: Report
) -> None:
    with worker():
        page = signed_in(browser, live_server, cast.manager).new_page()
        page.goto(address(live_server, "report_builds", report))
        page.get_by_role("button", name="Build the report").click()
        read = page.get_by_role("link", name="Read it as a web page").first
        read.wait_for(timeout=LONG)
        follow(read)
    assert_fits(page)


def check(page: Page, where: str) -> None:
    """Open a page and ask axe."""
    page.goto(where)
    assert_fits(page)
