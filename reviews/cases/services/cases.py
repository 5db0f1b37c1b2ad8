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
    EventKind,
    Kind,
    Relation,
    Subject,
    Theme,
)
from reviews.cases.selectors.editions import begun_on, edition_for
from reviews.cases.selectors.register import unmet_clocks
from reviews.cases.services.checking import publication_reconsider
from reviews.cases.services.clocks import clocks_choose, clocks_follow
from reviews.cases.services.events import event_record, incident_follow
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
    clocks_choose(case)
    if incident:
        event_record(by=by, case=case, kind=EventKind.INCIDENT, when=incident, evidence=evidence)
    if opens_with:
        event_record(by=by, case=case, kind=opens_with, when=FuzzyDate.day(began), evidence=evidence)
    return case


@transaction.atomic
def case_import(
    *, by: User, partnership: Partnership, kind: str, pseudonym: str, events: dict[EventKind, FuzzyDate], evidence: str
) -> Case:
    """Enter a past review of any kind, legacy ones included, with its events as exactly as they are known.

    Where no event says when it began it stands under no edition, until one is recorded.
    """
    began = begun_on(kind, events)
    case = _created(by=by, partnership=partnership, kind=kind, pseudonym=pseudonym, began=began)
    CaseAccess.objects.create(case=case, user=by, given_by=by, coordinates=True, reason="Imported the case")
    case_audit(by=by, action="case_imported", case=case, after={"kind": kind})
    clocks_choose(case)
    for event, when in sorted(events.items(), key=lambda row: row[1].earliest or row[1].latest):
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
    if "incident" in changed:
        incident_follow(by=by, case=case, incident=case.incident_on)
    publication_reconsider(by=by, case=case)


@transaction.atomic
def case_close(*, by: User, case: Case, because: str = "") -> None:
    """Close a case; with deadlines that still run only with a reason. Raises NotAllowed."""
    policies.check_closes(unmet_clocks(case), because)
    changes = {"closed_at": timezone.now(), "closed_by": by, "closed_because": because.strip()}
    advance(case, "close", policies.CASE_TRANSITIONS, **changes)
    case_audit(by=by, action="case_closed", case=case, after={"because": because.strip()} if because.strip() else None)


@transaction.atomic
def case_reopen(*, by: User, case: Case) -> None:
    """Open a closed case again and count its deadlines anew: holidays may have been corrected meanwhile."""
    changes = {"closed_at": None, "closed_by": None, "closed_because": ""}
    advance(case, "reopen", policies.CASE_TRANSITIONS, **changes)
    case_audit(by=by, action="case_reopened", case=case)
    clocks_follow(by=by, case=case, because="The case was reopened")


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


def _created(*, by: User, partnership: Partnership, kind: str, pseudonym: str, began: date | None) -> Case:
    return Case.objects.create(
        partnership=partnership,
        reference=reference_made(),
        kind=kind,
        pseudonym=pseudonym,
        edition=edition_for(kind, began, partnership) if began else None,
        opened_by=by,
    )
