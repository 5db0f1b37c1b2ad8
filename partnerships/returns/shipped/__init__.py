"""Indicator sets the portal ships with. A partnership adds them to its own and may revise every definition.

Each is a file beside this one: `[set]` with name, description and source, then `[[indicators]]` whose fields are those
of Definition, with `categories` as words. All figures are of small numbers of people: a public edition prints them
after disclosure control only.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from partnerships.returns.models.indicator import Category
from safeguarding.lib.facts import UnitKind

HERE = Path(__file__).parent
_OTHER = ("slug", "heading", "kind", "categories")


@dataclass(frozen=True, kw_only=True)
class ShippedIndicator:
    """An indicator as it is shipped; `said` are the fields of its Definition."""

    slug: str
    heading: str
    said: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ShippedSet:
    """A set as it is shipped. `slug` is the name of its file and of the partnership's set."""

    slug: str
    name: str
    description: str
    source: str
    indicators: tuple[ShippedIndicator, ...]


@cache
def shipped_sets() -> dict[str, ShippedSet]:
    """Return every shipped set by its slug, in order of name."""
    found = [_read(path) for path in sorted(HERE.glob("*.toml"))]
    return {one.slug: one for one in sorted(found, key=lambda one: one.name)}


def _read(path: Path) -> ShippedSet:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = tuple(_indicator(row) for row in data["indicators"])
    return ShippedSet(slug=path.stem, indicators=rows, **data["set"])


def _indicator(row: dict[str, Any]) -> ShippedIndicator:
    kind = UnitKind(row.get("kind", UnitKind.COUNT))
    labels = row.get("categories", [])
    said = {name: value for name, value in row.items() if name not in _OTHER}
    said |= {"kind": kind, "from_parts": "numerator_label" in row}
    said["categories"] = tuple(Category(slugify(label), label) for label in labels)
    return ShippedIndicator(slug=row["slug"], heading=row["heading"], said=said)
