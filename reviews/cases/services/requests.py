"""Asking agencies for information about a case, and taking their answers.

A link is personal, ends by itself, and dies once it is answered, withdrawn, replaced or tried with five wrong codes. It
opens only with a code that the coordinator tells the agency by telephone; neither is kept, only digests.
"""

import hashlib
import logging
import secrets
from datetime import date, datetime, time, timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import Agency, User
from reviews.cases import policies
from reviews.cases.digests import digest_of
from reviews.cases.models import Case, ChronologyEntry, InformationRequest
from reviews.cases.services.trail import case_audit
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.references import letters_made
from safeguarding.lib.workflow import NotAllowed, Overtaken

logger = logging.getLogger(__name__)

CODE_LETTERS = 6  # 480 million; five tries
DAYS_AFTER_DUE = 14
DEAD = "This link does not work any more. Ask whoever sent it for a new one."


@transaction.atomic
def request_make(
    *, by: User, case: Case, agency: Agency, asked: str, email: str, question: str, due_on: date
) -> tuple[InformationRequest, str]:
    """Ask an agency, and return the request with the code to tell by telephone. Raises NotAllowed."""
    policies.check_live(case)
    if agency.partnership_id != case.partnership_id:
        raise NotAllowed("Choose an agency of this partnership.", code="agency")
    if due_on < timezone.localdate():
        raise NotAllowed("Enter a day that has not passed.", code="due_on")
    secret, code = secrets.token_urlsafe(32), letters_made(CODE_LETTERS)
    made = InformationRequest.objects.create(
        case=case,
        agency=agency,
        asked=asked.strip(),
        email=email.strip(),
        question=question,
        due_on=due_on,
        made_by=by,
        secret_digest=digest_of(secret),
        code_digest=_code_digest(secret, code),
        expires_at=_end(due_on),
    )
    said = {"agency": str(agency), "asked": made.asked, "due_on": due_on}
    case_audit(by=by, action="case_request_made", case=case, after=said)
    transaction.on_commit(partial(_deliver, made, secret))
    return made, code


@transaction.atomic
def request_renew(*, by: User, request: InformationRequest) -> str:
    """Send a new link and return its new code; the old link dies. Raises NotAllowed once it is answered."""
    policies.check_live(request.case)
    secret, code = secrets.token_urlsafe(32), letters_made(CODE_LETTERS)
    changes = {
        "secret_digest": digest_of(secret),
        "code_digest": _code_digest(secret, code),
        "wrong_codes": 0,
        "sent_at": None,
        "expires_at": _end(max(request.due_on, timezone.localdate())),
    }
    _change_waiting(request, **changes)
    case_audit(by=by, action="case_request_renewed", case=request.case, after={"agency": str(request.agency)})
    transaction.on_commit(partial(_deliver, request, secret))
    return code


@transaction.atomic
def request_withdraw(*, by: User, request: InformationRequest) -> None:
    """Make the link die at once. Raises NotAllowed once it is answered or withdrawn."""
    _change_waiting(request, withdrawn_at=timezone.now(), withdrawn_by=by)
    case_audit(by=by, action="case_request_withdrawn", case=request.case, after={"agency": str(request.agency)})


def request_unlock(*, request: InformationRequest, secret: str, code: str) -> None:
    """Open a request with its code. Raises NotAllowed; a wrong code is counted and the fifth one kills the link."""
    given = _code_digest(secret, code.upper().replace("-", "").replace(" ", ""))
    if not secrets.compare_digest(given, request.code_digest):
        # Not inside a transaction that the refusal would roll back: the try stays counted.
        InformationRequest.objects.filter(pk=request.pk).update(wrong_codes=F("wrong_codes") + 1)
        case_audit(by=None, action="case_request_wrong_code", case=request.case, after={"agency": str(request.agency)})
        raise NotAllowed("This is not the code. After five wrong codes the link stops working.", code="code")
    with transaction.atomic():
        if InformationRequest.objects.live().filter(pk=request.pk, opened_at=None).update(opened_at=timezone.now()):
            case_audit(by=None, action="case_request_opened", case=request.case, after={"agency": str(request.agency)})


@transaction.atomic
def request_entry_add(*, request: InformationRequest, happened: FuzzyDate, text: str, source: str) -> ChronologyEntry:
    """Keep an entry of the agency's chronology. The same twice (a double click) is kept once. Raises NotAllowed."""
    _held(request)
    policies.check_happened(happened, "", timezone.localdate())
    said = {"happened": happened.token, "text": text, "source": source}
    same = ChronologyEntry.objects.filter(request=request, withdrawn_at=None, **said).first()
    return same or _entry(request.case, happened, text, source, request=request)


