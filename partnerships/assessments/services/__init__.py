"""The writes of self-assessment."""

from partnerships.assessments.entries import PrintedStatistic, RoundPlan, Said, Second
from partnerships.assessments.library import LevelSpec, PartSpec, StatementSpec, ToolSpec
from partnerships.assessments.services.anonymous import ballot_cast, remark_delete, remark_release
from partnerships.assessments.services.answers import (
    answers_save,
    present_save,
    response_agree,
    response_hand_in,
    response_moderated,
    response_reopen,
    response_send_back,
)
from partnerships.assessments.services.carrying import response_take_over
from partnerships.assessments.services.drafts import (
    part_add,
    statement_add,
    statement_change,
    statement_move,
    statement_remove,
    tool_describe,
)
from partnerships.assessments.services.evidence import evidence_add, evidence_expire, site_add, site_close, sites_add
from partnerships.assessments.services.imports import printed_save, remark_import, round_import
from partnerships.assessments.services.moderation import moderation_save, survey_save
from partnerships.assessments.services.pledges import pledge_begin, pledge_changed, pledge_save, pledge_sign
from partnerships.assessments.services.rounds import (
    round_close,
    round_extend,
    round_open,
    round_reopen,
    round_respondent_add,
)
from partnerships.assessments.services.sharing import response_share
from partnerships.assessments.services.tools import tool_adopt, tool_create, tool_discard, tool_draft, tool_publish

__all__ = [
    "LevelSpec",
    "PartSpec",
    "PrintedStatistic",
    "RoundPlan",
    "Said",
    "Second",
    "StatementSpec",
    "ToolSpec",
    "answers_save",
    "ballot_cast",
    "evidence_add",
    "evidence_expire",
    "moderation_save",
    "part_add",
    "pledge_begin",
    "pledge_changed",
    "pledge_save",
    "pledge_sign",
    "present_save",
    "printed_save",
    "remark_delete",
    "remark_import",
    "remark_release",
    "response_agree",
    "response_hand_in",
    "response_moderated",
    "response_reopen",
    "response_send_back",
    "response_share",
    "response_take_over",
    "round_close",
    "round_extend",
    "round_import",
    "round_open",
    "round_reopen",
    "round_respondent_add",
    "site_add",
    "site_close",
    "sites_add",
    "statement_add",
    "statement_change",
    "statement_move",
    "statement_remove",
    "survey_save",
    "tool_adopt",
    "tool_create",
    "tool_describe",
    "tool_discard",
    "tool_draft",
    "tool_publish",
]
