"""All rooms' facts for a room that stands below the one that gathers them.

Rooms do not import each other, yet a page may say "the number of plans fell" and want to show the number. The project
names the module that answers for all rooms in `settings.FACT_BOOK`; it has `resolve` and `catalogue` as a provider,
and `protected`, which withholds small numbers.
"""

from collections.abc import Collection
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

from safeguarding.lib.facts.fact import Disclosure, Fact
from safeguarding.lib.facts.provider import CatalogueEntry


def facts_of(partnership: Any, keys: Collection[str], *, openly: bool) -> dict[str, Fact]:
    """Return the facts behind the keys, restricted ones left out. No query without keys.

    Small numbers are withheld unless `openly`: only people who build reports see them.
    """
    if not keys:
        return {}
    found = cast(dict[str, Fact], import_string(f"{settings.FACT_BOOK}.resolve")(partnership, keys))
    found = {key: fact for key, fact in found.items() if fact.disclosure is not Disclosure.RESTRICTED}
    if openly:
        return found
    return cast(dict[str, Fact], import_string(f"{settings.FACT_BOOK}.protected")(partnership, found))


def figures_called(partnership: Any, words: str) -> list[CatalogueEntry]:
    """Return the figures whose name holds the words, from every room; none without words."""
    if not words.strip():
        return []
    return cast(list[CatalogueEntry], import_string(f"{settings.FACT_BOOK}.catalogue")(partnership, words))
