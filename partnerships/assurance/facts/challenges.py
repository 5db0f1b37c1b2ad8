"""Facts of the challenge log and of professional disagreement."""

from decimal import Decimal

from partnerships.assurance.facts.book import Book, period_named
from partnerships.assurance.models import Challenge, ChallengeStep, DisagreementCount
from safeguarding.lib.facts import Fact, FactKey, Period, Unit, UnitKind

COUNTS = {
    "raised": ("Challenges raised in the period", "challenges by the day they were raised"),
    "open": ("Challenges open at the end of the period", "challenges raised by its last day and not closed by then"),
    "resolved": ("Challenges resolved in the period", "challenges by the day of the step that resolved them"),
    "unresolved": ("Challenges closed without agreement in the period", "challenges by the day they were closed"),
    "escalated": ("Challenges escalated in the period", "challenges with at least one such step in the period"),
}
DISAGREEMENTS = {"raised": "Professional disagreements raised", "resolved": "Professional disagreements resolved"}


def challenge_fact(book: Book, key: FactKey) -> Fact | None:
    """Return assurance/challenges.<count> or assurance/disagreements.<count>; None when the key names nothing."""
    period = period_named(key)
    family, _, name = key.rest.partition(".")
    if period is None:
        return None
    if family == "disagreements":
        return _disagreements(book, key, name, period) if name in DISAGREEMENTS else None
    if name not in COUNTS or set(key.parameters) != {"period"}:
        return None
    label, rule = COUNTS[name]
    number = sum(1 for row in book.challenges if _holds(name, row, period))
    return book.counted(key, label, "challenges", period, number, route="challenge_list", rule=rule, as_at=period.end)


def challenge_keys(book: Book) -> list[FactKey]:
    """Return the keys an author is offered."""
    keys = [FactKey(f"assurance/challenges.{name}", {"period": year.token}) for year in book.years for name in COUNTS]
    tokens = {row.period_token for row in book.disagreements}
    keys += [
        FactKey(f"assurance/disagreements.{name}", {"period": token})
        for token in sorted(tokens, reverse=True)
        for name in DISAGREEMENTS
    ]
    return keys


def _holds(name: str, row: Challenge, period: Period) -> bool:
    if name == "raised":
        return period.start <= row.raised_on <= period.end
    if name == "open":
        return row.raised_on <= period.end and (row.closed_on is None or row.closed_on > period.end)
    if name == "escalated":
        steps = [step for step in row.steps.all() if step.kind == ChallengeStep.Kind.ESCALATED]
        return any(period.start <= step.happened_on <= period.end for step in steps)
    return row.status == name and row.closed_on is not None and period.start <= row.closed_on <= period.end


def _disagreements(book: Book, key: FactKey, name: str, period: Period) -> Fact | None:
    if set(key.parameters) - {"period", "agency", "stage"}:
        return None
    agency, stage = key.parameters.get("agency", ""), key.parameters.get("stage", "")
    rows = [row for row in book.disagreements if row.period_token == period.token]
    rows = [row for row in rows if not stage or str(row.stage) == stage]
    rows = [row for row in rows if not agency or (row.agency and row.agency.slug == agency)]
    value, note = _sum(rows, name)
    words = [DISAGREEMENTS[name], *(row.agency.name for row in rows[:1] if agency and row.agency)]
    words += [f"stage {stage}"] if stage else []
    sources = sorted({row.source for row in rows if row.source})
    rule = f"sum of the counts entered{' from ' + '; '.join(sources) if sources else ''}"
    return book.made(
        key,
        ", ".join(words),
        period,
        value,
        Unit(kind=UnitKind.COUNT, noun="disagreements"),
        route="challenge_list",
        rule=rule,
        note=note,
    )


def _sum(rows: list[DisagreementCount], name: str) -> tuple[Decimal | None, str]:
    # A count for all agencies together stands for them all; adding single agencies to it would count twice.
    whole = {row.stage for row in rows if row.agency_id is None}
    counted = [row for row in rows if row.agency_id is None or row.stage not in whole]
    numbers = [getattr(row, name) for row in counted]
    if not numbers:
        return None, "no count is recorded for the period"
    if any(number is None for number in numbers):
        return None, "not every count of the period is recorded"
    return Decimal(sum(numbers)), ""
