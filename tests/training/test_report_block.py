"""The block of a report that prints training, from rows made through the services."""

from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from reports.studio.assembly import gathered, report_gather
from reports.studio.blocks import BLOCKS_BY_KEY
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from safeguarding.lib.facts import Period
from tests.support.cast import Cast
from tests.training import chscp
from tests.training.factories import YEAR
from tests.training.samples import season_made


def report_of(cast: Cast, period: Period = YEAR, sections: int = 1, **config: str) -> Report:
    """Return a draft with sections of training."""
    report = report_create(by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=period)
    for number in range(sections):
        section_add(by=cast.manager, report=report, title=f"Training {number}", block="training", config=config)
    return report


def printed(report: Report, *, links: bool = False) -> str:
    """Return how the last section prints."""
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": links}
    return " ".join(render_to_string(section["template"], context).split())


def test_an_empty_block_says_that_nothing_is_recorded(cast: Cast) -> None:
    words = printed(report_of(cast))
    assert "No training is recorded for this period." in words
    assert "<table" not in words


@pytest.mark.parametrize("links", [True, False], ids=["web", "print"])
def test_a_full_block_prints_courses_sectors_areas_answers_quotes_and_compliance(cast: Cast, links: bool) -> None:
    season_made(cast)
    words = printed(report_of(cast), links=links)
    for text in (
        "Designated safeguarding lead (level 3)",
        "More than one area",
        "Teaching assistant",
        "Have you used what you learned? (after three months)",
        "Alderbrook Council, level 1",
        "12 May 2026",
        "All, computed",
        "Mean ",
    ):
        assert text in words
    for number in (">70<", ">96.7<", ">83.3%<", ">4.05<"):
        assert number in words
    assert "figure not found" not in words


def test_a_part_of_it_can_be_printed_alone(cast: Cast) -> None:
    season_made(cast)
    words = printed(report_of(cast, shows="compliance"))
    assert "Staff trained, by agency and level" in words
    assert "Courses" not in words


def test_the_published_season_prints_its_totals_from_records_alone(cast: Cast) -> None:
    chscp.entered(cast.a)
    words = printed(report_of(cast, chscp.YEAR))
    for number in (">47<", ">1,031<", ">1,451<", ">71.1%<", ">28.9%<", ">296<", ">66<", ">52.8<"):
        assert number in words
    assert words.count('<abbr title="not every session that was held says it">[x]</abbr>') == 3
    assert "[x] not available" in words


def test_a_report_of_another_year_does_not_print_this_one(cast: Cast) -> None:
    season_made(cast)
    assert "No training is recorded" in printed(report_of(cast, Period.financial_year(2019)))
    assert "No training is recorded" not in printed(report_of_span(cast, date(2025, 1, 1), date(2026, 12, 31)))


def report_of_span(cast: Cast, start: date, end: date) -> Report:
    """Return a draft about any period."""
    report = report_create(
        by=cast.manager, partnership=cast.a, slug="long", title="Long report", period=Period.span(start, end)
    )
    section_add(by=cast.manager, report=report, title="Training", block="training", config={})
    return report


def test_gathering_takes_the_same_number_of_queries_for_one_section_and_six(cast: Cast) -> None:
    season_made(cast)
    report = report_of(cast)
    counts = []
    for _ in range(2):
        fresh = reports_of(cast.a).get(pk=report.pk)
        with CaptureQueriesContext(connection) as queries:
            report_gather(fresh)
        counts.append(len(queries))
        for number in range(5):
            section_add(by=cast.manager, report=report, title=f"More {number}", block="training", config={})
    assert counts[0] == counts[1]


def test_the_section_form_offers_the_parts(cast: Cast) -> None:
    form = BLOCKS_BY_KEY["training"].form(
        {"title": "Training", "version": "1", "shows": "delivery"}, partnership=cast.a
    )
    assert form.is_valid()
    assert form.config == {"shows": "delivery"}
