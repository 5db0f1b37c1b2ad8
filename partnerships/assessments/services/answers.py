"""Saving answers, handing in, sending back and agreeing a response; sharing it with other partnerships."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from partnerships.assessments.entries import ANSWER_FIELDS, Said
from partnerships.assessments.models import Rating, Response, Statement, half_steps
from partnerships.assessments.policies import (
    RESPONSE_TRANSITIONS,
    check_agree,
    check_complete,
    check_edit,
    check_other_eyes,
)
from partnerships.assessments.scope import agencies_with_sites, statements_for
from partnerships.assessments.services.followups import actions_open
from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance


@transaction.atomic
def answers_save(
    *, by: User, response: Response, said: Mapping[Statement, Said], today: date | None = None
) -> list[Rating]:
    """Save answers to some statements of a response; return those that changed. An answer carried over from last year
    is confirmed by saving it, changed or not. Words without a score are kept and do not count as an answer.

    Saving the same again changes nothing. Raises Overtaken, and saves nothing, when somebody saved one of the
    statements after it was opened; NotAllowed when the response can not be edited or an answer makes no sense.
    """
    stored = _locked(response)
    check_edit(stored, today or timezone.localdate())
    allowed = half_steps([one.value for one in stored.round.tool.levels.all()], halves=stored.round.tool.half_points)
    held = {row.statement_id: row for row in stored.answers.select_for_update().prefetch_related("evidence")}
    changed = []
    for statement, one in said.items():
        answer = held.get(statement.pk) or Rating(response=stored, statement=statement)
        if _same(answer, one):
            continue
        _check_said(stored, statement, one, allowed)
        if answer.version != one.version:
            raise Overtaken("Somebody saved an answer on this page after you opened it.", code="overtaken")
        changed.append(_kept(answer, one, by))
    if changed:
        after = {
            row.statement.slug: f"{row.state or 'no score'} {'' if row.score is None else row.score}".strip()
            for row in changed
        }
        _tell(by, "assessment_answers_save", stored, after=after)
    return changed


@transaction.atomic
def present_save(*, by: User, response: Response, present: str, today: date | None = None) -> Response:
    """Record who was there when a facilitated group agreed its answers: roles, not names."""
    stored = _locked(response)
    check_edit(stored, today or timezone.localdate())
    stored.present = present.strip()
    stored.save(update_fields=["present"])
    _tell(by, "assessment_present_save", stored, after={"present": stored.present})
    return stored


@transaction.atomic
def response_hand_in(*, by: User, response: Response, today: date | None = None) -> Response:
    """Hand a response in. Every statement needs an answer of this year and every low score what will be done.

    Handing in again what one has just handed in (a double click) changes nothing.
    """
    stored = _locked(response)
    if stored.status == Response.Status.SUBMITTED and stored.submitted_by_id == by.pk:
        return stored
    check_edit(stored, today or timezone.localdate())
    if stored.group and not stored.present:
        raise NotAllowed("Say who was present when the group agreed its answers.", code="present")
    answers = list(stored.answers.select_related("statement"))
    check_complete(statements_of(stored), answers, list(stored.round.tool.levels.all()))
    advance(stored, "hand_in", RESPONSE_TRANSITIONS, submitted_at=timezone.now(), submitted_by=by, reason="")
    _tell(by, "assessment_response_hand_in", stored, after={"status": stored.status})
    return stored


@transaction.atomic
def response_send_back(*, by: User, response: Response, reason: str) -> Response:
    """Return a response to the agency with what has to change; second scores given already stay."""
    if not reason.strip():
        raise NotAllowed("Say what has to change.", code="reason")
    stored = _locked(response)
    advance(stored, "send_back", RESPONSE_TRANSITIONS, reason=reason.strip()[:500])
    _tell(by, "assessment_response_send_back", stored, after={"reason": stored.reason})
    return stored


@transaction.atomic
def response_moderated(*, by: User, response: Response) -> Response:
    """Say that moderation of a response is finished; answers without a second score were accepted as they are."""
    stored = _locked(response)
    check_other_eyes(stored, by)
    advance(stored, "moderate", RESPONSE_TRANSITIONS)
    _tell(by, "assessment_response_moderate", stored, after={"status": stored.status})
    return stored


@transaction.atomic
def response_agree(*, by: User, response: Response) -> Response:
    """Agree a response that somebody else handed in: from now on everybody reads it, and low scores have actions."""
    stored = _locked(response)
    if stored.status == Response.Status.AGREED and stored.agreed_by_id == by.pk:
        return stored
    check_agree(stored, by)
    advance(stored, "agree", RESPONSE_TRANSITIONS, agreed_at=timezone.now(), agreed_by=by)
    opened = actions_open(by=by, response=stored)
    _tell(by, "assessment_response_agree", stored, after={"status": stored.status, "actions": len(opened)})
    return stored


@transaction.atomic
def response_reopen(*, by: User, response: Response, reason: str) -> Response:
    """Take an agreed response back to moderation, for a reason."""
    if not reason.strip():
        raise NotAllowed("Say why it is opened again.", code="reason")
    stored = _locked(response)
    advance(stored, "reopen", RESPONSE_TRANSITIONS, agreed_at=None, agreed_by=None, reason=reason.strip()[:500])
    _tell(by, "assessment_response_reopen", stored, after={"reason": stored.reason})
    return stored


def statements_of(response: Response) -> list[Statement]:
    """Return the statements a response answers, in order. Two queries."""
    rows = Statement.objects.filter(part__tool=response.round.tool_id).select_related("standard", "part")
    beside = Response.objects.filter(round=response.round_id, agency=response.agency_id, site__isnull=False)
    return statements_for(response, list(rows), agencies_with_sites(beside))


def _locked(response: Response) -> Response:
    rows = Response.objects.select_for_update(of=("self",))
    return rows.select_related("round__partnership", "round__tool", "agency__organisation", "site").get(pk=response.pk)


def _same(answer: Rating, said: Said) -> bool:
    if answer.carried or (answer.pk is None and said.state):
        return False
    files = {file.pk for file in answer.evidence.all()} if answer.pk else set()
    values = {name: getattr(answer, name) for name in ANSWER_FIELDS}
    return values == said.values and files == {file.pk for file in said.evidence}


def _check_said(response: Response, statement: Statement, said: Said, allowed: Sequence[Decimal]) -> None:
    tool, where = response.round.tool, f"“{statement.short_title}”"
    if said.state == Rating.State.SCORED and said.score not in allowed:
        raise NotAllowed(f"{where}: choose a level of the scale.", code="score")
    if said.state == Rating.State.NOT_RATED and not tool.not_rated_allowed:
        raise NotAllowed(f"{where} needs a score: this tool has no “not rated”.", code="state")
    if said.state == Rating.State.NOT_APPLICABLE:
        if not tool.not_applicable_allowed:
            raise NotAllowed(f"{where} needs a score: this tool has no “not applicable”.", code="state")
        if not said.reason:
            raise NotAllowed(f"{where}: say why it does not apply to you.", code="reason")
    if any(file.agency_id != response.agency_id for file in said.evidence):
        raise NotAllowed(f"{where}: choose files of your own agency.", code="evidence")


def _kept(answer: Rating, said: Said, by: User) -> Rating:
    for name, value in said.values.items():
        setattr(answer, name, value)
    was_carried = answer.carried
    answer.carried, answer.version = False, answer.version + 1
    answer.updated_at, answer.updated_by = timezone.now(), by
    answer.save()
    if said.evidence or answer.version > 1 or was_carried:
        answer.evidence.set(said.evidence)
    return answer


def _tell(by: User, action: str, about: Response, after: Mapping[str, object]) -> None:
    audit_record(by=by, action=action, partnership=about.round.partnership, about=about, after=after)
