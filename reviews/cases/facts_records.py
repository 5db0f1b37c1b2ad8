"""Facts counted in the released records of reviews: what was printed anyway, counted by the portal.

cases/review.<slug>.findings | findings-stated | recommendations | recommendations-stated
cases/review.<slug>.<standing>?at=2022-03-31     how many recommendations stood there on that day
cases/recommendations.<standing>?at=2022-03-31   the same over every released record; also .all, .settled and
                                                 .settled-share

<standing> is open, in-progress, done, done-otherwise, not-implementing or deferred.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from partnerships.directory.models import Partnership
from reviews.cases.models import SETTLED, Recommendation
from reviews.cases.selectors.records import Released, records_released, standings_counted
from safeguarding.lib.facts import Fact, FactKey, Period, Provenance, Status, Unit, UnitKind
from safeguarding.lib.facts.derive import share
from safeguarding.lib.facts.fact import Disclosure, stamp

COUNT = Unit(kind=UnitKind.COUNT)
STANDINGS = {standing.value.replace("_", "-"): standing for standing in Recommendation.Standing}
COUNTED = ("findings", "recommendations")


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer what the records hold, in one query however many are asked for; none when nothing is asked."""
    wanted = [key for key in keys if key.rest.startswith(("review.", "recommendations."))]
    if not wanted:
        return {}
    records = records_released(partnership)
    found = {str(key): _fact(records, key) for key in wanted}
    return {key: fact for key, fact in found.items() if fact}


def every(partnership: Partnership) -> Iterator[Fact]:
    """Yield the counts of every released record, for the search."""
    records = records_released(partnership)
    for record in records:
        for part in (*COUNTED, *(f"{name}-stated" for name in COUNTED)):
            if fact := _fact(records, FactKey(f"cases/review.{record.slug}.{part}")):
                yield fact


def _fact(records: Sequence[Released], key: FactKey) -> Fact | None:
    name, _, part = key.rest.rpartition(".")
    day = _day(key)
    if name == "recommendations":
        return _over_all(records, key, part, day) if day else None
    record = next((one for one in records if f"review.{one.slug}" == name), None)
    if record is None:
        return None
    if part in STANDINGS:
        return _standing(record, key, part, day) if day else None
    return None if key.parameters else _listed(record, key, part)


def _day(key: FactKey) -> date | None:
    try:
        return date.fromisoformat(key.parameters.get("at", "")) if set(key.parameters) == {"at"} else None
    except ValueError:
        return None


def _listed(record: Released, key: FactKey, part: str) -> Fact | None:
    noun, stated = part.removesuffix("-stated"), part.endswith("-stated")
    if noun not in COUNTED:
        return None
    number = record.content["stated"][noun] if stated else len(record.content[noun])
    label = f"{record.title}, {noun} {'the report says it has' if stated else 'listed'}"
    if number is None:
        return _made(record, key, label, None, note="the report does not say how many it has")
    return _made(record, key, label, number)


def _standing(record: Released, key: FactKey, part: str, day: date) -> Fact:
    counted = standings_counted([record], day)[STANDINGS[part]]
    return _made(record, key, f"{record.title}, recommendations {STANDINGS[part].label.lower()}", counted, day)


def _over_all(records: Sequence[Released], key: FactKey, part: str, day: date) -> Fact | None:
    latest = max(records, key=lambda one: one.released_at, default=None)
    if latest is None:
        return None
    counted = standings_counted(records, day)
    if part in STANDINGS:
        return _made(latest, key, f"Recommendations {STANDINGS[part].label.lower()}", counted[STANDINGS[part]], day)
    everything = _made(latest, _beside(key, "all"), "Recommendations in all", sum(counted.values()), day)
    settled = sum(counted[standing] for standing in SETTLED)
    done = _made(latest, _beside(key, "settled"), "Recommendations settled", settled, day)
    if part in {"all", "settled"}:
        return everything if part == "all" else done
    if part != "settled-share":
        return None
    return share(key=str(key), label="Share of recommendations settled", part=done, whole=everything)


def _beside(key: FactKey, part: str) -> FactKey:
    return FactKey(f"cases/recommendations.{part}", key.parameters)


def _made(
    record: Released, key: FactKey, label: str, value: int | None, day: date | None = None, note: str = ""
) -> Fact:
    at = day or record.released_at.date()
    return Fact(
        key=str(key),
        label=label,
        value=None if value is None else Decimal(value),
        status=Status.VALUE if value is not None else Status.NOT_AVAILABLE,
        note=note,
        unit=COUNT,
        period=Period.snapshot(at),
        as_at=at,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="counted",
            place="Public record released from the case register",
            approved_by=record.released_by,
            approved_at=stamp(record.released_at),
            rule="counted by the portal in the record as released",
        ),
    )
