"""Facts of evaluations: the mean, who answered, and the share at each point of the scale or at a point and above."""

import re
from decimal import Decimal

from django.urls import reverse

from partnerships.training.distribution import Distribution
from partnerships.training.facts.book import Book
from partnerships.training.models import Evaluation
from partnerships.training.rules import distribution_of
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Provenance, Status, Unit, UnitKind
from safeguarding.lib.facts.fact import stamp

PEOPLE = Unit(kind=UnitKind.COUNT, noun="people")
PER_CENT = Unit(kind=UnitKind.PERCENT, decimals=1)
SCORE = Unit(kind=UnitKind.SCORE, decimals=2)
_AT = re.compile(r"(option|at-least)-(\d{1,2})")


def evaluation_fact(book: Book, key: FactKey) -> Fact | None:
    """Return the fact of training/evaluation.<slug>.<part>; part: mean, answered, option-3, at-least-3."""
    _, slug, part = (*key.rest.split("."), "", "")[:3]
    held = book.evaluations.get(slug)
    if held is None or key.parameters:
        return None
    found = _worked_out(held, distribution_of(held), part)
    return _fact(book, key, held, *found) if found else None


def evaluation_keys(book: Book) -> list[FactKey]:
    """Return the keys an author is offered."""
    return [
        FactKey(f"training/evaluation.{held.slug}.{part}")
        for held in book.evaluations.values()
        for part in ("mean", "answered", *_parts(len(held.options.all())))
    ]


def _parts(length: int) -> list[str]:
    points = range(1, length + 1)
    return [*(f"at-least-{at}" for at in points if 1 < at < length), *(f"option-{at}" for at in points)]


def _worked_out(held: Evaluation, spread: Distribution, part: str) -> tuple[str, Unit, Decimal | None, str] | None:
    options = list(held.options.all())
    if part == "mean":
        label = f"mean on a scale of 1 to {len(options)}"
        return label, SCORE, spread.mean, "sum of point times answers divided by answers, to 2 decimals"
    if part == "answered":
        count = None if spread.answered is None else Decimal(spread.answered)
        return "people who answered", PEOPLE, count, "sum of the answers"
    match = _AT.fullmatch(part)
    if not match or not 1 <= int(match[2]) <= len(options):
        return None
    at, above = int(match[2]), match[1] == "at-least"
    words = f"{options[at - 1].label}{' or higher' if above else ''}"
    rule = "answers at this point" + (" and above" if above else "") + " divided by all answers, to 1 decimal"
    return words, PER_CENT, spread.at_least(at) if above else spread.share(at), rule


def _fact(book: Book, key: FactKey, held: Evaluation, words: str, unit: Unit, value: Decimal | None, rule: str) -> Fact:
    about = f"{held.course}: {held.question}" if held.course else held.question
    return Fact(
        key=str(key),
        label=f"{about} ({held.get_moment_display().lower()}): {words}",
        value=value,
        unit=unit,
        status=Status.NOT_AVAILABLE if value is None else Status.VALUE,
        note="the answers at every point are not known" if value is None else "",
        period=held.period,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="derived" if held.basis == Evaluation.Basis.PEOPLE else "imported",
            place=held.source or f"Training evaluation, {held.period.label}",
            entered_by=str(held.updated_by or ""),
            entered_at=stamp(held.updated_at),
            version=held.version,
            rule=rule,
            trace=reverse("training_evaluation_detail", args=[book.partnership.slug, held.slug]),
        ),
    )
