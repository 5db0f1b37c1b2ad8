"""Whether the state of a case allows what is asked."""

from datetime import date

from django.utils import timezone

from partnerships.directory.models import User
from reviews.cases.models import (
    SPECS,
    Case,
    CaseAccess,
    Clock,
    InformationRequest,
    Kind,
    Publication,
    PublicRecord,
    Recommendation,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

CASE_TRANSITIONS = TransitionTable(
    Transition("close", (Case.Status.OPEN,), Case.Status.CLOSED),
    Transition("reopen", (Case.Status.CLOSED,), Case.Status.OPEN),
)
_P = Publication.Status
PUBLICATION_TRANSITIONS = TransitionTable(
    Transition("check", (_P.DRAFT,), _P.CHECKED),
    Transition("publish", (_P.CHECKED,), _P.PUBLISHED),
    Transition("delay", (_P.DRAFT, _P.CHECKED), _P.DELAYED),
    Transition("withhold", (_P.DRAFT, _P.CHECKED, _P.DELAYED), _P.NOT_PUBLISHED),
    Transition("draft", (_P.CHECKED, _P.DELAYED, _P.NOT_PUBLISHED), _P.DRAFT),
)


def check_second_person(publication: Publication, person: User) -> None:
    """Raise NotAllowed when somebody would check the draft they put up themselves."""
    if publication.drafted_by_id == person.pk:
        raise NotAllowed("You put this draft up, so somebody else on the list has to check it.", code="second")


def check_reads_anew(record: PublicRecord, person: User) -> None:
    """Raise NotAllowed when somebody would let out the record they put up themselves."""
    if record.prepared_by_id == person.pk:
        raise NotAllowed("You put this up, so another coordinator of the case has to release it.", code="second")


def check_kind_opens(kind: str) -> None:
    """Raise NotAllowed for kinds that exist only as imported records (serious case reviews ended in 2019)."""
    if SPECS[Kind(kind)].opens_with is None:
        raise NotAllowed("Serious case reviews ended in 2019 and can only be imported as past records.", code="kind")


def check_live(case: Case) -> None:
    """Raise NotAllowed when the case is closed."""
    if case.status == Case.Status.CLOSED:
        raise NotAllowed("This case is closed. Reopen it to change it.", code="state")


def check_happened(when: FuzzyDate, kind: str, today: date) -> None:
    """Raise NotAllowed for an event in the future, unless it is a plan."""
    if kind != "publication_planned" and (when.earliest or when.latest) > today:
        raise NotAllowed("This day has not come yet. Enter what has happened on the day or later.", code="when")


def check_past(day: date, field: str) -> None:
    """Raise NotAllowed, beside `field`, for a day that has not come yet."""
    if day > timezone.localdate():
        raise NotAllowed("This day has not come yet. Enter it on the day or later.", code=field)


def check_progress(standing: str, evidence: str) -> None:
    """Raise NotAllowed when something is called done and nothing shows it."""
    done = (Recommendation.Standing.DONE, Recommendation.Standing.DONE_OTHERWISE)
    if standing in done and not evidence.strip():
        raise NotAllowed(
            "Say what shows that it is done, such as the audit, the policy or the minute.", code="evidence"
        )


def check_answer(answer: str, reason: str, learning: str, entries: int) -> None:
    """Raise NotAllowed when an agency's answer contradicts what it entered."""
    kinds = InformationRequest.Answer
    if answer == kinds.INFORMATION and not entries and not learning.strip():
        raise NotAllowed("Enter what you hold first, or say that you hold nothing.", code="answer")
    if answer == kinds.NOTHING and entries:
        raise NotAllowed(
            "You have entered something that happened. Take it out, or choose the first answer.", code="answer"
        )
    if answer == kinds.UNABLE and not reason.strip():
        raise NotAllowed("Say why you can not answer.", code="reason")


def check_shared(shared: bool, released: bool) -> None:
    """Raise NotAllowed when everybody would read an action of a case reports may not even name."""
    if shared and not released:
        raise NotAllowed(
            "Only the list of this case may know of its actions until its public record is released.", code="shared"
        )


def check_pause(clock: Clock, paused_on: date, today: date) -> None:
    """Raise NotAllowed when the guidance knows no pause, the clock does not run, or the day can not be right."""
    if not clock.rule.may_pause:
        raise NotAllowed("The guidance this case stands under knows no pause for this deadline.", code="rule")
    if clock.started_by is None or clock.met_on:
        raise NotAllowed("Only a running clock can be paused.", code="state")
    if paused_on <= clock.started_by.when.start:
        raise NotAllowed("The pause can not begin before the day after the clock started.", code="paused_on")
    if paused_on > today:
        raise NotAllowed("Enter the pause on the day it begins or later.", code="paused_on")
    if any(pause.resumed_on is None for pause in clock.pauses.all()):
        raise NotAllowed("This clock is paused already.", code="state")
    if any(pause.resumed_on and paused_on < pause.resumed_on for pause in clock.pauses.all()):
        raise NotAllowed("The pause can not begin before the end of the pause before it.", code="paused_on")


def check_not_last_coordinator(entry: CaseAccess, others: int) -> None:
    """Raise NotAllowed when ending the entry would leave the case with nobody who keeps it today."""
    if entry.coordinates and not others:
        raise NotAllowed("Somebody has to keep this case. Name another coordinator first.", code="last")


def publication_steps(publication: Publication | None, person: User) -> frozenset[str]:
    """Return the events a keeper may bring about: draft, check, publish, delay, withhold."""
    if publication is None:
        return frozenset({"draft"})
    events = PUBLICATION_TRANSITIONS.by_event
    allowed = {event for event in events if PUBLICATION_TRANSITIONS.allows(publication.status, event)}
    return frozenset(allowed - {"check"} if publication.drafted_by_id == person.pk else allowed)
