"""The pages about builds: what they say while a build runs, when it is done and when it failed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import User
from reports.publishing.models import Build, Stage
from reports.studio.models import Report
from tests.publishing.reports import build_made, build_published
from tests.support.cast import Cast


def client_of(person: User) -> Client:
    """Return a browser in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def page_of(build: Build, person: User, name: str = "build_detail", **query: str) -> Any:
    """Return the answer to a person who opens a page about a build."""
    report = build.report
    return client_of(person).get(reverse(name, args=[report.partnership.slug, report.slug, build.number]), query)


@pytest.fixture
def running(cast: Cast, report: Report) -> Build:
    """Return a build at its third stage."""
    build = build_made(report, cast.manager, status="running")
    build.stage = Stage.RENDER_HTML
    build.stage_times = {"snapshot": ["2026-11-21T09:00:00+00:00", "2026-11-21T09:00:01.500+00:00"]}
    build.save()
    return build


def test_a_running_build_shows_its_stages_and_asks_again_by_itself(cast: Cast, running: Build) -> None:
    html = page_of(running, cast.manager).content.decode()
    assert "The report is being built: lay out the web pages." in html
    assert "1.5 seconds" in html
    assert 'aria-current="step"' in html
    assert 'hx-trigger="every 2s"' in html
    assert '<div role="status">' in html


def test_without_scripts_the_page_loads_again_and_offers_a_link(cast: Cast, running: Build) -> None:
    html = page_of(running, cast.manager).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in html
    assert "Refresh now" in html


def test_the_page_is_not_touched_while_nothing_changes(cast: Cast, running: Build) -> None:
    first = page_of(running, cast.manager, "build_state")
    token = first.context["token"] if first.context else f"running-render_html-1-1-{running.sent_at is not None}"
    assert page_of(running, cast.manager, "build_state", seen=token).status_code == 204


def test_when_it_is_over_the_page_gets_the_files_and_stops_asking(cast: Cast, report: Report) -> None:
    html = page_of(build_made(report, cast.manager), cast.manager, "build_state", seen="running").content.decode()
    assert "Download the PDF" in html
    assert "hx-trigger" not in html
    assert 'hx-swap-oob="true">The report is built' in html


def test_a_failed_build_says_why_and_can_be_tried_again(cast: Cast, report: Report) -> None:
    html = page_of(build_made(report, cast.manager, status="failed"), cast.manager).content.decode()
    assert "The PDF has no title." in html
    assert "Try again" in html
    assert "Download" not in html


def test_those_who_may_not_build_see_no_buttons(cast: Cast, running: Build) -> None:
    html = page_of(running, cast.chair).content.decode()
    assert "Stop the build" not in html
    assert "You can close this page and come back" in html


def test_a_person_stops_a_build(cast: Cast, running: Build) -> None:
    address = reverse("build_cancel", args=[cast.a.slug, running.report.slug, running.number])
    answer = client_of(cast.manager).post(address, follow=True)
    assert "The build was stopped. No file was kept." in answer.content.decode()


def test_stopping_too_late_says_so(cast: Cast, report: Report) -> None:
    build = build_made(report, cast.manager)
    answer = client_of(cast.manager).post(
        reverse("build_cancel", args=[cast.a.slug, report.slug, build.number]), follow=True
    )
    assert "This can not be done while it is done." in answer.content.decode()


def test_the_list_shows_every_build_and_leads_to_the_one_under_way(cast: Cast, report: Report, running: Build) -> None:
    build_made(report, cast.manager, status="failed")
    html = client_of(cast.manager).get(reverse("report_builds", args=[cast.a.slug, report.slug])).content.decode()
    assert "Watch build 1" in html
    assert "Build 2" in html
    assert "Build the report" not in html, "one at a time"


def test_the_list_asks_the_database_the_same_number_of_times_however_long_it_is(
    cast: Cast, report: Report, django_assert_num_queries: Any
) -> None:
    client, address = client_of(cast.manager), reverse("report_builds", args=[cast.a.slug, report.slug])
    client.get(address)
    build_made(report, cast.manager)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    for _ in range(8):
        build_made(report, cast.manager)
    with django_assert_num_queries(QUERIES):
        client.get(address)


def test_published_reports_are_listed_for_readers(cast: Cast, report: Report) -> None:
    address = reverse("edition_list", args=[cast.a.slug])
    assert "Nothing has been published yet" in client_of(cast.reader).get(address).content.decode()
    build_made(report, cast.manager)
    build_published(report, cast.manager)
    html = client_of(cast.reader).get(address).content.decode()
    assert "Edition 1, published on" in html
    assert html.count("Annual report 2017-18</a>") == 1


QUERIES = 6
