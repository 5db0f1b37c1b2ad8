"""The facts the action log offers to reports. Confidential actions are in none of them.

actions/<measure>?period=2025-26[&origin=audit][&agency=council]      measures: MEASURES below

Stocks (open, overdue, a status) are counted on the last day of the period, or today while it runs.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils import timezone

from partnerships.actions.models import Band, Origin, Status
from partnerships.actions.selectors.standing import standings
from partnerships.actions.tally import Standing, tally
from partnerships.directory.models import Partnership
from partnerships.directory.selectors import agencies_present
from safeguarding.lib.facts import (
    CatalogueEntry,
    Disclosure,
    Fact,
    FactKey,
    FactProvider,
    Period,
    Provenance,
    Unit,
    UnitKind,
)
from safeguarding.lib.facts import Status as FactStatus
from safeguarding.lib.facts.derive import share

LIMIT = 50
ACTIONS = Unit(kind=UnitKind.COUNT, noun="actions")
AS_THEY_STOOD = "counted from how each action stood on the last day of the period"
MEASURES: dict[str, tuple[str, str]] = {
    "carried-in": ("Actions open when the period began", "actions open on the eve of the period"),
    "opened": ("Actions opened", "actions opened, or opened again, in the period"),
    "completed": ("Actions completed", "actions closed or done another way in the period"),
    "not-implementing": ("Actions not implemented", "actions of which it was decided in the period not to do them"),
    "withdrawn": ("Actions merged or cancelled", "actions merged into another or cancelled in the period"),
    "open": ("Actions open", AS_THEY_STOOD),
    "overdue": ("Actions overdue", "actions not done whose due date had passed on the last day of the period"),
    "completed-with-date": ("Actions completed that had a due date", "completed actions with a due date"),
    "completed-on-time": ("Actions completed on time", "actions done by the due date agreed when they were done"),
    "with-impact": ("Completed actions whose difference is recorded", "completed actions with a note of impact"),
    **{f"overdue.{band.value}": (f"Actions overdue by {band.label.lower()}", AS_THEY_STOOD) for band in Band},
    **{f"status.{one.value.replace('_', '-')}": (f"Actions: {one.label.lower()}", AS_THEY_STOOD) for one in Status},
}
SHARES = {
    "on-time-share": ("Share of completed actions done on time", "completed-on-time", "completed-with-date"),
    "impact-share": ("Share of completed actions whose difference is recorded", "with-impact", "completed"),
}


@dataclass(frozen=True)
class Book:
    """The log of one partnership; each day asked for is read once."""

    partnership: Partnership
    today: date

    @cached_property
    def agencies(self) -> dict[str, str]:
        """Return the names of the agencies by slug. One query."""
        return {agency.slug: agency.name for agency in agencies_present(self.partnership)}

    @cached_property
    def _days(self) -> dict[date, list[Standing]]:
        return {}

    def on(self, day: date) -> list[Standing]:
        """Return how every shared action stood on a day. One query for each day."""
        if day not in self._days:
            self._days[day] = standings(self.partnership, day)
        return self._days[day]

    @cached_property
    def _tallies(self) -> dict[tuple[Period, str, str], dict[str, int]]:
        return {}

    def counts(self, period: Period, origin: str, agency: str) -> dict[str, int]:
        """Return the numbers of a period, of one kind of origin or one agency when they are named."""
        wanted = (period, origin, agency)
        if wanted not in self._tallies:
            day = self.last_day(period)
            before, after = (
                [row for row in self.on(at) if origin in ("", row.origin) and agency in ("", row.agency)]
                for at in (period.start - timedelta(days=1), day)
            )
            self._tallies[wanted] = tally(before, after, period.start, day)
        return self._tallies[wanted]

    def last_day(self, period: Period) -> date:
        """Return the day stocks are counted on."""
        return min(period.end, self.today)


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer all keys with three queries for each period at most; leave out those that name nothing."""
    book = Book(partnership, timezone.localdate())
    found = {str(key): _fact(book, key) for key in keys}
    return {key: fact for key, fact in found.items() if fact}


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List at most 50 figures of this financial year and the last whose label holds all the words."""
    book, sought = Book(partnership, timezone.localdate()), words.lower().split()
    this = Period.financial_year(Period.snapshot(book.today).financial_year_start)
    entries: list[CatalogueEntry] = []
    for period in (this, this.previous()):
        origins = [
            {"origin": origin} for origin in Origin.values if any(row.origin == origin for row in book.on(book.today))
        ]
        for part in ({}, *origins):
            for name in ("completed", "open") if part else (*MEASURES, *SHARES):
                fact = _fact(book, FactKey(f"actions/{name}", {"period": period.token, **part}))
                if (
                    fact
                    and fact.status.has_value
                    and all(word in f"{fact.label} {period.label}".lower() for word in sought)
                ):
                    entries.append(CatalogueEntry(key=fact.key, label=fact.label, period=period.label, text=fact.text))
    return entries[:LIMIT]


def _fact(book: Book, key: FactKey) -> Fact | None:
    said = dict(key.parameters)
    try:
        period = Period.parse(said.pop("period", ""))
    except ValueError:
        return None
    origin, agency = said.pop("origin", ""), said.pop("agency", "")
    known = origin in ("", *Origin.values) and (not agency or agency in book.agencies)
    if said or not known:
        return None
    if key.rest in SHARES:
        label, part, whole = SHARES[key.rest]
        parts = [_fact(book, FactKey(f"actions/{name}", key.parameters)) for name in (part, whole)]
        of, among = parts
        return share(key=str(key), label=label, part=of, whole=among) if of and among else None
    return _count(book, key, period, origin, agency) if key.rest in MEASURES else None


def _count(book: Book, key: FactKey, period: Period, origin: str, agency: str) -> Fact:
    label, rule = MEASURES[key.rest]
    begun = period.start <= book.today
    said = [Origin(origin).label if origin else "", book.agencies[agency] if agency else ""]
    return Fact(
        key=str(key),
        label=", ".join([label, *filter(None, said)]),
        value=Decimal(book.counts(period, origin, agency)[key.rest]) if begun else None,
        status=FactStatus.VALUE if begun else FactStatus.NOT_AVAILABLE,
        note="" if begun else "the period has not begun",
        unit=ACTIONS,
        period=period,
        as_at=book.last_day(period) if begun else None,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="derived", place="Action log", rule=rule, trace=_trace(book, period, origin, agency)
        ),
    )


def _trace(book: Book, period: Period, origin: str, agency: str) -> str:
    year = Period.financial_year(period.financial_year_start)
    query = f"?period={year.token}" if year == period else "?status=all"
    query += (f"&origin={origin}" if origin else "") + (f"&owner={agency}" if agency else "")
    return reverse("action_list", args=[book.partnership.slug]) + query


PROVIDER = FactProvider(room="actions", resolve=resolve, catalogue=catalogue)
