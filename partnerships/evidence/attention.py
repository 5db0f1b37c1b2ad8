"""What evidence asks of a person today."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.evidence.kinds import INTELLIGENCE, QUOTE
from partnerships.evidence.models import EvidenceBox
from partnerships.evidence.selectors import area_wordings, boxes_visible, texts_of
from safeguarding.lib.attention import AttentionItem


def attention(access: Access) -> list[AttentionItem]:
    """Return quotes nobody has agreed to yet, intelligence that is overdue, and wordings that fell behind.

    Only of boxes the person may change. Five queries at most.
    """
    if not access.may(Permission.EVIDENCE_EDIT_OWN):
        return []
    rows = boxes_visible(access).filter(kind__in=(QUOTE.key, INTELLIGENCE.key), status=EvidenceBox.Status.KEPT)
    today = timezone.localdate()
    items = [item for row in rows if (item := _box(access, row, today))]
    return [*items, *_wordings(access)]


def _box(access: Access, row: EvidenceBox, today: date) -> AttentionItem | None:
    url = reverse("evidence_box", args=[access.partnership.slug, row.slug])
    if row.details.get("consent") == "asked":
        text = f"“{row.heading}”: the quote waits for consent"
        return AttentionItem(urgency=1, text=text, url=url, tag="Evidence")
    due = row.details.get("due_on")
    if row.kind == INTELLIGENCE.key and row.details["standing"] != "answered" and due and due < today.isoformat():
        text = f"“{row.heading}”: what partners need to know is overdue"
        return AttentionItem(urgency=0, text=text, url=url, tag="Overdue", due=date.fromisoformat(due))
    return None


def _wordings(access: Access) -> list[AttentionItem]:
    if not access.may(Permission.EVIDENCE_MANAGE):
        return []
    return [
        AttentionItem(
            urgency=1,
            text=f"{one.wording}: the words everywhere have changed, compare them",
            url=reverse("evidence_shared_text", args=[access.partnership.slug, text.slug]),
            tag="Evidence",
        )
        for text in texts_of(access.partnership)
        for one in area_wordings(text)
        if one.behind
    ]
