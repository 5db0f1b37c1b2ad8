"""Gathering a report: plain data, the same digest for the same content, and a constant number of queries."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.returns.services import Definition
from reports.studio.assembly import report_gather
from reports.studio.canonical import canonical_json
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import section_add, section_save
from safeguarding.lib.facts import Fact, Period
from tests.returns.factories import return_ready
from tests.studio.figures import Figures
from tests.support.cast import Cast

CLA = "returns/cla?at=2018-03-31"


def test_a_gathered_report_is_plain_data_and_its_facts_come_back_equal(
    cast: Cast, report: Report, figures: Figures
) -> None:
    section_add(by=cast.manager, report=report, title="Children", block="narrative", body=f"<p>[[{CLA}]] children.</p>")
    content = json.loads(canonical_json(report_gather(report)))
    assert Fact.from_json(content["facts"][CLA]) == figures.facts[CLA]
    assert content["sections"][0]["data"]["body"] == f"<p>[[{CLA}]] children.</p>"


def test_sections_come_in_reading_order_with_their_numbers(cast: Cast, report: Report) -> None:
    first = section_add(by=cast.manager, report=report, title="What we did", block="narrative")
    section_add(by=cast.manager, report=report, title="Foreword", block="foreword", numbering="unnumbered")
    section_add(by=cast.manager, report=report, title="Finance", block="narrative", numbering="appendix")
    section_add(by=cast.manager, report=report, title="Police", block="narrative", parent=first)
    section_add(by=cast.manager, report=report, title="Glossary", block="glossary", numbering="appendix")
    gathered = report_gather(report)["sections"]
    assert [(one["number"], one["title"], one["level"]) for one in gathered] == [
        ("1", "What we did", 1),
        ("1.1", "Police", 2),
        ("", "Foreword", 1),
        ("Appendix 1", "Finance", 1),
        ("Appendix 2", "Glossary", 1),
    ]


def test_a_key_no_room_knows_is_listed_as_missing_and_not_left_blank(
    cast: Cast, report: Report, figures: Figures
) -> None:
    section_add(
        by=cast.manager, report=report, title="A", block="narrative", body="<p>[[returns/gone?at=2018-03-31]]</p>"
    )
    assert report_gather(report)["missing"] == ["returns/gone?at=2018-03-31"]


def test_figures_are_numbered_in_order_of_first_use_for_the_source_annex(
    cast: Cast, report: Report, figures: Figures
) -> None:
    body = (
        "<p>[[returns/cla?at=2017-03-31]] then [[returns/cla?at=2016-03-31]], again [[returns/cla?at=2017-03-31]].</p>"
    )
    section_add(by=cast.manager, report=report, title="A", block="narrative", body=body)
    assert report_gather(report)["references"] == {}, "without an annex there is nothing a number could lead to"
    section_add(by=cast.manager, report=report, title="Sources", block="source_annex", numbering="appendix")
    references = report_gather(report)["references"]
    assert references == {"returns/cla?at=2017-03-31": 1, "returns/cla?at=2016-03-31": 2}


def test_a_table_reads_stocks_at_the_end_of_the_column_and_flows_over_it(cast: Cast, report: Report) -> None:
    stock, flow = Definition(name="Looked after", measure="stock"), Definition(name="Adopted", measure="flow")
    year = Period.financial_year(2017)
    return_ready(cast.a, {"cla": 291, "adopted": 35}, period=year, definitions={"cla": stock, "adopted": flow})
    config = {"caption": "Looked after", "indicators": ["cla", "adopted"], "periods": ["2016-17", "2017-18"]}
    section_add(by=cast.manager, report=report, title="A", block="indicator_table", config=config)
    content = report_gather(report)
    rows = content["sections"][0]["data"]["rows"]
    assert rows[0]["cells"] == ["returns/cla?at=2017-03-31", "returns/cla?at=2018-03-31"]
    assert rows[1]["cells"] == ["returns/adopted?period=2016-17", "returns/adopted?period=2017-18"]
    assert content["facts"]["returns/cla?at=2018-03-31"]["value"].startswith("291")


def test_the_digest_changes_with_words_and_with_figures_and_with_nothing_else(
    cast: Cast, report: Report, figures: Figures
) -> None:
    section = section_add(by=cast.manager, report=report, title="A", block="narrative", body=f"<p>[[{CLA}]]</p>")
    first = report_gather(report)["digest"]
    assert report_gather(report)["digest"] == first
    figures.add(CLA, 290, "Children looked after at 31 March")
    second = report_gather(report)["digest"]
    assert second != first
    section_save(by=cast.manager, section=section, version=1, title="B")
    assert report_gather(report)["digest"] not in {first, second}


@pytest.mark.parametrize("size", [10, 100])
def test_gathering_takes_the_same_number_of_queries_whatever_the_size(
    cast: Cast, report: Report, figures: Figures, size: int
) -> None:
    for number in range(size):
        section_add(by=cast.manager, report=report, title=f"Part {number}", block="narrative", body=f"<p>[[{CLA}]]</p>")
    loaded = reports_of(cast.a).get(slug=report.slug)
    figures.asked = 0
    with CaptureQueriesContext(connection) as queries:
        report_gather(loaded)
    assert len(queries) == 2  # sections and signatures; the rooms answer on their own account
    assert figures.asked == 1
