"""Opening and keeping cases."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from partnerships.directory.models import Area, Partnership, User
from reviews.cases import policies
from reviews.cases.models import (
    SPECS,
    Case,
    CaseAccess,
    CaseEvent,
    EventKind,
    Kind,
    Relation,
    Subject,
    Theme,
)
from reviews.cases.selectors.calendar import edition_for
from reviews.cases.services.checking import publication_reconsider, publication_taken_back
from reviews.cases.services.clocks import clocks_create, clocks_follow
from reviews.cases.services.trail import case_audit
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.references import letters_made
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance

LENGTH = 8
EDITABLE = (
    "pseudonym",
    "incident",
    "area",
    "summary",
    "public_summary",
    "public_decision",
    "lead_board",
    "other_boards",
)


def reference_made() -> str:
    """Return a random reference such as K7XD-2PQM: 28 to the power of 8, so nobody finds one by trying."""
    letters = letters_made(LENGTH)
    return f"{letters[:4]}-{letters[4:]}"


@transaction.atomic
def case_open(
    *,
    by: User,
    partnership: Partnership,
    kind: str,
    pseudonym: str,
    began: date,
    evidence: str,
    incident: FuzzyDate | None = None,
    area: Area | None = None,
    summary: str = "",
    themes: Iterable[Theme] = (),
) -> Case:
    """Open a case and put its opener on its list as coordinator. Raises NotAllowed.

    `began` is the day of the event this kind opens with (a notification's awareness, a rapid review's notification);
    the guidance edition in force that day stays the case's.
    """
    policies.check_kind_opens(kind)
    case = _created(by=by, partnership=partnership, kind=kind, pseudonym=pseudonym, began=began)
    opens_with = SPECS[Kind(kind)].opens_with
    case.incident, case.area, case.summary = incident.token if incident else "", area, summary
    case.save()
    case.themes.set(themes)
    CaseAccess.objects.create(case=case, user=by, given_by=by, coordinates=True, reason="Opened the case")
    case_audit(by=by, action="case_opened", case=case, after={"kind": kind, "edition": str(case.edition or "")})
    clocks_create(case)
    if opens_with:
        event_record(by=by, case=case, kind=opens_with, when=FuzzyDate.day(began), evidence=evidence)
    return case


@transaction.atomic
def case_import(
    *, by: User, partnership: Partnership, kind: str, pseudonym: str, events: dict[EventKind, FuzzyDate], evidence: str
) -> Case:
    """Enter a past review of any kind, legacy ones included, with its events as exactly as they are known."""
    began = min(when.earliest or when.latest for when in events.values()) if events else timezone.localdate()
    case = _created(by=by, partnership=partnership, kind=kind, pseudonym=pseudonym, began=began)
    CaseAccess.objects.create(case=case, user=by, given_by=by, coordinates=True, reason="Imported the case")
    case_audit(by=by, action="case_imported", case=case, after={"kind": kind})
    clocks_create(case)
    for event, when in events.items():
        event_record(by=by, case=case, kind=event, when=when, evidence=evidence)
    return case


@transaction.atomic
def case_change(*, by: User, case: Case, version: int, themes: Iterable[Theme], **changes: Any) -> None:
    """Save the description of a case opened at `version`. Raises Overtaken when somebody saved meanwhile."""
    policies.check_live(case)
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise TypeError(f"A case can not be given {sorted(unknown)} here.")
    before = {name: str(getattr(case, name) or "") for name in changes}
    rows = Case.objects.filter(pk=case.pk, version=version)
    if not rows.update(version=F("version") + 1, **changes):
        raise Overtaken("Somebody else saved this after you opened it.", code="overtaken")
    case.refresh_from_db()
    case.themes.set(themes)
    after = {name: str(getattr(case, name) or "") for name in changes}
    changed = {name for name in changes if before[name] != after[name]}
    case_audit(
        by=by,
        action="case_changed",
        case=case,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    publication_reconsider(by=by, case=case)


@transaction.atomic
def case_move(*, by: User, case: Case, event: str) -> None:
    """Close or reopen a case. Raises NotAllowed."""
    closing = event == "close"
    moment, person = (timezone.now(), by) if closing else (None, None)
    advance(case, event, policies.CASE_TRANSITIONS, closed_at=moment, closed_by=person)
    case_audit(by=by, action="case_closed" if closing else "case_reopened", case=case)


@transaction.atomic
def case_count(*, by: User, case: Case, counted_on: date | None, because: str) -> None:
    """Override the day that puts the case in a year, with a reason; None goes back to the kind's own basis."""
    if counted_on and not because.strip():
        raise NotAllowed("Say why the case is counted on another day.", code="because")
    before = {"counted_on": case.counted_on}
    case.counted_on, case.counted_because = counted_on, because.strip() if counted_on else ""
    case.save(update_fields=["counted_on", "counted_because"])
    after = {"counted_on": counted_on, "because": case.counted_because}
    case_audit(by=by, action="case_counted", case=case, before=before, after=after)


