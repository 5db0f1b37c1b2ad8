"""Second scores, challenge, agreed scores, and what practitioners said in a survey."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.assessments.entries import MODERATION_FIELDS, Second
from partnerships.assessments.models import Moderation, Rating, Response, Round, Statement, SurveyCount, half_steps
from partnerships.assessments.policies import check_other_eyes, check_second
from partnerships.directory.models import Agency, User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed, Overtaken

PEOPLE_MOST = 100_000  # more practitioners than any partnership has: a slip of the keyboard


@transaction.atomic
def moderation_save(*, by: User, response: Response, said: Mapping[Rating, Second]) -> list[Moderation]:
    """Save second and agreed scores of some answers; return those that changed.

    Raises Overtaken, and saves nothing, when somebody saved one of them meanwhile; NotAllowed for the person who handed
    the response in, for a second score without a word of challenge where it differs, and for an agreed score that is
    neither of the two without a word why.
    """
    stored = Response.objects.select_for_update(of=("self",)).select_related("round__tool").get(pk=response.pk)
    check_second(stored)
    check_other_eyes(stored, by)
    allowed = half_steps([one.value for one in stored.round.tool.levels.all()], halves=stored.round.tool.half_points)
    held = {row.answer_id: row for row in Moderation.objects.select_for_update().filter(answer__response=stored)}
    changed = []
    for answer, one in said.items():
        row = held.get(answer.pk) or Moderation(answer=answer)
        if {name: getattr(row, name) for name in MODERATION_FIELDS} == one.values:
            continue
        _check(answer, one, allowed)
        if row.version != one.version:
            raise Overtaken("Somebody saved a second score on this page after you opened it.", code="overtaken")
        for name, value in one.values.items():
            setattr(row, name, value)
        row.version, row.updated_at, row.updated_by = row.version + 1, timezone.now(), by
        row.save()
        changed.append(row)
    if changed:
        after = {row.answer.statement.slug: f"{row.second_score} / {row.agreed_score}" for row in changed}
        audit_record(
            by=by, action="assessment_moderation_save", partnership=stored.round.partnership, about=stored, after=after
        )
    return changed


@transaction.atomic
def survey_save(
    *, by: User, held: Round, agency: Agency, counts: Mapping[tuple[Statement, Decimal], int | None]
) -> None:
    """Record how many practitioners of an agency chose each level; a pair not named stays, None and 0 go away."""
    if agency.partnership_id != held.partnership_id:
        raise NotAllowed("This agency belongs to another partnership.", code="agency")
    if any(people and not 0 <= people <= PEOPLE_MOST for people in counts.values()):
        raise NotAllowed("A number is below zero or far too large. Check what you typed.", code="people")
    for (statement, score), people in counts.items():
        about: dict[str, Any] = {"round": held, "agency": agency, "statement": statement, "score": score}
        if people:
            SurveyCount.objects.update_or_create(**about, defaults={"people": people})
        else:
            SurveyCount.objects.filter(**about).delete()
    audit_record(
        by=by,
        action="assessment_survey_save",
        partnership=held.partnership,
        about=held,
        after={"agency": agency.name, "answers": sum(people or 0 for people in counts.values())},
    )


def _check(answer: Rating, said: Second, allowed: list[Decimal]) -> None:
    where = f"“{answer.statement.short_title}”"
    scores = [score for score in (said.second_score, said.agreed_score) if score is not None]
    if any(score not in allowed for score in scores):
        raise NotAllowed(f"{where}: choose a level of the scale.", code="score")
    if said.second_score is not None and said.second_score != answer.score and not said.challenge:
        raise NotAllowed(f"{where}: say why the second score differs.", code="challenge")
    if said.agreed_score not in (None, answer.score, said.second_score) and not said.agreed_note:
        raise NotAllowed(f"{where}: the agreed score is neither of the two, so say why.", code="agreed_note")
