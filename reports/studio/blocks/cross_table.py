"""A table of two breakdowns: indicators in rows, the categories they share in columns, for one period."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from partnerships.directory.models import Partnership
from partnerships.returns.facts import key_for
from partnerships.returns.models import IndicatorVersion
from reports.studio.blocks.figures import definitions_of
from reports.studio.blocks.forms import PeriodsField, SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import Period

_WHOLE = "Total"


class CrossTableForm(SectionForm):
    """Which indicators, for which period."""

    settings: ClassVar[tuple[str, ...]] = ("caption", "indicators", "periods", "total", "note")

    caption = forms.CharField(max_length=200, help_text="What the table shows, without the unit.")
    indicators = forms.MultipleChoiceField(
        label="Figures in rows",
        widget=forms.CheckboxSelectMultiple,
        help_text="Only figures broken down by the same categories fit into one table.",
    )
    periods = PeriodsField(label="Period", help_text="One, such as 2017-18 or 2017-18-q3.")
    total = forms.BooleanField(label="Add a computed total and its shares below", required=False)
    note = forms.CharField(label="Note under the table", max_length=300, required=False)
    field_order = ("title", "caption", "indicators", "periods", "total", "note", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the indicators that have a breakdown."""
        definitions = definitions_of(partnership)
        self.choose("indicators", [(slug, one.name) for slug, one in definitions.items() if one.categories])

    def clean_periods(self) -> list[str]:
        """Refuse more than one period."""
        periods: list[str] = self.cleaned_data["periods"]
        if len(periods) > 1:
            raise forms.ValidationError("A table of two breakdowns is about one period. Keep one line.")
        return periods


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    config = section.config
    definitions = context.once("definitions", lambda: definitions_of(context.partnership))
    chosen = [(slug, definitions[slug]) for slug in config.get("indicators", []) if slug in definitions]
    periods = [Period.parse(token) for token in config.get("periods", [])][:1]
    columns = _columns([definition for _, definition in chosen])
    total = bool(config.get("total", False))
    return {
        "caption": config.get("caption") or section.title,
        "note": config.get("note", ""),
        "columns": [{"token": slug, "label": label} for slug, label in columns],
        "rows": [
            {
                "indicator": slug,
                "category": "",
                "label": definition.name,
                "cells": [
                    context.want(key_for(definition, slug, period, category=column))
                    for period in periods
                    for column, _ in columns
                ],
            }
            for slug, definition in chosen
            if periods
        ],
        "total": total,
        "shares": total and ("", _WHOLE) in columns,
    }


def _columns(definitions: Sequence[IndicatorVersion]) -> list[tuple[str, str]]:
    """Return the categories of the rows in the order of the first, and the figure itself last, where there is one.

    Percentages and rates that are asked for by category only have no whole: they do not add up.
    """
    categories = {cell.slug: cell.label for one in definitions for cell in one.breakdown}
    whole = any(one.asks_total or one.additive for one in definitions)
    return [*categories.items(), *([("", _WHOLE)] if whole else [])]


CROSS_TABLE = BlockSpec(
    key="cross_table",
    title="Table of two breakdowns",
    sentence="Figures in rows and the categories they share in columns, for one period.",
    template="reports/blocks/cross_table.html",
    form=CrossTableForm,
    gather=_gather,
    checks=("unresolved", "nothing_there"),
)
