"""What self-assessment asks of a person today."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from partnerships.assessments.models import EvidenceFile, Participation, Response, Round
from partnerships.assessments.policies import is_expired, last_day
from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from safeguarding.lib.attention import AttentionItem

SOON = 14  # days before the last day
EXPIRES_SOON = 30  # days before and after the last day of a file


def attention(access: Access) -> list[AttentionItem]:
    """Return self-assessments to be handed in, boxes to be answered, evidence that expires, and what waits to be
    agreed. At most three queries."""
    if access.may(Permission.ASSESSMENT_MANAGE):
        return _waiting(access)
    own = access.agency_ids(Permission.ASSESSMENT_ANSWER_OWN)
    return [*_drafts(access, own), *_slips(access), *_expiring(access, own)] if own else []


def _drafts(access: Access, own: frozenset[int]) -> list[AttentionItem]:
    today = timezone.localdate()
    rows = Response.objects.of(access.partnership).filter(
        agency__in=own, status=Response.Status.DRAFT, round__status=Round.Status.OPEN, round__opens_on__lte=today
    )
    items = []
    for row in rows.select_related("round", "agency__organisation", "site"):
        due = last_day(row.round, row)
        url = reverse("assessment_response", args=[access.partnership.slug, row.pk])
        items.append(_item(f"{row.round.title}, {row}", url, due, today, sent_back=bool(row.reason)))
    return items


def _slips(access: Access) -> list[AttentionItem]:
    own, today = access.agency_ids(Permission.ASSESSMENT_SUBMIT_OWN), timezone.localdate()
    if not own:
        return []
    rows = Participation.objects.of(access.partnership).filter(
        agency__in=own, used=False, round__status=Round.Status.OPEN, round__opens_on__lte=today
    )
    return [
        _item(f"{row.round.title}, {row.agency.name}, anonymous", _box(access, row), row.round.closes_on, today)
        for row in rows.select_related("round", "agency__organisation")
        if row.round.closes_on and row.round.closes_on >= today
    ]


def _expiring(access: Access, own: frozenset[int]) -> list[AttentionItem]:
    """Return files in use whose last day is near, or passed not long ago."""
    today, span = timezone.localdate(), timedelta(days=EXPIRES_SOON)
    rows = EvidenceFile.objects.of(access.partnership).filter(
        agency__in=own, answers__isnull=False, expires_on__range=(today - span, today + span)
    )
    return [
        AttentionItem(
            urgency=1,
            text=f"{row}: evidence that {'expired' if is_expired(row, today) else 'expires soon'}",
            url=reverse("assessment_evidence_expiry", args=[access.partnership.slug, row.pk]),
            tag="Self-assessment",
            due=row.expires_on,
        )
        for row in rows.distinct()
    ]


def _box(access: Access, row: Participation) -> str:
    address = reverse("assessment_ballot", args=[access.partnership.slug, row.round_id])
    return f"{address}?for={row.agency.slug}"


def _item(words: str, url: str, due: date | None, today: date, *, sent_back: bool = False) -> AttentionItem:
    late = bool(due and due < today)
    soon = bool(due and (due - today).days <= SOON)
    text = f"{words}: was sent back" if sent_back else f"{words}: self-assessment to hand in"
    return AttentionItem(
        urgency=0 if late else 1 if soon or sent_back else 2, text=text, url=url, tag="Self-assessment", due=due
    )


def _waiting(access: Access) -> list[AttentionItem]:
    waits = (Response.Status.SUBMITTED, Response.Status.MODERATED)
    rows = Response.objects.of(access.partnership).filter(status__in=waits)
    count = rows.exclude(submitted_by=access.user).count()
    if not count:
        return []
    text = f"{count} self-assessment{'' if count == 1 else 's'}: moderate or agree"
    url = reverse("assessment_list", args=[access.partnership.slug])
    return [AttentionItem(urgency=1, text=text, url=url, tag="Self-assessment")]
