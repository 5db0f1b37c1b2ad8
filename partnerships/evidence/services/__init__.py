"""The writes of evidence."""

from partnerships.evidence.services.boxes import box_capture, box_change, box_restore, box_withdraw
from partnerships.evidence.services.shared import shared_text_add, wording_end, wording_save
from partnerships.evidence.services.tags import tag_change, tag_keep

__all__ = [
    "box_capture",
    "box_change",
    "box_restore",
    "box_withdraw",
    "shared_text_add",
    "tag_change",
    "tag_keep",
    "wording_end",
    "wording_save",
]
