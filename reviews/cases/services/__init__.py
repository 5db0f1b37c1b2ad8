"""The register's writes."""

from reviews.cases.services.access import access_end, access_give, case_break_glass, case_read, emergency_notice
from reviews.cases.services.actions import recommendation_action_open, recommendation_action_share
from reviews.cases.services.cases import (
    case_change,
    case_count,
    case_import,
    case_move,
    case_open,
    case_relate,
    event_record,
    event_withdraw,
    subject_add,
    subject_name,
)
from reviews.cases.services.clocks import clock_expect, clock_pause, clock_resume
from reviews.cases.services.decisions import decision_ratify, decision_record, dispute_record, panel_answer_record
from reviews.cases.services.feeds import feed_make, feed_revoke
from reviews.cases.services.figures import figures_release
from reviews.cases.services.guidance import basis_set, holiday_correct, holiday_remove, local_rule_set
from reviews.cases.services.learning import (
    counts_state,
    finding_add,
    finding_change,
    impact_record,
    progress_note,
    recommendation_add,
    recommendation_change,
    response_record,
)
from reviews.cases.services.leaving import access_end_for_leavers, case_take_over
from reviews.cases.services.outreach import author_add, author_remove, briefing_add
from reviews.cases.services.publication import (
    publication_check,
    publication_draft,
    publication_hold,
    publication_publish,
)
from reviews.cases.services.records import record_prepare, record_release, record_withdraw
from reviews.cases.services.requests import (
    chronology_add,
    chronology_withdraw,
    request_answer,
    request_entry_add,
    request_entry_remove,
    request_make,
    request_renew,
    request_unlock,
    request_withdraw,
)

__all__ = [
    "access_end",
    "access_end_for_leavers",
    "access_give",
    "author_add",
    "author_remove",
    "basis_set",
    "briefing_add",
    "case_break_glass",
    "case_change",
    "case_count",
    "case_import",
    "case_move",
    "case_open",
    "case_read",
    "case_relate",
    "case_take_over",
    "chronology_add",
    "chronology_withdraw",
    "clock_expect",
    "clock_pause",
    "clock_resume",
    "counts_state",
    "decision_ratify",
    "decision_record",
    "dispute_record",
    "emergency_notice",
    "event_record",
    "event_withdraw",
    "feed_make",
    "feed_revoke",
    "figures_release",
    "finding_add",
    "finding_change",
    "holiday_correct",
    "holiday_remove",
    "impact_record",
    "local_rule_set",
    "panel_answer_record",
    "progress_note",
    "publication_check",
    "publication_draft",
    "publication_hold",
    "publication_publish",
    "recommendation_action_open",
    "recommendation_action_share",
    "recommendation_add",
    "recommendation_change",
    "record_prepare",
    "record_release",
    "record_withdraw",
    "request_answer",
    "request_entry_add",
    "request_entry_remove",
    "request_make",
    "request_renew",
    "request_unlock",
    "request_withdraw",
    "response_record",
    "subject_add",
    "subject_name",
]
