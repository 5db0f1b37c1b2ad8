"""Every page of the studio, through the client, by the people who use it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.studio.models import Report
from reports.studio.services import section_add, section_save
from safeguarding.lib.facts import Period
from tests.returns.factories import return_ready
from tests.studio.checking import only
from tests.studio.figures import Figures
from tests.studio.samples import CLA, PROSE, narrative, section_of_each_block
from tests.support.cast import Cast


@pytest.fixture
def manager(cast: Cast) -> Client:
    """Return the board manager's browser."""
    client = Client()
    client.force_login(cast.manager)
    return client


def test_the_list_of_reports_shows_title_period_and_status(cast: Cast, report: Report, manager: Client) -> None:
    page = manager.get(reverse("report_list", args=[cast.a.slug])).text
    assert "Annual report" in page
    assert "2017-18" in page
    assert "Draft" in page


def test_the_report_page_lists_every_section_with_its_number_and_state(
    cast: Cast, report: Report, manager: Client, figures: Figures
) -> None:
    section_of_each_block(cast, report)
    page = manager.get(reverse("report_detail", args=[cast.a.slug, report.slug])).text
    assert page.count("studio-sections__title--1") == len(report.sections.all())
    assert "Not started" in page


def test_every_block_has_a_desk_that_opens_and_shows_how_it_prints(
    cast: Cast, report: Report, manager: Client, figures: Figures
) -> None:
    for section in section_of_each_block(cast, report):
        page = manager.get(reverse("section_edit", args=[cast.a.slug, report.slug, section.slug]))
        assert page.status_code == 200
        assert "How it prints" in page.text


def test_the_desk_prints_figures_with_a_link_to_their_source(
    cast: Cast, report: Report, manager: Client, figures: Figures
) -> None:
    section = narrative(cast, report, PROSE)
    page = manager.get(reverse("section_edit", args=[cast.a.slug, report.slug, section.slug])).text
    assert "291</data>" in page
    assert "rose</data>" in page
    assert "facts/?key=returns%2Fcla%3Fat%3D2018-03-31" in page


def test_a_figure_can_be_traced(cast: Cast, report: Report, manager: Client, figures: Figures) -> None:
    narrative(cast, report)
    page = manager.get(reverse("fact_trace", args=[cast.a.slug]), {"key": CLA}).text
    assert "291" in page
    assert "return of the council" in page
    assert "Looked-after children" in page


def test_an_unknown_figure_is_not_found(cast: Cast, manager: Client, figures: Figures) -> None:
    assert manager.get(reverse("fact_trace", args=[cast.a.slug]), {"key": "returns/none"}).status_code == 404


@pytest.mark.parametrize("name", ["report_detail", "report_checks", "report_sign_off"])
def test_pages_of_a_report_take_as_many_queries_with_100_sections_as_with_10(
    cast: Cast, report: Report, manager: Client, figures: Figures, name: str
) -> None:
    address = reverse(name, args=[cast.a.slug, report.slug])
    manager.get(address)  # the first request of a session writes the session
    counts = []
    for more in (10, 90):
        for number in range(more):
            narrative(cast, report, title=f"Part {more}-{number}")
        with CaptureQueriesContext(connection) as queries:
            assert manager.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_the_desk_takes_as_many_queries_however_long_the_report(
    cast: Cast, report: Report, manager: Client, figures: Figures
) -> None:
    section = narrative(cast, report)
    address = reverse("section_edit", args=[cast.a.slug, report.slug, section.slug])
    manager.get(address)
    counts = []
    for number in range(2):
        for part in range(10):
            narrative(cast, report, title=f"Part {number}-{part}")
        with CaptureQueriesContext(connection) as queries:
            manager.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_warning_is_accepted_with_a_word_and_opens_again_when_it_says_something_else(
    cast: Cast, report: Report, manager: Client, figures: Figures
) -> None:
    section = narrative(cast, report, "<p>There were 29 areas.</p>")
    finding = only(cast, report, "typed_number")
    address = reverse("warning_accept", args=[cast.a.slug, report.slug])
    assert "There were" not in manager.get(address, {"warning": finding.fingerprint}).text
    assert manager.post(address, {"fingerprint": finding.fingerprint, "word": ""}).status_code == 422
    answered = manager.post(address, {"fingerprint": finding.fingerprint, "word": "Counted by hand."}, follow=True)
    assert "“Counted by hand.” Board manager of A" in answered.text
    section_save(by=cast.manager, section=section, version=1, title=section.title, body="<p>There were 30 areas.</p>")
    checks = manager.get(reverse("report_checks", args=[cast.a.slug, report.slug])).text
    assert "A number is typed here: 30." in checks
    assert "Counted by hand." not in checks


