"""Agencies' statements of how far their staff are trained."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Agency, User
from partnerships.directory.services import audit_record
from partnerships.training.models import Compliance, ComplianceLine
from partnerships.training.policies import (
    COMPLIANCE_TRANSITIONS,
    check_accept,
    check_editable,
    check_submit,
    check_unnamed,
)
from partnerships.training.services.saving import locked, stamp
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed, advance

Figures = tuple[int | None, int | None, str]  # eligible, trained, why not


@transaction.atomic
def compliance_ask(*, by: User | None, agency: Agency, period: Period) -> Compliance:
    """Return the agency's statement for a period, made on first asking. Asking twice makes one."""
    made, new = Compliance.objects.get_or_create(
        agency=agency, period_token=period.token, defaults={"partnership": agency.partnership}
    )
    if new:
        audit_record(by=by, action="training_compliance_ask", partnership=agency.partnership, about=made)
    return made


@transaction.atomic
def compliance_save(
    *,
    by: User | None,
    compliance: Compliance,
    version: int,
    as_at: date | None,
    note: str,
    levels: Mapping[str, Figures],
) -> Compliance:
    """Keep the draft. Levels not named stay; a level with nothing said goes away. Raises Overtaken, NotAllowed."""
    check_editable(compliance)
    check_unnamed(note, "note")
    if any(silence and (eligible is not None or trained is not None) for eligible, trained, silence in levels.values()):
        raise NotAllowed("Give figures for a level or say why there are none, not both.", code="silence")
    before = {line.level: (line.eligible, line.trained, line.silence) for line in compliance.lines.all()}
    after = {level: said for level, said in levels.items() if said != (None, None, "")}
    kept = {level: said for level, said in before.items() if level not in levels}
    if {**kept, **after} == before and (as_at, note) == (compliance.as_at, compliance.note):
        return compliance
    stored = locked(compliance, version)
    check_editable(stored)
    stored.lines.filter(level__in=levels).delete()
    ComplianceLine.objects.bulk_create(
        [
            ComplianceLine(compliance=stored, level=level, eligible=eligible, trained=trained, silence=silence)
            for level, (eligible, trained, silence) in after.items()
        ]
    )
    audit_record(
        by=by,
        action="training_compliance_save",
        partnership=stored.partnership,
        about=stored,
        before={"as_at": stored.as_at, "note": stored.note, "levels": before},
        after={"as_at": as_at, "note": note, "levels": {**kept, **after}},
    )
    Compliance.objects.filter(pk=stored.pk).update(as_at=as_at, note=note, **stamp(stored, by))
    return _read(stored)


@transaction.atomic
def compliance_submit(*, by: User, compliance: Compliance) -> Compliance:
    """Hand the figures in. NotAllowed, with what is missing, unless they are complete."""
    check_submit(compliance, list(compliance.lines.all()))
    return _move(by, compliance, "submit", submitted_at=timezone.now(), submitted_by=by)


@transaction.atomic
def compliance_accept(*, by: User, compliance: Compliance) -> Compliance:
    """Accept: from now on the figures are facts. NotAllowed for whoever handed them in."""
    check_accept(compliance, by)
    return _move(by, compliance, "accept", accepted_at=timezone.now(), accepted_by=by, reason="")


@transaction.atomic
def compliance_send_back(*, by: User | None, compliance: Compliance, reason: str) -> Compliance:
    """Ask the agency to correct what it handed in; the reason is shown to it."""
    return _move(by, compliance, "send_back", reason=_given(reason), submitted_at=None, submitted_by=None)


@transaction.atomic
def compliance_reopen(*, by: User | None, compliance: Compliance, reason: str) -> Compliance:
    """Open accepted figures for correction. They are no facts until they are accepted again."""
    cleared = {"submitted_at": None, "submitted_by": None, "accepted_at": None, "accepted_by": None}
    return _move(by, compliance, "reopen", reason=_given(reason), **cleared)


def _given(reason: str) -> str:
    if not reason.strip():
        raise NotAllowed("Say why, so that the agency knows what to do.", code="reason")
    check_unnamed(reason, "reason")
    return reason.strip()


def _move(by: User | None, compliance: Compliance, event: str, **changes: object) -> Compliance:
    before = compliance.status
    advance(compliance, event, COMPLIANCE_TRANSITIONS, version=compliance.version + 1, **changes)
    audit_record(
        by=by,
        action=f"training_compliance_{event}",
        partnership=compliance.partnership,
        about=compliance,
        before={"status": before},
        after={"status": compliance.status, "reason": compliance.reason},
    )
    return compliance


def _read(compliance: Compliance) -> Compliance:
    return Compliance.objects.select_related("agency__organisation", "partnership", "updated_by").get(pk=compliance.pk)
