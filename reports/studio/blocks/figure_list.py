"""Figures one below the other, each with its own period and what it is held against.

For pages of many single figures: a table over periods would be mostly empty, and a list without periods would pass
figures of other years off as the report's.
"""

from typing import Any, ClassVar

from django import forms

from reports.studio.blocks.forms import LinesField, SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey, KeyProblem


class FiguresField(LinesField):
    """Lines such as `Contacts | returns/contacts?period=2021-22 < returns/contacts?period=2020-21`.

    The words before the bar are the author's, and may be left out; after each < stands a figure to compare with.
    """

    def item_of(self, line: str) -> str:
        """Return the line with its keys in their canonical form."""
        words, keys = line_read(line)
        try:
            named = " < ".join(str(FactKey.parse(key)) for key in keys)
        except KeyProblem as problem:
            raise forms.ValidationError(
                f"{problem} Look the figure up under “Insert a figure” and copy its name."
            ) from None
        return f"{words} | {named}" if words else named


class FigureListForm(SectionForm):
    """Which figures."""

    settings: ClassVar[tuple[str, ...]] = ("caption", "figures", "note")

    caption = forms.CharField(max_length=200, help_text="What the figures have in common.")
    figures = FiguresField(
        label="Figures",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="One on each line, by the name the search for figures gives. To compare it, add < and another name. "
        "To give it other words, write them first and a bar: Contacts | returns/contacts?period=2021-22",
    )
    note = forms.CharField(label="Note under the list", max_length=300, required=False)
    field_order = ("title", "caption", "figures", "note", "version")


def line_read(line: str) -> tuple[str, list[str]]:
    """Return the words of a line, empty where it has none, and its keys: the figure first, then what is beside it."""
    words, bar, keys = line.rpartition("|")
    return words.strip() if bar else "", [key.strip() for key in keys.split("<")]


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    rows = []
    for line in section.config.get("figures", []):
        words, keys = line_read(line)
        figure, *beside = [context.want(key) for key in keys]
        rows.append({"label": words, "cells": [figure], "beside": beside})
    return {
        "caption": section.config.get("caption") or section.title,
        "note": section.config.get("note", ""),
        "rows": rows,
    }


FIGURE_LIST = BlockSpec(
    key="figure_list",
    title="List of figures",
    sentence="Single figures, each with its own period and the figures it is compared with.",
    template="reports/blocks/figure_list.html",
    form=FigureListForm,
    gather=_gather,
    checks=("unresolved", "nothing_there"),
)
