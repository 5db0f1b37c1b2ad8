"""The chart of a table: drawn from the very facts its cells print."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from safeguarding.lib.charts import ChartSpec, Kind, Series, alt, chart_data_uri, describe
from safeguarding.lib.charts.spec import MOST_SERIES
from safeguarding.lib.facts import Fact

Facts = Mapping[str, Fact]
# More bars than this make a tall picture: the same figures are drawn as dots in rows.
MOST_BARS = 12


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart ready for a page: an image address without the network, its text, and every value in words."""

    source: str
    alt: str
    caption: str
    description: str


def grid_chart(data: Mapping[str, Any], facts: Facts, place: str = "") -> Drawing | None:
    """Return the drawn chart of a block's data, or None when there is no number to draw.

    `place` names a line that stands alone, whose figure the title names already.
    """
    spec = chart_spec(data, facts, place)
    if spec is None:
        return None
    caption = spec.title if spec.unit.casefold() in spec.title.casefold() else f"{spec.title} ({spec.unit.lower()})"
    if spec.kind is Kind.DOTS:
        caption = f"{caption}. The figure beside each row is that of {spec.series[-1].name}"
    return Drawing(
        source=chart_data_uri(spec),
        alt=alt(spec),
        caption=caption,
        description=describe(spec),
    )


def chart_spec(data: Mapping[str, Any], facts: Facts, place: str = "") -> ChartSpec | None:
    """Return what the chart shows. Periods run along a line chart; in bars each row is a group of periods.

    Only the figure the settings name is drawn, else all rows in the unit of the first: two scales in one chart mislead.
    """
    rows = _rows_of_one_unit(data, facts)
    known = [facts[key] for row in rows for key in row["cells"] if key in facts]
    if not any(fact.number is not None for fact in known):
        return None
    unit = known[0].unit
    columns = [column["label"] for column in data["columns"]]
    title, names = _shared_words([_name(row, facts) for row in rows])
    lines = [place] if place and len(names) == 1 else names
    cells = [[facts.get(key) for key in row["cells"]] for row in rows]
    along = data.get("kind", "line") == "line" and len(rows) <= MOST_SERIES and len(columns) > 1
    if along:
        kind, labels, series = Kind.LINE, columns, [_series(n, line) for n, line in zip(lines, cells, strict=True)]
    else:
        labels = names
        series = [_series(column, [line[at] for line in cells]) for at, column in enumerate(columns[-MOST_SERIES:])]
        kind = Kind.DOTS if len(labels) * len(series) > MOST_BARS else Kind.GROUPED
    return ChartSpec(
        kind=kind if len(series) > 1 or along else Kind.BAR,
        title=names[0] if len(names) == 1 else title or data["caption"],
        unit=unit.heading,
        labels=tuple(labels),
        series=tuple(series),
        decimals=unit.decimals,
        label_title="Period" if along else "",
    )


def _rows_of_one_unit(data: Mapping[str, Any], facts: Facts) -> list[Mapping[str, Any]]:
    rows = [row for row in data["rows"] if any(key in facts for key in row["cells"])]
    rows = [row for row in rows if row.get("indicator") == data["draws"]] if data.get("draws") else rows
    headings = [next(facts[key].unit.heading for key in row["cells"] if key in facts) for row in rows]
    return [row for row, heading in zip(rows, headings, strict=True) if heading == headings[0]]


def _name(row: Mapping[str, Any], facts: Facts) -> str:
    return str(row["label"] or next(facts[key].label for key in row["cells"] if key in facts))


def _shared_words(names: list[str]) -> tuple[str, list[str]]:
    """Return what stands before the first comma of every name, once, and the rest of each: a chart has little room.

    Nothing, and the names as they are, where they do not all begin alike.
    """
    parts = [name.partition(", ") for name in names]
    shared = {before for before, _, _ in parts}
    if len(names) > 1 and len(shared) == 1 and all(rest for _, _, rest in parts):
        return shared.pop(), [rest for _, _, rest in parts]
    return "", names


def _series(name: str, line: list[Fact | None]) -> Series:
    values: list[Decimal | None] = [fact.number if fact else None for fact in line]
    return Series(name, tuple(values), notes=tuple(fact.status.label if fact else "not found" for fact in line))


def distribution_chart(data: Mapping[str, Any], facts: Facts) -> Drawing | None:
    """Return the chart of how records were graded, one bar a round; None while a share of every round is missing."""
    columns = [column["label"] for column in data["columns"]]
    cells = [[facts.get(key) for key in row["cells"]] for row in data["rows"]]
    whole = [at for at in range(len(columns)) if all(_known(line[at]) for line in cells)]
    if not whole:
        return None
    names = [
        f"{columns[at]} ({data['columns'][at]['token']})" if columns.count(columns[at]) > 1 else columns[at]
        for at in whole
    ]
    spec = ChartSpec(
        kind=Kind.STACKED,
        title=data["title"],
        unit="records graded",
        labels=tuple(names),
        series=tuple(
            _series(row["label"], [line[at] for at in whole]) for row, line in zip(data["rows"], cells, strict=True)
        ),
        decimals=1,
    )
    return Drawing(source=chart_data_uri(spec), alt=alt(spec), caption=spec.title, description=describe(spec))


def _known(fact: Fact | None) -> bool:
    return fact is not None and fact.number is not None
