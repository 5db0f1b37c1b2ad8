"""Questions to agencies and what came back."""

from datetime import date

from django.db.models import F, Q, QuerySet

from partnerships.directory.models import Partnership, User
from reviews.cases.digests import digest_of
from reviews.cases.models import Case, ChronologyEntry, InformationRequest


def requests_of(case: Case) -> QuerySet[InformationRequest]:
    """Return the questions asked about a case, what is due first before what is due later."""
    rows = InformationRequest.objects.filter(case=case)
    return rows.select_related("case__partnership", "agency__organisation", "made_by").order_by("due_on", "id")


def chronology_of(case: Case) -> QuerySet[ChronologyEntry]:
    """Return what happened, earliest first. What an agency has not sent yet is not there."""
    sent = Q(request=None) | Q(request__answered_at__isnull=False)
    rows = ChronologyEntry.objects.filter(sent, case=case)
    rows = rows.select_related("case__partnership", "request__agency__organisation", "recorded_by", "withdrawn_by")
    return rows.order_by(F("first_day").asc(nulls_first=True), "last_day", "id")


def request_by_secret(secret: str) -> InformationRequest | None:
    """Return the request a link opens, or None when it never was or is dead: one query either way."""
    rows = InformationRequest.objects.live().filter(secret_digest=digest_of(secret))
    return rows.select_related("case__partnership", "agency__organisation").first()


def entries_of(request: InformationRequest) -> QuerySet[ChronologyEntry]:
    """Return what the agency has entered so far, earliest first."""
    rows = ChronologyEntry.objects.filter(request=request, withdrawn_at=None)
    return rows.order_by(F("first_day").asc(nulls_first=True), "last_day", "id")


def requests_late(partnership: Partnership, user: User, day: date) -> QuerySet[InformationRequest]:
    """Return the questions in the cases a person keeps that should have been answered before a day."""
    kept = Case.objects.of(partnership).coordinated_by(user).live()
    rows = InformationRequest.objects.filter(case__in=kept, answered_at=None, withdrawn_at=None, due_on__lt=day)
    return rows.select_related("case", "agency__organisation")
