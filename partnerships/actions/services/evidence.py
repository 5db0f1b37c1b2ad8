"""Keeping evidence and giving it out."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.crypto import get_random_string

from partnerships.actions.models import Action, Evidence
from partnerships.actions.services.trail import action_audit
from partnerships.directory.models import User
from safeguarding.lib.uploads import check_content, ending_of
from safeguarding.lib.workflow import NotAllowed, first_words

MOST_BYTES = 10 * 1024 * 1024
MOST_ITEMS = 50


@transaction.atomic
def evidence_add(
    *,
    by: User | None,
    action: Action,
    title: str,
    shows: str = Evidence.Shows.DONE,
    text: str = "",
    link: str = "",
    upload: UploadedFile | None = None,
) -> Evidence:
    """Add words, a link or a file to an action, whatever its status: evidence also comes later. Raises NotAllowed."""
    held = Action.objects.select_for_update().get(pk=action.pk).evidence.count()
    if held >= MOST_ITEMS:
        raise NotAllowed(f"This action has {MOST_ITEMS} pieces of evidence, which is the most it can have.")
    made = Evidence.objects.create(
        action=action,
        number=held + 1,
        title=title.strip(),
        shows=shows,
        added_by=by,
        **_kind(action, text, link, upload),
    )
    after = {"title": made.title, "kind": made.kind, "file": made.name, "sha256": made.sha256, "link": made.link}
    action_audit(by=by, deed="action_evidence_add", action=action, after=after)
    return made


def evidence_taken(*, by: User, evidence: Evidence) -> None:
    """Write to the trail that somebody took a file; to the ledger where only the circle may know of it."""
    action = evidence.action
    said = {"file": evidence.name}
    action_audit(by=by, deed="action_evidence_take", action=action, after=said, kept=evidence.confidential)


def _kind(action: Action, text: str, link: str, upload: UploadedFile | None) -> dict[str, Any]:
    given = [name for name, value in (("text", text.strip()), ("link", link), ("file", upload)) if value]
    if len(given) != 1:
        raise NotAllowed("Give words, a link or a file: one of the three.", code="text")
    if upload is not None:
        return _kept(action, upload)
    return {"kind": Evidence.Kind.LINK, "link": link} if link else {"kind": Evidence.Kind.TEXT, "text": text}


def _kept(action: Action, upload: UploadedFile) -> dict[str, Any]:
    """Put the file into the storage under a name that says nothing; return what its row says."""
    if upload.size is None or upload.size > MOST_BYTES:
        raise NotAllowed("The file is larger than 10 MB. Make it smaller or give a link to it.", code="upload")
    try:
        check_content(upload)
    except ValidationError as error:
        raise NotAllowed(first_words(error), code="upload") from error
    data = upload.read()
    ending = ending_of(upload.name or "")
    where = f"actions/{action.partnership_id}/{get_random_string(32)}.{ending}"
    name = PurePath(upload.name or "evidence").stem[:150]
    return {
        "kind": Evidence.Kind.FILE,
        "file": default_storage.save(where, ContentFile(data)),
        "name": f"{name}.{ending}",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
