"""Returns made through the services, for this room's tests and for other rooms'."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from partnerships.directory.models import Agency, Partnership, User
from partnerships.returns.entries import Entry
from partnerships.returns.models import Collection, Indicator, IndicatorSet, Return
from partnerships.returns.selectors.grid import Cell, grid
from partnerships.returns.services import (
    Definition,
    Saved,
    SetLine,
    Source,
    collection_open,
    explanation_give,
    indicator_create,
    observation_save,
    return_accept,
    return_submit,
    set_save,
)
from partnerships.returns.services.observations import TYPED
from safeguarding.lib.facts import Period, Status
from tests.factories import UserFactory

Q3 = Period.quarter(2026, 3)
COUNT = Definition(name="Children subject of a plan", noun="children", measure="stock")


@dataclass
class Made:
    """A collection with its returns by agency slug and its indicators by slug."""

    partnership: Partnership
    indicators: dict[str, Indicator]
    indicator_set: IndicatorSet
    collection: Collection
    returns: dict[str, Return] = field(default_factory=dict)

    @property
    def first(self) -> Return:
        """Return the first return."""
        return next(iter(self.returns.values()))


def indicator_made(partnership: Partnership, slug: str, definition: Definition = COUNT) -> Indicator:
    """Return an indicator."""
    return indicator_create(by=None, partnership=partnership, slug=slug, definition=definition)


def collection_made(
    partnership: Partnership,
    definitions: dict[str, Definition] | None = None,
    *,
    period: Period = Q3,
    agencies: list[Agency] | None = None,
    slug: str = "quarterly",
    due_on: date | None = None,
) -> Made:
    """Return an open collection of the indicators given (one count by default), due in two weeks."""
    indicators = {
        name: Indicator.objects.of(partnership).filter(slug=name).first()
        or indicator_made(partnership, name, definition)
        for name, definition in (definitions or {"cp-plans": COUNT}).items()
    }
    indicator_set = set_save(
        by=None,
        partnership=partnership,
        slug=slug,
        name="Quarterly data set",
        lines=[SetLine(indicator=indicator, heading="Child protection") for indicator in indicators.values()],
    )
    due_on = due_on or timezone.localdate() + timedelta(days=14)
    collection = collection_open(
        by=None,
        partnership=partnership,
        indicator_set=indicator_set,
        period=period,
        due_on=due_on,
        opens_on=min(due_on, timezone.localdate()) - timedelta(days=30),
        closes_on=max(due_on, timezone.localdate() + timedelta(days=30)),
        agencies=agencies,
    )
    returns = {row.agency.slug: row for row in collection.returns.select_related("agency__organisation", "collection")}
    return Made(partnership, indicators, indicator_set, collection, returns)


def cell_of(of_return: Return, name: str) -> Cell:
    """Return a cell as it is now by name: `cp-plans` or `cp-plans.neglect`."""
    return grid(of_return).by_name[name]


def say(
    of_return: Return,
    name: str,
    figure: int | str | Decimal | Entry,
    by: User | None = None,
    source: Source = TYPED,
    expected: int | None = None,
) -> Saved:
    """Save a figure in a cell at whatever version it has."""
    cell = cell_of(of_return, name)
    entry = figure if isinstance(figure, Entry) else Entry(status=Status.VALUE, value=Decimal(figure))
    return observation_save(
        by=by,
        of_return=of_return,
        item=cell.item,
        category=cell.category.slug,
        entry=entry,
        expected=cell.lock if expected is None else expected,
        source=source,
        beyond_closing=True,
    )


def hand_in(of_return: Return, by: User | None = None) -> Return:
    """Explain every query and hand the return in."""
    from partnerships.returns.selectors.findings import findings

    by = by or UserFactory()
    for finding in findings(grid(of_return)):
        if finding.blocks:
            explanation_give(
                by=by, of_return=of_return, cell=finding.cell, rule=finding.rule.key, text="Checked: it is right."
            )
    return_submit(by=by, of_return=of_return, beyond_closing=True)
    return of_return


def accept(of_return: Return, by: User | None = None) -> Return:
    """Hand in by one person and accept by another."""
    return_accept(by=by or UserFactory(), of_return=hand_in(of_return))
    return of_return


def return_ready(
    partnership: Partnership,
    figures: dict[str, int | str | Decimal | Entry] | None = None,
    *,
    period: Period = Q3,
    agency: Agency | None = None,
    definitions: dict[str, Definition] | None = None,
    accepted: bool = True,
) -> Return:
    """Return an accepted return (or a draft) of one agency with the figures given: one call for other rooms' tests.

    `figures` is by cell name, `definitions` by indicator slug; a count is made for a slug without a definition.
    """
    figures = figures or {"cp-plans": 116}
    definitions = definitions or {name.partition(".")[0]: COUNT for name in figures}
    agency = agency or Agency.objects.of(partnership).first()
    slug = f"set-{IndicatorSet.objects.of(partnership).count() + 1}"
    made = collection_made(partnership, definitions, period=period, agencies=[agency], slug=slug)
    for name, figure in figures.items():
        say(made.first, name, figure)
    return accept(made.first) if accepted else made.first
