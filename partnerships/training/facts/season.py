"""Facts of what was delivered: sessions, places, bookings, attendance, money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain

from django.urls import reverse

from partnerships.training.facts.book import Book, period_named
from partnerships.training.models import Level, PrintedTotal, Sector
from partnerships.training.season import SHARES, Known, Season, Slice
from safeguarding.lib.facts import (
    Disclosure,
    Fact,
    FactKey,
    Geography,
    Period,
    Provenance,
    Qualifier,
    Status,
    Unit,
    UnitKind,
)
from safeguarding.lib.facts.fact import stamp

PEOPLE, SESSIONS, PLACES, BOOKINGS, COURSES = (
    Unit(kind=UnitKind.COUNT, noun=noun) for noun in ("people", "sessions", "places", "bookings", "courses")
)
PER_CENT, MONEY = Unit(kind=UnitKind.PERCENT, decimals=1), Unit(kind=UnitKind.MONEY, decimals=2)
SLICES = ("course", "level", "sector", "area")


@dataclass(frozen=True)
class Measure:
    """A figure by its name in keys: what it is called, in what unit, and how it is worked out."""

    field: str
    label: str
    unit: Unit
    rule: str


MEASURES: dict[str, Measure] = {
    "sessions": Measure("sessions", "Training sessions held", SESSIONS, "sum of the sessions held in the period"),
    "courses": Measure("courses", "Courses with sessions held", COURSES, "courses with at least one session held"),
    "places": Measure("places", "Training places", PLACES, "sum of the places of the sessions held"),
    "booked": Measure(
        "booked",
        "Training bookings",
        BOOKINGS,
        "sum of the bookings entered; where none are, attended plus cancelled plus did not attend",
    ),
    "attended": Measure("attended", "People who attended training", PEOPLE, "sum of who attended"),
    "cancelled": Measure("cancelled", "Bookings cancelled", BOOKINGS, "sum of the bookings cancelled"),
    "did-not-attend": Measure(
        "did_not_attend", "Booked and did not attend", BOOKINGS, "sum of those booked who did not come or cancel"
    ),
    "missed": Measure(
        "missed",
        "Bookings cancelled or not attended",
        BOOKINGS,
        "sum of cancelled, did not attend and those a source does not tell apart",
    ),
    "take-up": Measure("take_up", "Share of bookings attended", PER_CENT, "attended divided by booked, to 1 decimal"),
    "missed-share": Measure(
        "missed_share",
        "Share of bookings cancelled or not attended",
        PER_CENT,
        "cancelled or did not attend divided by booked, to 1 decimal",
    ),
    "fill": Measure("fill", "Share of places booked", PER_CENT, "booked divided by places, to 1 decimal"),
    "attended-share": Measure(
        "attended_share",
        "Share of everybody who attended",
        PER_CENT,
        "attended of this part divided by everybody who attended, to 1 decimal",
    ),
    "income": Measure("income", "Training income", MONEY, "sum of the income that lies in the period"),
    "cost": Measure("cost", "Training cost", MONEY, "sum of the costs that lie in the period"),
}
_WHY_NOT = "not every session that was held says it"


def season_fact(book: Book, key: FactKey) -> Fact | None:
    """Return the fact of a key such as training/attended?period=2021-22&sector=health; None when it names nothing."""
    measure = MEASURES.get(key.rest)
    period = period_named(key.parameters.get("period", ""))
    if measure is None or period is None or set(key.parameters) - {"period", *SLICES}:
        return None
    part = _slice(book, key)
    if part is None or (part != Slice() and measure.field in ("income", "cost", "courses")):
        return None
    season = book.season(period)
    if part.of_people and measure.field in ("sessions", "places", "fill"):
        return None
    return _fact(book, key, measure, season, part)


def season_keys(book: Book) -> list[FactKey]:
    """Return the keys an author is offered: everything for everybody, people by level, sector and area."""
    keys: list[FactKey] = []
    for period in book.periods:
        token = {"period": period.token}
        keys += [FactKey(f"training/{name}", token) for name in MEASURES if name != "attended-share"]
        parts = [
            *({"level": level} for level in Level.values),
            *({"sector": sector} for sector in Sector.values),
            *({"area": code} for code in book.places),
        ]
        for part in parts:
            keys.append(FactKey("training/attended", {**token, **part}))
            if "level" not in part:
                keys.append(FactKey("training/attended-share", {**token, **part}))
    return keys


def _slice(book: Book, key: FactKey) -> Slice | None:
    said = {name: key.parameters.get(name, "") for name in SLICES}
    known = {
        "level": not said["level"] or said["level"] in Level.values,
        "sector": not said["sector"] or said["sector"] in Sector.values,
        "area": not said["area"] or said["area"] in book.places,
        "course": not said["course"] or any(one.course.slug == said["course"] for one in book.sessions),
    }
    if not all(known.values()):
        return None
    return Slice(course=said["course"], level=said["level"], sector=said["sector"], place=said["area"])


def _known(season: Season, measure: Measure, part: Slice) -> Known:
    if measure.field in ("income", "cost"):
        return Known(season.money(measure.field))
    if measure.field == "courses":
        return Known(Decimal(len({one.course_id for one in season.held}))) if season.held else Known(None)
    return season.share(measure.field, part) if measure.field in SHARES else season.known(measure.field, part)


def _fact(book: Book, key: FactKey, measure: Measure, season: Season, part: Slice) -> Fact:
    found = _known(season, measure, part)
    silent = found.value is None
    place = book.places[part.place] if part.place else None
    return Fact(
        key=str(key),
        label=_label(book, measure, part),
        value=found.value,
        unit=_unit(measure, found),
        status=Status.NOT_AVAILABLE if silent else Status.VALUE,
        note=_why_not(season, measure) if silent else "",
        qualifier=Qualifier.AT_LEAST if found.at_least else Qualifier.EXACT,
        period=season.period,
        geography=Geography(code=place.code, name=place.name) if place and place.area else None,
        disclosure=Disclosure.PUBLIC,
        provenance=_provenance(book, key, measure, season, found),
    )


def _unit(measure: Measure, found: Known) -> Unit:
    # A share taken over from a document keeps the decimals the document prints.
    taken = len(found.printed) == 1 and found.printed[0].measure == measure.field
    if measure.unit is PER_CENT and taken:
        return Unit(kind=UnitKind.PERCENT, decimals=found.printed[0].decimals)
    return measure.unit


def _why_not(season: Season, measure: Measure) -> str:
    if measure.field in ("income", "cost"):
        return "no amount is recorded for the period"
    return _WHY_NOT if season.held else "no session was held in the period"


def _label(book: Book, measure: Measure, part: Slice) -> str:
    course = next((one.course.title for one in book.sessions if part.course and one.course.slug == part.course), "")
    words = [
        course,
        Level(part.level).label if part.level else "",
        Sector(part.sector).label if part.sector else "",
        book.places[part.place].name if part.place else "",
    ]
    return ", ".join([measure.label, *filter(None, words)])


def _provenance(book: Book, key: FactKey, measure: Measure, season: Season, found: Known) -> Provenance:
    trace = f"{reverse('training_season', args=[book.partnership.slug])}?period={season.period.token}"
    if len(found.printed) == 1 and found.printed[0].measure == measure.field:
        row = found.printed[0]
        return Provenance(
            origin="imported",
            place=row.source,
            entered_by=str(row.updated_by or ""),
            entered_at=stamp(row.updated_at),
            version=row.version,
            trace=trace,
        )
    return Provenance(
        origin="derived",
        place=_place(season, found.printed),
        entered_at=stamp(_latest(season)),
        rule=measure.rule,
        inputs=_inputs(key, measure, season.period, found),
        trace=trace,
    )


def _place(season: Season, printed: tuple[PrintedTotal, ...]) -> str:
    sources = {one.source for one in chain(season.held, printed) if one.source}
    register = f"Training register, {season.period.label}"
    return "; ".join([register, *sorted(sources)])


def _latest(season: Season) -> datetime | None:
    moments = [session.updated_at for session in season.held if session.updated_at]
    return max(moments, default=None)


def _inputs(key: FactKey, measure: Measure, period: Period, found: Known) -> tuple[str, ...]:
    if measure.field in SHARES:
        over, under, whole = SHARES[measure.field]
        bottom = {"period": period.token} if whole else key.parameters
        return (_sibling(over, key.parameters), _sibling(under, bottom))
    if measure.field == "booked" and found.printed:
        return (_sibling("attended", key.parameters), _sibling("missed", key.parameters))
    return ()


def _sibling(field: str, parameters: Mapping[str, str]) -> str:
    return str(FactKey(f"training/{field.replace('_', '-')}", parameters))
