"""The tables of training."""

from partnerships.training.models.compliance import Compliance, ComplianceLine
from partnerships.training.models.course import Amount, Course, Level, Sector
from partnerships.training.models.evaluation import Evaluation, Option, Quote
from partnerships.training.models.session import MEASURES, Count, PrintedTotal, Reach, Session

__all__ = [
    "MEASURES",
    "Amount",
    "Compliance",
    "ComplianceLine",
    "Count",
    "Course",
    "Evaluation",
    "Level",
    "Option",
    "PrintedTotal",
    "Quote",
    "Reach",
    "Sector",
    "Session",
]
