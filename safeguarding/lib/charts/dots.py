"""Dots in rows: many labels over a few periods in little height. The table beside it prints every value."""

from typing import Any

import altair as alt

from safeguarding.lib.charts.palette import ACCENT, GRID, MUTED, RAMPS, SHAPES
from safeguarding.lib.charts.spec import ChartSpec
from safeguarding.lib.charts.theme import Drawn
from safeguarding.lib.charts.words import number

WIDTH, ROW = 430, 21
SIZE = 85


def dot_chart(spec: ChartSpec) -> Drawn:
    """A row for each label with a dot for each series, joined by a line; the last series also in figures or words."""
    names = [one.name for one in spec.series]
    y = alt.Y("label:N", sort=list(spec.labels), title=None)
    y = y.axis(labelPadding=10, ticks=False, domain=False, grid=True, gridColor=GRID)
    x = alt.X("value:Q", title=spec.unit, scale=alt.Scale(zero=True, nice=True)).axis(tickCount=5, domain=False)
    legend = alt.Legend(title=None, orient="top", symbolSize=SIZE, symbolStrokeColor=ACCENT)
    shape = alt.Shape("series:N", sort=names, legend=legend).scale(domain=names, range=list(SHAPES[: len(names)]))
    fill = alt.Fill("series:N", sort=names, legend=legend).scale(domain=names, range=list(RAMPS[len(names)]))
    known = alt.Chart(alt.Data(values=_known(spec))).encode(y=y)
    spans = known.mark_rule(color=ACCENT, strokeWidth=1.2).encode(x=alt.X("min(value):Q"), x2="max(value):Q")
    dots = known.mark_point(stroke=ACCENT, strokeWidth=1, size=SIZE, opacity=1).encode(x=x, shape=shape, fill=fill)
    ends = alt.Chart(alt.Data(values=_ends(spec))).encode(y=y, x=alt.X("value:Q"), text="text:N")
    figures = ends.transform_filter("datum.known").mark_text(align="left", dx=9, fontWeight="bold", fontSize=11)
    gaps = ends.transform_filter("!datum.known").mark_text(
        align="left", dx=9, color=MUTED, fontStyle="italic", fontSize=11
    )
    return alt.layer(spans, dots, figures, gaps).properties(width=WIDTH, height=ROW * len(spec.labels))


def _known(spec: ChartSpec) -> list[dict[str, Any]]:
    return [
        {"label": label, "series": one.name, "value": float(value)}
        for at, label in enumerate(spec.labels)
        for one in spec.series
        if (value := one.values[at]) is not None
    ]


def _ends(spec: ChartSpec) -> list[dict[str, Any]]:
    """What stands right of each row: the last series' value, or why it has none."""
    last = spec.series[-1]
    return [
        {
            "label": label,
            "value": max((float(one.values[at] or 0) for one in spec.series), default=0.0),
            "known": last.values[at] is not None,
            "text": last.note(at) if (value := last.values[at]) is None else number(value, spec.decimals),
        }
        for at, label in enumerate(spec.labels)
    ]
