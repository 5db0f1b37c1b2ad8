"""A chart is drawn once, and in a process of its own where memory matters."""

import sys
from decimal import Decimal

import pytest
from django.core.cache import cache

from safeguarding.lib.charts import ChartSpec, Kind, Series, chart_data_uri, chart_svg, drawn_apart, kept
from safeguarding.lib.charts.drawing import chart_svg as drawn_now

SPEC = ChartSpec(Kind.BAR, "Referrals", "Number", ("2016-17", "2017-18"), (Series("All", (Decimal(4), Decimal(7))),))


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def test_the_second_time_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    first = chart_svg(SPEC)
    monkeypatch.setattr(kept, "_draw", lambda spec: pytest.fail("drawn again"))
    assert chart_svg(SPEC) == first == drawn_now(SPEC)


def test_another_chart_or_another_version_of_the_drawing_code_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    first = chart_svg(SPEC)
    other = ChartSpec(Kind.BAR, "Plans", "Number", SPEC.labels, SPEC.series)
    assert chart_svg(other) != first
    monkeypatch.setattr(kept, "_code", lambda: "next-version")
    monkeypatch.setattr(kept, "_draw", lambda spec: "drawn again")
    assert chart_svg(SPEC) == "drawn again"


def test_a_child_process_draws_the_very_same_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_draw", lambda spec: pytest.fail("drawn in this process"))
    with drawn_apart():
        apart = [chart_data_uri(SPEC), chart_svg(SPEC)]
    assert apart[1] == drawn_now(SPEC)
    assert apart[0].startswith("data:image/svg+xml;base64,")


def test_a_child_that_breaks_is_an_error_and_not_an_empty_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with drawn_apart(), pytest.raises((EOFError, BrokenPipeError)):
        chart_svg(SPEC)
