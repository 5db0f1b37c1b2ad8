"""Quarterly figures of the invented partnership: years of accepted returns, one quarter with late agencies, one open.

The numbers drift slowly with small noise from a fixed seed, so that every installation shows the same.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from demonstration.data import toml
from demonstration.founding import Founded
from demonstration.handing_in import TYPED, Source, accept, fill, hand_in
from demonstration.story_time import story_time
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from partnerships.returns.entries import Entry
from partnerships.returns.models import Collection, IndicatorSet, Return
from partnerships.returns.models.indicator import Category
from partnerships.returns.selectors.grid import Cell
from partnerships.returns.services.collections import collection_close, collection_open
from partnerships.returns.services.comparators import comparator_save
from partnerships.returns.services.indicators import Definition, SetLine, indicator_create, set_save
from partnerships.returns.services.returns import return_accept, return_send_back
from safeguarding.lib.facts import Disclosure, Period, Status, UnitKind

FOLDER = "demo"
PAST_QUARTERS = 9
POLARITY = {"low": "lower", "high": "higher", "": "neutral"}
WHY = "Checked against the case management system: the figure is right."
# In the quarter before the open one these have not handed in, wait for acceptance, or were sent back.
LATE = ("fire", "ambulance")
WAITING = ("hospitals",)
SENT_BACK = {"voluntary": {"supervision": "The number supervised is higher than in any quarter before. Please check."}}
# In the open quarter these have handed in already; the council has begun.
EARLY = ("icb", "education")
BEGUN = ("contacts", "referrals", "cp-plans")


@dataclass(frozen=True)
class Calendar:
    """The quarters of the demonstration, counted back from the day it is loaded."""

    today: date

    @property
    def open_quarter(self) -> Period:
        """Return the third quarter that has begun most recently: the demonstration is always mid-year."""
        year = self.today.year if self.today >= date(self.today.year, 10, 1) else self.today.year - 1
        return Period.quarter(year, 3)

    @property
    def late_quarter(self) -> Period:
        """Return the quarter before."""
        return self.open_quarter.previous()

    @property
    def past(self) -> list[Period]:
        """Return the quarters before that, oldest first."""
        quarters = [self.late_quarter.previous()]
        while len(quarters) < PAST_QUARTERS:
            quarters.append(quarters[-1].previous())
        return quarters[::-1]


class Numbers:
    """What an agency says about an indicator in a quarter."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = {row["slug"]: row for row in rows}

    def entry(self, of_return: Return, cell: Cell, step: int) -> Entry:
        """Return the figure for the quarter `step` after the first."""
        row = self.rows[cell.item.indicator.slug]
        if cell.category.slug:
            return Entry(status=Status.VALUE, value=Decimal(self._share(of_return, row, cell.category.slug, step)))
        count = self._count(of_return, row, step)
        if "of" not in row:
            return Entry(status=Status.NIL) if count == 0 else Entry(status=Status.VALUE, value=Decimal(count))
        whole = max(count, round(row["of"] * self._size(of_return)))
        return Entry(status=Status.VALUE, numerator=Decimal(count), denominator=Decimal(whole))

    def _count(self, of_return: Return, row: dict[str, Any], step: int) -> int:
        chance = random.Random(f"{row['slug']} {of_return.agency.slug} {step}")  # noqa: S311 - no secret
        drift = (row["start"] + row["step"] * step) * (self._size(of_return) if row["agencies"] == "all" else 1)
        return max(0, round(chance.gauss(drift, drift**0.5 * 0.6 if drift > 0 else 0)))

    def _size(self, of_return: Return) -> float:
        return random.Random(of_return.agency.slug).uniform(0.2, 1.4)  # noqa: S311 - no secret

    def _share(self, of_return: Return, row: dict[str, Any], category: str, step: int) -> int:
        whole = self._count(of_return, self.rows[row["part_of"]], step)
        shares = dict(zip([slugify(label) for label in row["categories"]], row["shares"], strict=True))
        counts = {slug: round(whole * share) for slug, share in shares.items()}
        first = next(iter(counts))
        counts[first] += whole - sum(counts.values())  # a child is counted once, so the categories add up
        return counts[category]


def load(founded: Founded, calendar: Calendar) -> None:
    """Create the scorecard and its collections."""
    described = toml(FOLDER, "indicators")
    manager = founded.person(Role.BOARD_MANAGER)
    with story_time(calendar.past[0].end):
        kept = _scorecard(founded, described, manager)
    numbers = Numbers(described["indicators"])
    for step, period in enumerate(calendar.past):
        due = period.end + timedelta(days=30)
        with story_time(due - timedelta(days=3)):
            collection = _opened(founded, kept, period, due_on=due)
            for of_return in _returns(collection):
                _answered(founded, of_return, numbers, step)
        with story_time(due + timedelta(days=2)):
            accept(collection, by=manager)
            collection_close(by=manager, collection=collection)
    due = calendar.today - timedelta(days=18)
    with story_time(due - timedelta(days=1)):
        _late(founded, _opened(founded, kept, calendar.late_quarter, due_on=due), numbers)
    with story_time(calendar.today - timedelta(days=1)):
        due = calendar.today + timedelta(days=9)
        _running(founded, _opened(founded, kept, calendar.open_quarter, due_on=due), numbers)


