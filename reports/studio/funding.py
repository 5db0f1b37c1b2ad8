"""What blocks print of accounts besides their lines: changes between statements, and the diagram of the structure.

Pure functions of the facts and data given, so a document made from suppressed facts is suppressed throughout.
"""

from collections.abc import Mapping
from typing import Any

from reports.studio.charting import Drawing
from safeguarding.lib.charts import ChartSpec, Kind, Series, alt, chart_data_uri, describe
from safeguarding.lib.charts.tree import Node, tree_alt, tree_data_uri
from safeguarding.lib.facts import Fact, change, percentage_change

Facts = Mapping[str, Fact]


def compared(row: Mapping[str, Any], facts: Facts) -> tuple[Fact | None, Fact | None]:
    """Return the change and the percentage change between the two amounts of a row; None where one is not known."""
    before, after = facts.get(row["before"]), facts.get(row["after"])
    if before is None or after is None:
        return None, None
    said = {"key": row["after"], "label": str(row["label"]), "before": before, "after": after}
    return change(**said), percentage_change(**said)


def income_chart(data: Mapping[str, Any], facts: Facts) -> Drawing | None:
    """Return the bars of income by partner, or None when there is nothing to draw."""
    rows = [row for row in data["rows"] if row["amount"] in facts]
    amounts = [facts[row["amount"]] for row in rows]
    if not any(fact.number is not None for fact in amounts):
        return None
    spec = ChartSpec(
        kind=Kind.BAR,
        title=data["caption"],
        unit="Thousand pounds",
        decimals=1,
        labels=tuple(row["label"] for row in rows),
        series=(
            Series(
                data["caption"],
                tuple(None if fact.number is None else fact.number / 1000 for fact in amounts),
                tuple(fact.status.label for fact in amounts),
            ),
        ),
    )
    return Drawing(source=chart_data_uri(spec), alt=alt(spec), caption=spec.title, description=describe(spec))


def structure_drawing(data: Mapping[str, Any]) -> Drawing:
    """Return the diagram of the groups."""
    nodes = tuple(_node(one) for one in data["groups"])
    words = tree_alt(data["title"], nodes)
    caption = f"Structure at the end of {data['period']}. Each group reports to the one on its left."
    return Drawing(source=tree_data_uri(data["title"], nodes), alt=words, caption=caption, description=words)


def _node(one: Mapping[str, Any]) -> Node:
    children = tuple(_node(child) for child in one["below"])
    return Node(one["name"], kind=one["kind"], note=one["note"], tone=one["tone"], children=children)


JINJA_GLOBALS = {"compared": compared, "income_chart": income_chart, "structure_drawing": structure_drawing}
