"""Tables and key figures of a season, as the page and the report print them."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.training.models import PrintedTotal, Reach, Sector
from partnerships.training.reconcile import computed_for, rounded
from partnerships.training.season import EVERYBODY, Known, Season, Slice
from partnerships.training.selectors import Place

NOTHING = "\u2013"  # a dash: not known


@dataclass(frozen=True)
class Tile:
    """A key figure: `value` None is not available, `note` says of what or from where."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class PeopleTable:
    """People who attended: a row for each sector, a column for each place, a total both ways. Texts of cells."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    total: Sequence[str]


def words(known: Known, *, percent: bool = False) -> str:
    """Return a figure as a table cell prints it; a dash when it is not known."""
    if known.value is None:
        return NOTHING
    number = f"{known.value:,.1f}%" if percent else f"{known.value:,.0f}"
    return f"at least {number}" if known.at_least else number


def tiles_of(season: Season) -> list[Tile]:
    """Return the figures people ask for first."""
    return [
        Tile("Sessions held", words(season.known("sessions"))),
        Tile("Attended", words(season.known("attended")), _from(season.known("attended"))),
        Tile("Booked", words(season.known("booked")), _from(season.known("booked"))),
        Tile("Take-up", words(season.share("take_up"), percent=True), "attended, of booked"),
        Tile("Missed", words(season.share("missed_share"), percent=True), "cancelled or did not attend, of booked"),
        Tile("Places", words(season.known("places")), _fill(season)),
    ]


def people_table(season: Season, places: Sequence[Place]) -> PeopleTable | None:
    """Return attendance by sector and place; without places or sectors nobody is in. None when nobody is counted."""
    sectors, shown = sectors_said(season), places_said(season, places)
    if season.known("attended").value is None or not (sectors or shown):
        return None
    codes = [*(place.code for place in shown), ""]
    rows = [(sector.label, [_cell(season, Slice(sector=sector, place=code)) for code in codes]) for sector in sectors]
    total = [*(_cell(season, Slice(place=place.code)) for place in shown), _cell(season, EVERYBODY)]
    return PeopleTable([*(place.name for place in shown), "All"], rows, total)


def sectors_said(season: Season) -> list[Sector]:
    """Return the sectors somebody attended from, by the sessions or, in their stead, a document."""
    found = [sector for sector in Sector if _said(season, Slice(sector=sector))]
    taken = any(_taken(season, Slice(sector=sector)) for sector in found)
    return [sector for sector in found if not (taken and sector == Sector.UNRECORDED)]


def places_said(season: Season, places: Sequence[Place]) -> list[Place]:
    """Return the places somebody who attended works in, by the sessions or, in their stead, a document."""
    found = [place for place in places if _said(season, Slice(place=place.code))]
    taken = any(_taken(season, Slice(place=place.code)) for place in found)
    return [place for place in found if not (taken and place.reach == Reach.UNRECORDED)]


def _taken(season: Season, part: Slice) -> bool:
    # A document's breakdown covers the people whose sector or area the sessions do not record: never both.
    known = season.known("attended", part)
    return bool(known.printed) or (known.value is None and bool(season.printed_of("attended_share", part)))


def _said(season: Season, part: Slice) -> bool:
    return bool(season.known("attended", part).value or season.printed_of("attended_share", part))


def _cell(season: Season, part: Slice) -> str:
    found = season.known("attended", part)
    if found.value is None and season.printed_of("attended_share", part):
        return words(Known(season.share("attended_share", part).value), percent=True)
    return words(found)


def _fill(season: Season) -> str:
    share = season.share("fill")
    return f"{words(share, percent=True)} booked" if share.value is not None else ""


def _from(known: Known) -> str:
    return f"from {known.printed[0].source}" if known.printed else ""


@dataclass(frozen=True)
class Reconciled:
    """A printed figure beside what the records give: `verdict` is agrees, differs, stands in or bookings."""

    row: PrintedTotal
    stated: str
    computed: str
    verdict: str


def reconciled(season: Season) -> list[Reconciled]:
    """Return what documents print for a season, each with what the records give at the printed decimals."""
    return [_reconciled(season, row) for row in season.printed]


def _reconciled(season: Season, row: PrintedTotal) -> Reconciled:
    stated = rounded(row.value, row.decimals)
    value = computed_for(season, row)
    if season.is_bookings(row):
        return Reconciled(row, f"{stated:,}", NOTHING, "bookings")
    if value is None:
        return Reconciled(row, f"{stated:,}", NOTHING, "stands in")
    return Reconciled(row, f"{stated:,}", f"{value:,}", "agrees" if value == stated else "differs")
