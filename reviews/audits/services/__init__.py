"""The writes of audits."""

from reviews.audits.services.audits import practice_audit_change, practice_audit_move, practice_audit_plan
from reviews.audits.services.findings import (
    practice_audit_points_save,
    recommendation_action_open,
    recommendation_add,
    recommendation_remove,
)
from reviews.audits.services.gradings import grading_add, grading_remove, grading_round_save

__all__ = [
    "grading_add",
    "grading_remove",
    "grading_round_save",
    "practice_audit_change",
    "practice_audit_move",
    "practice_audit_plan",
    "practice_audit_points_save",
    "recommendation_action_open",
    "recommendation_add",
    "recommendation_remove",
]
