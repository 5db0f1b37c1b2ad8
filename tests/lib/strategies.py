"""Hypothesis strategies for facts and what they are made of."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from safeguarding.lib.facts import Disclosure, Fact, Geography, Period, Provenance, Qualifier, Status, Unit, UnitKind

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
years = st.integers(1990, 2060)


@st.composite
def spans(draw: st.DrawFn) -> Period:
    """Return a period of any length."""
    start = draw(days)
    return Period.span(start, start + timedelta(days=draw(st.integers(0, 900))))


periods = st.one_of(
    st.builds(Period.financial_year, years),
    st.builds(Period.calendar_year, years),
    st.builds(Period.quarter, years, st.integers(1, 4)),
    st.builds(Period.month, years, st.integers(1, 12)),
    st.builds(Period.snapshot, days),
    spans(),
)
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False)
units = st.builds(
    Unit,
    kind=st.sampled_from([UnitKind.COUNT, UnitKind.PERCENT, UnitKind.RATE, UnitKind.MONEY, UnitKind.SCORE]),
    noun=st.sampled_from(["", "children"]),
    per=st.sampled_from([1000, 10_000]),
    decimals=st.integers(0, 2),
)
provenances = st.builds(
    Provenance,
    origin=st.sampled_from(["typed", "imported", "derived"]),
    place=st.text(max_size=40),
    inputs=st.lists(st.just("returns/a"), max_size=3).map(tuple),
)


@st.composite
def facts(draw: st.DrawFn, statuses: tuple[Status, ...] = tuple(Status)) -> Fact:
    """Return a fact in any state."""
    status = draw(st.sampled_from(statuses))
    valued = status.has_value
    return Fact(
        key="returns/a",
        label=draw(st.text(max_size=20)),
        value=draw(numbers) if valued else None,
        unit=draw(units),
        status=status,
        qualifier=draw(st.sampled_from(list(Qualifier))) if valued else Qualifier.EXACT,
        upper=draw(st.none() | numbers) if valued else None,
        period=draw(periods),
        as_at=draw(st.none() | days),
        geography=draw(st.none() | st.builds(Geography, code=st.just("a"), name=st.text(max_size=10))),
        disclosure=draw(st.sampled_from(list(Disclosure))),
        provenance=draw(provenances),
        note="" if valued else draw(st.text(max_size=20)),
    )


def figure(
    value: str | None, *, status: Status = Status.VALUE, kind: UnitKind = UnitKind.COUNT, decimals: int = 0
) -> Fact:
    """Return a plain fact for examples."""
    return Fact(
        key="returns/plans?at=2018-03-31",
        label="Child protection plans",
        value=None if value is None else Decimal(value),
        unit=Unit(kind=kind, noun="children", per=10_000, decimals=decimals),
        status=status,
        period=Period.snapshot(date(2018, 3, 31)),
        provenance=Provenance(origin="typed", place="Q4 return"),
    )
