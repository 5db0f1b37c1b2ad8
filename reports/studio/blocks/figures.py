"""Tables and charts of figures over periods: one description, printed as a table or drawn."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from partnerships.directory.models import Partnership
from partnerships.returns.facts import key_for
from partnerships.returns.models import IndicatorVersion
from reports.studio.blocks.forms import PeriodsField, SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import Period


def definitions_of(partnership: Partnership) -> dict[str, IndicatorVersion]:
    """Return the definition in force of every indicator by its slug, in the partnership's order; one query."""
    rows = IndicatorVersion.objects.of(partnership).in_force().select_related("indicator")
    return {row.indicator.slug: row for row in rows.order_by("indicator__order", "indicator__slug")}


class GridForm(SectionForm):
    """A table of figures over periods."""

    settings: ClassVar[tuple[str, ...]] = ("caption", "indicators", "periods", "total", "note")

    caption = forms.CharField(max_length=200, help_text="What the table shows, without the unit.")
    indicators = forms.MultipleChoiceField(
        label="Figures in rows",
        widget=forms.CheckboxSelectMultiple,
        help_text="A figure with categories prints a row for each.",
    )
    periods = PeriodsField(
        label="Periods in columns",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line, the earliest first, such as 2017-18 or 2017-18-q3.",
    )
    total = forms.BooleanField(label="Add a computed total of each column", required=False)
    note = forms.CharField(label="Note under the table", max_length=300, required=False)
    field_order = ("title", "caption", "indicators", "kind", "draws", "periods", "total", "note", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the partnership's indicators."""
        choices = [(slug, definition.name) for slug, definition in definitions_of(partnership).items()]
        self.choose("indicators", choices)
        if "draws" in self.fields:
            self.choose("draws", choices, "The first, and all with the same unit")


class ChartForm(GridForm):
    """A chart of figures over periods."""

    settings: ClassVar[tuple[str, ...]] = (*GridForm.settings, "kind", "draws")

    kind = forms.ChoiceField(
        label="Shape",
        widget=forms.RadioSelect,
        choices=[("line", "Lines over the periods"), ("bar", "Bars, a group for each figure")],
        initial="line",
    )
    draws = forms.ChoiceField(label="Figure that is drawn", required=False)


def grid_data(context: GatherContext, section: Section) -> dict[str, Any]:
    """Return columns and rows of keys as the settings describe them; a figure that repeats is one fact.

    An entry of `indicators` is an indicator, which prints a row for each of its categories, or one category of it
    (`cp-category.neglect`).
    """
    config = section.config
    periods = [Period.parse(token) for token in config.get("periods", [])]
    names = config.get("indicators", [])
    several = len({name.partition(".")[0] for name in names}) > 1
    return {
        "caption": config.get("caption") or section.title,
        "note": config.get("note", ""),
        "columns": [{"token": period.token, "label": period.label} for period in periods],
        "rows": [row for name in names for row in _rows(context, name, periods, several=several)],
        "total": bool(config.get("total", False)),
    }


def _rows(context: GatherContext, name: str, periods: Sequence[Period], *, several: bool) -> list[dict[str, Any]]:
    """Return a row for each thing asked for; a category says what it is of where no row above it does."""
    definitions = context.once("definitions", lambda: definitions_of(context.partnership))
    slug, _, only = name.removeprefix("returns/").partition(".")
    definition = definitions.get(slug)
    if definition is None:
        # Named as keys so that the checklist says which figure is gone.
        unknown = [context.want(f"returns/{slug}?period={period.token}") for period in periods]
        return [{"indicator": slug, "category": "", "label": name, "cells": unknown}]
    cells = [cell for cell in definition.cells if not only or cell.slug == only]
    of = f"{definition.name}, " if several and not (definition.asks_total and not only) else ""
    return [
        {
            "indicator": slug,
            "category": cell.slug,
            "label": f"{of}{cell.label}" if cell.slug else definition.name,
            "cells": [context.want(key_for(definition, slug, period, category=cell.slug)) for period in periods],
        }
        for cell in cells
    ]


def _chart(context: GatherContext, section: Section) -> dict[str, Any]:
    return {
        **grid_data(context, section),
        "kind": section.config.get("kind", "line"),
        "draws": section.config.get("draws", "").removeprefix("returns/"),
    }


INDICATOR_TABLE = BlockSpec(
    key="indicator_table",
    title="Table of figures",
    sentence="Indicators in rows and periods in columns, with the meaning of every symbol.",
    template="reports/blocks/indicator_table.html",
    form=GridForm,
    gather=grid_data,
    checks=("breakdown", "unresolved"),
)
CHART = BlockSpec(
    key="chart",
    title="Chart and table",
    sentence="The figures of a table, drawn, with the table beside the chart.",
    template="reports/blocks/chart.html",
    form=ChartForm,
    gather=_chart,
    checks=("breakdown", "unresolved"),
)
