"""Publishing a review: nobody checks their own draft, and nothing is withheld without a reason."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import User
from reviews.cases import policies
from reviews.cases.models import Case, EventKind, Publication
from reviews.cases.selectors.records import public_digest, seen_by_checker
from reviews.cases.services.access import case_read
from reviews.cases.services.checking import draft_kept
from reviews.cases.services.events import event_record, event_withdraw
from reviews.cases.services.trail import case_audit
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed, advance


@transaction.atomic
def publication_draft(*, by: User, case: Case, link: str = "", upload: UploadedFile | None = None) -> Publication:
    """Put the draft up for the redaction check: a file, or a link to where it lies.

    A draft that is up is replaced by what is given; a delayed one is put up again. Raises NotAllowed.
    """
    policies.check_live(case)
    made, new = Publication.objects.get_or_create(case=case, defaults={"drafted_by": by})
    if not new and made.status != Publication.Status.DRAFT:
        changes = {"drafted_by": by, "drafted_at": timezone.now(), "checked_by": None, "checked_at": None}
        advance(made, "draft", policies.PUBLICATION_TRANSITIONS, **changes)
    if link or upload:
        kept = draft_kept(case, link, upload)
        Publication.objects.filter(pk=made.pk).update(
            **kept, drafted_by=by, drafted_at=timezone.now(), recheck_because=""
        )
        made.refresh_from_db()
    said = {"link": made.draft_link, "file": made.draft_name, "sha256": made.draft_sha256}
    case_audit(by=by, action="case_publication_drafted", case=case, after=said)
    return made


def draft_taken(*, by: User, publication: Publication) -> None:
    """Write to the read log that somebody took the draft away."""
    case_read(by=by, case=publication.case, page=f"Draft report, {publication.draft_name}")


@transaction.atomic
def publication_check(*, by: User, publication: Publication, note: str, seen: str = "") -> None:
    """Record that a second person read the draft for what could identify somebody. Raises NotAllowed.

    `seen` is the digest of what the page showed them: what changed while they read is read again.
    """
    policies.check_second_person(publication, by)
    if seen and seen != seen_by_checker(publication):
        raise NotAllowed("The draft or what may be printed changed while you read. Read it again.", code="read")
    changes = {
        "checked_by": by,
        "checked_at": timezone.now(),
        "check_note": note,
        "recheck_because": "",
        "public_digest": public_digest(publication.case),
    }
    advance(publication, "check", policies.PUBLICATION_TRANSITIONS, **changes)
    case_audit(by=by, action="case_publication_checked", case=publication.case, after={"note": note})


@transaction.atomic
def publication_publish(
    *, by: User, publication: Publication, link: str, published_on: date, without_copy: str = ""
) -> None:
    """Record that the checked review was published, and where; the clock of publication stops that day.

    Where the guidance asks for an advance copy and none is recorded, `without_copy` says why. Raises NotAllowed.
    """
    if publication.status == Publication.Status.CHECKED:
        policies.check_unchanged(publication, public_digest(publication.case))
        policies.check_advance_copy(publication.case, without_copy)
    _published(by, publication, link, published_on, no_copy_because=without_copy.strip())


@transaction.atomic
def publication_correct(*, by: User, publication: Publication, link: str, published_on: date, reason: str) -> None:
    """Mend a wrong link or day of a published review: the event is withdrawn with the reason and recorded anew."""
    event = publication.case.events.filter(kind=EventKind.PUBLISHED, withdrawn_at=None).first()
    if publication.status != Publication.Status.PUBLISHED or event is None:
        raise NotAllowed("Only a publication that is recorded can be corrected.", code="state")
    event_withdraw(by=by, event=event, because=reason)
    publication.refresh_from_db()
    _published(by, publication, link, published_on)


@transaction.atomic
def publication_hold(*, by: User, publication: Publication, event: str, reason: str) -> None:
    """Delay publication or decide against it (`event` is delay or withhold), with the reason reports may state."""
    if not reason.strip():
        raise NotAllowed("Say why the review is not published, or not yet.", code="reason")
    advance(publication, event, policies.PUBLICATION_TRANSITIONS, reason=reason)
    done = {"delay": "delayed", "withhold": "withheld"}[event]
    case_audit(by=by, action=f"case_publication_{done}", case=publication.case, after={"reason": reason})


def _published(by: User, publication: Publication, link: str, published_on: date, **changes: str) -> None:
    if not link.strip():
        raise NotAllowed("Enter the address where the review can be read.", code="link")
    advance(publication, "publish", policies.PUBLICATION_TRANSITIONS, link=link, reason="", **changes)
    said = {"link": link, "published_on": published_on, **changes}
    case_audit(by=by, action="case_publication_published", case=publication.case, after=said)
    when = FuzzyDate.day(published_on)
    event_record(by=by, case=publication.case, kind=EventKind.PUBLISHED, when=when, evidence=link[:255])
