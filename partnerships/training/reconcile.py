"""Comparing what documents print with what the records give. Pure."""

from decimal import ROUND_HALF_UP, Decimal

from partnerships.training.models import PrintedTotal
from partnerships.training.season import SHARES, Season, Slice


def computed_for(season: Season, row: PrintedTotal) -> Decimal | None:
    """Return what the records give for a printed figure, at its decimals; None where they can not say.

    A share may rest on other printed figures, but never on the printed share itself.
    """
    part = Slice(sector=row.sector, place=row.place)
    if row.measure in SHARES:
        value = _share(season, row, part)
    else:
        found = season.computed(row.measure, part)
        value = None if found.at_least else found.value
    return None if value is None else rounded(value, row.decimals)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return the value rounded half up."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _share(season: Season, row: PrintedTotal, part: Slice) -> Decimal | None:
    others = tuple(one for one in season.printed if one.measure != row.measure)
    alone = Season(season.period, season.sessions, others, ())
    over, under, whole = SHARES[row.measure]
    top, bottom = alone.known(over, part), alone.known(under, Slice() if whole else part)
    if top.value is None or not bottom.value or top.at_least or bottom.at_least:
        return None
    return top.value * 100 / bottom.value
