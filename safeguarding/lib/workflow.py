"""State moves by one table per model, through compare-and-set. A status is never assigned elsewhere.

A model that moves declares `status` and, in its policies, `TRANSITIONS = TransitionTable(...)`. `advance` moves a row
only if it is still in a state the table allows, so a double click or two colleagues move it once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class NotAllowed(ValidationError):
    """What was asked may not happen in the state the thing is in; the message tells the person why and what to do."""


class Overtaken(NotAllowed):
    """Somebody else moved or changed the row first."""


@dataclass(frozen=True)
class Transition:
    """One arrow: an event that takes a row from any of `sources` to `target`."""

    event: str
    sources: tuple[str, ...]
    target: str


class TransitionTable:
    """Every move a model can make. Start-up fails on a duplicate event."""

    def __init__(self, *transitions: Transition) -> None:
        self.by_event: Mapping[str, Transition] = {item.event: item for item in transitions}
        if len(self.by_event) != len(transitions):
            raise ValueError("An event is declared twice.")

    def __getitem__(self, event: str) -> Transition:
        return self.by_event[event]

    def allows(self, status: str, event: str) -> bool:
        """Return True when `event` may happen in `status`."""
        return status in self.by_event[event].sources

    def diagram(self) -> str:
        """Return the table as a Mermaid state diagram, kept in docs/ and compared by a test."""
        lines = ["stateDiagram-v2"]
        for item in self.by_event.values():
            lines += [f"    {source} --> {item.target}: {item.event.replace('_', ' ')}" for source in item.sources]
        return "\n".join(lines)


def advance(row: models.Model, event: str, table: TransitionTable, **changes: Any) -> None:
    """Move `row` by `event`, setting `changes` with it, or raise Overtaken when it is no longer where it must be.

    The row in memory is brought up to date. Call inside the service's transaction.
    """
    move = table[event]
    before = row.status  # type: ignore[attr-defined]
    if before not in move.sources:
        raise NotAllowed(f"This can not be done while it is {_words(before)}.", code="state")
    updates = {"status": move.target, **changes}
    moved = type(row)._base_manager.filter(pk=row.pk, status=before).update(**updates)
    if not moved:
        raise Overtaken("Somebody else has just changed this. Look at it again before you go on.", code="overtaken")
    for name, value in updates.items():
        setattr(row, name, value)


def first_words(error: ValidationError) -> str:
    """Return the first sentence of an error for a message to a person."""
    messages: Sequence[str] = error.messages
    return messages[0]


def _words(status: str) -> str:
    return status.replace("_", " ")
