"""Horizontal bars: long labels stay readable and every bar carries its own name and value."""

from typing import Any

import altair as alt

from safeguarding.lib.charts.palette import ACCENT, MUTED, RAMPS, ink_on
from safeguarding.lib.charts.spec import ChartSpec
from safeguarding.lib.charts.theme import Drawn
from safeguarding.lib.charts.words import number

WIDTH = 400
BAR, GAP = 15, 10
STACKED_BAR = 34
# A share narrower than this, in percent, has no room for its label; the table beside has it.
NARROWEST = 6.0


def bar_chart(spec: ChartSpec) -> Drawn:
    """A group of bars for each label from a zero baseline; a missing bar is a note in its place."""
    many = len(spec.series) > 1
    rows = _rows(spec)
    lane = len(spec.series) * BAR + GAP
    y = alt.Y("label:N", sort=list(spec.labels), title=None).scale(paddingInner=GAP / lane, paddingOuter=0.1)
    y = y.axis(labelPadding=_name_width(spec) + 8 if many else 8, ticks=False, domain=False)
    offset = alt.YOffset("series:N", sort=[one.name for one in spec.series]).scale(paddingInner=0.12)
    x = alt.X("value:Q", title=spec.unit, scale=alt.Scale(zero=True, nice=True))
    x = x.axis(tickCount=5, domain=False, ticks=False)
    base = alt.Chart(alt.Data(values=rows)).encode(y=y, yOffset=offset)
    known = base.transform_filter("isValid(datum.value)")
    bars = known.mark_bar(stroke=ACCENT, strokeWidth=0.8).encode(x=x, fill=alt.Fill("fill:N", scale=None, legend=None))
    ahead = known.transform_filter("datum.value >= 0").mark_text(align="left", dx=5, fontWeight="bold")
    behind = known.transform_filter("datum.value < 0").mark_text(align="right", dx=-5, fontWeight="bold")
    gaps = base.transform_filter("!isValid(datum.value)").mark_text(align="left", dx=5, color=MUTED, fontStyle="italic")
    layers = [bars, *(mark.encode(x=x, text="text:N") for mark in (ahead, behind))]
    layers.append(gaps.encode(x=alt.datum(0), text="text:N"))
    if many:
        names = base.mark_text(align="right", dx=-6, fontSize=10.5, color=MUTED)
        layers.append(names.encode(x=alt.value(0), text="series:N"))
    return alt.layer(*layers).properties(width=WIDTH, height=lane * len(spec.labels))


def _name_width(spec: ChartSpec) -> int:
    # Half an em a character is a safe width of Liberation Sans at 10.5 px for years and names.
    return round(max(len(one.name) for one in spec.series) * 5.9) + 6


def _rows(spec: ChartSpec) -> list[dict[str, Any]]:
    fills = RAMPS[len(spec.series)]
    return [
        {
            "label": label,
            "series": one.name,
            "value": None if (value := one.values[at]) is None else float(value),
            "text": one.note(at) if value is None else number(value, spec.decimals),
            "fill": fills[position],
        }
        for at, label in enumerate(spec.labels)
        for position, one in enumerate(spec.series)
    ]


def stacked_chart(spec: ChartSpec) -> Drawn:
    """One bar of 100% for each label; a label with a gap has no total and so shows its note alone."""
    rows, gaps = _shares(spec)
    y = alt.Y("label:N", sort=list(spec.labels), title=None).scale(paddingInner=0.3, paddingOuter=0.1)
    y = y.axis(labelPadding=8, ticks=False, domain=False)
    x = alt.X("start:Q", title=f"Share of {spec.unit[:1].lower()}{spec.unit[1:]}, %", scale=alt.Scale(domain=[0, 100]))
    x = x.axis(tickCount=5, domain=False, ticks=False)
    names = [one.name for one in spec.series]
    legend = alt.Legend(
        title=None, orient="top", symbolType="square", symbolStrokeColor=ACCENT, columns=_columns(names)
    )
    scale = alt.Scale(domain=names, range=list(RAMPS[len(names)]))
    bars = alt.Chart(alt.Data(values=rows)).mark_bar(stroke=ACCENT, strokeWidth=0.8)
    bars = bars.encode(x=x, x2="end:Q", y=y, fill=alt.Fill("series:N", scale=scale, sort=names, legend=legend))
    texts = alt.Chart(alt.Data(values=[row for row in rows if row["share"] >= NARROWEST])).mark_text(fontWeight="bold")
    texts = texts.encode(x=alt.X("middle:Q"), y=y, text="text:N", color=alt.Color("ink:N", scale=None, legend=None))
    notes = alt.Chart(alt.Data(values=gaps)).mark_text(align="left", dx=5, color=MUTED, fontStyle="italic")
    notes = notes.encode(x=alt.datum(0), y=y, text="text:N")
    return alt.layer(bars, texts, notes).properties(width=WIDTH + 60, height=STACKED_BAR * len(spec.labels))


def _columns(names: list[str]) -> int:
    # A row of the legend holds about sixty characters beside the squares.
    return len(names) if sum(len(name) + 4 for name in names) <= 64 else 3


def _shares(spec: ChartSpec) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The segments, and a note for each label whose shares can not be known."""
    rows: list[dict[str, Any]] = []
    gaps: list[dict[str, Any]] = []
    for at, label in enumerate(spec.labels):
        missing = [f"{one.name}: {one.note(at)}" for one in spec.series if one.values[at] is None]
        values = [float(one.values[at] or 0) for one in spec.series]
        if missing or not sum(values):
            gaps.append({"label": label, "text": "; ".join(missing) or "none"})
            continue
        rows += _segments(spec, label, values)
    return rows, gaps


def _segments(spec: ChartSpec, label: str, values: list[float]) -> list[dict[str, Any]]:
    fills, end, total = RAMPS[len(spec.series)], 0.0, sum(values)
    segments = []
    for position, value in enumerate(values):
        start, end = end, end + 100 * value / total
        segments.append(
            {
                "label": label,
                "series": spec.series[position].name,
                "start": start,
                "end": end,
                "middle": (start + end) / 2,
                "share": end - start,
                "text": f"{end - start:.0f}%",
                "ink": ink_on(fills[position]),
            }
        )
    return segments
