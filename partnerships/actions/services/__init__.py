"""The action log's writes, and the seam other rooms call.

Another room opens an action with

    action_open(by=person, partnership=p, title="Train receptionists", origin_kind=Origin.AUDIT, origin_key="neglect",
                origin_label="Audit of neglect, 2025/26", origin_path="/p/<slug>/audits/neglect/",
                owner_agency=agency, due_on=date(2026, 6, 30))

and lists them with `selectors.origin_actions(partnership, user, kind, key)`. What comes from something confidential is
opened with `circle="<a key of the room>"` after `action_circle_set(by=, partnership=, key=, people=, keepers=)` named
who may know; the room calls that again whenever its own list changes. Outside the circle such an action does not
exist: it is in no list, count, file, figure or audit page. Once the reason for it is gone, the room calls
`action_share` with words everybody may read; what was said before stays with the circle.
"""

from partnerships.actions.services.circles import action_circle_set
from partnerships.actions.services.evidence import evidence_add, evidence_taken
from partnerships.actions.services.moving import action_move, action_reschedule
from partnerships.actions.services.opening import action_change, action_open
from partnerships.actions.services.sharing import action_share
from partnerships.actions.services.telling import (
    action_impact,
    action_note,
    action_read,
    action_reassign,
    actions_exported,
)

__all__ = [
    "action_change",
    "action_circle_set",
    "action_impact",
    "action_move",
    "action_note",
    "action_open",
    "action_read",
    "action_reassign",
    "action_reschedule",
    "action_share",
    "actions_exported",
    "evidence_add",
    "evidence_taken",
]
