"""Reads of the challenge log."""

from django.db.models import Prefetch, QuerySet

from partnerships.assurance.models import Challenge, ChallengeStep, DisagreementCount
from partnerships.directory.models import Partnership


def challenges_of(partnership: Partnership) -> QuerySet[Challenge]:
    """Return the partnership's challenges with their steps. Two queries."""
    steps = ChallengeStep.objects.select_related("entered_by")
    return (
        Challenge.objects.of(partnership)
        .select_related("raised_by__organisation", "raised_to__organisation", "updated_by", "partnership")
        .prefetch_related(Prefetch("steps", steps))
    )


def disagreements_of(partnership: Partnership) -> QuerySet[DisagreementCount]:
    """Return the counts of professional disagreement. One query."""
    return DisagreementCount.objects.of(partnership).select_related("agency__organisation", "updated_by")
