"""The writes of contributions."""

from partnerships.contributions.services.answers import answer_save, contribution_prefill, heading_add, heading_remove
from partnerships.contributions.services.contributions import (
    contribution_approve,
    contribution_ask_again,
    contribution_describe,
    contribution_extend,
    contribution_reopen,
    contribution_send_back,
    contribution_submit,
    contribution_withdraw,
)
from partnerships.contributions.services.rounds import contribution_add, round_change, round_open
from partnerships.contributions.services.talk import (
    attachment_add,
    attachment_remove,
    attachment_taken,
    comment_add,
    comment_settle,
)
from partnerships.contributions.services.templates import (
    PromptSpec,
    template_create,
    template_draft,
    template_put_live,
    template_save,
)

__all__ = [
    "PromptSpec",
    "answer_save",
    "attachment_add",
    "attachment_remove",
    "attachment_taken",
    "comment_add",
    "comment_settle",
    "contribution_add",
    "contribution_approve",
    "contribution_ask_again",
    "contribution_describe",
    "contribution_extend",
    "contribution_prefill",
    "contribution_reopen",
    "contribution_send_back",
    "contribution_submit",
    "contribution_withdraw",
    "heading_add",
    "heading_remove",
    "round_change",
    "round_open",
    "template_create",
    "template_draft",
    "template_put_live",
    "template_save",
]
