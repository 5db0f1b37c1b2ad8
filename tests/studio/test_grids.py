"""Tables and charts of figures: totals, units, symbols and drawings from the facts alone."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reports.studio.charting import chart_spec, grid_chart
from reports.studio.grids import column_totals, row_label, status_key, units_of, with_unit
from safeguarding.lib.charts import Kind
from safeguarding.lib.facts import Status
from tests.studio.figures import CHILDREN, PER_CENT, Figures

YEARS = ("2016-17", "2017-18")
COUNTS = st.lists(st.tuples(*[st.integers(0, 10_000)] * 2), min_size=1, max_size=4)


def grid(room: Figures, *rows: tuple[str, list[Any]], unit: Any = CHILDREN, **more: Any) -> dict[str, Any]:
    """Return a block's data for rows of two years; a Status stands for a silent cell."""
    made = []
    for name, values in rows:
        cells = []
        for year, value in zip(YEARS, values, strict=True):
            silent = isinstance(value, Status)
            status = value if silent else Status.VALUE
            cells.append(
                room.add(
                    f"returns/{name}?period={year}", None if silent else str(value), name, unit=unit, status=status
                )
            )
        made.append({"label": "", "indicator": name, "category": "", "cells": cells})
    columns = [{"label": year, "token": year} for year in YEARS]
    return {"caption": "Figures", "columns": columns, "rows": made, "kind": "line", "draws": "", **more}


@given(COUNTS)
def test_column_totals_are_the_sums_of_the_cells(values: list[tuple[int, int]]) -> None:
    room = Figures()
    data = grid(room, *[(f"row-{at}", list(pair)) for at, pair in enumerate(values)])
    totals = [fact.value for fact in column_totals(data, room.facts) if fact]
    assert totals == [Decimal(sum(pair[at] for pair in values)) for at in (0, 1)]


def test_a_total_over_a_suppressed_cell_is_suppressed() -> None:
    room = Figures()
    data = grid(room, ("a", [5, Status.SUPPRESSED]), ("b", [6, 7]))
    first, second = column_totals(data, room.facts)
    assert first is not None
    assert second is not None
    assert (first.value, second.status) == (Decimal(11), Status.SUPPRESSED)


def test_a_total_with_an_unknown_figure_is_not_made_up() -> None:
    room = Figures()
    data = grid(room, ("a", [5, 6]))
    assert column_totals(data, {}) == [None, None]


def test_words_every_row_begins_with_stand_once_in_the_title_of_the_chart() -> None:
    room = Figures()
    data = grid(room, ("neglect", [5, 6]), ("sexual-abuse", [1, 2]))
    neglect, abuse = data["rows"]
    neglect["label"], abuse["label"] = "Plans by category, neglect", "Plans by category, sexual abuse"
    spec = chart_spec(data, room.facts)
    assert spec is not None
    assert (spec.title, [line.name for line in spec.series]) == ("Plans by category", ["neglect", "sexual abuse"])
    abuse["label"] = "Referrals, of them accepted"
    other = chart_spec(data, room.facts)
    assert other is not None
    assert (other.title, other.series[0].name) == ("Figures", "Plans by category, neglect")


def test_only_the_symbols_that_occur_are_explained() -> None:
    room = Figures()
    data = grid(room, ("a", [Status.SUPPRESSED, Status.BLANK]))
    assert status_key(data["rows"][0]["cells"], room.facts) == [
        "[c] suppressed to protect confidentiality",
        "a blank cell was not yet given",
    ]


def test_a_shared_unit_goes_into_the_caption_once() -> None:
    room = Figures()
    data = grid(room, ("a", [5, 6]), unit=PER_CENT)
    assert with_unit("Shares", units_of(data, room.facts)) == "Shares (per cent)"
    assert with_unit("Shares, per cent", units_of(data, room.facts)) == "Shares, per cent"
    assert with_unit("Mixed", ["Per cent", "Number"]) == "Mixed"


def test_a_row_without_words_of_its_own_is_named_by_its_figure() -> None:
    room = Figures()
    data = grid(room, ("plans", [5, 6]))
    assert row_label(data["rows"][0], room.facts) == "plans"
    assert row_label(data["rows"][0], {}) == "Figure not found"


def test_lines_run_over_the_periods_and_bars_group_them() -> None:
    room = Figures()
    data = grid(room, ("a", [5, 6]), ("b", [7, 8]))
    lines, bars = chart_spec(data, room.facts), chart_spec({**data, "kind": "bar"}, room.facts)
    assert lines is not None
    assert bars is not None
    assert (lines.kind, lines.labels, [one.name for one in lines.series]) == (Kind.LINE, YEARS, ["a", "b"])
    assert (bars.kind, bars.labels, [one.name for one in bars.series]) == (Kind.GROUPED, ("a", "b"), list(YEARS))


def test_two_units_are_never_drawn_on_one_scale() -> None:
    room = Figures()
    data = grid(room, ("count", [5, 6]))
    data["rows"] += grid(room, ("share", [50, 60]), unit=PER_CENT)["rows"]
    spec = chart_spec(data, room.facts)
    assert spec is not None
    assert len(spec.series) == 1
    other = chart_spec({**data, "draws": "share"}, room.facts)
    assert other is not None
    assert other.title == "share"


def test_a_silent_cell_is_a_gap_that_says_why_and_never_a_zero() -> None:
    room = Figures()
    spec = chart_spec(grid(room, ("a", [Status.SUPPRESSED, 6])), room.facts)
    assert spec is not None
    assert spec.series[0].values == (None, Decimal(6))
    assert spec.series[0].note(0) == "suppressed to protect confidentiality"


def test_without_a_number_there_is_no_chart() -> None:
    room = Figures()
    assert grid_chart(grid(room, ("a", [Status.NOT_AVAILABLE, Status.SUPPRESSED])), room.facts) is None


def test_a_drawn_chart_has_its_words() -> None:
    room = Figures()
    drawing = grid_chart(grid(room, ("plans", [5, 6])), room.facts, "Alderbrook")
    assert drawing is not None
    assert drawing.source.startswith("data:image/svg+xml")
    assert "plans" in drawing.alt
    assert "5" in drawing.description
