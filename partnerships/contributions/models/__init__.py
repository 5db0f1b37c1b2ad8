"""The tables of contributions."""

from partnerships.contributions.models.answer import Answer, AnswerVersion
from partnerships.contributions.models.contribution import Comment, Contribution, ContributionRound
from partnerships.contributions.models.review import Approval, Attachment
from partnerships.contributions.models.template import ContributionTemplate, Prompt

__all__ = [
    "Answer",
    "AnswerVersion",
    "Approval",
    "Attachment",
    "Comment",
    "Contribution",
    "ContributionRound",
    "ContributionTemplate",
    "Prompt",
]
