"""Whether the state of a case allows what is asked."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from partnerships.directory.models import User
from reviews.cases.models import (
    SPECS,
    Addressee,
    Case,
    CaseAccess,
    Clock,
    Decision,
    EventKind,
    Finding,
    InformationRequest,
    Kind,
    Publication,
    PublicRecord,
    Recommendation,
    Relation,
    Subject,
    Withdrawable,
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
    Transition("take_back", (_P.PUBLISHED,), _P.CHECKED),
)


def check_second_person(publication: Publication, person: User) -> None:
    """Raise NotAllowed when somebody would check the draft they put up themselves."""
    if publication.drafted_by_id == person.pk:
        raise NotAllowed("You put this draft up, so somebody else on the list has to check it.", code="second")


def check_unchanged(publication: Publication, digest: str) -> None:
    """Raise NotAllowed when what may be printed is no longer what the second person read."""
    if publication.public_digest and publication.public_digest != digest:
        raise NotAllowed(
            "What may be printed about the case was changed after the check. Put the draft up again first.",
            code="state",
        )


def advance_copy_missing(case: Case) -> bool:
    """Return True when the guidance of the case asks for an advance copy and none is recorded."""
    asked = case.clocks.filter(stop_event=EventKind.ADVANCE_COPY).exists()
    return asked and not case.events.filter(kind=EventKind.ADVANCE_COPY, withdrawn_at=None).exists()


def check_advance_copy(case: Case, without_copy: str) -> None:
    """Raise NotAllowed when no advance copy is recorded and nobody says why."""
    if not without_copy.strip() and advance_copy_missing(case):
        raise NotAllowed(
            "No advance copy is recorded. Record “Advance copy sent” first, or say why none was sent.",
            code="without_copy",
        )


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


def check_closes(unmet: Iterable[Clock], because: str) -> None:
    """Raise NotAllowed when deadlines still run and nobody says why the case is closed all the same."""
    titles = ", ".join(f"“{clock}”" for clock in unmet)
    if titles and not because.strip():
        raise NotAllowed(f"Not done yet: {titles}. Say why the case is closed all the same.", code="because")


def cases_of(part: Withdrawable) -> list[Case]:
    """Return the cases a part belongs to: two for a relation, of which the first is the one it is read from."""
    if isinstance(part, Relation):
        return [part.source, part.target]
    return [part.recommendation.case if isinstance(part, Addressee) else part.case]  # type: ignore[attr-defined]


def belongs_to_the_review(part: Withdrawable) -> bool:
    """Return True for what changes only while the case is open; what came of a review is recorded for years."""
    return isinstance(part, (Decision, Finding, Recommendation, Relation, Subject))


def check_nothing_hangs_on(recommendation: Recommendation, unsettled: int) -> None:
    """Raise NotAllowed when withdrawing a recommendation would leave an open action or a change without its cause."""
    if unsettled:
        raise NotAllowed("An action for it is still open. Settle the action in the action log first.", code="state")
    if recommendation.impacts.exists():
        raise NotAllowed("A change is recorded because of it. Withdraw that under “What changed” first.", code="state")


KIND_BECOMES = {Kind.SAR: Kind.SAR_DISCRETIONARY, Kind.SAR_DISCRETIONARY: Kind.SAR}


def check_kind_becomes(case: Case, kind: str) -> None:
    """Raise NotAllowed for a change of kind but between the two safeguarding adults reviews (Care Act 2014 s.44)."""
    if KIND_BECOMES.get(Kind(case.kind)) != kind:
        raise NotAllowed("This case can not become another kind. Open a new one and relate the two.", code="kind")


def check_happened(when: FuzzyDate, kind: str, today: date) -> None:
    """Raise NotAllowed for an event in the future, unless it is a plan."""
    if kind != "publication_planned" and (when.earliest or when.latest) > today:
        raise NotAllowed("This day has not come yet. Enter what has happened on the day or later.", code="when")


def check_order(clocks: Iterable[Clock], kind: str, when: FuzzyDate, happened: Mapping[EventKind, FuzzyDate]) -> None:
    """Raise NotAllowed when a deadline would have been met before what it counts from, surely and not only roughly."""
    for clock in clocks:
        pair = {EventKind(kind): when}
        start = {**happened, **pair}.get(EventKind(clock.start_event))
        stop = {**happened, **pair}.get(EventKind(clock.stop_event))
        if clock.amount < 0 or kind not in {clock.start_event, clock.stop_event} or not (start and stop):
            continue  # an advance copy comes before the day planned for publication
        if start.earliest and stop.latest < start.earliest:
            raise NotAllowed(
                f"“{clock.words_of(clock.stop_event)}” ({stop.label}) can not lie before "
                f"“{clock.words_of(clock.start_event)}” ({start.label}). "
                "Enter another day, or withdraw the other first.",
                code="when",
            )


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
    if clock.due_on and paused_on > clock.due_on:
        raise NotAllowed(
            f"It was due on {clock.due_on:%-d %B %Y}. A pause that begins later does not take back that it was missed.",
            code="paused_on",
        )
    if clock.is_paused:
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
