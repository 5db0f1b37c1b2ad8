"""The writes of training."""

from partnerships.training.services.compliance import (
    compliance_accept,
    compliance_ask,
    compliance_reopen,
    compliance_save,
    compliance_send_back,
    compliance_submit,
)
from partnerships.training.services.courses import amount_add, amount_remove, course_add, course_change
from partnerships.training.services.evaluations import (
    evaluation_add,
    evaluation_answers_save,
    quote_add,
    quote_remove,
)
from partnerships.training.services.sessions import (
    printed_total_add,
    printed_total_remove,
    session_add,
    session_call_off,
    session_change,
    session_counts_save,
    session_plan_again,
    session_take_back,
)

__all__ = [
    "amount_add",
    "amount_remove",
    "compliance_accept",
    "compliance_ask",
    "compliance_reopen",
    "compliance_save",
    "compliance_send_back",
    "compliance_submit",
    "course_add",
    "course_change",
    "evaluation_add",
    "evaluation_answers_save",
    "printed_total_add",
    "printed_total_remove",
    "quote_add",
    "quote_remove",
    "session_add",
    "session_call_off",
    "session_change",
    "session_counts_save",
    "session_plan_again",
    "session_take_back",
]
