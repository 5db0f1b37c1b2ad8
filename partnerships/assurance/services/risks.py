"""Risks: their words, their scores over time, escalation and closing."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.assurance.models import Risk, RiskEscalation, RiskReview, RiskScale
from partnerships.assurance.policies import (
    RISK_TRANSITIONS,
    check_answer,
    check_on_scale,
    check_open,
    check_ours,
    check_scale,
)
from partnerships.assurance.selectors.risks import scale_of
from partnerships.assurance.services.saving import changed, next_number, recorded
from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from partnerships.directory.services.locking import queue_up
from safeguarding.lib.happened import check_not_ahead
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance


def scale_in_force(partnership: Partnership) -> RiskScale:
    """Return the scale risks are scored on today; the shipped one is stored when it is first needed."""
    held = scale_of(partnership)
    if held.pk is None:
        held.save()
    return held


@transaction.atomic
def risk_scale_change(
    *,
    by: User | None,
    partnership: Partnership,
    number: int,
    likelihood: list[dict[str, Any]],
    impact: list[dict[str, Any]],
    bands: list[dict[str, Any]],
) -> RiskScale:
    """Put a new scale in force; reviews already made keep theirs. Raises Overtaken when `number` is not the latest."""
    queue_up(partnership)
    check_scale(likelihood, impact, [band["value"] for band in bands])
    before = scale_in_force(partnership)
    said = {"likelihood": likelihood, "impact": impact, "bands": bands}
    if all(getattr(before, name) == value for name, value in said.items()):
        return before
    if before.number != number:
        raise Overtaken("Somebody else changed the scale after you opened it.", code="overtaken")
    made = RiskScale.objects.create(partnership=partnership, number=number + 1, made_by=by, **said)
    held = {name: getattr(before, name) for name in said}
    audit_record(by=by, action="risk_scale_change", partnership=partnership, about=made, before=held, after=said)
    return made


@transaction.atomic
def risk_add(
    *,
    by: User | None,
    partnership: Partnership,
    title: str,
    opened_on: date,
    likelihood: int,
    impact: int,
    **fields: Any,
) -> Risk:
    """Put a risk in the register with its first score. `fields` are the columns of Risk.

    NotAllowed for an open risk of the same name (so a double click adds one), a foreign agency or no owner.
    """
    _check_owner(partnership, fields)
    check_not_ahead(opened_on, timezone.localdate(), "opened_on")
    number = next_number(Risk, partnership)
    scale = scale_in_force(partnership)
    check_on_scale(scale, likelihood, impact)
    if Risk.objects.of(partnership).filter(status=Risk.Status.OPEN, title__iexact=title).exists():
        raise NotAllowed("There is an open risk of that name already.", code="title")
    risk = Risk.objects.create(
        partnership=partnership, number=number, title=title, opened_on=opened_on, updated_by=by, **fields
    )
    RiskReview.objects.create(
        risk=risk, scale=scale, reviewed_on=opened_on, likelihood=likelihood, impact=impact, entered_by=by
    )
    said = {**fields, "opened_on": opened_on, "likelihood": likelihood, "impact": impact}
    recorded(by=by, action="risk_add", partnership=partnership, about=risk, said=said)
    return risk


@transaction.atomic
def risk_change(*, by: User | None, risk: Risk, version: int, **fields: Any) -> Risk:
    """Change what a risk says and who owns it. Raises Overtaken; NotAllowed when it is closed."""
    check_open(risk)
    _check_owner(risk.partnership, {"agency": risk.agency, "owner_post": risk.owner_post, **fields})
    changed(by=by, action="risk_change", row=risk, version=version, fields=fields)
    return risk


@transaction.atomic
def risk_review(
    *,
    by: User | None,
    risk: Risk,
    reviewed_on: date,
    likelihood: int,
    impact: int,
    comment: str = "",
    meeting: str = "",
    review_due_on: date | None = None,
) -> RiskReview:
    """Score a risk on a day and say when it is looked at again. The same review twice is kept once."""
    check_open(risk)
    check_not_ahead(reviewed_on, timezone.localdate(), "reviewed_on")
    if reviewed_on < risk.opened_on:
        raise NotAllowed("The review can not come before the risk was opened.", code="reviewed_on")
    queue_up(risk.partnership)
    scale = scale_in_force(risk.partnership)
    check_on_scale(scale, likelihood, impact)
    said = {"reviewed_on": reviewed_on, "likelihood": likelihood, "impact": impact, "comment": comment}
    said |= {"meeting": meeting}
    stored = Risk.objects.select_for_update().get(pk=risk.pk)
    if same := RiskReview.objects.filter(risk=stored, scale=scale, **said).first():
        return same
    made = RiskReview.objects.create(risk=stored, scale=scale, entered_by=by, **said)
    Risk.objects.filter(pk=risk.pk).update(review_due_on=review_due_on)
    risk.review_due_on = review_due_on
    recorded(
        by=by,
        action="risk_review",
        partnership=risk.partnership,
        about=risk,
        said={**said, "review_due_on": review_due_on},
    )
    return made


@transaction.atomic
def risk_escalate(
    *, by: User | None, risk: Risk, target: str, escalated_on: date, reason: str, whom: str = ""
) -> RiskEscalation:
    """Take a risk to the executive, another board or outside. NotAllowed while an escalation waits for its answer."""
    check_open(risk)
    check_not_ahead(escalated_on, timezone.localdate(), "escalated_on")
    if target != RiskEscalation.Target.EXECUTIVE and not whom:
        raise NotAllowed("Say which board or body it goes to.", code="whom")
    Risk.objects.select_for_update().get(pk=risk.pk)
    if RiskEscalation.objects.filter(risk=risk, answered_on__isnull=True).exists():
        raise NotAllowed("This risk is escalated already and waits for the answer.", code="state")
    said = {"target": target, "whom": whom, "escalated_on": escalated_on, "reason": reason}
    made = RiskEscalation.objects.create(risk=risk, entered_by=by, **said)
    recorded(by=by, action="risk_escalate", partnership=risk.partnership, about=risk, said=said)
    return made


@transaction.atomic
def risk_escalation_answer(
    *, by: User | None, escalation: RiskEscalation, answered_on: date, answer: str
) -> RiskEscalation:
    """Record what was answered. NotAllowed when there is an answer already."""
    check_answer(escalation, answered_on, timezone.localdate())
    waiting = RiskEscalation.objects.filter(pk=escalation.pk, answered_on__isnull=True)
    if not waiting.update(answered_on=answered_on, answer=answer):
        raise Overtaken("Somebody else has just recorded an answer. Look at it before you go on.", code="overtaken")
    escalation.answered_on, escalation.answer = answered_on, answer
    recorded(
        by=by,
        action="risk_escalation_answer",
        partnership=escalation.risk.partnership,
        about=escalation.risk,
        said={"answered_on": answered_on, "answer": answer},
    )
    return escalation


@transaction.atomic
def risk_close(*, by: User | None, risk: Risk, closed_on: date, reason: str) -> Risk:
    """Stop watching a risk. NotAllowed while an escalation is unanswered: somebody still owes the answer."""
    check_not_ahead(closed_on, timezone.localdate(), "closed_on")
    if closed_on < risk.opened_on:
        raise NotAllowed("The risk can not close before it was opened.", code="closed_on")
    if RiskEscalation.objects.filter(risk=risk, answered_on__isnull=True).exists():
        raise NotAllowed("This risk is escalated. Record the answer before you close it.", code="state")
    advance(risk, "close", RISK_TRANSITIONS, closed_on=closed_on, closed_reason=reason, review_due_on=None)
    said = {"closed_on": closed_on, "reason": reason}
    recorded(by=by, action="risk_close", partnership=risk.partnership, about=risk, said=said)
    return risk


@transaction.atomic
def risk_reopen(*, by: User | None, risk: Risk) -> Risk:
    """Watch a closed risk again; the trail keeps why it had been closed."""
    before = {"closed_on": risk.closed_on, "reason": risk.closed_reason}
    advance(risk, "reopen", RISK_TRANSITIONS, closed_on=None, closed_reason="")
    audit_record(by=by, action="risk_reopen", partnership=risk.partnership, about=risk, before=before)
    return risk


def _check_owner(partnership: Partnership, fields: dict[str, Any]) -> None:
    check_ours(partnership, fields.get("agency"))
    if not fields.get("agency") and not fields.get("owner_post"):
        raise NotAllowed("Say which agency or which post owns it.", code="agency")
