"""What the action log asks of a person on their overview."""

from django.urls import reverse
from django.utils import timezone

from partnerships.actions.selectors import attention_counts
from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from safeguarding.lib.attention import AttentionItem


def attention(access: Access) -> list[AttentionItem]:
    """Return what of the person's own is overdue or due soon, what is overdue at all, and what waits for closure.

    One query, whatever the number of actions.
    """
    if not access.may(Permission.ACTION_VIEW):
        return []
    agencies = access.agency_ids(Permission.ACTION_UPDATE_OWN)
    counts = attention_counts(access.partnership, access.user, agencies, timezone.localdate())
    lines = [
        (0, counts["own_late"], "of yours is overdue", "of yours are overdue", "?owner=mine&overdue=any", "Overdue"),
        (
            1,
            counts["own_soon"],
            "of yours is due within two weeks",
            "of yours are due within two weeks",
            "?owner=mine",
            "",
        ),
    ]
    if access.may(Permission.ACTION_MANAGE):
        lines.append((0, counts["late"], "is overdue", "are overdue", "?overdue=any", "Overdue"))
    if access.may(Permission.ACTION_CLOSE):
        lines.append((1, counts["to_close"], "waits for closure", "wait for closure", "?status=done", "Waiting"))
    url = reverse("action_list", args=[access.partnership.slug])
    return [
        AttentionItem(
            urgency=urgency,
            text=f"{count:,} action {one}" if count == 1 else f"{count:,} actions {many}",
            url=f"{url}{query}",
            tag=tag,
        )
        for urgency, count, one, many, query, tag in lines
        if count
    ]
