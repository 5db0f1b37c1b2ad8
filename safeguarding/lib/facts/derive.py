"""Derived facts: pure functions of facts, each with its rounding rule and its inputs as provenance.

A stored derived value is a defect: it can go stale. Every function here answers NOT_AVAILABLE, with the reason,
when an input has no number, and passes on "provisional" and "estimated".
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from safeguarding.lib.facts.fact import Derivation, Disclosure, Fact, Provenance
from safeguarding.lib.facts.status import Qualifier, Status
from safeguarding.lib.facts.unit import Unit, UnitKind

PERCENT = Unit(kind=UnitKind.PERCENT, decimals=1)
_CAUTION = (Status.ESTIMATED, Status.PROVISIONAL)
_SECRECY = (Disclosure.PUBLIC, Disclosure.SMALL_NUMBERS, Disclosure.PARTNERSHIP, Disclosure.RESTRICTED)


def change(*, key: str, label: str, before: Fact, after: Fact) -> Fact:
    """Return after minus before, in the unit of `after`."""
    return _derived(
        key, label, after.unit, (before, after), ("later minus earlier value", Derivation.CHANGE), lambda a, b: b - a
    )


def percentage_change(*, key: str, label: str, before: Fact, after: Fact) -> Fact:
    """Return the change as a percentage of `before`, to one decimal; not available when `before` is zero."""
    rule = "change divided by the earlier value, to 1 decimal", Derivation.PERCENTAGE_CHANGE
    return _derived(key, label, PERCENT, (before, after), rule, lambda a, b: (b - a) * 100 / abs(a))


def share(*, key: str, label: str, part: Fact, whole: Fact, decimals: int = 1) -> Fact:
    """Return part as a percentage of whole; not available when the whole is zero."""
    unit = replace(PERCENT, decimals=decimals)
    rule = f"part divided by whole, to {decimals} decimals", Derivation.SHARE
    return _derived(key, label, unit, (part, whole), rule, lambda a, b: a * 100 / b)


def rate(*, key: str, label: str, count: Fact, population: Fact, per: int = 10_000, decimals: int = 1) -> Fact:
    """Return count per `per` of the population; not available when the population is zero."""
    unit = Unit(kind=UnitKind.RATE, per=per, decimals=decimals)
    rule = f"count divided by population, times {per:,}, to {decimals} decimals", Derivation.RATE
    return _derived(key, label, unit, (count, population), rule, lambda a, b: a * per / b)


def mean(*, key: str, label: str, whole: Fact, number: Fact, decimals: int = 1) -> Fact:
    """Return the total divided by how many it was added from; not available when there were none."""
    unit = replace(whole.unit, decimals=decimals)
    rule = f"total divided by the number, to {decimals} decimals", Derivation.MEAN
    return _derived(key, label, unit, (whole, number), rule, lambda a, b: a / b)


def total(*, key: str, label: str, parts: Sequence[Fact]) -> Fact:
    """Return the sum of the parts in the unit of the first; ValueError without parts."""
    if not parts:
        raise ValueError(f"{key}: a total needs at least one part.")
    return _derived(
        key, label, parts[0].unit, tuple(parts), ("sum", Derivation.SUM), lambda *numbers: sum(numbers, Decimal(0))
    )


def direction(*, before: Fact, after: Fact) -> str:
    """Return rose, fell or stayed the same, judged on the figures as printed; empty when either has none."""
    if before.number is None or after.number is None:
        return ""
    earlier, later = before.unit.rounded(before.number), after.unit.rounded(after.number)
    if earlier == later:
        return "stayed the same"
    return "rose" if later > earlier else "fell"


def _derived(
    key: str,
    label: str,
    unit: Unit,
    inputs: tuple[Fact, ...],
    rule: tuple[str, Derivation],
    compute: Callable[..., Decimal],
) -> Fact:
    words, how = rule
    latest = max(inputs, key=lambda fact: fact.period.end)
    status, value, note = _computed(inputs, compute)
    return Fact(
        key=key,
        label=label,
        value=value,
        unit=unit,
        status=status,
        note=note,
        qualifier=_loosest(inputs) if value is not None else Qualifier.EXACT,
        period=latest.period,
        as_at=latest.as_at,
        geography=latest.geography,
        disclosure=max((fact.disclosure for fact in inputs), key=_SECRECY.index),
        provenance=Provenance(
            origin="derived",
            place="computed by the portal",
            rule=words,
            how=how,
            inputs=tuple(fact.key for fact in inputs),
        ),
    )


def _computed(inputs: tuple[Fact, ...], compute: Callable[..., Decimal]) -> tuple[Status, Decimal | None, str]:
    numbers = [fact.number for fact in inputs]
    if missing := [fact for fact in inputs if fact.number is None]:
        if any(fact.status is Status.SUPPRESSED for fact in missing):
            return Status.SUPPRESSED, None, ""
        return Status.NOT_AVAILABLE, None, f"{missing[0].label} is {missing[0].status.label}"
    try:
        value = compute(*numbers)
    except ArithmeticError:
        return Status.NOT_AVAILABLE, None, "the figure it is divided by is zero"
    cautious = [status for status in _CAUTION if any(fact.status is status for fact in inputs)]
    return (cautious[0] if cautious else Status.VALUE), value, ""


def _loosest(inputs: tuple[Fact, ...]) -> Qualifier:
    exact = all(fact.qualifier is Qualifier.EXACT for fact in inputs)
    return Qualifier.EXACT if exact else Qualifier.ABOUT
