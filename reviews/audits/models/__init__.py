"""The tables of audits."""

from reviews.audits.models.audit import Audit
from reviews.audits.models.finding import Point, Recommendation
from reviews.audits.models.grading import Grade, Grading, Round, ScalePoint

__all__ = ["Audit", "Grade", "Grading", "Point", "Recommendation", "Round", "ScalePoint"]
