"""Everything needed to answer a batch of keys, read in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from partnerships.directory.models import Agency, Partnership
from partnerships.returns.facts.wanted import Wanted
from partnerships.returns.models import (
    AcceptedFigure,
    CollectionItem,
    Comparator,
    IndicatorVersion,
    ObservationVersion,
    Return,
)

Place = tuple[int, str, int]  # indicator, category, return


@dataclass
class Book:
    """Rows by what keys name. `said` is the latest version of a cell, `final` the latest accepted one."""

    partnership: Partnership
    definitions: dict[str, IndicatorVersion] = field(default_factory=dict)
    items: dict[int, list[CollectionItem]] = field(default_factory=lambda: defaultdict(list))
    returns: dict[int, list[Return]] = field(default_factory=lambda: defaultdict(list))
    answering: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    said: dict[Place, ObservationVersion] = field(default_factory=dict)
    final: dict[Place, AcceptedFigure] = field(default_factory=dict)
    comparators: dict[tuple[int, str, str], list[Comparator]] = field(default_factory=lambda: defaultdict(list))

    def answers(self, item: CollectionItem, agency: Agency) -> bool:
        """Return True when the agency is asked this item."""
        return item.for_all or agency.pk in self.answering[item.pk]


def book_for(partnership: Partnership, asked: Sequence[Wanted]) -> Book:
    """Read what the keys need: eight queries whatever their number."""
    book = Book(partnership)
    slugs = {want.slug for want in asked}
    rows = IndicatorVersion.objects.of(partnership).in_force().filter(indicator__slug__in=slugs)
    book.definitions = {row.indicator.slug: row for row in rows.select_related("indicator").order_by()}
    indicators = [row.indicator_id for row in book.definitions.values()]
    _read_items(book, indicators, asked)
    collections = {item.collection_id for items in book.items.values() for item in items}
    returns = (
        Return.objects.filter(collection__in=collections)
        .select_related("agency__organisation", "agency__area")
        .order_by("pk")
    )
    for row in returns:
        book.returns[row.collection_id].append(row)
    _read_figures(book, indicators, collections)
    for comparator in Comparator.objects.of(partnership).filter(indicator__in=indicators):
        book.comparators[comparator.indicator_id, comparator.category, comparator.kind].append(comparator)
    return book


def _read_items(book: Book, indicators: Iterable[int], asked: Sequence[Wanted]) -> None:
    # Previous-year comparators need the year before as well.
    periods = [period for want in asked for period in (want.when, want.when.year_earlier())]
    tokens = {token for want in asked for token in want.tokens}
    tokens |= {period.token for period in periods}
    ends = {period.end for period in periods}
    items = (
        CollectionItem.objects.filter(indicator__in=indicators, collection__partnership=book.partnership)
        .filter(Q(collection__token__in=tokens) | Q(collection__end__in=ends))
        .select_related("collection", "definition")
        .order_by("collection_id", "pk")
    )
    for item in items:
        book.items[item.indicator_id].append(item)
    through = CollectionItem.agencies.through
    named = [item.pk for kept in book.items.values() for item in kept if not item.for_all]
    for link in through.objects.filter(collectionitem__in=named):
        book.answering[link.collectionitem_id].add(link.agency_id)


def _read_figures(book: Book, indicators: Iterable[int], collections: Iterable[int]) -> None:
    latest = ObservationVersion.objects.current().filter(
        observation__indicator__in=indicators, observation__of_return__collection__in=collections
    )
    for row in latest.select_related("observation", "definition", "by").order_by():
        book.said[row.observation.indicator_id, row.observation.category, row.observation.of_return_id] = row
    accepted = (
        AcceptedFigure.objects.filter(
            version__observation__indicator__in=indicators, acceptance__of_return__collection__in=collections
        )
        .select_related("acceptance__by", "version__observation", "version__definition", "version__by")
        .order_by("acceptance__number")
    )
    for figure in accepted:
        cell = figure.version.observation
        book.final[cell.indicator_id, cell.category, cell.of_return_id] = figure
