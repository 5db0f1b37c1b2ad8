"""Where the studio finds figures: the rooms' providers, asked in bulk."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from partnerships.actions import facts as actions
from partnerships.assessments import facts as assessments
from partnerships.assurance import facts as assurance
from partnerships.contributions import facts as contributions
from partnerships.directory.models import Partnership
from partnerships.evidence import facts as evidence
from partnerships.governance import facts as governance
from partnerships.returns import facts as returns
from partnerships.training import facts as training
from reviews.audits import facts as audits
from reviews.cases import facts as cases
from safeguarding.lib.disclosure.guarding import guarded, policy_in_force
from safeguarding.lib.facts import CatalogueEntry, Disclosure, Fact, FactKey, FactProvider, KeyProblem, Sum

DEEPEST = 5  # a total of totals of rates; deeper would be a circle
# Rooms whose figures a report can print, in the order the "Insert a figure" search lists them.
PROVIDERS: tuple[FactProvider, ...] = (
    returns.PROVIDER,
    governance.PROVIDER,
    assessments.PROVIDER,
    contributions.PROVIDER,
    evidence.PROVIDER,
    training.PROVIDER,
    assurance.PROVIDER,
    cases.PROVIDER,
    actions.PROVIDER,
    audits.PROVIDER,
)


def resolve(partnership: Partnership, keys: Collection[str]) -> dict[str, Fact]:
    """Return the facts behind the keys that name one; each room is asked once. Unknown keys are left out."""
    by_room = _by_room(keys)
    found: dict[str, Fact] = {}
    for provider in PROVIDERS:
        if wanted := by_room.get(provider.room):
            found.update(provider.resolve(partnership, wanted))
    return found


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """Return figures whose name holds the words, at most 50 from each room; those that hold a number first."""
    found = [entry for provider in PROVIDERS for entry in provider.catalogue(partnership, words)]
    return sorted(found, key=lambda entry: not any(letter.isdigit() for letter in entry.text))


def catalogue_guarded(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """Return the same figures as somebody may see them who does not make reports."""
    entries = catalogue(partnership, words)
    shown = protected(partnership, resolve(partnership, [entry.key for entry in entries]))
    return [replace(one, text=shown[one.key].text) for one in entries if one.key in shown]


def protected(partnership: Partnership, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the facts with small numbers withheld, for pages of people who do not make reports."""
    if not any(fact.disclosure is Disclosure.SMALL_NUMBERS for fact in facts.values()):
        return dict(facts)
    known = guarded({**inputs_of(partnership, facts), **facts}, policy_in_force(partnership))
    return {key: known[key] for key in facts}


def inputs_of(partnership: Partnership, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return everything the facts were computed from, generation by generation.

    One bulk resolve a generation, not one a figure: the depth is bounded, the number of figures is not.
    """
    known: dict[str, Fact] = {}
    wanted = {key for fact in facts.values() for key in fact.provenance.inputs}
    for _ in range(DEEPEST):
        found = resolve(partnership, wanted - set(known)) if wanted - set(known) else {}
        if not found:
            break
        known.update(found)
        wanted = {key for one in found.values() for key in one.provenance.inputs}
    return known


def sums(partnership: Partnership, keys: Collection[str]) -> list[Sum]:
    """Return which figures add up to which, where at least two of them are among the keys; each room is asked once."""
    by_room = _by_room(keys)
    asked = [(one.sums, by_room[one.room]) for one in PROVIDERS if one.sums and by_room.get(one.room)]
    return [one for answer, wanted in asked for one in answer(partnership, wanted)]


def _by_room(keys: Collection[str]) -> dict[str, list[FactKey]]:
    """Return the keys by the room that answers for them; what is no key is left out."""
    by_room: dict[str, list[FactKey]] = defaultdict(list)
    for text in sorted(set(keys)):
        try:
            key = FactKey.parse(text)
        except KeyProblem:
            continue
        by_room[key.room].append(key)
    return by_room
