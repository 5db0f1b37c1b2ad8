"""Rows for audits: the board reads, the manager keeps the programme, leads keep what their agency leads."""

from typing import Any

from reviews.audits.services import recommendation_add
from tests.access.table import Row
from tests.audits.factories import audit_made, graded_made
from tests.support.cast import Cast

READERS = ("manager", "lead", "contributor", "other_lead", "chair", "signatory", "reader")
MANAGER = ("manager",)
KEEPERS = ("manager", "lead")
LEADS = ("manager", "lead", "other_lead")


def audit(cast: Cast) -> dict[str, Any]:
    return {"audit": audit_made(cast).slug}


def recommended(cast: Cast) -> dict[str, Any]:
    made = audit_made(cast)
    return {"audit": made.slug, "number": recommendation_add(by=None, audit=made, text="Train everybody").number}


def graded(cast: Cast) -> dict[str, Any]:
    grading = graded_made(audit_made(cast))
    return {"audit": grading.audit.slug, "grading": grading.slug}


def of_round(cast: Cast) -> dict[str, Any]:
    return {**graded(cast), "number": 1}


ROWS = (
    Row(name="practice_audit_list", allowed=READERS),
    Row(name="practice_audit_plan", allowed=LEADS),
    Row(name="practice_audit_plan", allowed=LEADS, method="POST", code=422),
    Row(name="practice_audit", allowed=READERS, arrange=audit),
    Row(name="practice_audit_edit", allowed=KEEPERS, arrange=audit),
    Row(name="practice_audit_edit", allowed=KEEPERS, arrange=audit, method="POST", code=422),
    Row(name="practice_audit_report", allowed=KEEPERS, arrange=audit),
    Row(name="practice_audit_report", allowed=KEEPERS, arrange=audit, method="POST", code=422),
    Row(
        name="practice_audit_move",
        allowed=KEEPERS,
        arrange=lambda cast: {**audit(cast), "event": "begin"},
        method="POST",
        code=302,
    ),
    Row(name="practice_audit_points", allowed=KEEPERS, arrange=audit),
    Row(name="practice_audit_points", allowed=KEEPERS, arrange=audit, method="POST", data={"version": "1"}, code=302),
    Row(name="practice_audit_recommend", allowed=KEEPERS, arrange=audit),
    Row(name="practice_audit_recommend", allowed=KEEPERS, arrange=audit, method="POST", code=422),
    Row(name="practice_audit_recommendation_remove", allowed=KEEPERS, arrange=recommended, method="POST", code=302),
    Row(name="practice_audit_action", allowed=MANAGER, arrange=recommended),
    Row(name="practice_audit_action", allowed=MANAGER, arrange=recommended, method="POST", code=422),
    Row(name="practice_audit_grading_add", allowed=KEEPERS, arrange=audit),
    Row(name="practice_audit_grading_add", allowed=KEEPERS, arrange=audit, method="POST", code=422),
    Row(name="practice_audit_grading_remove", allowed=KEEPERS, arrange=graded, method="POST", code=302),
    Row(name="practice_audit_grades", allowed=KEEPERS, arrange=of_round),
    Row(name="practice_audit_grades", allowed=KEEPERS, arrange=of_round, method="POST", code=422),
)
