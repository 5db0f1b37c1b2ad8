"""Pages ask the database the same number of times however much there is to show."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.governance.services import line_add, term_add
from tests.contributions.factories import round_made
from tests.factories import AgencyFactory
from tests.governance.factories import board_made, chain_made, meeting_made, plan_made, seats_made, statement_made
from tests.support.cast import Cast


def queries_of(cast: Cast, path: str) -> int:
    """Return how many queries a page takes the second time it is opened."""
    client = Client()
    client.force_login(cast.manager)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def meetings(cast: Cast, many: int) -> str:
    board = board_made(cast.a)
    seats = seats_made(board, *(f"Seat {number}" for number in range(many)))
    for number in range(many // 5):
        meeting_made(board, date(2018, 6, 5) + timedelta(days=number), seats, "Y" * many)
    return reverse("meeting_list", args=[cast.a.slug])


def attendance(cast: Cast, many: int) -> str:
    meetings(cast, many)
    return reverse("attendance_table", args=[cast.a.slug, "board"])


def finance(cast: Cast, many: int) -> str:
    statement = statement_made(cast.a)
    for number in range(many):
        line_add(by=None, statement=statement, side="income", label=f"Line {number}", amount=Decimal(number))
    return reverse("finance_detail", args=[cast.a.slug, statement.pk])


def priorities(cast: Cast, many: int) -> str:
    plan_made(cast.a, *(f"Priority {number}" for number in range(many)))
    return reverse("priority_list", args=[cast.a.slug])


def impact(cast: Cast, many: int) -> str:
    plan = plan_made(cast.a, *(f"Priority {number}" for number in range(many)))
    for priority in plan.priorities.all():
        chain_made(priority, "did", "difference")
    return reverse("impact_list", args=[cast.a.slug])


def glossary(cast: Cast, many: int) -> str:
    for number in range(many):
        term_add(by=None, partnership=cast.a, abbreviation=f"T{number}", expansion="Term")
    return reverse("glossary_list", args=[cast.a.slug])


def contributions(cast: Cast, many: int) -> str:
    round_made(cast.a, *AgencyFactory.create_batch(many, partnership=cast.a))
    return reverse("contribution_list", args=[cast.a.slug])


@pytest.mark.parametrize("many", [5, 50])
@pytest.mark.parametrize(
    ("arrange", "queries"),
    [(meetings, 5), (attendance, 9), (finance, 6), (priorities, 7), (impact, 11), (glossary, 4), (contributions, 7)],
)
def test_a_page_takes_as_many_queries_for_fifty_as_for_five(
    cast: Cast, arrange: Callable[[Cast, int], str], queries: int, many: int
) -> None:
    assert queries_of(cast, arrange(cast, many)) == queries
