"""Every version of one figure, with who accepted it."""

from dataclasses import dataclass

from partnerships.returns.entries import Entry
from partnerships.returns.models import (
    Acceptance,
    AcceptedFigure,
    CollectionItem,
    IndicatorVersion,
    Observation,
    ObservationVersion,
)


@dataclass(frozen=True)
class PastVersion:
    """A version and the acceptances that made it final."""

    version: ObservationVersion
    acceptances: tuple[Acceptance, ...]

    @property
    def shown(self) -> str:
        """Return what the version said, as printed."""
        return Entry.of(self.version).shown(self.version.definition) or "Cleared"


def history(observation: Observation) -> list[PastVersion]:
    """Return the versions of a figure, the latest first. Two queries."""
    accepted = AcceptedFigure.objects.filter(version__observation=observation).select_related("acceptance__by")
    by_version: dict[int, list[Acceptance]] = {}
    for figure in accepted.order_by("acceptance__number"):
        by_version.setdefault(figure.version_id, []).append(figure.acceptance)
    versions = observation.versions.select_related("by", "definition").order_by("-number")
    return [PastVersion(version, tuple(by_version.get(version.pk, ()))) for version in versions]


def definition_of(observation: Observation) -> IndicatorVersion:
    """Return the definition pinned for the figure's collection."""
    return IndicatorVersion.objects.get(
        pk=CollectionItem.objects.values_list("definition").get(
            collection=observation.of_return.collection_id, indicator=observation.indicator_id
        )[0]
    )
