"""The tables of self-assessment."""

from partnerships.assessments.models.anonymous import BallotBox, Participation, Remark, Tally
from partnerships.assessments.models.moderation import Moderation, SurveyCount
from partnerships.assessments.models.pledge import SafeguardingStatement, Signature
from partnerships.assessments.models.response import EvidenceFile, Rating, Response, Site
from partnerships.assessments.models.round import LEAST_FLOOR, PublishedStatistic, Round
from partnerships.assessments.models.tool import (
    Descriptor,
    Layer,
    Part,
    ScaleLevel,
    Standard,
    Statement,
    Tool,
    half_steps,
)

__all__ = [
    "LEAST_FLOOR",
    "BallotBox",
    "Descriptor",
    "EvidenceFile",
    "Layer",
    "Moderation",
    "Part",
    "Participation",
    "PublishedStatistic",
    "Rating",
    "Remark",
    "Response",
    "Round",
    "SafeguardingStatement",
    "ScaleLevel",
    "Signature",
    "Site",
    "Standard",
    "Statement",
    "SurveyCount",
    "Tally",
    "Tool",
    "half_steps",
]
