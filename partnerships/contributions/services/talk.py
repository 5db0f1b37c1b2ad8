"""Comments and files that go with a contribution."""

import hashlib
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from partnerships.contributions.models import Answer, Attachment, Comment, Contribution
from partnerships.contributions.policies import MOST_BYTES, check_author, check_edit
from partnerships.contributions.services.trail import contribution_locked, tell
from partnerships.directory.models import User
from safeguarding.lib.uploads import check_content, ending_of
from safeguarding.lib.workflow import NotAllowed, first_words

MOST_FILES = 20


@transaction.atomic
def comment_add(*, by: User, contribution: Contribution, text: str, answer: Answer | None = None) -> Comment:
    """Ask for a change, in one answer or in the whole. It stands in the way of approval until it is settled."""
    if not text.strip():
        raise NotAllowed("Say what has to change.", code="text")
    stored = contribution_locked(contribution.pk)
    if stored.status in (Contribution.Status.APPROVED, Contribution.Status.WITHDRAWN):
        raise NotAllowed("Reopen the contribution to ask for a change.", code="text")
    if answer and answer.contribution_id != stored.pk:
        raise NotAllowed("This answer belongs to another contribution.", code="answer")
    same = stored.comments.filter(by=by, answer=answer, text=text.strip(), settled_at__isnull=True).first()
    if same:
        return same
    made = Comment.objects.create(contribution=stored, answer=answer, text=text.strip(), by=by)
    tell(by, "contribution_comment_add", stored, after={"comment": made.text, "answer": answer and answer.title})
    return made


@transaction.atomic
def comment_settle(*, by: User, comment: Comment, how: str) -> Comment:
    """Say what was done about a comment. Settling it twice changes nothing."""
    if not how.strip():
        raise NotAllowed("Say what was done about it.", code="how")
    stored = contribution_locked(comment.contribution_id)
    now = timezone.now()
    settled = Comment.objects.filter(pk=comment.pk, settled_at__isnull=True).update(
        settled_at=now, settled_by=by, settled_how=how.strip()
    )
    if settled:
        tell(by, "contribution_comment_settle", stored, after={"comment": comment.text, "how": how.strip()})
    comment.refresh_from_db()
    return comment


@transaction.atomic
def attachment_add(*, by: User, contribution: Contribution, title: str, upload: UploadedFile) -> Attachment:
    """Keep a file with a contribution that can still be written. NotAllowed for a wrong type, size or number."""
    stored = contribution_locked(contribution.pk)
    check_edit(stored)
    check_author(stored, by)
    if stored.attachments.filter(removed_at__isnull=True).count() >= MOST_FILES:
        raise NotAllowed(f"A contribution can have {MOST_FILES} files at most. Take one out first.", code="upload")
    if upload.size is None or upload.size > MOST_BYTES:
        raise NotAllowed("The file is larger than 10 MB. Make it smaller.", code="upload")
    try:
        check_content(upload)
    except ValidationError as error:
        raise NotAllowed(first_words(error), code="upload") from error
    data, ending = upload.read(), ending_of(upload.name or "")
    digest = hashlib.sha256(data).hexdigest()
    same = stored.attachments.filter(sha256=digest, title=title.strip(), removed_at__isnull=True).first()
    if same:
        return same
    where = f"contributions/{stored.round.partnership_id}/{get_random_string(32)}.{ending}"
    made = Attachment.objects.create(
        contribution=stored,
        title=title.strip(),
        file=default_storage.save(where, ContentFile(data)),
        name=f"{PurePath(upload.name or 'file').stem[:150]}.{ending}",
        size=len(data),
        sha256=digest,
        added_by=by,
    )
    tell(by, "contribution_attachment_add", stored, after={"file": made.name, "sha256": digest})
    return made


@transaction.atomic
def attachment_remove(*, by: User, attachment: Attachment) -> None:
    """Take a file out while the contribution can be written. A second click changes nothing."""
    stored = contribution_locked(attachment.contribution_id)
    check_edit(stored)
    check_author(stored, by)
    removed = Attachment.objects.filter(pk=attachment.pk, removed_at__isnull=True).update(
        removed_at=timezone.now(), removed_by=by
    )
    if removed:
        tell(by, "contribution_attachment_remove", stored, before={"file": attachment.name})


def attachment_taken(*, by: User, attachment: Attachment) -> None:
    """Write to the trail that somebody took a file."""
    tell(by, "contribution_attachment_take", attachment.contribution, after={"file": attachment.name})
