"""What needs attention in returns: late and waiting ones for managers, one's own for agencies."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.returns.models import Collection, Return
from partnerships.returns.selectors.attention import collections_waiting, returns_to_hand_in
from safeguarding.lib.attention import AttentionItem

SOON = timedelta(days=14)


def returns_attention(access: Access) -> list[AttentionItem]:
    """Return the items of this room for one person: one query for managers, one for people of agencies."""
    today = timezone.localdate()
    items: list[AttentionItem] = []
    if access.may(Permission.RETURN_ACCEPT):
        for collection in collections_waiting(access.partnership, today):
            items += _managers(access, collection)
    agencies = access.agency_ids(Permission.RETURN_EDIT_OWN)
    if agencies:
        items += [_agencys(access, row, today) for row in returns_to_hand_in(access.partnership, agencies)]
    return items


def _managers(access: Access, collection: Collection) -> list[AttentionItem]:
    url = reverse("collection_detail", args=[access.partnership.slug, collection.pk])
    late: int = collection.late  # type: ignore[attr-defined]
    waiting: int = collection.waiting  # type: ignore[attr-defined]
    found = []
    if late:
        text = f"{_count(late)} late: {collection.title}"
        found.append(AttentionItem(urgency=0, text=text, url=f"{url}?show=late", tag="Late", due=collection.due_on))
    if waiting:
        text = f"{_count(waiting)} to accept: {collection.title}"
        found.append(AttentionItem(urgency=1, text=text, url=f"{url}?show=submitted", tag="Waiting"))
    return found


def _agencys(access: Access, row: Return, today: date) -> AttentionItem:
    late, soon = row.due_on < today, row.due_on <= today + SOON
    sent_back = bool(row.reason) or row.unanswered > 0  # type: ignore[attr-defined]
    tag = "Late" if late else "Sent back" if sent_back else "Due soon" if soon else "Open"
    return AttentionItem(
        urgency=0 if late else 1,
        text=f"Hand in {row.collection.title} for {row.agency.name}",
        url=reverse("return_detail", args=[access.partnership.slug, row.pk]),
        tag=tag,
        due=row.due_on,
    )


def _count(number: int) -> str:
    return "1 return" if number == 1 else f"{number} returns"
