"""What contributions ask of a person today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from partnerships.contributions.models import Contribution
from partnerships.contributions.policies import can_edit, role_to_approve
from partnerships.contributions.rights import may_write, roles_held
from partnerships.contributions.selectors import contributions_visible
from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from safeguarding.lib.attention import AttentionItem

SOON = timedelta(days=28)


@dataclass(frozen=True)
class _Kind:
    """A thing to do: its wording for one contribution, named, and for several, counted."""

    urgency: int
    tag: str
    one: str
    many: str


_APPROVE = _Kind(1, "Waiting", "{}: contribution waits for approval", "{} contributions wait for approval")
_LATE = _Kind(0, "Late", "{}: contribution is late", "{} contributions are late")
_RETURNED = _Kind(
    1, "Sent back", "{}: contribution was sent back for change", "{} contributions were sent back for change"
)
_DUE = _Kind(1, "Due soon", "{}: contribution is due", "{} contributions are due")


def attention(access: Access) -> list[AttentionItem]:
    """Return contributions that are late, due within four weeks, sent back or waiting for this person's approval.

    A person of an agency gets a line for each; who manages the round gets one line for all of a kind and day.
    """
    if not access.may(Permission.CONTRIBUTION_VIEW_OWN):
        return []
    rows = contributions_visible(access).wanted().exclude(status=Contribution.Status.APPROVED)
    kinds: dict[tuple[_Kind, date | None], list[Contribution]] = {}
    for row in rows.prefetch_related("approvals"):
        if kind := _kind(access, row):
            kinds.setdefault((kind, None if kind is _APPROVE else row.due), []).append(row)
    together = access.may(Permission.CONTRIBUTION_MANAGE)
    items: list[AttentionItem] = []
    for (kind, due), found in kinds.items():
        if together and len(found) > 1:
            items.append(_together(access, kind, due, len(found)))
        else:
            items += [_single(access, kind, due, row) for row in found]
    return items


def _kind(access: Access, row: Contribution) -> _Kind | None:
    if role_to_approve(row, list(row.approvals.all()), access.user, roles_held(access)):
        return _APPROVE
    if not can_edit(row):
        return None
    today, writes = timezone.localdate(), may_write(access, row)
    if row.due < today and (writes or access.may(Permission.CONTRIBUTION_MANAGE)):
        return _LATE  # who manages the round chases a statement only its author can write
    if not writes:
        return None
    if row.status == Contribution.Status.RETURNED:
        return _RETURNED
    return None if row.due - today > SOON else _DUE


def _single(access: Access, kind: _Kind, due: date | None, row: Contribution) -> AttentionItem:
    url = reverse("contribution_detail", args=[access.partnership.slug, row.pk])
    return AttentionItem(urgency=kind.urgency, text=kind.one.format(row.title), url=url, tag=kind.tag, due=due)


def _together(access: Access, kind: _Kind, due: date | None, count: int) -> AttentionItem:
    url = reverse("contribution_list", args=[access.partnership.slug])
    return AttentionItem(urgency=kind.urgency, text=kind.many.format(count), url=url, tag=kind.tag, due=due)
