"""The tables of governance."""

from partnerships.governance.models.agenda import AgendaItem, AttendanceRule
from partnerships.governance.models.finance import FinanceLine, FinanceStatement
from partnerships.governance.models.glossary import GlossaryTerm
from partnerships.governance.models.impact import ImpactChain, ImpactLink, Step
from partnerships.governance.models.meeting import Attendance, Meeting, Seat
from partnerships.governance.models.post import Post, PostNote
from partnerships.governance.models.priority import Objective, OwnerLevel, Priority, PriorityPlan, PriorityProgress

__all__ = [
    "AgendaItem",
    "Attendance",
    "AttendanceRule",
    "FinanceLine",
    "FinanceStatement",
    "GlossaryTerm",
    "ImpactChain",
    "ImpactLink",
    "Meeting",
    "Objective",
    "OwnerLevel",
    "Post",
    "PostNote",
    "Priority",
    "PriorityPlan",
    "PriorityProgress",
    "Seat",
    "Step",
]
