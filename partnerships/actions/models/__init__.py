"""The tables of the action log."""

from partnerships.actions.models.action import Action, ActionQuerySet, Band, Origin, Rag, Status
from partnerships.actions.models.circle import Circle, CircleMember
from partnerships.actions.models.entry import Entry
from partnerships.actions.models.evidence import Evidence

__all__ = [
    "Action",
    "ActionQuerySet",
    "Band",
    "Circle",
    "CircleMember",
    "Entry",
    "Evidence",
    "Origin",
    "Rag",
    "Status",
]
