"""The figures an author can insert, searched by words."""

from partnerships.directory.models import Partnership
from partnerships.returns.facts.provider import resolve
from partnerships.returns.facts.single import label_of
from partnerships.returns.facts.wanted import key_for
from partnerships.returns.models import CollectionItem
from safeguarding.lib.facts import CatalogueEntry, FactKey

LIMIT = 50


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """Return at most 50 figures whose name or period holds all the words, the latest period first."""
    needles = words.casefold().split()
    items = (
        CollectionItem.objects.filter(collection__partnership=partnership)
        .select_related("collection", "definition", "indicator")
        .order_by("-collection__end", "order", "pk")
    )
    found: dict[str, FactKey] = {}
    for item in items.iterator(chunk_size=500):
        for cell in item.definition.cells:
            text = f"{label_of(item.definition, cell.slug)} {item.collection.period.label}".casefold()
            if all(needle in text for needle in needles):
                key = key_for(item.definition, item.indicator.slug, item.collection.period, category=cell.slug)
                found.setdefault(str(key), key)
        if len(found) >= LIMIT:
            break
    facts = resolve(partnership, list(found.values())[:LIMIT])
    return [
        CatalogueEntry(key=key, label=fact.label, period=fact.period.label, text=fact.text)
        for key, fact in facts.items()
    ]
