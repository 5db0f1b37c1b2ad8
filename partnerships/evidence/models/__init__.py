"""The tables of evidence."""

from partnerships.evidence.models.box import BoxVersion, EvidenceBox
from partnerships.evidence.models.shared import SharedText, Wording, WordingVersion
from partnerships.evidence.models.tag import Tag

__all__ = ["BoxVersion", "EvidenceBox", "SharedText", "Tag", "Wording", "WordingVersion"]
