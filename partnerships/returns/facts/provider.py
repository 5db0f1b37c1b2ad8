"""Answering keys: which cells speak to a key, and what they say together."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from partnerships.directory.models import Partnership
from partnerships.returns.facts.book import Book, book_for
from partnerships.returns.facts.combined import added, divided, not_addable
from partnerships.returns.facts.comparators import comparator_fact
from partnerships.returns.facts.single import Source, fact_of, geography_of, label_of, part_of
from partnerships.returns.facts.wanted import PARTS, Wanted, quarters, wanted
from partnerships.returns.models import CollectionItem, IndicatorVersion
from safeguarding.lib.facts import Fact, FactKey, Period


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Return the fact of each key; keys of unknown indicators, categories, agencies or periods are left out."""
    asked = [want for key in keys if key.room == "returns" and (want := wanted(key))]
    if not asked:
        return {}
    book = book_for(partnership, asked)
    found = {want.key: fact for want in asked if (fact := _answer(book, want))}
    return found


def _answer(book: Book, want: Wanted) -> Fact | None:
    definition = book.definitions.get(want.slug)
    if definition is None:
        return None
    if not want.comparator:
        return _figure(book, definition, want)
    if stored := comparator_fact(book, definition, want):
        return stored
    if want.comparator != "previous-year":
        return None
    earlier = want.when.year_earlier()
    asked = replace(want, day=earlier.end) if want.period is None else replace(want, period=earlier)
    return _figure(book, definition, replace(asked, comparator=""))


def _figure(book: Book, definition: IndicatorVersion, want: Wanted) -> Fact | None:
    if sources := _sources(book, definition, want, want.when):
        return _together(book, want, sources)
    return _year(book, definition, want) or _of_categories(book, definition, want)


def _sources(book: Book, definition: IndicatorVersion, want: Wanted, when: Period) -> list[Source]:
    best: dict[int, Source] = {}
    for item in book.items[definition.indicator_id]:
        if want.category not in {cell.slug for cell in item.definition.cells} or not _speaks_of(item, want, when):
            continue
        for of_return in book.returns[item.collection_id]:
            if want.agency not in ("", of_return.agency.slug) or not book.answers(item, of_return.agency):
                continue
            place = (definition.indicator_id, want.category, of_return.pk)
            source = Source(
                item=item,
                of_return=of_return,
                category=want.category,
                said=book.said.get(place),
                final=book.final.get(place),
            )
            best[of_return.agency_id] = max(best.get(of_return.agency_id, source), source, key=_weight)
    return list(best.values())


def agencies_of(book: Book, definition: IndicatorVersion, want: Wanted, when: Period) -> list[str]:
    """Return the agencies whose figures make up what the key asks for in a period."""
    return [source.of_return.agency.slug for source in _sources(book, definition, want, when)]


def _speaks_of(item: CollectionItem, want: Wanted, when: Period) -> bool:
    if want.day is not None:
        return item.collection.end == when.end
    return item.collection.token == when.token


def _weight(source: Source) -> tuple[bool, bool, int]:
    # A stock at 31 March may be asked in a quarter's and a year's collection: accepted first, then the later one.
    return source.final is not None, source.said is not None, source.item.collection_id


def _together(book: Book, want: Wanted, sources: list[Source]) -> Fact:
    named = len(sources) == 1
    facts = [fact_of(book, source, want.key if named else _key_with_agency(want, source)) for source in sources]
    if want.part:
        facts = [part_of(fact, source, want.part) for fact, source in zip(facts, sources, strict=True)]
    if want.agency:
        label = f"{facts[0].label}, {sources[0].of_return.agency.name}"
        return replace(facts[0], label=label, key=want.key)
    if named:
        return facts[0]
    made = _of_several(want, sources, facts)
    one_place = len({fact.geography for fact in facts}) == 1
    return made if one_place else replace(made, geography=geography_of(book))


def _of_several(want: Wanted, sources: list[Source], facts: list[Fact]) -> Fact:
    definition, label = sources[0].item.definition, facts[0].label
    if definition.additive or want.part:
        return added(want.key, label, facts)
    if definition.from_parts:
        parts = [[part_of(fact, source, name) for fact, source in zip(facts, sources, strict=True)] for name in PARTS]
        return divided(want.key, label, definition.unit, (parts[0], parts[1]))
    return not_addable(want.key, label, facts)


def _key_with_agency(want: Wanted, source: Source) -> str:
    key = FactKey.parse(want.key)
    return str(FactKey(key.name, {**key.parameters, "agency": source.of_return.agency.slug}))


def _year(book: Book, definition: IndicatorVersion, want: Wanted) -> Fact | None:
    """Return a year's flow as the sum of its quarters, when all four were asked for."""
    if want.period is None or not definition.additive or definition.measure != definition.Measure.FLOW:
        return None
    parts = []
    for quarter in quarters(want.period):
        sources = _sources(book, definition, want, quarter)
        if not sources:
            return None
        key = FactKey.parse(want.key)
        asked = replace(want, key=str(FactKey(key.name, {**key.parameters, "period": quarter.token})))
        parts.append(_together(book, asked, sources))
    if not parts:
        return None
    return replace(added(want.key, parts[0].label, parts), period=want.period)


def _of_categories(book: Book, definition: IndicatorVersion, want: Wanted) -> Fact | None:
    """Return the total of a breakdown whose total is not itself asked for."""
    if want.category or not definition.categories or not definition.additive:
        return None
    key = FactKey.parse(want.key)
    parts = []
    for category in definition.breakdown:
        name = f"{key.name}.{category.slug}"
        asked = replace(want, key=str(FactKey(name, key.parameters)), category=category.slug)
        if sources := _sources(book, definition, asked, want.when):
            parts.append(_together(book, asked, sources))
    return added(want.key, label_of(definition, ""), parts) if parts else None
