"""One return as a grid: every cell asked for, what is said in it, what was said before; constant queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, FilteredRelation, Q, prefetch_related_objects

from partnerships.returns.entries import Entry
from partnerships.returns.models import (
    AcceptedFigure,
    CollectionItem,
    Explanation,
    IndicatorVersion,
    Observation,
    ObservationVersion,
    Query,
    Return,
)
from partnerships.returns.models.indicator import Category
from safeguarding.lib.facts import Period, Qualifier, Status
from safeguarding.lib.prepared import Prepared, number, text

CellKey = tuple[int, str]
NOTHING = Entry()
PAST_PERIODS = 4


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One figure asked for. `past` maps period tokens to what was said then; `lock` is what a save must expect."""

    item: CollectionItem
    category: Category
    lock: int = 0
    observation_id: int | None = None
    entry: Entry = NOTHING
    version: int | None = None
    origin: str = ""
    past: Mapping[str, Entry] = field(default_factory=dict)
    queries: tuple[Query, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    accepted: bool = False

    @property
    def definition(self) -> IndicatorVersion:
        """Return the definition pinned when the collection opened."""
        return self.item.definition

    @property
    def name(self) -> str:
        """Return the cell's name within its return: indicator slug, and category after a dot."""
        slug = self.item.indicator.slug
        return f"{slug}.{self.category.slug}" if self.category.slug else slug

    @property
    def label(self) -> str:
        """Return the name people read."""
        return f"{self.definition.name}: {self.category.label}" if self.category.label else self.definition.name

    @property
    def blank(self) -> bool:
        """Return True when nothing is said."""
        return self.entry.status is Status.BLANK

    @property
    def open_queries(self) -> tuple[Query, ...]:
        """Return the questions not yet closed."""
        return tuple(query for query in self.queries if query.status != Query.Status.CLOSED)


@dataclass(frozen=True)
class Grid:
    """All cells of a return in the order of the set."""

    of_return: Return
    cells: tuple[Cell, ...]
    periods: tuple[Period, ...]

    @property
    def filled(self) -> int:
        """Return how many cells say something."""
        return sum(not cell.blank for cell in self.cells)

    @property
    def by_name(self) -> dict[str, Cell]:
        """Return cells by the name inputs and imports use."""
        return {cell.name: cell for cell in self.cells}

    @property
    def headings(self) -> list[tuple[str, list[Cell]]]:
        """Return cells under their headings, in order."""
        grouped: dict[str, list[Cell]] = {}
        for cell in self.cells:
            grouped.setdefault(cell.item.heading, []).append(cell)
        return list(grouped.items())


def grid(of_return: Return) -> Grid:
    """Return the return's grid."""
    items = _ITEMS(collection=of_return.collection_id, agency=of_return.agency_id)
    periods = past_periods(of_return.collection.period)
    said = _said_now(of_return)
    accepted = {version for (version,) in _ACCEPTED(of_return=of_return.pk)}
    past = _past(of_return, periods)
    queries, explanations = _queries(of_return), _explanations(of_return)
    cells = []
    for item in items:
        for category in item.definition.cells:
            key = (item.indicator_id, category.slug)
            now = said.get(key, _BLANK)
            cells.append(
                Cell(
                    item=item,
                    category=category,
                    lock=now.lock,
                    observation_id=now.observation,
                    entry=now.entry,
                    version=now.version,
                    origin=now.origin,
                    past=past.get(key, {}),
                    queries=tuple(queries.get(now.observation, ())),
                    explanations=tuple(explanations.get(now.observation, ())),
                    accepted=now.version in accepted,
                )
            )
    return Grid(of_return, tuple(cells), periods)


def past_periods(period: Period) -> tuple[Period, ...]:
    """Return the periods shown beside a cell, latest first: the four before, which end with the same one last year."""
    found, current = [], period
    for _ in range(PAST_PERIODS):
        current = current.previous()
        found.append(current)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Said:
    observation: int | None = None
    lock: int = 0
    version: int | None = None
    origin: str = ""
    entry: Entry = NOTHING


_BLANK = _Said()
_FIGURES = ("status", "value", "upper", "numerator", "denominator", "text", "counted_on", "qualifier", "reason")


# Plain values, not models: a page has hundreds of figures.
_SAID = Prepared(
    lambda: (
        Observation.objects.filter(of_return_id=number("of_return"))
        .annotate(now=FilteredRelation("versions", condition=Q(versions__number=F("version"))))
        .values_list(
            "indicator_id",
            "category",
            "pk",
            "version",
            "now__pk",
            "now__origin",
            "now__comment",
            *(f"now__{name}" for name in _FIGURES),
        )
    )
)
_PLACES = tuple(f"token{at}" for at in range(PAST_PERIODS))
_PAST = Prepared(
    lambda: (
        ObservationVersion.objects.current()
        .filter(
            observation__of_return__agency_id=number("agency"),
            observation__of_return__collection__token__in=[text(place) for place in _PLACES],
        )
        .order_by("observation__of_return__collection_id")
        .values_list(
            "observation__indicator_id", "observation__category", "observation__of_return__collection__token", *_FIGURES
        )
    )
)
_ITEMS = Prepared(
    lambda: (
        CollectionItem.objects.filter(collection_id=number("collection"))
        .for_agency(number("agency"))
        .select_related("indicator", "definition")
        .order_by("order", "id")
    )
)
_ACCEPTED = Prepared(
    lambda: AcceptedFigure.objects.filter(acceptance__of_return_id=number("of_return")).values_list("version_id")
)
_ASKED = Prepared(lambda: Query.objects.filter(observation__of_return_id=number("of_return")))
_EXPLAINED = Prepared(
    lambda: Explanation.objects.filter(observation__of_return_id=number("of_return")).select_related("by")
)


def _said_now(of_return: Return) -> dict[CellKey, _Said]:
    said = {}
    for indicator, category, pk, lock, version, origin, comment, *figures in _SAID(of_return=of_return.pk):
        entry = NOTHING if version is None else _entry(figures, comment)
        said[indicator, category] = _Said(pk, lock, version, origin or "", entry)
    return said


def _past(of_return: Return, periods: Iterable[Period]) -> dict[CellKey, dict[str, Entry]]:
    tokens = {place: period.token for place, period in zip(_PLACES, periods, strict=True)}
    rows = _PAST(agency=of_return.agency_id, **tokens)
    past: dict[CellKey, dict[str, Entry]] = defaultdict(dict)
    for indicator, category, token, *figures in rows:
        past[indicator, category][token] = _entry(figures, "")
    return past


_STATUS = {status.value: status for status in Status}
_QUALIFIER = {qualifier.value: qualifier for qualifier in Qualifier}


def _entry(figures: list[Any], comment: str) -> Entry:
    status, value, upper, numerator, denominator, text, counted_on, qualifier, reason = figures
    return Entry(
        status=_STATUS[status],
        value=value,
        upper=upper,
        numerator=numerator,
        denominator=denominator,
        text=text,
        counted_on=counted_on,
        qualifier=_QUALIFIER[qualifier],
        reason=reason,
        comment=comment,
    )


def _queries(of_return: Return) -> dict[int | None, list[Query]]:
    found: dict[int | None, list[Query]] = defaultdict(list)
    rows = _ASKED(of_return=of_return.pk)
    prefetch_related_objects(rows, "entries__by")
    for query in rows:
        found[query.observation_id].append(query)
    return found


def _explanations(of_return: Return) -> dict[int | None, list[Explanation]]:
    found: dict[int | None, list[Explanation]] = defaultdict(list)
    for row in _EXPLAINED(of_return=of_return.pk):
        found[row.observation_id].append(row)
    return found
