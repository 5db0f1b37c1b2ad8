"""What assurance asks of a person today."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from partnerships.assurance.models import Challenge, Risk
from partnerships.assurance.summary import Summary, summary_of
from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from safeguarding.lib.attention import AttentionItem

TAG = "Assurance"


def attention(access: Access) -> list[AttentionItem]:
    """Return late reviews, unanswered escalations, silent challenges, overdue requirements, documents and links.

    An agency lead is told of the own agency's risks and challenges, the board manager of everything.
    """
    if not access.may(Permission.ASSURANCE_EDIT_OWN):
        return []
    today = timezone.localdate()
    summary = summary_of(access, today)
    items = [*_risks(access, summary), *_challenges(access, summary.silent)]
    return [*items, *_registers(access, summary, today)] if access.may(Permission.ASSURANCE_MANAGE) else items


def _risks(access: Access, summary: Summary) -> Iterable[AttentionItem]:
    for risk in summary.late_risks:
        text = f"{risk}: look at it again"
        yield AttentionItem(urgency=0, text=text, url=_risk(access, risk), tag=TAG, due=risk.review_due_on)
    for risk in summary.waiting:
        text = f"{risk}: escalated to {risk.waiting} and not answered"
        yield AttentionItem(urgency=1, text=text, url=_risk(access, risk), tag=TAG)


def _challenges(access: Access, silent: Iterable[Challenge]) -> Iterable[AttentionItem]:
    own = access.agency_ids(Permission.ASSURANCE_EDIT_OWN)
    for row in silent:
        if access.may(Permission.ASSURANCE_MANAGE) or row.raised_to_id in own:
            url = reverse("challenge_detail", args=[access.partnership.slug, row.number])
            yield AttentionItem(urgency=1, text=f"{row}: nothing was said for two months", url=url, tag=TAG)


def _registers(access: Access, summary: Summary, today: date) -> Iterable[AttentionItem]:
    slug = access.partnership.slug
    for one in summary.requirements:
        if one.due_on and one.due_on < today:
            url = reverse("threat_detail", args=[slug, one.topic.assessment.slug])
            text = f"{one.topic}: {one.owner} owes an answer"
            yield AttentionItem(urgency=0, text=text, url=url, tag=TAG, due=one.due_on)
    url = reverse("resource_list", args=[slug])
    for rows, words in ((summary.bad_links, "does not work"), (summary.to_review, "is due for review")):
        for row in rows:
            yield AttentionItem(urgency=1, text=f"“{row}” {words}", url=url, tag=TAG)


def _risk(access: Access, risk: Risk) -> str:
    return reverse("risk_detail", args=[access.partnership.slug, risk.number])
