"""Lists of figures, each with its own period, and tables of two breakdowns."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.test import Client

from partnerships.returns.models.indicator import Category
from partnerships.returns.services.indicators import Definition, indicator_create
from reports.studio.assembly import gathered
from reports.studio.blocks.figure_list import line_read
from reports.studio.grids import beside_words, column_shares, heading_below
from reports.studio.models import Report, Section
from reports.studio.selectors import reports_of
from reports.studio.services import section_add
from safeguarding.lib.facts import UnitKind
from tests.studio.figures import Figures
from tests.support.cast import Cast

NOW, BEFORE = "returns/cla?at=2018-03-31", "returns/cla?at=2017-03-31"


def printed(report: Report) -> str:
    """Return how the last section prints."""
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": False}
    return " ".join(render_to_string(section["template"], context).split())


def listed(cast: Cast, report: Report, *lines: str) -> Section:
    """Add a list of figures."""
    config = {"figures": list(lines), "caption": "All"}
    return section_add(by=cast.manager, report=report, title="Figures", block="figure_list", config=config)


def test_each_figure_prints_its_period_and_what_it_is_compared_with(
    cast: Cast, report: Report, figures: Figures
) -> None:
    listed(cast, report, f"Looked after | {NOW} < {BEFORE}")
    words = printed(report)
    assert '<th scope="row">Looked after</th> <td>31 March 2018</td>' in words
    assert "31 March 2017: rose from" in words
    assert words.index(">291<") < words.index(">282<")


def test_a_list_without_comparisons_has_no_empty_column(cast: Cast, report: Report, figures: Figures) -> None:
    listed(cast, report, NOW)
    words = printed(report)
    assert "Compared with" not in words
    assert "Children looked after at 31 March" in words


@pytest.mark.parametrize(("lines", "kept"), [(8, True), (9, False)])
def test_only_a_list_that_fits_on_half_a_page_is_kept_whole(
    cast: Cast, report: Report, figures: Figures, lines: int, kept: bool
) -> None:
    """A longer one would leave its caption alone on a page."""
    listed(cast, report, *(f"Looked after {number} | {NOW} < {BEFORE}" for number in range(lines)))
    assert ('class="figures figures--list keep"' in printed(report)) is kept


def test_a_figure_that_is_gone_is_an_error_and_no_blank(cast: Cast, report: Report, figures: Figures) -> None:
    listed(cast, report, "Gone | returns/gone?at=2018-03-31")
    assert "figure not found" in printed(report)
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    assert content.content["missing"] == ["returns/gone?at=2018-03-31"]


def test_a_comparator_is_named_by_whose_it_is(figures: Figures) -> None:
    figures.add(
        NOW + "&comparator=england", 300, "Children looked after, England", dimensions={"comparator": "england"}
    )
    facts = figures.facts
    assert beside_words(facts["returns/cla?at=2018-03-31&comparator=england"], facts[NOW]) == "England, 31 March 2018:"
    assert beside_words(facts[NOW], facts[BEFORE]) == "31 March 2018:"  # a later figure is not where it rose from


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (f"Looked after | {NOW} < {BEFORE}", ("Looked after", [NOW, BEFORE])),
        (NOW, ("", [NOW])),
    ],
)
def test_lines_are_words_figure_and_comparisons(line: str, read: tuple[str, list[str]]) -> None:
    assert line_read(line) == read


def test_a_board_manager_writes_a_list_in_the_browser(cast: Cast, report: Report, figures: Figures) -> None:
    section = listed(cast, report)
    client = Client()
    client.force_login(cast.manager)
    address = f"/p/{cast.a.slug}/reports/{report.slug}/sections/{section.slug}/"
    said = {
        "title": "Care",
        "caption": "Care",
        "figures": f"Looked after | {NOW}\nnot a key",
        "version": section.version,
    }
    page = client.post(address, said)
    assert "is not the name of a figure" in page.content.decode()
    client.post(address, {**said, "figures": f"Looked after | {NOW}\r\n"})
    section.refresh_from_db()
    assert section.config["figures"] == [f"Looked after | {NOW}"]
    assert f"Looked after | {NOW}" in client.get(address).content.decode().replace("&amp;", "&")


def by_band(cast: Cast, *slugs: str, kind: UnitKind = UnitKind.COUNT, asks_total: bool = True) -> None:
    """Define indicators broken down by the same two bands."""
    bands = (Category("young", "Young"), Category("old", "Old"))
    for slug in slugs:
        name = slug.title()
        definition = Definition(name=name, kind=kind, dimension="Age", categories=bands, asks_total=asks_total)
        indicator_create(by=cast.manager, partnership=cast.a, slug=slug, definition=definition)


def crossed(cast: Cast, report: Report, *periods: str) -> Section:
    """Add a table of two indicators broken down by the same two bands."""
    by_band(cast, "neglect", "sexual")
    config = {"indicators": ["neglect", "sexual"], "periods": list(periods), "total": True, "caption": "Plans"}
    return section_add(by=cast.manager, report=report, title="Plans", block="cross_table", config=config)


def test_two_breakdowns_make_a_table_with_computed_totals_and_shares(
    cast: Cast, report: Report, figures: Figures
) -> None:
    for name, value in {"neglect.young": 3, "neglect.old": 1, "neglect": 4, "sexual.young": 1, "sexual.old": 0}.items():
        figures.add(f"returns/{name}?period=2017-18", value)
    figures.add("returns/sexual?period=2017-18", 1)
    crossed(cast, report, "2017-18")
    words = printed(report)
    assert [words.index(f">{label}<") for label in ("Young", "Old", "Total")] == sorted(
        words.index(f">{label}<") for label in ("Young", "Old", "Total")
    )
    total = words[words.index("Total, computed") :]
    assert [total.index(f">{number}<") for number in ("4", "1", "5")] == sorted(
        total.index(f">{number}<") for number in ("4", "1", "5")
    )
    assert ">80.0<" in total
    assert ">100.0<" in total


def test_percentages_by_band_alone_have_no_column_of_totals(cast: Cast, report: Report, figures: Figures) -> None:
    by_band(cast, "trained", kind=UnitKind.PERCENT, asks_total=False)
    config = {"indicators": ["trained"], "periods": ["2017-18"], "total": True, "caption": "Trained"}
    section_add(by=cast.manager, report=report, title="Trained", block="cross_table", config=config)
    words = printed(report)
    assert ">Old<" in words
    assert ">Total<" not in words
    assert "Share of the total" not in words


def test_bands_of_several_figures_in_one_table_say_what_they_are_of(cast: Cast, report: Report) -> None:
    by_band(cast, "trained", "supervised", kind=UnitKind.PERCENT, asks_total=False)
    config = {"indicators": ["trained", "supervised"], "periods": ["2017-18"], "caption": "Staff"}
    section_add(by=cast.manager, report=report, title="Staff", block="indicator_table", config=config)
    words = printed(report)
    for label in ("Trained, Young", "Trained, Old", "Supervised, Young", "Supervised, Old"):
        assert f">{label}" in words


def test_shares_are_of_the_last_column(figures: Figures) -> None:
    cells = [figures.add(f"returns/{name}?period=2017-18", value) for name, value in (("a", 3), ("b", 1), ("c", 4))]
    data = {"rows": [{"cells": cells, "label": ""}]}
    assert [fact.value for fact in column_shares(data, figures.facts) if fact] == [
        Decimal(75),
        Decimal(25),
        Decimal(100),
    ]


def test_a_table_of_two_breakdowns_is_about_one_period(cast: Cast, report: Report, figures: Figures) -> None:
    section = crossed(cast, report, "2017-18")
    client = Client()
    client.force_login(cast.manager)
    said = {
        "title": "Plans",
        "caption": "Plans",
        "indicators": ["neglect"],
        "periods": "2016-17\n2017-18",
        "version": section.version,
    }
    page = client.post(f"/p/{cast.a.slug}/reports/{report.slug}/sections/{section.slug}/", said)
    assert "is about one period" in page.content.decode()


def test_headings_inside_a_section_without_one_follow_the_section_above() -> None:
    assert [heading_below({"level": level, "silent": False}) for level in (1, 2, 5)] == [3, 4, 6]
    assert [heading_below({"level": level, "silent": True}) for level in (2, 3)] == [3, 4]
