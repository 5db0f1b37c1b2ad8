"""The board, the ageing of what is overdue, and what a person is told on their overview."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from partnerships.actions.models import Action, Band, Status
from partnerships.actions.models.action import LIVE, WAITED_FOR
from partnerships.actions.selectors.log import visible
from partnerships.directory.models import Agency, Partnership, User

SHOWN = 10  # cards in a column of the board
SOON_DAYS = 14


@dataclass(frozen=True)
class Column:
    """One status of the board: how many there are, and those due first."""

    status: Status
    count: int
    cards: list[Action]


def status_counts(rows: QuerySet[Action]) -> dict[str, int]:
    """Return how many of the rows stand where. One query."""
    return dict(rows.order_by().values_list("status").annotate(count=Count("pk")))


def board(rows: QuerySet[Action]) -> list[Column]:
    """Return a column for each live status. One query for the numbers and one for each column."""
    counts = status_counts(rows.live())  # type: ignore[attr-defined]
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "opened_on", "pk")
    return [Column(status, counts.get(status, 0), list(ordered.filter(status=status)[:SHOWN])) for status in LIVE]


def ageing(partnership: Partnership, user: User, day: date) -> list[tuple[Agency | None, list[int]]]:
    """Return, for each owning agency and for owners without one, how many actions are overdue by each band.

    Agencies with nothing overdue are left out. Two queries.
    """
    bands = {f"band{at}": _overdue_by(band, day) for at, band in enumerate(Band)}
    rows = Action.objects.of(partnership).visible_to(user).overdue(day).order_by()
    numbers = {name: Count("pk", filter=condition) for name, condition in bands.items()}
    found: Any = rows.values_list("owner_agency").annotate(**numbers)
    counts: dict[int | None, list[int]] = {owner: list(of_bands) for owner, *of_bands in found}
    agencies = (
        Agency.objects.of(partnership).filter(pk__in=[key for key in counts if key]).select_related("organisation")
    )
    named: list[tuple[Agency | None, list[int]]] = [(agency, counts[agency.pk]) for agency in agencies]
    return named + ([(None, counts[None])] if None in counts else [])


def attention_counts(partnership: Partnership, user: User, agencies: frozenset[int], day: date) -> Mapping[str, int]:
    """Count what is overdue and soon due of these agencies or this person, and overdue and to close of all."""
    own = Q(owner_agency__in=agencies) | Q(owner_person=user)
    late = Q(status__in=WAITED_FOR, due_on__lt=day)
    soon = Q(status__in=WAITED_FOR, due_on__range=(day, day + timedelta(days=SOON_DAYS)))
    found: dict[str, int] = (
        visible(partnership, user)
        .order_by()
        .aggregate(
            own_late=Count("pk", filter=own & late),
            own_soon=Count("pk", filter=own & soon),
            late=Count("pk", filter=late),
            to_close=Count("pk", filter=Q(status=Status.DONE)),
        )
    )
    return found


def _overdue_by(band: Band, day: date) -> Q:
    first, last = band.due_between(day)
    return Q(due_on__range=(first, last))
