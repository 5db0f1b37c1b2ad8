"""What the partnership's own registers ask of a person today."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.roles import Role
from partnerships.governance.models import Meeting
from partnerships.governance.selectors import meetings_of, objectives_overdue, recent_alerts
from safeguarding.lib.attention import AttentionItem

TAG = "Governance"
RECENT = timedelta(days=92)  # a quarter: what is older was dealt with at the meetings since


def attention(access: Access) -> list[AttentionItem]:
    """Return what attendance of the last quarter shows, and for who keeps the registers what is late in them.

    The chair reads the alerts too: it is they who speak to a partner that stays away.
    """
    manages = access.may(Permission.GOVERNANCE_MANAGE)
    if not manages and Role.CHAIR not in access.roles:
        return []
    today = timezone.localdate()
    items = list(_alerts(access, today))
    return [*items, *_unrecorded(access, today), *_overdue(access, today)] if manages else items


def _alerts(access: Access, today: date) -> Iterable[AttentionItem]:
    for group, alert in recent_alerts(access.partnership, today - RECENT, today):
        url = reverse("attendance_table", args=[access.partnership.slug, group.slug])
        yield AttentionItem(urgency=1, text=f"{group.name}, {alert.about}: {alert.text.rstrip('.')}", url=url, tag=TAG)


def _unrecorded(access: Access, today: date) -> Iterable[AttentionItem]:
    rows = meetings_of(access.partnership).filter(status=Meeting.Status.PLANNED, held_on__lt=today)
    for meeting in rows:
        url = reverse("meeting_detail", args=[access.partnership.slug, meeting.pk])
        text = f"{meeting}: attendance is not recorded"
        yield AttentionItem(urgency=0, text=text, url=url, tag=TAG, due=meeting.held_on)


def _overdue(access: Access, today: date) -> Iterable[AttentionItem]:
    for row in objectives_overdue(access.partnership, today):
        url = reverse("priority_detail", args=[access.partnership.slug, row.priority_id])
        text = f"Objective {row.priority.number}.{row.number} is overdue: {row.text}"
        yield AttentionItem(urgency=0, text=text, url=url, tag=TAG, due=row.due_on)
