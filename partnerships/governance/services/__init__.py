"""The writes of governance."""

from partnerships.governance.services.agenda import (
    agenda_add,
    agenda_change,
    agenda_raise,
    agenda_remove,
    attendance_rule_set,
)
from partnerships.governance.services.finance import (
    line_add,
    line_change,
    line_remove,
    statement_change,
    statement_create,
)
from partnerships.governance.services.glossary import term_add, term_change, term_remove
from partnerships.governance.services.impact import chain_remove, chain_start, link_save
from partnerships.governance.services.meetings import (
    meeting_attendance_save,
    meeting_cancel,
    meeting_change,
    meeting_not_held,
    meeting_plan,
    meeting_plan_again,
    seat_add,
    seat_change,
    seat_end,
)
from partnerships.governance.services.posts import post_add, post_change, post_note
from partnerships.governance.services.priorities import (
    objective_add,
    objective_change,
    plan_create,
    priority_add,
    priority_carry,
    priority_change,
    progress_add,
    progress_remove,
)

__all__ = [
    "agenda_add",
    "agenda_change",
    "agenda_raise",
    "agenda_remove",
    "attendance_rule_set",
    "chain_remove",
    "chain_start",
    "line_add",
    "line_change",
    "line_remove",
    "link_save",
    "meeting_attendance_save",
    "meeting_cancel",
    "meeting_change",
    "meeting_not_held",
    "meeting_plan",
    "meeting_plan_again",
    "objective_add",
    "objective_change",
    "plan_create",
    "post_add",
    "post_change",
    "post_note",
    "priority_add",
    "priority_carry",
    "priority_change",
    "progress_add",
    "progress_remove",
    "seat_add",
    "seat_change",
    "seat_end",
    "statement_change",
    "statement_create",
    "term_add",
    "term_change",
    "term_remove",
]
