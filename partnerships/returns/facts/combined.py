"""Figures of several agencies, or of several quarters, as one fact whose provenance lists its inputs."""

from collections.abc import Sequence
from dataclasses import replace

from partnerships.returns.facts.wanted import PARTS, part_key
from safeguarding.lib.facts import Fact, Provenance, Qualifier, Status, Unit, rate, share, total
from safeguarding.lib.facts.unit import UnitKind

_OUTSIDE = frozenset({Status.NOT_APPLICABLE, Status.NOT_COLLECTED})


def added(key: str, label: str, parts: Sequence[Fact]) -> Fact:
    """Return the sum of counts or money. Parts that are not applicable or not collected are left out; with others
    missing the sum of what is known is "at least", says which are missing, and is provisional.
    """
    counted = [part for part in parts if part.status not in _OUTSIDE]
    if not counted:
        return replace(parts[0], key=key, label=label)
    known = [part for part in counted if part.number is not None]
    if any(part.status is Status.SUPPRESSED for part in counted):
        return _shared(total(key=key, label=label, parts=counted), parts)
    if not known:
        return _silent(key, label, counted)
    made = _shared(total(key=key, label=label, parts=known), parts)
    if len(known) == len(counted):
        return made
    missing = ", ".join(_named(part) for part in counted if part.number is None)
    return replace(made, status=Status.PROVISIONAL, qualifier=Qualifier.AT_LEAST, note=f"Without {missing}.")


def divided(key: str, label: str, unit: Unit, parts: tuple[Sequence[Fact], Sequence[Fact]]) -> Fact:
    """Return a percentage or rate over all agencies: the sum of numerators by the sum of denominators."""
    part, whole = (added(part_key(key, name), label, facts) for name, facts in zip(PARTS, parts, strict=True))
    if unit.kind is UnitKind.PERCENT:
        made = share(key=key, label=label, part=part, whole=whole, decimals=unit.decimals)
    else:
        made = rate(key=key, label=label, count=part, population=whole, per=unit.per, decimals=unit.decimals)
    return replace(_shared(made, parts[0]), note=made.note or part.note)


def not_addable(key: str, label: str, parts: Sequence[Fact]) -> Fact:
    """Return a fact that says why several agencies' grades, texts or stated percentages make no one figure."""
    return replace(
        _silent(key, label, parts),
        status=Status.NOT_AVAILABLE,
        note="Several agencies answer, and their figures can not be added up. Name one agency.",
    )


def _named(part: Fact) -> str:
    return f"{part.provenance.agency or part.period.label} ({part.status.label})"


def _silent(key: str, label: str, parts: Sequence[Fact]) -> Fact:
    status = parts[0].status if len({part.status for part in parts}) == 1 else Status.NOT_AVAILABLE
    return replace(
        parts[0],
        key=key,
        label=label,
        value=None,
        upper=None,
        status=status,
        qualifier=Qualifier.EXACT,
        note=next((part.note for part in parts if part.note), ""),
        provenance=Provenance(
            origin="derived",
            place="computed by the portal",
            rule="sum",
            inputs=tuple(part.key for part in parts),
        ),
    )


def _shared(made: Fact, parts: Sequence[Fact]) -> Fact:
    # What all inputs have in common stays true of the whole.
    versions = {part.definition_version for part in parts}
    kept = {name: value for name, value in parts[0].dimensions.items() if name != "agency"}
    places = {part.geography for part in parts}
    return replace(
        made,
        definition_version=versions.pop() if len(versions) == 1 else 0,
        geography=places.pop() if len(places) == 1 else None,
        dimensions=kept,
    )
