"""Publishing's tables."""

from reports.publishing.models.artifact import Artifact, Download, Variant
from reports.publishing.models.build import Build, Stage
from reports.publishing.models.disclosure import DisclosureControl, DisclosureDecision, DisclosurePolicy
from reports.publishing.models.edition import Edition
from reports.publishing.models.snapshot import Snapshot

__all__ = [
    "Artifact",
    "Build",
    "DisclosureControl",
    "DisclosureDecision",
    "DisclosurePolicy",
    "Download",
    "Edition",
    "Snapshot",
    "Stage",
    "Variant",
]
