"""Second values the source printed for a figure: what the report's checks page lists."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from partnerships.directory.models import Partnership
from partnerships.returns.models import CompetingValue, ObservationVersion
from safeguarding.lib.facts import FactKey, Status


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One contradiction: the figure held and where it is from, and the value printed elsewhere."""

    pk: int
    key: str
    label: str
    held: str
    held_where: str
    printed: str
    unit: str
    where: str
    note: str
    settled: str


def conflicts(partnership: Partnership, keys: Collection[str] | None = None) -> list[Conflict]:
    """Return the conflicts of the figures named by `keys` (any agency), or all of the partnership. Two queries."""
    rows = CompetingValue.objects.of(partnership).select_related(
        "observation__of_return__collection", "observation__indicator"
    )
    observations = [row.observation_id for row in rows]
    held = {
        version.observation_id: version
        for version in ObservationVersion.objects.filter(
            observation__in=observations, number=F("observation__version")
        ).select_related("definition", "observation")
    }
    wanted = None if keys is None else {_without_agency(key) for key in keys}
    made = [_conflict(row, held[row.observation_id]) for row in rows if row.observation_id in held]
    return [item for item in made if wanted is None or item.key in wanted]


def _conflict(row: CompetingValue, version: ObservationVersion) -> Conflict:
    cell, definition = row.observation, version.definition
    period = cell.of_return.collection.period
    given = {"at": period.end.isoformat()} if definition.is_stock else {"period": period.token}
    name = f"returns/{cell.indicator.slug}.{cell.category}" if cell.category else f"returns/{cell.indicator.slug}"
    label = next((item.label for item in definition.breakdown if item.slug == cell.category), "")
    return Conflict(
        pk=row.pk,
        key=str(FactKey(name, given)),
        label=f"{definition.name}: {label}" if label else definition.name,
        held=_written(version),
        held_where=version.place or cell.of_return.collection.title,
        printed=row.printed,
        unit=row.unit,
        where=row.where,
        note=row.note,
        settled=row.settled_reason,
    )


def _written(version: ObservationVersion) -> str:
    figure = version.figure
    if figure is None:
        return Status(version.status).label
    return figure if isinstance(figure, str) else version.definition.unit.number(figure)


def _without_agency(text: str) -> str:
    key = FactKey.parse(text)
    return str(FactKey(key.name, {name: value for name, value in key.parameters.items() if name in {"at", "period"}}))
