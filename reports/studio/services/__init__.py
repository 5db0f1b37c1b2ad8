"""The studio's writes."""

from reports.studio.services.check import warning_accept
from reports.studio.services.comment import comment_add, comment_settle
from reports.studio.services.report import (
    report_create,
    report_publish,
    report_put_up,
    report_reopen,
    report_update,
)
from reports.studio.services.section import section_add, section_move, section_plan, section_remove, section_save
from reports.studio.services.signature import report_sign, slot_add, slot_remove

__all__ = [
    "comment_add",
    "comment_settle",
    "report_create",
    "report_publish",
    "report_put_up",
    "report_reopen",
    "report_sign",
    "report_update",
    "section_add",
    "section_move",
    "section_plan",
    "section_remove",
    "section_save",
    "slot_add",
    "slot_remove",
    "warning_accept",
]
