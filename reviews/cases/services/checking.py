"""What the redaction check was made of, and when it no longer holds."""

import hashlib
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.crypto import get_random_string

from partnerships.directory.models import User
from reviews.cases import policies
from reviews.cases.models import Case, CaseEvent, Publication
from reviews.cases.selectors.records import public_digest
from reviews.cases.services.trail import case_audit
from safeguarding.lib.uploads import check_content, ending_of
from safeguarding.lib.workflow import NotAllowed, advance, first_words

MOST_BYTES = 20 * 1024 * 1024
CHANGED = "What may be printed about the case was changed after the check, so it has to be checked again."


def publication_reconsider(*, by: User, case: Case) -> None:
    """Put a checked draft back to be checked again when the public fields changed. Call inside a transaction."""
    row = Publication.objects.filter(case=case, status=Publication.Status.CHECKED).first()
    if row is None or row.public_digest in {"", public_digest(case)}:
        return
    changes = {"checked_by": None, "checked_at": None, "recheck_because": CHANGED}
    advance(row, "draft", policies.PUBLICATION_TRANSITIONS, **changes)
    case_audit(by=by, action="case_publication_unchecked", case=case, after={"because": CHANGED})


def publication_taken_back(*, by: User, event: CaseEvent, because: str) -> None:
    """Undo a publication whose event is withdrawn: the draft is checked, not published. Call inside a transaction."""
    row = Publication.objects.filter(case=event.case, status=Publication.Status.PUBLISHED).first()
    if row is None:
        return
    before = {"link": row.link, "published": event.when.label}
    advance(row, "take_back", policies.PUBLICATION_TRANSITIONS, link="")
    case_audit(by=by, action="case_publication_taken_back", case=event.case, before=before, after={"because": because})


def draft_kept(case: Case, link: str, upload: UploadedFile | None) -> dict[str, str]:
    """Put the draft into the storage under a name that says nothing; return what its row says. Raises NotAllowed."""
    if upload is None:
        return {"draft_link": link, "draft_file": "", "draft_name": "", "draft_sha256": ""}
    if upload.size is None or upload.size > MOST_BYTES:
        raise NotAllowed("The file is larger than 20 MB. Make it smaller or give a link to it.", code="upload")
    try:
        check_content(upload)
    except ValidationError as error:
        raise NotAllowed(first_words(error), code="upload") from error
    data, ending = upload.read(), ending_of(upload.name or "")
    where = f"cases/{case.partnership_id}/{get_random_string(32)}.{ending}"
    return {
        "draft_link": "",
        "draft_file": default_storage.save(where, ContentFile(data)),
        "draft_name": f"{PurePath(upload.name or 'draft').stem[:150]}.{ending}",
        "draft_sha256": hashlib.sha256(data).hexdigest(),
    }
