"""Disclosure control of one edition: what is hidden, why, and what an attack on the result found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from safeguarding.lib.disclosure.attack import Exposure, attack
from safeguarding.lib.disclosure.policy import Policy
from safeguarding.lib.disclosure.reading import QUOTIENTS, WITHHELD, Edition, Reading, is_count
from safeguarding.lib.disclosure.secondary import Suppression, suppress
from safeguarding.lib.disclosure.system import Need, System
from safeguarding.lib.facts import Disclosure, Fact, Status, UnitKind


class Cause(StrEnum):
    """Why a figure is hidden."""

    CLASS = "class"
    SMALL = "small"
    COMPUTED = "computed"
    UNCOUNTED = "uncounted"
    WORDS = "words"
    DECISION = "decision"
    SECONDARY = "secondary"
    DIFFERENCING = "differencing"


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """One figure the edition does not print. `partner` names the figure it protects, `editions` the earlier ones
    with which it would give that away.
    """

    key: str
    cause: Cause
    partner: str = ""
    editions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What disclosure control did. `exposures` are the attack's findings, `beyond` the cells that readers know or can
    work out whatever is hidden.
    """

    policy: Policy
    hidden: Mapping[str, Hidden] = field(default_factory=dict)
    exposures: Sequence[Exposure] = ()
    beyond: Sequence[str] = ()

    @property
    def passed(self) -> bool:
        """Return True when the attack could work out nothing that needs protection."""
        return not self.beyond and all(one.safe for one in self.exposures)

    @property
    def exposed(self) -> list[str]:
        """Return what the attack could work out."""
        return sorted({*self.beyond, *(one.key for one in self.exposures if not one.safe)})


def control(
    edition: Edition,
    policy: Policy,
    *,
    earlier: Sequence[Edition] = (),
    shown: frozenset[str] = frozenset(),
    hidden: frozenset[str] = frozenset(),
) -> Outcome:
    """Return what a public edition must not print, and what an attack on the rest finds.

    `shown` and `hidden` are decisions of people; `earlier` are the public editions readers hold already. Nobody can
    decide that a figure of the partnership is shown.
    """
    withheld = {key for key, fact in edition.facts.items() if fact.disclosure in WITHHELD}
    reading = Reading(policy, shown=shown - withheld, hidden=hidden)
    system = reading.system(edition, earlier)
    causes = _by_rule(edition, reading, system)
    silent = {key for key, fact in edition.facts.items() if fact.status is Status.SUPPRESSED}
    made = suppress(system, {*causes, *silent}, policy)
    found = {key: Hidden(key=key, cause=cause) for key, cause in causes.items()}
    alone = _without_earlier(edition, policy, reading, causes, silent) if earlier else made
    for key in sorted(made.hidden - set(found) - silent):
        found[key] = _secondary(key, made, alone, reading, system)
    exposures = [*attack(system, made.hidden, policy), *_computable(system, made.hidden, set(causes))]
    return Outcome(policy=policy, hidden=found, exposures=exposures, beyond=made.beyond)


def cause_of(fact: Fact, policy: Policy) -> Cause | None:
    """Return why a figure is hidden whatever stands beside it, None when its class and size alone hide nothing."""
    if fact.disclosure is Disclosure.PUBLIC or not fact.status.has_value:
        return None
    if fact.disclosure in WITHHELD:
        return Cause.CLASS
    if fact.number is None:
        return Cause.WORDS
    if fact.unit.kind in (UnitKind.PERCENT, UnitKind.RATE) and not fact.provenance.inputs:
        return Cause.UNCOUNTED
    return Cause.SMALL if is_count(fact) and policy.is_small(fact.number) else None


def _by_rule(edition: Edition, reading: Reading, system: System) -> dict[str, Cause]:
    causes = {}
    for key, fact in edition.facts.items():
        if key in reading.shown or not fact.status.has_value:
            continue
        cause = Cause.DECISION if key in reading.hidden else cause_of(fact, reading.policy)
        if cause is None and fact.disclosure is not Disclosure.PUBLIC and fact.provenance.how in QUOTIENTS:
            cause = _of_quotient(edition, fact, reading, system)
        if cause:
            causes[key] = cause
    return causes


def _of_quotient(edition: Edition, fact: Fact, reading: Reading, system: System) -> Cause | None:
    """Return why a share or rate is hidden: an input, or what is left of the whole, is small or withheld."""
    facts = edition.all
    inputs = [facts[key] for key in fact.provenance.inputs if key in facts]
    if len(inputs) < len(fact.provenance.inputs):
        return Cause.UNCOUNTED
    rest = f"{fact.key}#rest" in system.cells
    return Cause.COMPUTED if rest or any(reading.need_of(one) is not Need.NONE for one in inputs) else None


def _without_earlier(
    edition: Edition, policy: Policy, reading: Reading, causes: Mapping[str, Cause], silent: set[str]
) -> Suppression:
    alone = Reading(policy, shown=reading.shown, hidden=reading.hidden).system(edition, ())
    return suppress(alone, {*causes, *silent}, policy)


def _secondary(key: str, made: Suppression, alone: Suppression, reading: Reading, system: System) -> Hidden:
    if key not in made.partners:
        return Hidden(key=key, cause=Cause.COMPUTED)
    partner = made.partners[key]
    if key in alone.hidden:
        return Hidden(key=key, cause=Cause.SECONDARY, partner=partner)
    around = next((part.cells for part in system.parts() if partner in part.cells), {})
    editions = sorted({name for cell in around for name in reading.names.get(cell, ())})
    return Hidden(key=key, cause=Cause.DIFFERENCING, partner=partner, editions=tuple(editions))


def _computable(system: System, hidden: frozenset[str], asked: set[str]) -> list[Exposure]:
    """Return quotients hidden by rule or decision that anybody can compute again from what is printed."""
    seen = {cell.key for cell in system.cells.values() if cell.known or (cell.printed and cell.key not in hidden)}
    return [
        Exposure(key=ratio.key, low=float(ratio.value), high=float(ratio.value), safe=False)
        for ratio in system.ratios
        if ratio.key in asked and not ratio.known and set(ratio.keys) <= seen
    ]


__all__ = ["Cause", "Hidden", "Outcome", "cause_of", "control"]
