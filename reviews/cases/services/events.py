"""What happened to a case: recorded once with what shows it, withdrawn where it was wrong; its deadlines follow."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from partnerships.directory.models import User
from reviews.cases import policies
from reviews.cases.models import SPECS, Case, CaseEvent, EventKind, Kind
from reviews.cases.services.checking import publication_taken_back
from reviews.cases.services.clocks import clocks_follow, edition_follow
from reviews.cases.services.trail import case_audit
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed, Overtaken

EVIDENCE_LENGTH = 255


@transaction.atomic
def event_record(*, by: User | None, case: Case, kind: str, when: FuzzyDate, evidence: str) -> CaseEvent:
    """Record what happened and what shows it; clocks that start or stop with it follow. Raises NotAllowed.

    The same event twice (a double click) is kept once; another day for it needs the first one withdrawn.
    """
    policies.check_live(case)
    return _recorded(by=by, case=case, kind=kind, when=when, evidence=evidence)


@transaction.atomic
def event_withdraw(*, by: User, event: CaseEvent, because: str) -> None:
    """Take back an event that was recorded wrongly; it stays readable, and its clocks are recounted."""
    policies.check_live(event.case)
    changes = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_because": because}
    if not CaseEvent.objects.filter(pk=event.pk, withdrawn_at=None).update(**changes):
        raise Overtaken("Somebody else has just withdrawn this.", code="overtaken")
    said = {"event": str(event), "because": because}
    case_audit(by=by, action="case_event_withdrawn", case=event.case, before=said)
    if event.kind == EventKind.INCIDENT:
        _incident_keep(event.case, "")
    if event.kind == EventKind.PUBLISHED:
        publication_taken_back(by=by, event=event, because=because)
    _deadlines_follow(by, event, f"Withdrawn: {event.what}, {because}"[:255])


def event_follow(
    *, by: User, case: Case, kind: EventKind, day: date, evidence: str, told: list[date], field: str
) -> None:
    """Record the event that a decision or an answer is, so that nobody enters it twice. Call inside a transaction.

    `told` are the days of decisions or answers of the same sort before this one: the event stays with the first.
    Raises NotAllowed, beside `field`, where the event is recorded for a day that none of them names.
    """
    when = FuzzyDate.day(day)
    standing = case.events.filter(kind=kind, withdrawn_at=None).first()
    if standing is None:
        _recorded(by=by, case=case, kind=kind, when=when, evidence=evidence[:EVIDENCE_LENGTH])
    elif standing.happened not in {when.token, *(FuzzyDate.day(other).token for other in told)}:
        raise NotAllowed(
            f"“{standing.what}” is recorded for {standing.when.label} under “What happened”. "
            "Enter that day, or withdraw it there first.",
            code=field,
        )


def incident_follow(*, by: User, case: Case, incident: FuzzyDate | None) -> None:
    """Make the event agree with an incident corrected in the description. Call inside a transaction."""
    standing = case.events.filter(kind=EventKind.INCIDENT, withdrawn_at=None).first()
    if standing and (incident is None or standing.happened != incident.token):
        event_withdraw(by=by, event=standing, because="Corrected in the description of the case")
    if incident:
        evidence = "Description of the case"
        event_record(by=by, case=case, kind=EventKind.INCIDENT, when=incident, evidence=evidence)


def _recorded(*, by: User | None, case: Case, kind: str, when: FuzzyDate, evidence: str) -> CaseEvent:
    policies.check_happened(when, kind, timezone.localdate())
    Case.objects.select_for_update().get(pk=case.pk)  # two people must not both record it
    if standing := case.events.filter(kind=kind, withdrawn_at=None).first():
        if standing.happened == when.token:
            return standing
        raise NotAllowed(f"{standing.what} is recorded for {standing.when.label}. Withdraw that first.", code="kind")
    happened = {EventKind(event.kind): event.when for event in case.events.filter(withdrawn_at=None)}
    policies.check_order(case.clocks.all(), kind, when, happened)
    made = CaseEvent.objects.create(
        case=case,
        kind=kind,
        happened=when.token,
        first_day=when.earliest,
        last_day=when.latest,
        evidence=evidence,
        recorded_by=by,
    )
    said = {"event": made.what, "happened": when.label, "evidence": evidence}
    case_audit(by=by, action="case_event_recorded", case=case, after=said)
    if kind == EventKind.INCIDENT:
        _incident_keep(case, when.token)
    _deadlines_follow(by, made, f"{made.what}: {when.label}")
    return made


def _deadlines_follow(by: User | None, event: CaseEvent, because: str) -> None:
    if event.kind in SPECS[Kind(event.case.kind)].first_events:
        edition_follow(by=by, case=event.case, because=because)
    clocks_follow(by=by, case=event.case, because=because)


def _incident_keep(case: Case, token: str) -> None:
    # Described and happened are one fact; whoever has the description open is told that it changed.
    rows = Case.objects.filter(pk=case.pk).exclude(incident=token)
    rows.update(incident=token, version=F("version") + 1)
    case.refresh_from_db(fields=["incident", "version"])
