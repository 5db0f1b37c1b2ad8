"""What a key asks for: `returns/<indicator>[.<category>]?at=...|period=...[&agency=][&comparator=][&part=]`."""

from dataclasses import dataclass
from datetime import date

from partnerships.returns.models import IndicatorVersion
from safeguarding.lib.facts import FactKey, Period, PeriodKind

PARTS = ("numerator", "denominator")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A key taken apart. Exactly one of `day` and `period` is set."""

    key: str
    slug: str
    category: str
    day: date | None = None
    period: Period | None = None
    agency: str = ""
    comparator: str = ""
    part: str = ""

    @property
    def when(self) -> Period:
        """Return the period asked about; a day is a period of one."""
        return self.period or Period.snapshot(self.day or date.min)

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return the collection periods that can answer: the period itself, and its quarters for a financial year."""
        if self.period is None:
            return ()
        return (self.period.token, *(quarter.token for quarter in quarters(self.period)))


def wanted(key: FactKey) -> Wanted | None:
    """Return what the key asks for, None when it does not follow the grammar."""
    slug, _, category = key.rest.partition(".")
    given = dict(key.parameters)
    try:
        day = date.fromisoformat(given.pop("at")) if "at" in given else None
        period = Period.parse(given.pop("period")) if "period" in given else None
    except ValueError:
        return None
    agency = given.pop("agency", "")
    comparator = given.pop("comparator", "").replace("_", "-")
    part = given.pop("part", "")
    if given or (day is None) == (period is None) or (part and part not in PARTS):
        return None
    return Wanted(
        key=str(key),
        slug=slug,
        category=category,
        day=day,
        period=period,
        agency=agency,
        comparator=comparator,
        part=part,
    )


def key_for(
    definition: IndicatorVersion,
    slug: str,
    period: Period,
    *,
    category: str = "",
    agency: str = "",
    comparator: str = "",
) -> FactKey:
    """Return the key of an indicator's figure for a period: by day for a stock, by period for a flow."""
    given = {"at": period.end.isoformat()} if definition.is_stock else {"period": period.token}
    if agency:
        given["agency"] = agency
    if comparator:
        given["comparator"] = comparator
    return FactKey(f"returns/{slug}.{category}" if category else f"returns/{slug}", given)


def part_key(key: str, part: str) -> str:
    """Return the key of the numerator or denominator of a figure, spelt as that key is resolved."""
    whole = FactKey.parse(key)
    return str(FactKey(whole.name, {**whole.parameters, "part": part}))


def quarters(period: Period) -> tuple[Period, ...]:
    """Return the four quarters of a financial year, nothing for any other period."""
    if period.kind is not PeriodKind.FINANCIAL_YEAR:
        return ()
    return tuple(Period.quarter(period.start.year, number) for number in (1, 2, 3, 4))