@transaction.atomic
def request_entry_remove(*, request: InformationRequest, entry: ChronologyEntry) -> None:
    """Take an entry out before the answer is sent: until then it is the agency's draft."""
    _held(request)
    ChronologyEntry.objects.filter(pk=entry.pk, request=request).delete()


@transaction.atomic
def request_answer(
    *, request: InformationRequest, answer: str, answered_as: str, learning: str = "", reason: str = ""
) -> None:
    """Send the agency's answer; its link is used up. Raises NotAllowed."""
    held = _held(request)
    entries = held.entries.filter(withdrawn_at=None).count()
    policies.check_answer(answer, reason, learning, entries)
    changes = {"answer": answer, "answered_as": answered_as, "learning": learning, "reason": reason}
    InformationRequest.objects.filter(pk=held.pk).update(answered_at=timezone.now(), **changes)
    said = {"agency": str(request.agency), "as": answered_as, "answer": answer, "entries": entries}
    case_audit(by=None, action="case_request_answered", case=request.case, after=said)


@transaction.atomic
def chronology_add(*, by: User, case: Case, happened: FuzzyDate, text: str, source: str = "") -> ChronologyEntry:
    """Add an entry of the coordinator's own."""
    policies.check_live(case)
    policies.check_happened(happened, "", timezone.localdate())
    said = {"happened": happened.token, "text": text, "source": source}
    if same := case.chronology.filter(request=None, withdrawn_at=None, **said).first():
        return same
    made = _entry(case, happened, text, source, by=by)
    case_audit(by=by, action="case_chronology_added", case=case, after={"happened": happened.label})
    return made


@transaction.atomic
def chronology_withdraw(*, by: User, entry: ChronologyEntry, because: str) -> None:
    """Take back an entry that is wrong; it stays readable with the reason."""
    policies.check_live(entry.case)
    changes = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_because": because}
    if not ChronologyEntry.objects.filter(pk=entry.pk, withdrawn_at=None).update(**changes):
        raise Overtaken("Somebody else has just withdrawn this.", code="overtaken")
    said = {"happened": entry.when.label, "because": because}
    case_audit(by=by, action="case_chronology_withdrawn", case=entry.case, before=said)


def _entry(
    case: Case,
    happened: FuzzyDate,
    text: str,
    source: str,
    *,
    by: User | None = None,
    request: InformationRequest | None = None,
) -> ChronologyEntry:
    return ChronologyEntry.objects.create(
        case=case,
        request=request,
        happened=happened.token,
        first_day=happened.earliest,
        last_day=happened.latest,
        text=text,
        source=source,
        recorded_by=by,
    )


def _held(request: InformationRequest) -> InformationRequest:
    # Locked, so that an answer sent twice, or a withdrawal at the same moment, happens once.
    held = InformationRequest.objects.live().select_for_update().filter(pk=request.pk).first()
    if held is None:
        raise NotAllowed(DEAD, code="dead")
    return held


def _change_waiting(request: InformationRequest, **changes: object) -> None:
    rows = InformationRequest.objects.filter(pk=request.pk, answered_at=None, withdrawn_at=None)
    if not rows.update(**changes):
        raise NotAllowed("This request has been answered or withdrawn.", code="state")
    request.refresh_from_db()


def _code_digest(secret: str, code: str) -> str:
    # The secret is not kept, so the digest can not be tried against a list of codes.
    return hashlib.sha256(f"{secret}/{code}".encode()).hexdigest()


def _end(due_on: date) -> datetime:
    day = due_on + timedelta(days=DAYS_AFTER_DUE + 1)
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())


def _deliver(request: InformationRequest, secret: str) -> None:
    # After the commit, because the mail server may be slow. The e-mail does not even say that there is a case.
    link = settings.SITE_URL.rstrip("/") + reverse("request_open", args=[secret])
    context = {"partnership": request.case.partnership, "link": link, "due_on": request.due_on}
    body = render_to_string("cases/email/request.txt", context)
    try:
        send_mail(f"A question from {request.case.partnership}", body, settings.DEFAULT_FROM_EMAIL, [request.email])
    except (OSError, SMTPException) as error:
        logger.warning("A question to an agency could not be sent: %s", error)
        return
    request.sent_at = timezone.now()
    InformationRequest.objects.filter(pk=request.pk).update(sent_at=request.sent_at)
