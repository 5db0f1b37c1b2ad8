"""Rows for the action log: the board reads, leads update their agency's, the manager and the chair close."""

from typing import Any

from partnerships.actions.services import evidence_add
from tests.access.table import Row
from tests.actions.factories import action_made, closed_made, done_made, upload_made
from tests.support.cast import Cast

READERS = ("manager", "lead", "contributor", "other_lead", "chair", "signatory", "reader")
MANAGER = ("manager",)
OWNERS = ("manager", "lead")
CLOSERS = ("manager", "chair")


def opened(cast: Cast) -> dict[str, Any]:
    return {"reference": action_made(cast).reference}


def done(cast: Cast) -> dict[str, Any]:
    return {"reference": done_made(cast).reference}


def closed(cast: Cast) -> dict[str, Any]:
    return {"reference": closed_made(cast).reference}


def file(cast: Cast) -> dict[str, Any]:
    action = action_made(cast)
    made = evidence_add(by=None, action=action, title="Register", upload=upload_made())
    return {"reference": action.reference, "number": made.number}


def to(event: str, arrange: Any) -> Any:
    return lambda cast: {**arrange(cast), "event": event}


ROWS = (
    Row(name="action_list", allowed=READERS),
    Row(name="action_board", allowed=READERS),
    Row(name="action_ageing", allowed=READERS),
    Row(name="action_export", allowed=READERS),
    Row(name="action_new", allowed=MANAGER),
    Row(name="action_new", allowed=MANAGER, method="POST", code=422),
    Row(name="action_detail", allowed=READERS, arrange=opened),
    Row(name="action_edit", allowed=MANAGER, arrange=opened),
    Row(
        name="action_edit",
        allowed=MANAGER,
        arrange=opened,
        method="POST",
        data={"title": "Train all staff", "version": "1"},
        code=302,
    ),
    Row(name="action_note", allowed=OWNERS, arrange=opened),
    Row(name="action_note", allowed=OWNERS, arrange=opened, method="POST", code=422),
    Row(name="action_impact", allowed=OWNERS, arrange=closed),
    Row(name="action_impact", allowed=OWNERS, arrange=closed, method="POST", code=422),
    Row(name="action_reassign", allowed=MANAGER, arrange=opened),
    Row(name="action_reassign", allowed=MANAGER, arrange=opened, method="POST", code=422),
    Row(name="action_reschedule", allowed=MANAGER, arrange=opened),
    Row(name="action_reschedule", allowed=MANAGER, arrange=opened, method="POST", code=422),
    Row(name="action_move", allowed=OWNERS, arrange=to("start", opened)),
    Row(name="action_move", allowed=OWNERS, arrange=to("start", opened), method="POST", code=302),
    Row(name="action_move", allowed=CLOSERS, arrange=to("close", done)),
    Row(
        name="action_move",
        allowed=CLOSERS,
        arrange=to("close", done),
        method="POST",
        data={"words": "Saw it"},
        code=302,
    ),
    Row(name="action_move", allowed=MANAGER, arrange=to("decline", opened)),
    Row(
        name="action_move",
        allowed=MANAGER,
        arrange=to("decline", opened),
        method="POST",
        data={"words": "Guidance was withdrawn."},
        code=302,
    ),
    Row(name="action_evidence_add", allowed=OWNERS, arrange=opened),
    Row(name="action_evidence_add", allowed=OWNERS, arrange=opened, method="POST", code=422),
    Row(name="action_evidence", allowed=READERS, arrange=file),
)