def test_an_error_can_not_be_accepted(cast: Cast, report: Report, manager: Client, figures: Figures) -> None:
    narrative(cast, report, "<p>TBC</p>")
    finding = only(cast, report, "placeholder")
    address = reverse("warning_accept", args=[cast.a.slug, report.slug])
    answer = manager.post(address, {"fingerprint": finding.fingerprint, "word": "Never mind."}, follow=True)
    assert "an error has to be mended" in answer.text


def test_the_checks_can_be_filtered_by_level(cast: Cast, report: Report, manager: Client, figures: Figures) -> None:
    narrative(cast, report, "<p>TBC and 29 areas.</p>")
    address = reverse("report_checks", args=[cast.a.slug, report.slug])
    errors = manager.get(address, {"level": "error"}).text
    assert "A placeholder is left" in errors
    assert "A number is typed" not in errors


def test_history_shows_the_words_added_and_taken_out(cast: Cast, report: Report, manager: Client) -> None:
    section = narrative(cast, report, "<p>The board met often.</p>")
    section_save(by=cast.manager, section=section, version=1, title="Met", body="<p>The board met four times.</p>")
    page = manager.get(reverse("section_history", args=[cast.a.slug, report.slug, section.slug])).text
    assert "<del>often.</del>" in page
    assert "<ins>four times.</ins>" in page
    assert "Title changed from “Looked-after children” to “Met”" in page


def test_a_section_is_assigned_with_a_day(cast: Cast, report: Report, manager: Client) -> None:
    section = narrative(cast, report, "")
    address = reverse("section_plan", args=[cast.a.slug, report.slug, section.slug])
    day = {"due_on-day": "3", "due_on-month": "6", "due_on-year": "2018"}
    answer = manager.post(address, {"assignee": cast.chair.pk, "numbering": "numbered", **day}, follow=True)
    assert "Independent chair of A" in answer.text
    assert "Due 3 June 2018" in answer.text
    assert "Late" in answer.text


def test_nobody_outside_the_report_can_be_assigned(cast: Cast, report: Report, manager: Client) -> None:
    section = narrative(cast, report, "")
    address = reverse("section_plan", args=[cast.a.slug, report.slug, section.slug])
    answer = manager.post(address, {"assignee": cast.manager_of_b.pk, "numbering": "numbered"})
    assert answer.status_code == 422


def test_a_title_changed_by_somebody_else_is_not_overwritten(cast: Cast, report: Report, manager: Client) -> None:
    narrative(cast, report)  # the order of sections is part of what the form was opened with
    day = {"starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2017"}
    end = {"ends_on-day": "31", "ends_on-month": "3", "ends_on-year": "2018"}
    form = {"title": "Mine", "subtitle": "", "version": "1", **day, **end}
    answer = manager.post(reverse("report_edit", args=[cast.a.slug, report.slug]), form)
    assert answer.status_code == 409
    assert "Somebody else changed the report" in answer.text
    assert 'value="Mine"' in answer.text


def test_a_table_is_set_up_in_the_browser(cast: Cast, report: Report, manager: Client) -> None:
    return_ready(cast.a, {"cp-plans": 116}, period=Period.quarter(2017, 4), agency=cast.agency)
    section = section_add(by=cast.manager, report=report, title="Plans", block="chart")
    address = reverse("section_edit", args=[cast.a.slug, report.slug, section.slug])
    form = {"title": "Plans", "version": "1", "caption": "Children on a plan", "indicators": ["cp-plans"]}
    wrong = manager.post(address, {**form, "kind": "line", "periods": "last year"})
    assert wrong.status_code == 422
    assert "“last year” is not a period" in wrong.text
    page = manager.post(address, {**form, "kind": "line", "periods": "2017/18-q3\n2017-18-q4"}, follow=True)
    assert "data:image/svg+xml" in page.text
    assert ">116</data>" in page.text
