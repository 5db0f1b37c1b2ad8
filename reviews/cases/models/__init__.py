"""The register's tables."""

from reviews.cases.models.access import CaseAccess, DeadlineFeed
from reviews.cases.models.case import Case, CaseEvent, CaseQuerySet, Relation, Subject, SubjectName, Theme
from reviews.cases.models.clock import Clock, ClockMove, ClockPause
from reviews.cases.models.decision import Criterion, Decision, DisputeStep, PanelAnswer, Ratification
from reviews.cases.models.guidance import (
    BasisChoice,
    Certainty,
    ClockRule,
    GuidanceEdition,
    HolidayCorrection,
    LocalRule,
    SourceCheck,
    Unit,
)
from reviews.cases.models.kinds import KINDS, SPECS, Audience, EventKind, Kind, KindSpec
from reviews.cases.models.learning import (
    SETTLED,
    Addressee,
    Author,
    Briefing,
    Finding,
    Impact,
    Progress,
    Recommendation,
)
from reviews.cases.models.publication import Publication
from reviews.cases.models.release import FigureRelease, PublicRecord, RecordRelease
from reviews.cases.models.request import MOST_WRONG_CODES, ChronologyEntry, InformationRequest, Reminder
from reviews.cases.models.withdrawing import Withdrawable

__all__ = [
    "KINDS",
    "MOST_WRONG_CODES",
    "SETTLED",
    "SPECS",
    "Addressee",
    "Audience",
    "Author",
    "BasisChoice",
    "Briefing",
    "Case",
    "CaseAccess",
    "CaseEvent",
    "CaseQuerySet",
    "Certainty",
    "ChronologyEntry",
    "Clock",
    "ClockMove",
    "ClockPause",
    "ClockRule",
    "Criterion",
    "DeadlineFeed",
    "Decision",
    "DisputeStep",
    "EventKind",
    "FigureRelease",
    "Finding",
    "GuidanceEdition",
    "HolidayCorrection",
    "Impact",
    "InformationRequest",
    "Kind",
    "KindSpec",
    "LocalRule",
    "PanelAnswer",
    "Progress",
    "PublicRecord",
    "Publication",
    "Ratification",
    "Recommendation",
    "RecordRelease",
    "Relation",
    "Reminder",
    "SourceCheck",
    "Subject",
    "SubjectName",
    "Theme",
    "Unit",
    "Withdrawable",
]
