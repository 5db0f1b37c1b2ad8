"""Who has handed in: every return of a collection with its state, completeness and timeliness. Constant queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from partnerships.directory.models import Partnership
from partnerships.returns.models import Collection, CollectionItem, ObservationVersion, Query, Return
from safeguarding.lib.facts import Status

RECEIVED = (Return.Status.SUBMITTED, Return.Status.ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """One agency's line. `late` is the number of days after the due day it was handed in, or is now outstanding."""

    of_return: Return
    expected: int
    given: int
    late: int
    questions: int

    @property
    def received(self) -> bool:
        """Return True while the return is handed in or accepted."""
        return self.of_return.status in RECEIVED

    @property
    def waiting(self) -> bool:
        """Return True while the return waits for acceptance."""
        return self.of_return.status == Return.Status.SUBMITTED

    @property
    def accepted(self) -> bool:
        """Return True while the return is accepted."""
        return self.of_return.status == Return.Status.ACCEPTED

    @property
    def outstanding(self) -> bool:
        """Return True when it is past its due day and not handed in."""
        return self.late > 0 and not self.received

    @property
    def percent(self) -> int:
        """Return the share of figures given; all of nothing is complete."""
        return 100 * self.given // self.expected if self.expected else 100

    @property
    def on_time(self) -> bool:
        """Return True when it was handed in by its due day."""
        return self.of_return.first_submitted_at is not None and self.late == 0


@dataclass(frozen=True)
class Board:
    """All lines, and the counts above them."""

    rows: tuple[BoardRow, ...]

    @property
    def received(self) -> int:
        """Return how many are handed in or accepted."""
        return sum(row.received for row in self.rows)

    @property
    def on_time(self) -> int:
        """Return how many were handed in by their due day."""
        return sum(row.received and row.on_time for row in self.rows)

    @property
    def late(self) -> int:
        """Return how many are outstanding past their due day."""
        return sum(row.outstanding for row in self.rows)

    @property
    def accepted(self) -> int:
        """Return how many are accepted."""
        return sum(row.accepted for row in self.rows)

    @property
    def waiting(self) -> int:
        """Return how many wait for acceptance."""
        return sum(row.waiting for row in self.rows)


def board(collection: Collection, *, today: date | None = None) -> Board:
    """Return the board of a collection."""
    today = today or timezone.localdate()
    shared, named = _expected(collection)
    given = _given(collection)
    asked = dict(
        Query.objects.unsettled()
        .filter(observation__of_return__collection=collection)
        .values_list("observation__of_return")
        .annotate(number=Count("pk"))
    )
    rows = Return.objects.filter(collection=collection).select_related("agency__organisation")
    made = []
    for row in rows:
        row.collection = collection
        made.append(
            BoardRow(
                of_return=row,
                expected=shared + named[row.agency_id],
                given=given.get(row.pk, 0),
                late=_late(row, today),
                questions=asked.get(row.pk, 0),
            )
        )
    return Board(tuple(made))


def collections_of(partnership: Partnership) -> Any:
    """Return the partnership's collections with how many returns are asked, received and accepted. One query."""
    return (
        Collection.objects.of(partnership)
        .select_related("set")
        .annotate(
            asked=Count("returns"),
            received=Count("returns", filter=Q(returns__status__in=RECEIVED)),
            accepted=Count("returns", filter=Q(returns__status=Return.Status.ACCEPTED)),
        )
        .order_by("-end", "title")
    )


def _expected(collection: Collection) -> tuple[int, Counter[int]]:
    items = list(collection.items.select_related("definition"))
    sizes = {item.pk: len(item.definition.cells) for item in items}
    shared = sum(sizes[item.pk] for item in items if item.for_all)
    named: Counter[int] = Counter()
    for link in CollectionItem.agencies.through.objects.filter(collectionitem__in=list(sizes)):
        named[link.agency_id] += sizes[link.collectionitem_id]
    return shared, named


def _given(collection: Collection) -> dict[int, int]:
    rows = (
        ObservationVersion.objects.current()
        .filter(observation__of_return__collection=collection)
        .exclude(status=Status.BLANK)
        .order_by()
        .values_list("observation__of_return")
        .annotate(number=Count("pk"))
    )
    return dict(rows)


def _late(row: Return, today: date) -> int:
    moment = row.first_submitted_at
    day = timezone.localtime(moment).date() if moment else today
    return max((day - row.due_on).days, 0)
