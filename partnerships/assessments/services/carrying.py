"""Filling a response with what the same respondent handed in the time before, marked as not confirmed."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships.assessments.models import EvidenceFile, Rating, Response, Round, Statement
from partnerships.assessments.policies import HANDED_IN, check_edit, final_score, is_expired
from partnerships.assessments.selectors.sheets import last_response
from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed


def answers_carry(held: Round, made: Sequence[Response]) -> None:
    """Fill new responses of a round, each from the last one its own respondent handed in. Call inside the transaction
    that makes them."""
    heirs = {(row.agency_id, row.site_id): row for row in made}
    earlier = Response.objects.filter(
        agency__in={row.agency_id for row in made},
        status__in=HANDED_IN,
        round__partnership=held.partnership_id,
        round__tool__slug=held.tool.slug,
        round__ends_on__lt=held.ends_on,
    )
    last: dict[tuple[int | None, int | None], int] = {}
    for pk, *who in earlier.order_by("round__ends_on", "round_id").values_list("pk", "agency_id", "site_id"):
        last[who[0], who[1]] = pk
    _fill(held, {last[key]: row for key, row in heirs.items() if key in last})


@transaction.atomic
def response_take_over(*, by: User, response: Response, today: date | None = None) -> int:
    """Put the last answers of the respondent beside every statement nobody has said anything to; return how many.

    Answers taken over before and not confirmed yet give way to newer ones; what was written here stays.
    """
    rows = Response.objects.select_for_update(of=("self",))
    stored = rows.select_related("round__partnership", "round__tool", "agency__organisation", "site").get(
        pk=response.pk
    )
    check_edit(stored, today or timezone.localdate())
    last = last_response(stored)
    if last is None:
        raise NotAllowed("Nothing was handed in for an earlier period, so there is nothing to take over.", code="last")
    stored.answers.filter(carried=True).delete()
    made = _fill(stored.round, {last.pk: stored})
    audit_record(
        by=by,
        action="assessment_response_take_over",
        partnership=stored.round.partnership,
        about=stored,
        after={"from": last.round.title, "answers": made},
    )
    return made


def _fill(held: Round, heirs: dict[int, Response]) -> int:
    """Copy what earlier responses, by their key, said; statements that have a row already are left alone."""
    statements = {row.slug: row for row in Statement.objects.filter(part__tool=held.tool_id)}
    there = set(
        Rating.objects.filter(response__in=heirs.values()).values_list("response_id", "statement_id").order_by()
    )
    old = Rating.objects.filter(response__in=list(heirs)).exclude(state="")
    rows, files = [], []
    for answer in old.select_related("statement", "moderation").prefetch_related("evidence"):
        heir, statement = heirs[answer.response_id], statements.get(answer.statement.slug)
        if statement and (heir.pk, statement.pk) not in there:
            rows.append(_carried(answer, heir, statement))
            files.append([file.pk for file in answer.evidence.all() if _holds(file, held)])
    _link(Rating.objects.bulk_create(rows, batch_size=1000), files)
    return len(rows)


def _carried(answer: Rating, heir: Response, statement: Statement) -> Rating:
    score = final_score(answer)
    state = Rating.State.SCORED if score is not None else answer.state
    fields = {name: getattr(answer, name) for name in ("comment", "reason", "improvement", "lead")}
    return Rating(response=heir, statement=statement, state=state, score=score, carried=True, **fields)


def _holds(file: EvidenceFile, held: Round) -> bool:
    """Return True when a file can still be relied on at the first day for answers, and today."""
    today = timezone.localdate()
    return not is_expired(file, max(held.opens_on or today, today))


def _link(answers: Sequence[Rating], files: Sequence[Collection[int]]) -> None:
    through = Rating.evidence.through
    through.objects.bulk_create(
        through(rating_id=answer.pk, evidencefile_id=file)
        for answer, chosen in zip(answers, files, strict=True)
        for file in chosen
    )
