"""Where events about actions are written: the partnership's trail, or a ledger apart for confidential ones."""

from collections.abc import Mapping
from typing import Any

from partnerships.actions.models import Action, Circle
from partnerships.actions.selectors.trail import ledger_of
from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record


def action_audit(
    *,
    by: User | None,
    deed: str,
    action: Action,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    kept: bool = False,
) -> None:
    """Append one event about an action; nobody outside its circle can meet that of a confidential one.

    `kept` says that the event is about what stays with the circle of an action that was shared.
    """
    audit_record(
        by=by,
        action=deed,
        partnership=action.partnership,
        about=action,
        before=before,
        after=after,
        ledger=ledger_of(action.partnership) if action.confidential or kept else "",
    )


def circle_audit(*, by: User | None, circle: Circle, partnership: Partnership, after: Mapping[str, Any]) -> None:
    """Append that a circle changed, to the ledger."""
    audit_record(
        by=by,
        action="action_circle_set",
        partnership=partnership,
        about=circle,
        after=after,
        ledger=ledger_of(partnership),
    )
