"""What the directory asks of those who look after people: invitations nobody used."""

from django.urls import reverse

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.selectors import invitations_waiting
from safeguarding.lib.attention import AttentionItem


def attention(access: Access) -> list[AttentionItem]:
    """Return one item for invitations that expired or were not sent; nothing for others. One query at most."""
    if not access.may(Permission.PEOPLE_MANAGE):
        return []
    stuck = sum(row.state != "Invited" for row in invitations_waiting(access.partnership))
    if not stuck:
        return []
    text = "1 invitation was not used" if stuck == 1 else f"{stuck} invitations were not used"
    return [
        AttentionItem(
            urgency=1,
            text=f"{text}: send again or withdraw",
            url=reverse("people_list", args=[access.partnership.slug]),
            tag="Invitations",
        )
    ]
