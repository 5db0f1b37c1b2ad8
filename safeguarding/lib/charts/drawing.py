"""Vega-Lite in, one self-contained and deterministic SVG out."""

import base64
import hashlib
import re
from collections.abc import Callable
from html import escape
from typing import Any

import vl_convert

from safeguarding.lib.charts.bars import bar_chart, stacked_chart
from safeguarding.lib.charts.dots import dot_chart
from safeguarding.lib.charts.lines import line_chart
from safeguarding.lib.charts.spec import ChartSpec, Kind
from safeguarding.lib.charts.theme import Drawn, config
from safeguarding.lib.charts.words import alt, describe

VEGALITE = "6.4"
DRAW: dict[Kind, Callable[[ChartSpec], Drawn]] = {
    Kind.LINE: line_chart,
    Kind.BAR: bar_chart,
    Kind.GROUPED: bar_chart,
    Kind.STACKED: stacked_chart,
    Kind.DOTS: dot_chart,
}
ROOT = re.compile(r"<svg\b([^>]*)>")
GENERATED_ID = re.compile(r'(id="|url\(#|href="#)((?:clip|gradient)[A-Za-z_]*\d+)')


def chart_svg(spec: ChartSpec) -> str:
    """The chart as one ``<svg role="img">`` whose title is ``alt`` and whose description ``describe``.

    Ids begin with a digest of the spec, so that several charts fit on one page.
    """
    prefix = "chart-" + hashlib.sha256(repr(spec).encode()).hexdigest()[:12]
    drawn = vl_convert.vegalite_to_svg(
        _vegalite(spec),
        vl_version=VEGALITE,
        # No address is allowed: the values stand in the spec.
        allowed_base_urls=[],
    )
    drawn = GENERATED_ID.sub(rf"\g<1>{prefix}-\g<2>", drawn)
    opening = (
        rf'<svg role="img" aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc"\g<1>>'
        f'<title id="{prefix}-title">{_literal(alt(spec))}</title>'
        f'<desc id="{prefix}-desc">{_literal(describe(spec))}</desc>'
    )
    return ROOT.sub(opening, drawn, count=1)


def chart_data_uri(spec: ChartSpec) -> str:
    """The chart as a ``data:`` address for ``<img>``; give the image ``alt(spec)`` as its text."""
    return "data:image/svg+xml;base64," + base64.b64encode(chart_svg(spec).encode()).decode()


def _vegalite(spec: ChartSpec) -> dict[str, Any]:
    # Validation of our own fixed specs costs most of the time; the tests draw every kind.
    chart = DRAW[spec.kind](spec).to_dict(validate=False)
    return {**chart, "config": config()}


def _literal(words: str) -> str:
    # Escaped for XML, then for the replacement template of re.sub.
    return escape(words).replace("\\", r"\\")
