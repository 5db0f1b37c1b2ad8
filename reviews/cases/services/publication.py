"""Publishing a review: nobody checks their own draft, and nothing is withheld without a reason."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import User
from reviews.cases import policies
from reviews.cases.models import Case, EventKind, Publication
from reviews.cases.services.events import event_record
from reviews.cases.services.trail import case_audit
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed, advance


@transaction.atomic
def publication_draft(*, by: User, case: Case) -> Publication:
    """Put the draft up for the redaction check. A draft that is up stays up; a delayed one is put up again."""
    policies.check_live(case)
    made, new = Publication.objects.get_or_create(case=case, defaults={"drafted_by": by})
    if not new and made.status != Publication.Status.DRAFT:
        changes = {"drafted_by": by, "drafted_at": timezone.now(), "checked_by": None, "checked_at": None}
        advance(made, "draft", policies.PUBLICATION_TRANSITIONS, **changes)
    case_audit(by=by, action="case_publication_drafted", case=case)
    return made


@transaction.atomic
def publication_check(*, by: User, publication: Publication, note: str) -> None:
    """Record that a second person read the draft for what could identify somebody. Raises NotAllowed."""
    policies.check_second_person(publication, by)
    changes = {"checked_by": by, "checked_at": timezone.now(), "check_note": note}
    advance(publication, "check", policies.PUBLICATION_TRANSITIONS, **changes)
    case_audit(by=by, action="case_publication_checked", case=publication.case, after={"note": note})


@transaction.atomic
def publication_publish(*, by: User, publication: Publication, link: str, published_on: date) -> None:
    """Record that the checked review was published, and where; the clock of publication stops that day."""
    if not link.strip():
        raise NotAllowed("Enter the address where the review can be read.", code="link")
    advance(publication, "publish", policies.PUBLICATION_TRANSITIONS, link=link, reason="")
    said = {"link": link, "published_on": published_on}
    case_audit(by=by, action="case_publication_published", case=publication.case, after=said)
    when = FuzzyDate.day(published_on)
    event_record(by=by, case=publication.case, kind=EventKind.PUBLISHED, when=when, evidence=link[:255])


@transaction.atomic
def publication_hold(*, by: User, publication: Publication, event: str, reason: str) -> None:
    """Delay publication or decide against it (`event` is delay or withhold), with the reason reports may state."""
    if not reason.strip():
        raise NotAllowed("Say why the review is not published, or not yet.", code="reason")
    advance(publication, event, policies.PUBLICATION_TRANSITIONS, reason=reason)
    done = {"delay": "delayed", "withhold": "withheld"}[event]
    case_audit(by=by, action=f"case_publication_{done}", case=publication.case, after={"reason": reason})
