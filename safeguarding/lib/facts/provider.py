"""How a room offers facts: one bulk resolver and one searchable catalogue, named in an explicit tuple."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from safeguarding.lib.facts.fact import Fact
from safeguarding.lib.facts.key import FactKey

Sum = tuple[str, tuple[str, ...]]  # the key of a total and those of its parts


@dataclass(frozen=True, kw_only=True)
class CatalogueEntry:
    """A figure an author can insert: its key, its name, its period and what it prints now."""

    key: str
    label: str
    period: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FactProvider:
    """`resolve(partnership, keys)` answers all keys of the room in a constant number of queries and leaves out
    those it does not know; `catalogue(partnership, words)` lists at most 50 figures whose label holds the words.

    `sums(partnership, keys)` answers which figures add up to which where at least two of them are among the keys, for
    disclosure control; what facts say of their own inputs need not be said again. None: nothing adds up here.
    """

    room: str
    resolve: Callable[[Any, Collection[FactKey]], Mapping[str, Fact]]
    catalogue: Callable[[Any, str], list[CatalogueEntry]]
    sums: Callable[[Any, Collection[FactKey]], list[Sum]] | None = None