def _scorecard(founded: Founded, described: dict[str, Any], by: User) -> IndicatorSet:
    lines = []
    for order, row in enumerate(described["indicators"], start=1):
        indicator = indicator_create(
            by=by,
            partnership=founded.partnership,
            slug=row["slug"],
            definition=_definition(row),
            order=order * 10,
        )
        named = row["agencies"]
        agencies = None if named == "all" else tuple(founded.agencies[slug] for slug in named)
        lines.append(SetLine(indicator=indicator, heading=row["heading"], agencies=agencies))
        for kind, said in row.get("comparators", {}).items():
            comparator_save(
                by=by,
                indicator=indicator,
                kind=kind,
                period=Period.parse(said["period"]),
                value=Decimal(str(said["value"])),
                source=said["source"],
            )
    return set_save(
        by=by,
        partnership=founded.partnership,
        slug=described["set"]["slug"],
        name=described["set"]["name"],
        lines=lines,
    )


def _definition(row: dict[str, Any]) -> Definition:
    labels = row.get("categories", [])
    return Definition(
        name=row["name"],
        definition=row["definition"],
        example=row.get("example", ""),
        source_system=row.get("source_system", ""),
        kind=UnitKind(row["kind"]),
        noun=row.get("noun", ""),
        decimals=row.get("decimals", 0),
        measure=row["measure"],
        polarity=POLARITY[row.get("polarity", "")],
        from_parts="numerator" in row,
        numerator_label=row.get("numerator", ""),
        denominator_label=row.get("denominator", ""),
        dimension=row.get("dimension_name", ""),
        categories=tuple(Category(slugify(label), label) for label in labels),
        asks_total=not labels,
        disclosure=Disclosure(row.get("disclosure", "small_numbers")),  # most figures are public once protected
    )


def _opened(founded: Founded, kept: IndicatorSet, period: Period, *, due_on: date) -> Collection:
    return collection_open(
        by=founded.person(Role.BOARD_MANAGER),
        partnership=founded.partnership,
        indicator_set=kept,
        period=period,
        opens_on=min(period.end, due_on - timedelta(days=14)),
        due_on=due_on,
        closes_on=due_on + timedelta(days=60),
    )


def _returns(collection: Collection) -> list[Return]:
    return list(collection.returns.select_related("agency", "collection__partnership").order_by("agency__slug"))


def _answered(founded: Founded, of_return: Return, numbers: Numbers, step: int) -> None:
    by = _lead(founded, of_return)

    def answers(said_in: Return, cell: Cell) -> tuple[Entry, Source]:
        return numbers.entry(said_in, cell, step), TYPED

    fill(of_return, by=by, answers=answers)
    hand_in(of_return, by=by, why=WHY)


def _lead(founded: Founded, of_return: Return) -> User:
    """Return the agency's lead, or the deputy board manager who enters what an agency without one sent."""
    lead = founded.people.get(f"{Role.AGENCY_LEAD}:{of_return.agency.slug}")
    return lead or founded.people[f"{Role.BOARD_MANAGER}::second"]


def _late(founded: Founded, collection: Collection, numbers: Numbers) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    for of_return in _returns(collection):
        slug = of_return.agency.slug
        if slug in LATE:
            continue
        _answered(founded, of_return, numbers, PAST_QUARTERS)
        of_return.refresh_from_db()
        if slug in SENT_BACK:
            return_send_back(by=manager, of_return=of_return, reasons=SENT_BACK[slug])
        elif slug not in WAITING:
            return_accept(by=manager, of_return=of_return)


def _running(founded: Founded, collection: Collection, numbers: Numbers) -> None:
    for of_return in _returns(collection):
        if of_return.agency.slug in EARLY:
            _answered(founded, of_return, numbers, PAST_QUARTERS + 1)
    council = next(row for row in _returns(collection) if row.agency.slug == "childrens-services")
    analyst = founded.person(Role.AGENCY_CONTRIBUTOR, "childrens-services")

    def begun(said_in: Return, cell: Cell) -> tuple[Entry, Source] | None:
        if cell.item.indicator.slug not in BEGUN:
            return None
        return numbers.entry(said_in, cell, PAST_QUARTERS + 1), TYPED

    fill(council, by=analyst, answers=begun)
