"""Indicators with their definitions, comparators and sets."""

from dataclasses import dataclass
from typing import Any

from partnerships.directory.models import Partnership
from partnerships.returns.models import Comparator, Indicator, IndicatorSet, IndicatorVersion


@dataclass(frozen=True)
class Described:
    """An indicator with the definition now in force."""

    indicator: Indicator
    definition: IndicatorVersion


def indicators_of(partnership: Partnership) -> list[Described]:
    """Return the partnership's indicators in order. One query."""
    rows = IndicatorVersion.objects.of(partnership).in_force().select_related("indicator")
    return [Described(row.indicator, row) for row in rows.order_by("indicator__order", "name")]


def versions_of(indicator: Indicator) -> list[IndicatorVersion]:
    """Return every definition of an indicator, the latest first."""
    return list(indicator.versions.select_related("by").order_by("-number"))


def comparators_of(indicator: Indicator) -> list[Comparator]:
    """Return an indicator's comparators, the latest period first."""
    return list(indicator.comparators.order_by("-end", "kind", "category"))


def sets_of(partnership: Partnership) -> Any:
    """Return the partnership's sets with their items."""
    return IndicatorSet.objects.of(partnership).prefetch_related("items__indicator", "items__agencies")


def lines_of(indicator_set: IndicatorSet) -> str:
    """Return a set as the lines its form is edited in; `# ` begins a heading."""
    lines, heading = [], ""
    for item in indicator_set.items.select_related("indicator").prefetch_related("agencies"):
        if item.heading != heading:
            heading = item.heading
            lines.append(f"# {heading}")
        agencies = ", ".join(agency.slug for agency in item.agencies.all())
        lines.append(f"{item.indicator.slug}: {agencies}" if not item.for_all else item.indicator.slug)
    return "\n".join(lines)
