"""Charts for reports: one description in, the same SVG for the page and the PDF out.

    spec = ChartSpec(kind=Kind.LINE, title="Children on a plan", unit="children",
                     labels=("2016/17", "2017/18", "2018/19"),
                     series=(Series("Our area", (Decimal(178), None, Decimal(204)), ("", "suppressed", "")),))
    chart_svg(spec)       # inline in HTML: role="img", title and description by id
    chart_data_uri(spec)  # <img src="..." alt="{alt(spec)}">: a tagged Figure in the PDF
    alt(spec), describe(spec)

A value that is None is a gap with its note, never zero. Nothing is told by colour alone: each line
has its own dash and marker and its name at its end, each bar its label and value. Drawing uses no
network; the same spec gives the same text.
"""

from safeguarding.lib.charts.kept import chart_data_uri, chart_svg, drawn_apart
from safeguarding.lib.charts.spec import ChartSpec, ChartSpecError, Kind, Series
from safeguarding.lib.charts.words import alt, describe, number

__all__ = [
    "ChartSpec",
    "ChartSpecError",
    "Kind",
    "Series",
    "alt",
    "chart_data_uri",
    "chart_svg",
    "describe",
    "drawn_apart",
    "number",
]
