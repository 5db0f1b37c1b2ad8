"""The facts the register offers to reports: only what was let out, with the value it had then.

cases/<kind>.count?period=2021-22            figures a coordinator released; parts: see selectors.figures.parts_of
cases/<kind>.on-time?period=2021-22          share of deadlines met, computed from two of them
cases/<kind>.days-taken?period=2021-22       mean of days taken, computed from two of them
cases/children.ethnicity-black?period=...    people of reviews by characteristic, see selectors.people; also adults
cases/review.<slug>.findings                 counted in a released record: see facts_records
cases/recommendations.done?at=2022-03-31     counted over all released records
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from django.utils import timezone

from partnerships.directory.models import Partnership
from reviews.cases import facts_records
from reviews.cases.models import SPECS, EventKind, FigureRelease, Kind
from reviews.cases.selectors.figures import key_of, parts_of, releases_of, stock_day
from reviews.cases.selectors.people import GROUPS, parts_of_people
from safeguarding.lib.facts import (
    CatalogueEntry,
    Fact,
    FactKey,
    FactProvider,
    Period,
    Provenance,
    Status,
    Unit,
    UnitKind,
)
from safeguarding.lib.facts.derive import mean, share
from safeguarding.lib.facts.fact import Disclosure, stamp

COUNT = Unit(kind=UnitKind.COUNT)
KINDS = {kind.value.replace("_", "-"): kind for kind in Kind}
DERIVED = {"on-time": ("deadlines-met", "deadlines"), "days-taken": ("days", "days-of")}
# A published review is public, so how many were published tells nobody anything new.
OPEN = EventKind.PUBLISHED.value
LIMIT = 50


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer released figures in two queries. A figure nobody released is no figure, whatever its value would be."""
    wanted = {str(key): parsed for key in keys if (parsed := _parsed(key))}
    people = {str(key): said for key in keys if (said := _of_people(key))}
    sources = {key_of(kind, part, period) for kind, _, period in wanted.values() for part in parts_of(kind)}
    released = releases_of(partnership, sources | people.keys()) if sources or people else {}
    found = {key: _fact(released, *parsed) for key, parsed in wanted.items()}
    found |= {key: _counted(released.get(key), *parsed) for key, parsed in people.items()}
    return {**{key: fact for key, fact in found.items() if fact}, **facts_records.resolve(partnership, keys)}


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List at most 50 released figures whose label holds all the words."""
    sought = words.lower().split()
    keys = [FactKey.parse(key) for key in releases_of(partnership)]
    facts = [*resolve(partnership, keys).values(), *facts_records.every(partnership)]
    found = [fact for fact in facts if all(word in f"{fact.label} {fact.period.label}".lower() for word in sought)]
    return [
        CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text)
        for fact in found[:LIMIT]
    ]


def _parsed(key: FactKey) -> tuple[Kind, str, Period] | None:
    name, _, part = key.rest.partition(".")
    if name not in KINDS or part not in {*parts_of(KINDS[name]), *DERIVED} or set(key.parameters) != {"period"}:
        return None
    try:
        return KINDS[name], part, Period.parse(key.parameters["period"])
    except ValueError:
        return None


def _of_people(key: FactKey) -> tuple[str, Period] | None:
    group, _, part = key.rest.partition(".")
    words = parts_of_people().get(part)
    if group not in GROUPS or words is None or set(key.parameters) != {"period"}:
        return None
    try:
        return f"{group.capitalize()}{words}", Period.parse(key.parameters["period"])
    except ValueError:
        return None


def _fact(released: Mapping[str, FigureRelease], kind: Kind, part: str, period: Period) -> Fact | None:
    if part not in DERIVED:
        return _count(released.get(key_of(kind, part, period)), kind, part, period)
    first, second = (_fact(released, kind, name, period) for name in DERIVED[part])
    if first is None or second is None:
        return None
    key = key_of(kind, part, period)
    if part == "on-time":
        return share(key=key, label=f"{kind.label}, share of deadlines met on time", part=first, whole=second)
    unit = "working days" if SPECS[kind].working else "days"
    return mean(key=key, label=f"{kind.label}, {unit} taken on average", whole=first, number=second)


def _count(row: FigureRelease | None, kind: Kind, part: str, period: Period) -> Fact | None:
    fact = _counted(row, f"{kind.label}{parts_of(kind)[part]}", period)
    if row and fact and part == "under-way":
        day = stock_day(period, timezone.localdate(row.released_at))
        return replace(fact, period=Period.snapshot(day), as_at=day)
    return replace(fact, disclosure=Disclosure.PUBLIC) if fact and part == OPEN else fact


def _counted(row: FigureRelease | None, label: str, period: Period) -> Fact | None:
    if row is None:
        return None
    return Fact(
        key=row.key,
        label=label,
        value=None if row.value is None else Decimal(row.value),
        status=Status.VALUE if row.value is not None else Status.SUPPRESSED,
        unit=COUNT,
        period=period,
        disclosure=Disclosure.SMALL_NUMBERS,
        provenance=Provenance(
            origin="counted",
            place="Released from the case register",
            approved_by=str(row.released_by),
            approved_at=stamp(row.released_at),
            rule="counted in the register on the day of its release",
        ),
    )


PROVIDER = FactProvider(room="cases", resolve=resolve, catalogue=catalogue)
