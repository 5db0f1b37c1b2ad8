"""Reads of threat assessments."""

from django.db.models import Count, Prefetch, Q, QuerySet

from partnerships.assurance.models import IntelligenceRequirement, ThreatAssessment, ThreatEvidence, ThreatTopic
from partnerships.directory.models import Area, Partnership


def assessments_of(partnership: Partnership) -> QuerySet[ThreatAssessment]:
    """Return the partnership's assessments, newest first, with all that belongs to them. Five queries."""
    topics = ThreatTopic.objects.select_related("area", "assessment").prefetch_related(
        "evidence", "requirements", "risks"
    )
    rows = ThreatAssessment.objects.of(partnership).select_related("updated_by", "partnership")
    return rows.prefetch_related(Prefetch("topics", topics))


def assessment_rows(partnership: Partnership) -> QuerySet[ThreatAssessment]:
    """Return the assessments for a list, with `topic_count` and `open_requirements`. One query."""
    waits = Q(topics__requirements__isnull=False, topics__requirements__answered_on__isnull=True)
    return ThreatAssessment.objects.of(partnership).annotate(
        topic_count=Count("topics", distinct=True),
        open_requirements=Count("topics__requirements", filter=waits, distinct=True),
    )


def topics_of(partnership: Partnership) -> QuerySet[ThreatTopic]:
    """Return the topics of all assessments."""
    return ThreatTopic.objects.of(partnership).select_related("assessment__partnership", "area")


def requirements_of(partnership: Partnership) -> QuerySet[IntelligenceRequirement]:
    """Return the intelligence requirements of all assessments."""
    rows = IntelligenceRequirement.objects.filter(topic__assessment__partnership=partnership)
    return rows.select_related("topic__assessment__partnership")


def areas_of(partnership: Partnership) -> QuerySet[Area]:
    """Return the partnership's area and those below it."""
    return Area.objects.filter(Q(pk=partnership.area_id) | Q(parent=partnership.area_id))


def evidence_of(partnership: Partnership) -> QuerySet[ThreatEvidence]:
    """Return the evidence of all assessments."""
    rows = ThreatEvidence.objects.filter(topic__assessment__partnership=partnership)
    return rows.select_related("topic__assessment__partnership")
