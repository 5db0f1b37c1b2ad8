"""Putting shipped inspection frameworks into the database. Works with a migration's models and may run twice."""

import tomllib
from pathlib import Path
from typing import Any

from django.utils.text import slugify

SHIPPED = Path(__file__).parent / "shipped"
_PLAIN = ("name", "short_name", "body", "family", "edition", "source", "certainty")


def shipped(name: str) -> dict[str, Any]:
    """Return a data file of the room."""
    return tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))


def grades_named(labels: list[str]) -> list[dict[str, str]]:
    """Return a scale as rows keep it."""
    return [{"slug": slugify(label), "label": label} for label in labels]


def frameworks_load(registry: Any) -> None:
    """Create what is not there yet. What is there stays as it is: an inspection may stand on it.

    `registry` is Django's app registry or a migration's.
    """
    data = shipped("frameworks")
    table = registry.get_model("assurance", "Framework").objects
    for row in data["frameworks"]:
        own = {label: grades_named(data["scales"][scale]) for label, scale in row.get("extra", {}).items()}
        parts = [
            {"slug": slugify(label), "label": label, **({"grades": own[label]} if label in own else {})}
            for label in [*row["components"], *own]
        ]
        said = {name: row[name] for name in _PLAIN}
        said["grades"] = grades_named(data["scales"][row["scale"]]) if "scale" in row else []
        dates = {"starts_on": row.get("starts_on"), "ends_on": row.get("ends_on")}
        table.get_or_create(slug=row["slug"], partnership=None, defaults={**said, **dates, "components": parts})
