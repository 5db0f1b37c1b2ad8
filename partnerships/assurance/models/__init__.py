"""The tables of assurance."""

from partnerships.assurance.models.challenge import Challenge, ChallengeStep, DisagreementCount
from partnerships.assurance.models.inspection import (
    Framework,
    Inspection,
    InspectionFinding,
    InspectionGrade,
    InspectionNote,
)
from partnerships.assurance.models.resource import LinkCheck, Resource
from partnerships.assurance.models.risk import Level, Risk, RiskEscalation, RiskReview, RiskScale
from partnerships.assurance.models.statute import LocalText
from partnerships.assurance.models.threat import (
    IntelligenceRequirement,
    ThreatAssessment,
    ThreatEvidence,
    ThreatTopic,
)

__all__ = [
    "Challenge",
    "ChallengeStep",
    "DisagreementCount",
    "Framework",
    "Inspection",
    "InspectionFinding",
    "InspectionGrade",
    "InspectionNote",
    "IntelligenceRequirement",
    "Level",
    "LinkCheck",
    "LocalText",
    "Resource",
    "Risk",
    "RiskEscalation",
    "RiskReview",
    "RiskScale",
    "ThreatAssessment",
    "ThreatEvidence",
    "ThreatTopic",
]
