"""Lines over periods: each with its own dash and marker, its values, and its name at its end."""

from typing import Any

import altair as alt

from safeguarding.lib.charts.palette import DASHES, MUTED, SHAPES, STROKES
from safeguarding.lib.charts.spec import ChartSpec
from safeguarding.lib.charts.theme import Drawn
from safeguarding.lib.charts.words import number

WIDTH, WIDTH_ALONE, HEIGHT = 430, 620, 165
# The height of a line of text, as a share of the height of the chart.
CLEARANCE = 0.083
# Where a value stands beside its marker: alignment and shift in pixels.
PLACES: dict[str, dict[str, Any]] = {
    "above": {"align": "center", "dy": -12},
    "below": {"align": "center", "dy": 13},
    "right": {"align": "left", "dx": 9},
}


def line_chart(spec: ChartSpec) -> Drawn:
    """The values from left to right over an axis with zero in it; a note where a value is missing."""
    x = alt.X("label:O", sort=list(spec.labels), title=spec.label_title or None)
    x = x.axis(labelAngle=0, labelPadding=6, grid=False, labelLimit=110)
    scale = alt.Scale(zero=True, nice=True)
    y = alt.Y("value:Q", title=spec.unit, scale=scale, axis=alt.Axis(tickCount=5, domain=False, ticks=False))
    names = [one.name for one in spec.series]
    count = len(names)
    color = alt.Color("series:N", scale=alt.Scale(domain=names, range=list(STROKES[:count])), legend=None)
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=names, range=list(DASHES[:count])), legend=None)
    shape = alt.Shape("series:N", scale=alt.Scale(domain=names, range=list(SHAPES[:count])), legend=None)
    base = alt.Chart(alt.Data(values=_rows(spec))).encode(x=x, y=y, color=color)
    known = base.transform_filter("isValid(datum.value)")
    layers = [
        base.mark_line(strokeWidth=2.25).encode(strokeDash=dash),
        known.mark_point(filled=True, size=64, opacity=1).encode(shape=shape),
    ]
    for place, position in PLACES.items():
        chosen = base.transform_filter(f"datum.place == '{place}'")
        if place == "right":
            # The line runs through this place: a white rim keeps the figure readable on it.
            rim = chosen.mark_text(fontWeight="bold", stroke="#ffffff", strokeWidth=4, **position)
            layers.append(rim.encode(text="text:N"))
        layers.append(chosen.mark_text(fontWeight="bold", **position).encode(text="text:N"))
    layers += [_gaps(spec, x)] if _alone(spec) else [_names(spec, x, color), _gaps(spec, x)]
    return alt.layer(*layers).properties(width=WIDTH_ALONE if _alone(spec) else WIDTH, height=HEIGHT)


def _alone(spec: ChartSpec) -> bool:
    """One line needs no name at its end: the caption says what it is, and the line may take the name's room."""
    return len(spec.series) == 1


def _range(spec: ChartSpec) -> float:
    values = [float(value) for one in spec.series for value in one.values if value is not None]
    return (max([0.0, *values]) - min([0.0, *values])) or 1.0


def _rows(spec: ChartSpec) -> list[dict[str, Any]]:
    rows = []
    for at, label in enumerate(spec.labels):
        places = _places(spec, at)
        for one in spec.series:
            value = one.values[at]
            row: dict[str, Any] = {"series": one.name, "label": label, "place": places.get(one.name, "")}
            row["value"] = None if value is None else float(value)
            row["text"] = "" if value is None else number(value, spec.decimals)
            rows.append(row)
    return rows


def _places(spec: ChartSpec, at: int) -> dict[str, str]:
    """Where each value of one period stands so that none is printed on another.

    Where there are several lines the last period has none: its values are printed with the names of the lines.
    """
    if at == len(spec.labels) - 1 and not _alone(spec):
        return {}
    near = 2 * CLEARANCE * _range(spec)
    known = [(float(value), one.name) for one in spec.series if (value := one.values[at]) is not None]
    known.sort(reverse=True)
    places: dict[str, str] = {}
    for rank, (height, name) in enumerate(known):
        above_free = rank == 0 or known[rank - 1][0] - height > near
        below_free = rank == len(known) - 1 or height - known[rank + 1][0] > near
        places[name] = "above" if above_free else "below" if below_free else "right"
    return places


def _names(spec: ChartSpec, x: alt.X, color: alt.Color) -> alt.Chart:
    """Last value and name at the end of each line, pushed apart where they would touch."""
    ends = []
    for one in spec.series:
        known = [(at, value) for at, value in enumerate(one.values) if value is not None]
        if known:
            at, value = known[-1]
            last = at == len(spec.labels) - 1
            lead = f"{number(value, spec.decimals)}  " if last else ""
            ends.append((float(value), one.name, lead + one.name + ("" if last else f" (to {spec.labels[at]})")))
    step = CLEARANCE * _range(spec)
    placed: list[dict[str, Any]] = []
    for height, name, text in sorted(ends):
        lowest = placed[-1]["value"] + step if placed else height
        placed.append({"value": max(height, lowest), "series": name, "text": text, "label": spec.labels[-1]})
    marks = alt.Chart(alt.Data(values=placed)).mark_text(align="left", dx=12, fontWeight="bold", limit=220)
    return marks.encode(x=x, y=alt.Y("value:Q"), text="text:N", color=color)


def _gaps(spec: ChartSpec, x: alt.X) -> alt.Chart:
    """A note at the foot of each period without a value: a gap is never drawn as zero."""
    notes = []
    for at, label in enumerate(spec.labels):
        words: list[str] = []
        for one in spec.series:
            if one.values[at] is None:
                # Two short lines a note: one long line would run into the next period.
                words += [one.note(at)] if len(spec.series) == 1 else [f"{one.name}:", one.note(at)]
        if words:
            notes.append({"label": label, "text": words, "height": HEIGHT - 6 - 14 * (len(words) - 1)})
    y = alt.Y("height:Q", scale=None, axis=None)
    marks = alt.Chart(alt.Data(values=notes)).mark_text(
        baseline="bottom", color=MUTED, fontStyle="italic", lineHeight=14, limit=150
    )
    return marks.encode(x=x, y=y, text="text:N")
