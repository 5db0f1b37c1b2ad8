"""Decisions on a case, with everything that was said to them."""

from django.db.models import Prefetch, QuerySet

from partnerships.directory.models import Agency
from reviews.cases.models import Case, Decision, Publication, Ratification


def decisions_of(case: Case) -> QuerySet[Decision]:
    """Return the decisions on a case, the first one first. Five queries."""
    said = Prefetch("ratifications", Ratification.objects.select_related("agency__organisation"))
    rows = Decision.objects.filter(case=case).select_related("case__partnership", "recorded_by")
    return rows.prefetch_related("criteria", said, "panel_answers", "dispute_steps")


def partners_of(case: Case) -> QuerySet[Agency]:
    """Return the safeguarding partners of the case's partnership."""
    rows = Agency.objects.of(case.partnership).filter(standing=Agency.Standing.PARTNER, left_on=None)
    return rows.select_related("organisation")


def publication_of(case: Case) -> Publication | None:
    """Return the publication of a case, if a draft was ever put up."""
    rows = Publication.objects.filter(case=case).select_related("case__partnership", "drafted_by", "checked_by")
    return rows.first()


def publications_of(case: Case) -> QuerySet[Publication]:
    """Return the publication of a case as rows, for a page that needs it to be there."""
    return Publication.objects.filter(case=case).select_related("case__partnership")
