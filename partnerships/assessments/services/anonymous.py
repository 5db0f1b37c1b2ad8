"""Casting and counting ballots. Deliberately without `by`, audit event, moment or log line: whatever is not written
down can not be read. docs/adr/0042-anonymous-rounds.md says what this withstands and what it does not."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from partnerships.assessments.ballots import Ballot, Measure, seal, unseal
from partnerships.assessments.models import BallotBox, Participation, Remark, Round, Statement, Tally
from partnerships.assessments.policies import check_window
from partnerships.directory.models import Agency, User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed


def box_make(held: Round, *, slips: int) -> None:
    """Put an empty box beside a round. Call inside the transaction that opens it."""
    BallotBox.objects.create(round=held, sealed=seal(_measure(held, slips), []))


@sensitive_variables()
@transaction.atomic
def ballot_cast(
    *,
    held: Round,
    agency: Agency,
    scores: Mapping[int, Decimal | None],
    comments: Mapping[int, str],
    today: date | None = None,
) -> None:
    """Put the answers of an agency into the box and mark its slip used. `scores` None is not rated.

    NotAllowed when the slip is used, the window is over or a statement has no answer. The box is locked first, so that
    ballots cast at the same moment wait for one another.
    """
    check_window(held, today or timezone.localdate())
    box = BallotBox.objects.select_for_update().get(round=held)
    if not Participation.objects.filter(round=held, agency=agency, used=False).update(used=True):
        raise NotAllowed("Your agency has answered already. Answers in the box can not be taken out.", code="used")
    asked = set(Statement.objects.filter(part__tool=held.tool_id).values_list("pk", flat=True))
    if set(scores) != asked:
        raise NotAllowed("Rating every statement, then put your answers into the box.", code="blank")
    ballot: Ballot = {
        str(pk): ("" if score is None else f"{score:f}", comments.get(pk, "").strip()) for pk, score in scores.items()
    }
    measure = _measure(held, held.participations.count())
    box.sealed = seal(measure, [*unseal(measure, bytes(box.sealed)), ballot])
    box.save(update_fields=["sealed"])


def box_open(held: Round) -> int:
    """Count the ballots into tallies and remarks, destroy the box and return how many there were.

    Below the floor nothing is counted: the answers are destroyed unread. So are the scores of a statement that fewer
    than the floor gave one, because the others said "not rated". Rows are written in the order of what they
    say, never of when it came. Call inside the transaction that closes the round.
    """
    box = BallotBox.objects.select_for_update().get(round=held)
    ballots = unseal(_measure(held, held.participations.count()), bytes(box.sealed))
    if len(ballots) >= held.floor:
        given = Counter((int(pk), score) for ballot in ballots for pk, (score, _) in ballot.items())
        scored = Counter(pk for pk, score in given.elements() if score)
        Tally.objects.bulk_create(
            Tally(round=held, statement_id=pk, score=Decimal(score) if score else None, people=people)
            for (pk, score), people in sorted(given.items())
            if not score or scored[pk] >= held.floor
        )
        said = sorted((int(pk), words) for ballot in ballots for pk, (_, words) in ballot.items() if words)
        Remark.objects.bulk_create(Remark(round=held, statement_id=pk, text=words) for pk, words in said)
    box.delete()
    return len(ballots)


@transaction.atomic
def remark_release(*, by: User, remark: Remark, text: str) -> Remark:
    """Let a remark be read and quoted, with words that could tell who wrote it taken out. The original is not kept."""
    if not text.strip():
        raise NotAllowed("Leave some words, or delete the remark.", code="text")
    remark.text, remark.released = text.strip(), True
    remark.save(update_fields=["text", "released"])
    _tell(by, "assessment_remark_release", remark)
    return remark


@transaction.atomic
def remark_delete(*, by: User, remark: Remark) -> None:
    """Delete a remark that would tell who wrote it."""
    _tell(by, "assessment_remark_delete", remark)
    remark.delete()


def _measure(held: Round, slips: int) -> Measure:
    statements = Statement.objects.filter(part__tool=held.tool_id).count()
    return Measure(round_pk=held.pk, slips=slips, statements=statements)


def _tell(by: User, action: str, remark: Remark) -> None:
    # The words stay out of the trail: a manager changes them because they give somebody away.
    audit_record(by=by, action=action, partnership=remark.round.partnership, about=remark.round)
