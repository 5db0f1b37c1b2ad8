"""Rows of the data grid as HTML, drawn by the template and kept while nothing in them changes.

A row's HTML follows from what it says and nothing else, and of a hundred rows a person changes a few between two
looks at the page. So each process keeps the rows drawn last and looks them up by everything they show; a definition
is named by its key and moment, because definitions are never changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template import engines
from markupsafe import Markup

from partnerships.returns.entries import day_written
from partnerships.returns.models import Return
from partnerships.returns.views.sheet import Row

KEPT = 4_096  # rows, of about 4 KB each


@dataclass(frozen=True, slots=True)
class Around:
    """What is the same in every row of a page: may it be typed into, column headings, an example day, links."""

    editable: bool
    previous: str
    year: str
    day: str
    history_at: str


class _Asked:
    """A row to be drawn, equal to every other one that shows the same."""

    __slots__ = ("around", "key", "row")

    def __init__(self, row: Row, around: Around) -> None:
        self.row, self.around = row, around
        self.key = (row.shows, around)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key


def drawing(of_return: Return, *, editable: bool, history_at: str) -> Callable[[Row], Markup]:
    """Return what draws the rows of a return's page."""
    period = of_return.collection.period
    around = Around(
        editable,
        period.previous().label,
        period.year_earlier().label,
        day_written(of_return.collection.end),
        history_at,
    )

    def draw(row: Row) -> Markup:
        asked = _Asked(row, around)
        return _drawn.__wrapped__(asked) if row.errors or row.conflict else _drawn(asked)

    return draw


@lru_cache(maxsize=KEPT)
def _drawn(asked: _Asked) -> Markup:
    macros: Any = engines["jinja2"].env.get_template("returns/_row.html").module  # type: ignore[attr-defined]
    return Markup(macros.grid_row(asked.row, asked.around))  # noqa: S704 - what a template made
