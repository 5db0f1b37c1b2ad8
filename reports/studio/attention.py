"""What in the partnership's reports waits for a person: signatures, comments, sections due."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from reports.studio.models import Report, Section
from reports.studio.policies import may_sign, may_write
from reports.studio.selectors import comment_rows, section_rows, slot_rows
from safeguarding.lib.attention import AttentionItem

_SOON = timedelta(days=14)


def attention(access: Access) -> list[AttentionItem]:
    """Return what waits for this person; three queries, none for who does not read drafts."""
    if not access.may(Permission.REPORT_VIEW):
        return []
    return [*_signatures(access), *_sections(access), *_comments(access)]


def _signatures(access: Access) -> list[AttentionItem]:
    if not access.may(Permission.REPORT_SIGN):
        return []
    slots = slot_rows(access.partnership).filter(report__status=Report.Status.IN_REVIEW)
    slots = slots.prefetch_related("signatures")
    waiting = [
        slot
        for slot in slots
        if may_sign(access, slot) and not any(one.round == slot.report.round for one in slot.signatures.all())
    ]
    return [
        AttentionItem(
            urgency=1,
            text=f"{slot.report.title} waits for your signature",
            url=reverse("report_sign_off", args=[access.partnership.slug, slot.report.slug]),
            tag="Sign-off",
        )
        for slot in waiting
    ]


def _sections(access: Access) -> list[AttentionItem]:
    today = timezone.localdate()
    # What nobody else can write waits for its writer from the start, whether or not somebody set a day.
    asked = Q(assignee=access.user, due_on__lte=today + _SOON) | Q(reserved_for=Section.Reserved.CHAIR)
    due = section_rows(access.partnership).filter(
        asked,
        body="",
        report__status__in=(Report.Status.DRAFT, Report.Status.IN_REVIEW),
    )
    return [
        _due(access, section, late=bool(section.due_on and section.due_on < today))
        for section in due
        if may_write(access, section)
    ]


def _due(access: Access, section: Section, *, late: bool) -> AttentionItem:
    return AttentionItem(
        urgency=0 if late else 1,
        text=f"Write “{section.title}” of {section.report.title}",
        url=reverse("section_edit", args=[access.partnership.slug, section.report.slug, section.slug]),
        tag="Late" if late else "Due soon" if section.due_on else "To write",
        due=section.due_on,
    )


def _comments(access: Access) -> list[AttentionItem]:
    if not access.may(Permission.REPORT_EDIT):
        return []
    waiting = comment_rows(access.partnership).filter(settled_at__isnull=True, section__removed_at__isnull=True)
    counts: dict[Section, int] = {}
    for comment in waiting:
        counts[comment.section] = counts.get(comment.section, 0) + 1
    return [
        AttentionItem(
            urgency=2,
            text=f"{count} comment{'s' if count > 1 else ''} on “{section.title}” of {section.report.title}",
            url=reverse("section_edit", args=[access.partnership.slug, section.report.slug, section.slug]),
            tag="Comment",
        )
        for section, count in counts.items()
    ]
