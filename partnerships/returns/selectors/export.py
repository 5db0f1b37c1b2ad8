"""A collection as CSV: one line per cell, with the seven kinds of silence kept apart."""

import csv
import io
from collections.abc import Collection as Several
from collections.abc import Mapping

from partnerships.returns.entries import Entry
from partnerships.returns.models import AcceptedFigure, Collection, CollectionItem, ObservationVersion, Return
from safeguarding.lib.facts import Disclosure, Status
from safeguarding.lib.spreadsheets import safe_cell

HEADINGS = (
    "agency", "agency_name", "return_status", "heading", "indicator", "category", "name", "unit", "period",
    "status", "value", "upper", "numerator", "denominator", "qualifier", "reason", "comment", "origin",
    "version", "accepted", "entered_at",
)  # fmt: skip


def collection_csv(collection: Collection, agencies: Several[int] | None = None) -> str:
    """Return the figures as CSV text; only those of `agencies` (ids) when given. Five queries."""
    returns = Return.objects.filter(collection=collection).select_related("agency__organisation")
    if agencies is not None:
        returns = returns.filter(agency__in=agencies)
    items = list(collection.items.select_related("indicator", "definition").prefetch_related("agencies"))
    rows = ObservationVersion.objects.current().filter(observation__of_return__collection=collection)
    said = {
        (row.observation.of_return_id, row.observation.indicator_id, row.observation.category): row
        for row in rows.select_related("observation", "definition")
    }
    accepted = set(
        AcceptedFigure.objects.filter(acceptance__of_return__collection=collection).values_list("version", flat=True)
    )
    return _written(collection, list(returns), items, said, accepted)


def accepted_csv(collection: Collection) -> str:
    """Return the figures accepted last, of every agency, for people who read what the board reads. Five queries.

    Comments between an agency and the board manager are left out, and figures that are for named people only.
    """
    rows = AcceptedFigure.objects.filter(acceptance__of_return__collection=collection).order_by("acceptance__number")
    final = [row.version for row in rows.select_related("version__observation", "version__definition")]
    said = {
        (row.observation.of_return_id, row.observation.indicator_id, row.observation.category): row for row in final
    }
    items = collection.items.exclude(definition__disclosure=Disclosure.RESTRICTED)
    found = list(items.select_related("indicator", "definition").prefetch_related("agencies"))
    returns = Return.objects.filter(collection=collection, pk__in=[key[0] for key in said])
    for version in said.values():
        version.comment = ""
    accepted = {version.pk for version in said.values()}
    return _written(collection, list(returns.select_related("agency__organisation")), found, said, accepted)


Said = Mapping[tuple[int, int, str], ObservationVersion]


def _written(
    collection: Collection, returns: list[Return], items: list[CollectionItem], said: Said, accepted: Several[int]
) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(HEADINGS)
    for row in returns:
        for item in items:
            if not item.for_all and row.agency not in item.agencies.all():
                continue
            for cell in item.definition.cells:
                version = said.get((row.pk, item.indicator_id, cell.slug))
                line = _line(collection, row, item, cell.slug, cell.label, version)
                final = "yes" if version is not None and version.pk in accepted else "no"
                writer.writerow([safe_cell(text) for text in _ended(line, version, final)])
    return sheet.getvalue()


def _line(
    collection: Collection,
    row: Return,
    item: CollectionItem,
    category: str,
    label: str,
    version: ObservationVersion | None,
) -> list[str]:
    definition, entry = item.definition, Entry.of(version)
    figure = entry.figure(definition) if entry.status not in {Status.NIL, Status.BLANK} else None
    typed = entry.typed
    return [
        row.agency.slug,
        row.agency.name,
        row.status,
        item.heading,
        item.indicator.slug,
        category,
        f"{definition.name}: {label}" if label else definition.name,
        definition.kind,
        collection.token,
        entry.status.value,
        "" if figure is None else str(figure) if isinstance(figure, str) else f"{figure.normalize():f}",
        "" if entry.upper is None else f"{entry.upper.normalize():f}",
        typed["numerator"],
        typed["denominator"],
        entry.qualifier.value,
        entry.reason,
        entry.comment,
    ]


def _ended(line: list[str], version: ObservationVersion | None, final: str) -> list[str]:
    if version is None:
        return [*line, "", "", final, ""]
    return [*line, version.origin, str(version.number), final, version.at.isoformat(timespec="seconds")]
