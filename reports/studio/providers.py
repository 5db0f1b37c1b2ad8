"""Where the studio finds figures: the rooms' providers, asked in bulk."""

from collections import defaultdict
from collections.abc import Collection

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
from safeguarding.lib.facts import CatalogueEntry, Fact, FactKey, FactProvider, KeyProblem, Sum

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
