"""What a low score asks for: an action in the partnership's one log, owned by the agency that gave it."""

from django.urls import reverse
from django.utils import timezone

from partnerships.actions.models import Action, Origin
from partnerships.actions.services import action_open
from partnerships.assessments.models import Rating, Response
from partnerships.assessments.policies import final_score, key_of, level_of
from partnerships.directory.models import User


def actions_open(*, by: User, response: Response) -> list[Action]:
    """Open an action for every agreed score at a level that asks for one; return those opened now.

    The score that counts is the agreed one. A statement whose action was opened before (the response was taken back
    and agreed again) gets no second one. Call inside the transaction that agrees the response.
    """
    levels = list(response.round.tool.levels.all())
    answers = response.answers.select_related("statement", "moderation").exclude(score=None)
    low = [answer for answer in answers if (level := level_of(final_score(answer), levels)) and level.opens_action]
    known = Action.objects.of(response.round.partnership).filter(
        origin_kind=Origin.ASSESSMENT, origin_key__in=[key_of(answer) for answer in low]
    )
    there = set(known.values_list("origin_key", flat=True))
    return [_opened(by, response, answer) for answer in low if key_of(answer) not in there]


def _opened(by: User, response: Response, answer: Rating) -> Action:
    partnership, today = response.round.partnership, timezone.localdate()
    due = answer.improve_by if answer.improve_by and answer.improve_by >= today else None
    return action_open(
        by=by,
        partnership=partnership,
        title=(answer.improvement or f"Meet the standard: {answer.statement.short_title}")[:255],
        success=answer.statement.text,
        origin_kind=Origin.ASSESSMENT,
        origin_key=key_of(answer),
        origin_label=f"{response.round.title}: {answer.statement.short_title}"[:255],
        origin_path=reverse("assessment_response", args=[partnership.slug, response.pk]),
        owner_agency=response.agency,
        owner_post="" if response.agency else "Board manager",
        due_on=due,
    )
