"""What training asks of a person today."""

from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.training.models import Compliance
from partnerships.training.policies import can_accept, can_edit
from partnerships.training.selectors import compliances_of, unanswered_sessions
from safeguarding.lib.attention import AttentionItem


def attention(access: Access) -> list[AttentionItem]:
    """Return sessions that passed without counts, figures to accept, and figures sent back. At most three queries."""
    if not access.may(Permission.TRAINING_COMPLIANCE_OWN):
        return []
    open_rows = compliances_of(access.partnership).exclude(status=Compliance.Status.ACCEPTED)
    items = [_statement(access, row) for row in open_rows]
    return [*_sessions(access), *(item for item in items if item)]


def _sessions(access: Access) -> list[AttentionItem]:
    if not access.may(Permission.TRAINING_MANAGE):
        return []
    count = unanswered_sessions(access.partnership, timezone.localdate())
    if not count:
        return []
    text = f"{count} training session{'' if count == 1 else 's'}: say who came"
    url = reverse("training_sessions", args=[access.partnership.slug])
    return [AttentionItem(urgency=1, text=text, url=url, tag="Training")]


def _statement(access: Access, row: Compliance) -> AttentionItem | None:
    where = [access.partnership.slug, row.agency.slug, row.period_token]
    url = reverse("training_compliance_edit", args=where)
    if access.may(Permission.TRAINING_MANAGE):
        waits = can_accept(row, access.user)
        text = f"{row}: training compliance waits for acceptance"
        return AttentionItem(urgency=1, text=text, url=url, tag="Training") if waits else None
    if row.reason and can_edit(row) and access.may(Permission.TRAINING_COMPLIANCE_OWN, row.agency):
        return AttentionItem(urgency=1, text=f"{row}: training compliance was sent back", url=url, tag="Training")
    return None
