"""Child Safeguarding Statements: begin, write, sign, record a material change, renew."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.assessments.models import Response, SafeguardingStatement, Signature
from partnerships.assessments.policies import HANDED_IN
from partnerships.assessments.signatories import in_force_from, offices_of
from partnerships.directory.models import Agency, User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed, Overtaken

FIELDS = ("response", "risk_assessed_on", "services", "commitment", "risks", "measures", "displayed_on", "shared_on")
NEEDED = {
    "response": "Choose the self-assessment it rests on.",
    "risk_assessed_on": "Enter the day the risk of abuse was assessed.",
    "services": "Say what the organisation does with children.",
    "commitment": "Say what the organisation promises.",
    "risks": "Say which risks of abuse there are and what lowers them.",
}
COPIED = ("services", "commitment", "risks", "measures")


@transaction.atomic
def pledge_begin(*, by: User, agency: Agency) -> SafeguardingStatement:
    """Begin an agency's next edition, with the words of the last. NotAllowed while one is being written."""
    last = SafeguardingStatement.objects.filter(agency=agency).prefetch_related("signatures").first()
    if last and in_force_from(last) is None:
        raise NotAllowed("A statement is being written already. Go on with that one.", code="draft")
    number = SafeguardingStatement.objects.filter(agency=agency).aggregate(last=Max("edition"))["last"] or 0
    words = {name: getattr(last, name) for name in COPIED} if last else {}
    made = SafeguardingStatement.objects.create(agency=agency, edition=number + 1, updated_by=by, **words)
    _tell(by, "assessment_pledge_begin", made, {"edition": made.edition})
    return made


@transaction.atomic
def pledge_save(*, by: User, pledge: SafeguardingStatement, version: int, **fields: Any) -> SafeguardingStatement:
    """Save the words and days of a statement nobody has signed; afterwards only where it is shown. Raises Overtaken."""
    stored = _locked(pledge)
    differing = {name: value for name, value in fields.items() if getattr(stored, name) != value}
    if not differing:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody saved this statement after you opened it.", code="overtaken")
    if stored.signatures.exists() and set(differing) - {"displayed_on", "shared_on"}:
        raise NotAllowed("A signed statement does not change. Begin a new edition.", code="signed")
    chosen = fields.get("response", stored.response)
    if isinstance(chosen, Response) and (chosen.agency_id != stored.agency_id or chosen.status not in HANDED_IN):
        raise NotAllowed("Choose a self-assessment this agency has handed in.", code="response")
    for name, value in differing.items():
        setattr(stored, name, value)
    stored.version, stored.updated_at, stored.updated_by = version + 1, timezone.now(), by
    stored.save()
    _tell(by, "assessment_pledge_save", stored, {name: str(value)[:200] for name, value in differing.items()})
    return stored


@transaction.atomic
def pledge_sign(*, by: User, pledge: SafeguardingStatement, office: str, on: date) -> Signature:
    """Record that an office signed. NotAllowed before self-assessment, risk assessment and words are there."""
    stored = _locked(pledge)
    if office not in offices_of(stored.agency.organisation.kind):
        raise NotAllowed("This office does not sign for this kind of organisation.", code="office")
    missing = [words for name, words in NEEDED.items() if not getattr(stored, name)]
    if missing:
        raise NotAllowed(f"{missing[0]} Then it can be signed.", code="incomplete")
    if on > timezone.localdate():
        raise NotAllowed("The day of a signature can not lie ahead.", code="on")
    if stored.signatures.filter(office=office).exists():
        raise NotAllowed(f"The {office[:1].lower()}{office[1:]} has signed already.", code="office")
    made = Signature.objects.create(pledge=stored, office=office, signed_on=on, entered_by=by)
    _tell(by, "assessment_pledge_sign", stored, {"office": office, "on": on})
    return made


@transaction.atomic
def pledge_changed(*, by: User, pledge: SafeguardingStatement, on: date, change: str) -> SafeguardingStatement:
    """Record a material change: a statement in force must then be renewed."""
    if not change.strip():
        raise NotAllowed("Say what has changed.", code="change")
    stored = _locked(pledge)
    if in_force_from(stored) is None:
        raise NotAllowed("This statement is not in force yet. Change its words instead.", code="state")
    stored.changed_on, stored.change = on, change.strip()[:500]
    stored.version += 1
    stored.save(update_fields=["changed_on", "change", "version"])
    _tell(by, "assessment_pledge_changed", stored, {"on": on, "change": stored.change})
    return stored


def _locked(pledge: SafeguardingStatement) -> SafeguardingStatement:
    rows = SafeguardingStatement.objects.select_for_update(of=("self",))
    return rows.select_related("agency__organisation", "agency__partnership", "response").get(pk=pledge.pk)


def _tell(by: User, action: str, about: SafeguardingStatement, after: dict[str, object]) -> None:
    audit_record(by=by, action=action, partnership=about.agency.partnership, about=about, after=after)
