"""Whether what a box holds and the state it is in allow what is asked. Who may ask is a question for authz."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from partnerships.evidence.kinds import FieldSpec, KindSpec, Sort
from partnerships.evidence.models import EvidenceBox
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

_S = EvidenceBox.Status
TRANSITIONS = TransitionTable(
    Transition("withdraw", (_S.KEPT,), _S.WITHDRAWN),
    Transition("restore", (_S.WITHDRAWN,), _S.KEPT),
)
MAY_PRINT = ("given", "published")  # a quote's consent


def check_edit(box: EvidenceBox) -> None:
    """Raise NotAllowed for a withdrawn box."""
    if not can_edit(box):
        raise NotAllowed("This box is withdrawn, so it can not be changed. Restore it first.", code="state")


def can_edit(box: EvidenceBox) -> bool:
    """Return True while it is kept."""
    return TRANSITIONS.allows(box.status, "withdraw")


def why_not_printed(box: EvidenceBox) -> str:
    """Return why a report may not print the box, in a sentence; empty when it may."""
    if not can_edit(box):
        return f"It was withdrawn: {box.withdrawn_because}"
    if box.kind == "quote" and box.details.get("consent") not in MAY_PRINT:
        return "Nobody has agreed that these words may be printed."
    return ""


def details_of(kind: KindSpec, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the kind as they are stored: what is not of this kind or empty is left out.

    Raises NotAllowed, its code naming the field, for a required one that is empty and for values of the wrong sort.
    """
    kept = {field.key: _stored(field, said.get(field.key)) for field in kind.fields}
    for field in kind.fields:
        if field.required and kept[field.key] is None:
            raise NotAllowed(f"{field.label}: this is needed.", code=field.key)
    return {key: value for key, value in kept.items() if value is not None}


def check_counts(details: Mapping[str, Any]) -> None:
    """Raise NotAllowed where more answered than were asked, or a percentage is typed that can be worked out."""
    asked, answered, agreed = (details.get(key) for key in ("asked", "answered", "agreed"))
    if asked is not None and answered is not None and answered > asked:
        raise NotAllowed("More people answered than were asked. Check both numbers.", code="answered")
    if agreed is not None and answered is None:
        raise NotAllowed("Say how many answered, so that the share can be worked out.", code="answered")
    if agreed is not None and answered is not None and agreed > answered:
        raise NotAllowed("More people said this than answered. Check both numbers.", code="agreed")
    if agreed is not None and details.get("printed_share") is not None:
        raise NotAllowed("The portal works the percentage out. Leave this empty.", code="printed_share")


def _stored(field: FieldSpec, value: Any) -> Any:
    if value is None or value == "" or value is False:
        return None
    if field.sort is Sort.CHOICE and str(value) not in dict(field.choices):
        raise NotAllowed(f"{field.label}: choose one from the list.", code=field.key)
    try:
        return _READERS[field.sort](value)
    except (ValueError, InvalidOperation) as error:
        raise NotAllowed(f"{field.label}: “{value}” can not be kept here.", code=field.key) from error


def _count(value: Any) -> int:
    number = int(value)
    if number < 0:
        raise ValueError(value)
    return number


def _percent(value: Any) -> str:
    number = Decimal(str(value))
    if not 0 <= number <= 100:
        raise ValueError(value)
    return str(number)


def _day(value: Any) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()


_READERS: Mapping[Sort, Callable[[Any], Any]] = {
    Sort.LINE: lambda value: " ".join(str(value).split()),
    Sort.WORDS: lambda value: str(value).strip(),
    Sort.CHOICE: str,
    Sort.COUNT: _count,
    Sort.PERCENT: _percent,
    Sort.DAY: _day,
    Sort.TICK: bool,
}
