"""Evaluations and quotes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from partnerships.training.models import Course, Evaluation, Option, Quote
from partnerships.training.policies import check_unnamed
from partnerships.training.services.saving import locked, stamp
from safeguarding.lib.facts import Period
from safeguarding.lib.slugs import slug_among
from safeguarding.lib.workflow import NotAllowed

LONGEST_SCALE = 20


@transaction.atomic
def evaluation_add(
    *,
    by: User | None,
    partnership: Partnership,
    period: Period,
    question: str,
    scale: Sequence[str],
    moment: str,
    kind: str = Evaluation.Kind.RATING,
    basis: str = Evaluation.Basis.PEOPLE,
    course: Course | None = None,
    source: str = "",
) -> Evaluation:
    """Ask a question on a scale of 2 to 20 points, lowest first. NotAllowed when it is there already."""
    if not 2 <= len(scale) <= LONGEST_SCALE:
        raise NotAllowed(f"A scale has from 2 to {LONGEST_SCALE} points, one on each line.", code="scale")
    if len({label.casefold() for label in scale}) != len(scale):
        raise NotAllowed("Two points of the scale have the same words.", code="scale")
    if course and course.partnership_id != partnership.pk:
        raise NotAllowed("This course belongs to another partnership.", code="course")
    about = {"period_token": period.token, "question": question, "moment": moment, "course": course}
    evaluations = Evaluation.objects.of(partnership)
    if evaluations.filter(**about).exists():
        raise NotAllowed("This question is there already for this period, moment and course.", code="question")
    slug = slug_among(f"{question[:36]} {period.token}", set(evaluations.values_list("slug", flat=True)))
    made = Evaluation.objects.create(
        partnership=partnership, slug=slug, kind=kind, basis=basis, source=source, updated_by=by, **about
    )
    Option.objects.bulk_create(
        [Option(evaluation=made, position=at, label=label) for at, label in enumerate(scale, start=1)]
    )
    after = {"scale": list(scale), "moment": moment}
    audit_record(by=by, action="training_evaluation_add", partnership=partnership, about=made, after=after)
    return made


@transaction.atomic
def evaluation_answers_save(
    *,
    by: User | None,
    evaluation: Evaluation,
    version: int,
    values: Sequence[Decimal | None],
    asked: int | None = None,
) -> Evaluation:
    """Record how many chose each point, lowest first; None where it is not known. Raises Overtaken, and NotAllowed
    for values that can not be a distribution."""
    options = list(evaluation.options.all())
    _check_values(evaluation, options, values, asked)
    before = [option.value for option in options]
    if before == list(values) and evaluation.asked == asked:
        return evaluation
    stored = locked(evaluation, version)
    for option, value in zip(options, values, strict=True):
        option.value = value
    Option.objects.bulk_update(options, ["value"])
    Evaluation.objects.filter(pk=stored.pk).update(asked=asked, **stamp(stored, by))
    audit_record(
        by=by,
        action="training_answers_save",
        partnership=stored.partnership,
        about=stored,
        before={"answers": before, "asked": stored.asked},
        after={"answers": list(values), "asked": asked},
    )
    return Evaluation.objects.select_related("partnership", "course").get(pk=stored.pk)


def _check_values(
    evaluation: Evaluation, options: Sequence[Option], values: Sequence[Decimal | None], asked: int | None
) -> None:
    known = [value for value in values if value is not None]
    if len(values) != len(options):
        raise NotAllowed("There must be one answer for every point of the scale.", code="values")
    if any(value < 0 for value in known):
        raise NotAllowed("No answer can be below zero.", code="values")
    if evaluation.basis == Evaluation.Basis.PERCENT:
        if sum(known) > Decimal("100.5"):  # printed shares are rounded, so a little over is right
            raise NotAllowed("The percentages add to more than 100. Correct them.", code="values")
        return
    if any(value != value.to_integral_value() for value in known):
        raise NotAllowed("People are counted in whole numbers.", code="values")
    if asked is not None and sum(known) > asked:
        raise NotAllowed(f"{sum(known)} answered but only {asked} were asked. Correct one of them.", code="asked")


@transaction.atomic
def quote_add(*, by: User | None, evaluation: Evaluation, text: str, said_by: str = "") -> Quote:
    """Keep a quote with the role of who said it. NotAllowed when it seems to name somebody or is there already."""
    check_unnamed(text, "text")
    check_unnamed(said_by, "said_by")
    if evaluation.quotes.filter(text=text).exists():
        raise NotAllowed("This quote is kept already.", code="text")
    quote = Quote.objects.create(evaluation=evaluation, text=text, said_by=said_by, order=evaluation.quotes.count() + 1)
    after: dict[str, Any] = {"text": text, "said_by": said_by}
    audit_record(by=by, action="training_quote_add", partnership=evaluation.partnership, about=evaluation, after=after)
    return quote


@transaction.atomic
def quote_remove(*, by: User | None, quote: Quote) -> None:
    """Take a quote out. The audit trail keeps that, not the words: they may have named somebody."""
    evaluation = quote.evaluation
    audit_record(by=by, action="training_quote_remove", partnership=evaluation.partnership, about=evaluation)
    quote.delete()