@transaction.atomic
def case_relate(*, by: User, source: Case, target: Case, sort: str, scrutiny: str = "") -> Relation:
    """Say how two cases of the partnership belong together. Saying it twice says it once."""
    if source.partnership_id != target.partnership_id or source.pk == target.pk:
        raise NotAllowed("Choose another case of this partnership.", code="target")
    said = {"source": source, "target": target, "sort": sort}
    if same := Relation.objects.filter(**said).first():
        return same
    made = Relation.objects.create(**said, scrutiny=scrutiny)
    for case in (source, target):
        case_audit(by=by, action="case_related", case=case, after={"relation": str(made)})
    return made


@transaction.atomic
def event_record(*, by: User | None, case: Case, kind: str, when: FuzzyDate, evidence: str) -> CaseEvent:
    """Record what happened and what shows it; clocks that start or stop with it follow. Raises NotAllowed.

    The same event twice (a double click) is kept once; another day for it needs the first one withdrawn.
    """
    policies.check_live(case)
    policies.check_happened(when, kind, timezone.localdate())
    Case.objects.select_for_update().get(pk=case.pk)  # two people must not both record it
    if standing := case.events.filter(kind=kind, withdrawn_at=None).first():
        if standing.happened == when.token:
            return standing
        raise NotAllowed(f"{standing.what} is recorded for {standing.when.label}. Withdraw that first.", code="kind")
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
    clocks_follow(by=by, case=case, because=f"{made.what}: {when.label}")
    return made


@transaction.atomic
def event_withdraw(*, by: User, event: CaseEvent, because: str) -> None:
    """Take back an event that was recorded wrongly; it stays readable, and its clocks are recounted."""
    policies.check_live(event.case)
    changes = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_because": because}
    if not CaseEvent.objects.filter(pk=event.pk, withdrawn_at=None).update(**changes):
        raise Overtaken("Somebody else has just withdrawn this.", code="overtaken")
    said = {"event": str(event), "because": because}
    case_audit(by=by, action="case_event_withdrawn", case=event.case, before=said)
    if event.kind == EventKind.PUBLISHED:
        publication_taken_back(by=by, event=event, because=because)
    clocks_follow(by=by, case=event.case, because=f"Withdrawn: {event.what}, {because}"[:255])


@transaction.atomic
def subject_add(
    *,
    by: User,
    case: Case,
    pseudonym: str,
    age_band: str,
    exact_age: str = "",
    characteristics: str = "",
    **counted: str,
) -> Subject:
    """Add a child or adult the case is about. Raises NotAllowed for a pseudonym already used in the case.

    `counted` are sex, ethnicity and disability.
    """
    policies.check_live(case)
    if case.subjects.filter(pseudonym=pseudonym).exists():
        raise NotAllowed("This case already has somebody called that.", code="pseudonym")
    made = Subject.objects.create(
        case=case,
        pseudonym=pseudonym,
        age_band=age_band,
        exact_age=exact_age,
        characteristics=characteristics,
        **counted,
    )
    case_audit(by=by, action="case_subject_added", case=case, after={"pseudonym": pseudonym, "age_band": age_band})
    return made


def _created(*, by: User, partnership: Partnership, kind: str, pseudonym: str, began: date) -> Case:
    return Case.objects.create(
        partnership=partnership,
        reference=reference_made(),
        kind=kind,
        pseudonym=pseudonym,
        edition=edition_for(kind, began),
        opened_by=by,
    )
