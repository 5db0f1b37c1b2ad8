"""The studio's tables."""

from reports.studio.models.check import CheckAnswer
from reports.studio.models.comment import Comment
from reports.studio.models.report import Report
from reports.studio.models.section import Section, SectionVersion
from reports.studio.models.signature import Signature, SignatureSlot

__all__ = ["CheckAnswer", "Comment", "Report", "Section", "SectionVersion", "Signature", "SignatureSlot"]
