"""The studio's pages."""

from reports.studio.views.checks import ReportChecks, WarningAccept
from reports.studio.views.comments import CommentAdd, CommentSettle
from reports.studio.views.facts import FactTrace, FigureSearch
from reports.studio.views.links import LinkUseList
from reports.studio.views.reports import ReportDetail, ReportEdit, ReportList, ReportNew
from reports.studio.views.sections import SectionEdit, SectionHistory
from reports.studio.views.signing import PutUp, Reopen, Sign, SignOff, SlotAdd, SlotRemove
from reports.studio.views.structure import SectionMove, SectionNew, SectionPlan, SectionRemove

__all__ = [
    "CommentAdd",
    "CommentSettle",
    "FactTrace",
    "FigureSearch",
    "LinkUseList",
    "PutUp",
    "Reopen",
    "ReportChecks",
    "ReportDetail",
    "ReportEdit",
    "ReportList",
    "ReportNew",
    "SectionEdit",
    "SectionHistory",
    "SectionMove",
    "SectionNew",
    "SectionPlan",
    "SectionRemove",
    "Sign",
    "SignOff",
    "SlotAdd",
    "SlotRemove",
    "WarningAccept",
]
