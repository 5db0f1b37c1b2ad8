"""What the register asks of a person on their overview. Only cases on whose list they are."""

from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from reviews.cases.deadlines import Standing
from reviews.cases.models import InformationRequest
from reviews.cases.selectors.keepers import cases_nobody_keeps
from reviews.cases.selectors.register import ClockRow, notices_for, urgent_clocks
from reviews.cases.selectors.requests import requests_late
from safeguarding.lib.attention import AttentionItem


def cases_attention(access: Access) -> list[AttentionItem]:
    """Return deadlines that are near or missed and notices of emergency access. A constant number of queries."""
    if not access.may(Permission.CASE_READ):
        return []
    slug = access.partnership.slug
    rows = urgent_clocks(access.partnership, access.user, timezone.localdate())
    items = [_deadline(row, slug) for row in rows]
    if access.may(Permission.CASE_COORDINATE) and notices_for(access.partnership, access.user).exists():
        text = "A case you keep was opened in an emergency"
        items.append(AttentionItem(urgency=0, text=text, url=reverse("case_notices", args=[slug]), tag="Notice"))
    if access.may(Permission.CASE_COORDINATE) and cases_nobody_keeps(access.partnership).exists():
        text = "A case has no coordinator any more"
        items.append(AttentionItem(urgency=0, text=text, url=reverse("case_notices", args=[slug]), tag="Notice"))
    if access.may(Permission.CASE_COORDINATE):
        items += [_question(row, slug) for row in requests_late(access.partnership, access.user, timezone.localdate())]
    return items


def _question(row: InformationRequest, slug: str) -> AttentionItem:
    return AttentionItem(
        urgency=0,
        text=f"No answer from {row.agency}: {row.case.reference}",
        url=reverse("case_collecting", args=[slug, row.case.reference]),
        tag="Overdue",
        due=row.due_on,
    )


def _deadline(row: ClockRow, slug: str) -> AttentionItem:
    late = row.reading.standing is Standing.LATE
    return AttentionItem(
        urgency=0 if late else 1,
        text=f"{row.clock.rule.title}: {row.clock.case.reference}",
        url=reverse("case_detail", args=[slug, row.clock.case.reference]),
        tag=row.reading.standing.value,
        due=row.clock.due_on,
    )
