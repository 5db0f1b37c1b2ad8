"""Figures of a period are the same whether the database narrows the register first or every case of it is read."""

from datetime import date, datetime, time
from unittest.mock import patch

from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.directory.models import User
from reviews.cases.models import Case, CaseAccess, CaseEvent, EventKind, Kind
from reviews.cases.selectors import figures, people
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.facts import Period
from tests.support.cast import Cast

PERIODS = [Period.financial_year(2023), Period.quarter(2024, 2), Period.snapshot(date(2024, 3, 31))]
ROUGH = ("{day}", "{day:%Y}", "{day:%B %Y}", "summer {day:%Y}", "before {day:%Y}", "Q2 {day:%Y}")
days = st.dates(date(2021, 1, 1), date(2025, 12, 31))
when = st.builds(lambda day, shape: FuzzyDate.read(shape.format(day=day)), days, st.sampled_from(ROUGH))
# (kind, events, counted on another day, closed on)
lives = st.tuples(
    st.sampled_from([kind for kind in Kind]),
    st.dictionaries(st.sampled_from(list(EventKind)), when, max_size=4),
    st.none() | days,
    st.none() | days,
)


def register_made(cast: Cast, person: User, made: list[tuple[Kind, dict[EventKind, FuzzyDate], date, date]]) -> None:
    for number, (kind, events, counted_on, closed_on) in enumerate(made):
        closed = closed_on and timezone.make_aware(datetime.combine(closed_on, time(12)))
        case = Case.objects.create(
            partnership=cast.a,
            reference=f"P{number:07}",
            kind=kind,
            pseudonym=f"Child {number}",
            opened_by=person,
            counted_on=counted_on,
            counted_because="Press notice" if counted_on else "",
            status="closed" if closed else "open",
            closed_at=closed,
            closed_by=person if closed else None,
        )
        CaseAccess.objects.create(case=case, user=person, coordinates=True, reason="Opened")
        for event, day in events.items():
            said = {"happened": day.token, "first_day": day.earliest, "last_day": day.latest}
            CaseEvent.objects.create(case=case, kind=event, evidence="Form", **said)


def every_case(rows: QuerySet[Case], period: Period) -> QuerySet[Case]:
    return rows.prefetch_related("events")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(lives, max_size=8))
def test_narrowing_the_register_changes_no_figure(
    cast: Cast, coordinator: User, made: list[tuple[Kind, dict[EventKind, FuzzyDate], date, date]]
) -> None:
    CaseAccess.objects.all().delete()
    CaseEvent.objects.all().delete()
    Case.objects.all().delete()
    register_made(cast, coordinator, made)
    for period in PERIODS:
        for module, counted in ((figures, figures.figures_of), (people, people.people_of)):
            narrowed = counted(cast.a, coordinator, period)
            with patch.object(module, "touched_by", every_case):
                assert counted(cast.a, coordinator, period) == narrowed


def test_figures_of_a_long_register_take_no_more_queries_and_read_no_other_years(cast: Cast, coordinator: User) -> None:
    counted: list[int] = []
    for add in (5, 1500):
        _old_reviews(cast, coordinator, add, first=len(counted) * 10)
        with CaptureQueriesContext(connection) as work:
            found = figures.figures_of(cast.a, coordinator, Period.financial_year(2023))
        counted.append(len(work))
        assert not any(row.count for row in found)
    assert counted[0] == counted[1]
    old = figures.figures_of(cast.a, coordinator, Period.financial_year(2015))
    assert next(row.count for row in old if row.kind == Kind.LCSPR) == 1505


def _old_reviews(cast: Cast, person: User, count: int, *, first: int) -> None:
    cases = Case.objects.bulk_create(
        Case(partnership=cast.a, reference=f"O{first}-{at:06}", kind="lcspr", pseudonym="Child", opened_by=person)
        for at in range(count)
    )
    CaseAccess.objects.bulk_create(CaseAccess(case=row, user=person, coordinates=True, reason="x") for row in cases)
    day = date(2015, 6, 1)
    said = {"happened": day.isoformat(), "first_day": day, "last_day": day, "evidence": "Report"}
    CaseEvent.objects.bulk_create(CaseEvent(case=row, kind="published", **said) for row in cases)
