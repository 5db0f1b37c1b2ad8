"""What a chart shows, says and never does."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguarding.lib.charts import (
    ChartSpec,
    ChartSpecError,
    Kind,
    Series,
    alt,
    chart_data_uri,
    chart_svg,
    describe,
    number,
)
from safeguarding.lib.charts.drawing import DRAW
from safeguarding.lib.charts.palette import RAMPS, STROKES, ink_on
from safeguarding.lib.pdf import render_pdf, verify_pdf
from tests.lib.pdf.sample import CREATED
from tests.lib.pdf.test_styles import contrast

ROOT = Path(__file__).resolve().parents[3]
SVG = "{http://www.w3.org/2000/svg}"
YEARS = ("2016/17", "2017/18", "2018/19")


def series(name: str, *values: str | None, notes: tuple[str, ...] = ()) -> Series:
    return Series(name, tuple(None if value is None else Decimal(value) for value in values), notes)


LINE = ChartSpec(
    Kind.LINE,
    "Plans & protection",
    "Rate for 10,000 children",
    YEARS,
    (series("Our area", "46.1", "52.3", "48.8"), series("England", "43.3", "45.3", None)),
    decimals=1,
)
GROUPED = replace(
    LINE,
    kind=Kind.GROUPED,
    labels=("Neglect", "Disability", "Not stated"),
    series=(
        series("2017/18", "1201", None, "0", notes=("", "suppressed", "")),
        series("2018/19", "1310", "44", "7"),
    ),
    decimals=0,
)
BAR = replace(GROUPED, kind=Kind.BAR, series=GROUPED.series[:1])
STACKED = replace(GROUPED, kind=Kind.STACKED)
ALL = (LINE, GROUPED, BAR, STACKED)
DOTS = replace(GROUPED, kind=Kind.DOTS, series=GROUPED.series[::-1])


def texts(spec: ChartSpec) -> list[str]:
    tree = ElementTree.fromstring(chart_svg(spec))
    return ["".join(text.itertext()).strip() for text in tree.iter(f"{SVG}text")]


@pytest.mark.parametrize("spec", [*ALL, DOTS], ids=lambda spec: spec.kind)
def test_a_chart_is_one_image_with_a_title_and_a_description(spec):
    tree = ElementTree.fromstring(chart_svg(spec))
    title, desc = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    assert tree.get("role") == "img"
    assert (tree.get("aria-labelledby"), tree.get("aria-describedby")) == (title.get("id"), desc.get("id"))
    assert (title.text, desc.text) == (alt(spec), describe(spec))


@pytest.mark.parametrize("spec", [*ALL, DOTS], ids=lambda spec: spec.kind)
def test_words_stay_text_in_the_font_of_the_report_and_carry_no_inline_style(spec):
    drawn = chart_svg(spec)
    families = set(re.findall(r'font-family="([^"]+)"', drawn))
    assert families == {"Liberation Sans, Arial, sans-serif"}
    assert not re.search(r"\sstyle=|<style|<script|http://(?!www\.w3\.org)|https://", drawn)


@pytest.mark.parametrize("spec", [LINE, GROUPED, BAR], ids=lambda spec: spec.kind)
def test_each_known_value_is_printed_with_the_axis_in_its_unit(spec):
    printed = texts(spec)
    assert spec.unit in printed
    for one in spec.series:
        for value in one.values:
            assert value is None or any(number(value, spec.decimals) in text for text in printed)


def test_each_line_is_named_where_it_ends_with_its_own_dash_and_marker():
    printed, drawn = texts(LINE), chart_svg(LINE)
    assert "48.8  Our area" in printed
    assert "England (to 2017/18)" in printed
    assert "stroke-dasharray" in drawn
    assert not ElementTree.fromstring(drawn).findall(".//*[@class='mark-symbol role-legend-symbol']")


def test_a_gap_is_a_note_and_a_nought_is_a_nought():
    printed = texts(GROUPED)
    assert printed.count("suppressed") == 1
    assert "0" in printed
    assert "not available" in " ".join(texts(LINE))


def test_a_share_is_never_drawn_from_a_total_with_a_gap():
    printed = texts(STACKED)
    assert "2017/18: suppressed" in printed
    assert {"48%", "52%", "100%"} <= set(printed)


def test_a_total_of_nothing_has_no_shares():
    empty = replace(STACKED, labels=("Neglect",), series=(series("a", "0"), series("b", "0")))
    assert "none" in texts(empty)


def test_bars_begin_at_zero_also_for_values_far_from_it():
    far = replace(BAR, labels=("a", "b"), series=(series("x", "980", "1000"),))
    assert "0" in texts(far)
    below = replace(BAR, labels=("a", "b"), series=(series("x", "-20.4", "10"),))
    assert {"\N{MINUS SIGN}20", "10", "0"} <= set(texts(below))


def test_eleven_groups_of_three_years_name_every_bar():
    labels = tuple(f"A category with a long name, number {position}" for position in range(11))
    rows = tuple(series(year, *[str(position * 7 + 1) for position in range(11)]) for year in YEARS)
    printed = texts(replace(GROUPED, labels=labels, series=rows))
    assert all(printed.count(label) == 1 for label in labels)
    assert all(printed.count(year) == 11 for year in YEARS)


def test_dots_name_every_row_and_print_the_last_value_or_why_there_is_none():
    printed = texts(DOTS)
    assert {*DOTS.labels, "2018/19", "2017/18", "1,201", "0", "suppressed"} <= set(printed)
    assert "1,310" not in printed  # an earlier value is a dot; the table beside it has the figure


def test_many_rows_of_dots_stay_on_half_a_page():
    labels = tuple(f"Factor {n}" for n in range(11))
    many = replace(DOTS, labels=labels, series=tuple(series(year, *map(str, range(11))) for year in YEARS))
    height = float(ElementTree.fromstring(chart_svg(many)).get("height"))
    assert height < 330
    assert {*labels, *YEARS} <= set(texts(many))


def test_lines_that_end_close_together_have_names_apart():
    close = replace(LINE, series=(series("a", "10", "10", "10"), series("b", "10", "10", "10.1")))
    tree = ElementTree.fromstring(chart_svg(close))
    heights = {
        text.text: float(re.search(r"translate\([^,]+,([^)]+)\)", text.get("transform"))[1])
        for text in tree.iter(f"{SVG}text")
    }
    assert abs(heights["10.0  a"] - heights["10.1  b"]) >= 12


def test_colours_can_be_told_from_paper_and_text_from_colours():
    assert all(contrast(stroke, "#ffffff") >= 4.5 for stroke in STROKES)
    for ramp in RAMPS.values():
        assert all(contrast(ink_on(fill), fill) >= 4.5 for fill in ramp)


def test_the_description_tells_every_value_and_the_change():
    said = describe(LINE)
    assert "46.1 in 2016/17, 52.3 in 2017/18 and 48.8 in 2018/19, a rise of 2.7 overall." in said
    assert "England: 43.3 in 2016/17, 45.3 in 2017/18 and not available in 2018/19." in said
    assert "Disability: 2017/18 suppressed and 2018/19 44." in describe(GROUPED)
    assert "Not stated: 0." in describe(BAR)


def test_the_alternative_text_is_one_sentence():
    assert alt(LINE) == (
        "Line chart: Plans & protection (Rate for 10,000 children), 2016/17 to 2018/19, for Our area and England."
    )


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [("1204", 0, "1,204"), ("0.05", 1, "0.1"), ("-0.04", 1, "0.0"), ("-3.25", 1, "\N{MINUS SIGN}3.3")],
)
def test_numbers_are_rounded_half_up_and_grouped(value, decimals, printed):
    assert number(Decimal(value), decimals) == printed


@given(st.decimals(-(10**9), 10**9, places=3), st.integers(0, 3))
def test_a_printed_number_reads_back_within_half_a_unit(value, decimals):
    read = Decimal(number(value, decimals).replace(",", "").replace("\N{MINUS SIGN}", "-"))
    assert abs(read - value) <= Decimal("0.5").scaleb(-decimals)


@settings(max_examples=15)
@given(st.lists(st.one_of(st.none(), st.decimals(0, 10**6, places=1)), min_size=3, max_size=3))
def test_any_values_give_a_readable_picture(values):
    one = Series("<area> & \\1", tuple(values))
    for kind in Kind:
        tree = ElementTree.fromstring(chart_svg(replace(LINE, kind=kind, series=(one,))))
        assert "NaN" not in ElementTree.tostring(tree, encoding="unicode")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"labels": ()}, "nothing to show"),
        ({"series": ()}, "nothing to show"),
        ({"series": tuple(series(str(at), "1", "2", "3") for at in range(7))}, "split it"),
        ({"kind": Kind.BAR}, "use grouped bars"),
        ({"series": (series("a", "1"),)}, "needs 3 values"),
        ({"series": (series("a", "1", "2", "3", notes=("x",)),)}, "needs 3 values"),
        ({"series": (series("a", "1", "2", "3"),) * 2}, "twice"),
        ({"kind": Kind.STACKED, "series": (series("a", "1", "-2", "3"),)}, "negative"),
    ],
)
def test_what_does_not_fit_is_refused_with_advice(change, said):
    with pytest.raises(ChartSpecError, match=said):
        replace(LINE, **change)


SCRIPT = """
from tests.lib.charts.test_charts import ALL
from safeguarding.lib.charts import chart_svg
print("".join(map(chart_svg, ALL)))
"""


def test_two_processes_draw_the_same_text():
    drawn = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(drawn) == 1


def test_two_charts_on_a_page_share_no_id():
    ids = [set(re.findall(r'\bid="([^"]+)"', chart_svg(spec))) for spec in ALL]
    assert len(set().union(*ids)) == sum(map(len, ids))


@pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec.kind)
def test_a_chart_carries_its_values_and_names_no_address(spec):
    described = json.dumps(DRAW[spec.kind](spec).to_dict())
    assert '"url"' not in described
    assert '"values"' in described


@pytest.mark.parametrize("markup", ['<img src="{uri}" alt="{alt}">', "{svg}"])
def test_a_chart_is_a_figure_with_words_in_the_pdf(markup):
    inside = markup.format(uri=chart_data_uri(BAR), alt=alt(BAR), svg=chart_svg(BAR))
    made = render_pdf(
        f'<html lang="en-GB"><body><h1>Report</h1><figure>{inside}</figure></body></html>',
        stylesheets=["body { font-family: 'Liberation Sans' }"],
        title="A report",
        created=CREATED,
    )
    assert verify_pdf(made).ok
