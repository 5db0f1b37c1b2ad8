"""Figures a reader could work out from those a report prints: what adds up with them, what they were computed of."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from partnerships.directory.models import Partnership
from reports.studio.providers import resolve, sums
from safeguarding.lib.facts import Derivation, Fact, Sum

GENERATIONS = 3  # a rate of totals of quarters


def linked(partnership: Partnership, printed: Mapping[str, Fact], before: Collection[str]) -> dict[str, Any]:
    """Return the sums among the printed figures and those printed `before`, and the facts behind them, as plain data.

    A sum of which a reader has one member only tells nothing, so it is left out together with its parts.
    """
    known = {*printed, *before}
    found = sums(partnership, known)
    behind: dict[str, Fact] = {}
    wanted = {key for one in found for key in (one[0], *one[1])} | set(_inputs(printed, known))
    for _ in range(GENERATIONS):
        fresh = resolve(partnership, wanted - set(printed) - set(behind))
        if not fresh:
            break
        behind.update(fresh)
        wanted = set(_inputs(fresh, known))
    return {
        "sums": [[total, list(parts)] for total, parts in sorted(found)],
        "facts": {key: behind[key].as_json() for key in sorted(behind)},
    }


def linked_facts(content: Mapping[str, Any]) -> tuple[dict[str, Fact], list[Sum]]:
    """Return the facts behind a snapshot and its sums, as `linked` left them."""
    kept = content.get("linked", {"sums": [], "facts": {}})
    facts = {key: Fact.from_json(data) for key, data in kept["facts"].items()}
    return facts, [(total, tuple(parts)) for total, parts in kept["sums"]]


def _inputs(facts: Mapping[str, Fact], known: Collection[str]) -> Iterator[str]:
    for key, fact in facts.items():
        how, inputs = fact.provenance.how, fact.provenance.inputs
        if how is Derivation.NONE or (how is Derivation.SUM and len({key, *inputs} & set(known)) < 2):
            continue
        yield from inputs
