"""A room that offers invented figures, so that the studio is tested without any other room."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from safeguarding.lib.facts import (
    CatalogueEntry,
    Fact,
    FactKey,
    FactProvider,
    Period,
    Provenance,
    Status,
    Unit,
    UnitKind,
)

CHILDREN = Unit(kind=UnitKind.COUNT, noun="children")
PER_CENT = Unit(kind=UnitKind.PERCENT, decimals=1)


@dataclass
class Figures:
    """Figures by key; `asked` counts how often the room was asked."""

    facts: dict[str, Fact] = field(default_factory=dict)
    asked: int = 0

    def add(self, key: str, value: Any, label: str = "", unit: Unit = CHILDREN, **more: Any) -> str:
        """Offer a figure; `value` None needs a status in `more`. Returns the canonical key."""
        name = str(FactKey.parse(key))
        number = Decimal(str(value)) if isinstance(value, int | str) and str(value)[:1].isdigit() else value
        self.facts[name] = Fact(
            key=name,
            label=label or name,
            value=number,
            unit=unit,
            period=more.pop("period", _period(name)),
            provenance=more.pop("provenance", Provenance(origin="typed", place="return of the council")),
            **more,
        )
        return name

    def provider(self) -> FactProvider:
        """Return the room as the studio sees it."""
        return FactProvider(room="returns", resolve=self._resolve, catalogue=self._catalogue)

    def _resolve(self, partnership: Any, keys: Collection[FactKey]) -> dict[str, Fact]:
        self.asked += 1
        return {str(key): self.facts[str(key)] for key in keys if str(key) in self.facts}

    def _catalogue(self, partnership: Any, words: str) -> list[CatalogueEntry]:
        return [
            CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text)
            for fact in self.facts.values()
            if words.lower() in fact.label.lower()
        ]


def _period(key: str) -> Period:
    parameters = FactKey.parse(key).parameters
    if "at" in parameters:
        return Period.snapshot(date.fromisoformat(parameters["at"]))
    return Period.parse(parameters.get("period", "2017-18"))


SUPPRESSED = Status.SUPPRESSED
