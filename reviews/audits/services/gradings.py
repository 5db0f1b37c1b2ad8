"""What was graded, and the distribution of each round."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from partnerships.directory.models import Agency, User
from reviews.audits import policies
from reviews.audits.models import Audit, Grade, Grading, Round, ScalePoint
from reviews.audits.selectors import slug_free
from reviews.audits.services.saving import told
from safeguarding.lib.workflow import Overtaken


@transaction.atomic
def grading_add(
    *,
    by: User | None,
    audit: Audit,
    title: str,
    scale: Sequence[str],
    good_from: int,
    basis: str = Grading.Basis.RECORDS,
    agency: Agency | None = None,
) -> Grading:
    """Say what was graded and on which scale, lowest first. Raises NotAllowed for a scale that can not be."""
    policies.check_scale(scale, good_from)
    made = Grading.objects.create(
        audit=audit,
        slug=slug_free(Grading.objects.filter(audit=audit), title),
        title=title.strip(),
        good_from=good_from,
        basis=basis,
        agency=agency,
    )
    ScalePoint.objects.bulk_create(
        [ScalePoint(grading=made, position=at, label=label) for at, label in enumerate(scale, 1)]
    )
    told(by=by, deed="practice_audit_grading_add", audit=audit, after={"title": made.title, "scale": list(scale)})
    return made


@transaction.atomic
def grading_round_save(
    *,
    by: User | None,
    grading: Grading,
    version: int,
    held_on: date,
    values: Mapping[int, Decimal | None],
    number: int = 0,
    known: str = Round.Known.MONTH,
) -> Round:
    """Keep the grades of a round, by position on the scale; None is "not said". `number` 0 makes a new round.

    `known` "year" where a document gives no month; `held_on` is then any day of the year.

    Raises Overtaken, and NotAllowed for values that can not be.
    """
    said = {position: value for position, value in values.items() if value is not None}
    policies.check_past(held_on, "held_on")
    policies.check_grades(grading, said)
    policies.check_sample(grading, said)
    if not Grading.objects.filter(pk=grading.pk, version=version).update(version=version + 1):
        raise Overtaken("Somebody saved this page after you opened it.", code="overtaken")
    grading.version = version + 1
    rounds = {row.number: row for row in grading.rounds.all()}
    row = rounds.get(number) or Round(grading=grading, number=max(rounds, default=0) + 1)
    before = {} if row.pk is None else {str(grade.position): grade.value for grade in row.grades.all()}
    row.held_on, row.known = held_on, known
    row.save()
    row.grades.all().delete()
    Grade.objects.bulk_create([Grade(round=row, position=at, value=value) for at, value in said.items()])
    after = {"grading": grading.title, "round": str(row), **{str(at): value for at, value in said.items()}}
    told(by=by, deed="practice_audit_grades_save", audit=grading.audit, before=before, after=after)
    return row


@transaction.atomic
def grading_remove(*, by: User | None, grading: Grading) -> None:
    """Take a grading with its rounds out; the trail keeps what it said."""
    before = {str(row): {grade.position: grade.value for grade in row.grades.all()} for row in grading.rounds.all()}
    told(by=by, deed="practice_audit_grading_remove", audit=grading.audit, before={grading.title: before}, after={})
    grading.delete()
