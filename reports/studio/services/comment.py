"""Writing comments."""

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from reports.studio.models import Comment, Section


@transaction.atomic
def comment_add(*, by: User, section: Section, text: str) -> Comment:
    """Ask something of a section. The same words by the same person, still open, are kept once."""
    comment, made = Comment.objects.get_or_create(section=section, made_by=by, text=text, settled_at=None)
    if made:
        audit_record(by=by, action="comment.made", partnership=section.report.partnership, about=comment)
    return comment


@transaction.atomic
def comment_settle(*, by: User, comment: Comment) -> None:
    """Close a comment; a second click changes nothing."""
    if Comment.objects.filter(pk=comment.pk, settled_at__isnull=True).update(settled_at=timezone.now(), settled_by=by):
        partnership = comment.section.report.partnership
        audit_record(by=by, action="comment.settled", partnership=partnership, about=comment)
