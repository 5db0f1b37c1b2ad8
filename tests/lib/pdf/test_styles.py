"""The report's own stylesheets: nothing ignored, nothing too faint, nothing undocumented."""

import logging
import re

import pytest

from safeguarding.lib.pdf import render_pdf
from tests.lib.pdf.sample import CREATED, STATIC, TITLE, report_html, stylesheets

PAPER = "#ffffff"
TINT = "#eef5f7"


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_weasyprint_understands_every_rule(caplog):
    with caplog.at_level(logging.WARNING, "weasyprint"):
        render_pdf(report_html(sources=2), stylesheets=stylesheets(), title=TITLE, created=CREATED)
    assert [record.getMessage() for record in caplog.records if record.name == "weasyprint"] == []


@pytest.mark.parametrize("name", ["report.css", "print.css"])
def test_text_colours_have_contrast_on_paper_and_tint(name):
    text = (STATIC / name).read_text()
    on_cover = {"#fff", "#d9e9ed"}
    colours = set(re.findall(r"[ {]color: (#[0-9a-f]+)", text)) - on_cover
    assert colours
    assert all(contrast(colour, paper) >= 4.5 for colour in colours for paper in (PAPER, TINT))
    assert all(contrast(colour, "#0b4f60") >= 4.5 for colour in on_cover)


def test_every_class_is_explained_in_the_table_at_the_top():
    text = (STATIC / "report.css").read_text()
    table, rules = text.split("*/", 1)
    used = set(re.findall(r"\.([a-z][a-z-]+)", re.sub(r"/\*.*?\*/", "", rules, flags=re.S)))
    unexplained = {name for name in used if name not in table}
    assert unexplained == set()


def test_nothing_is_loaded_by_the_stylesheets():
    assert not re.search(r"url\(|@import|@font-face", "".join(stylesheets()))
