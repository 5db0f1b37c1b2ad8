"""What the overview asks of who keeps the registers, and of the chair."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from partnerships.directory.authz.access import access_of
from partnerships.directory.models import Agency, Group, User
from partnerships.governance.attention import attention
from partnerships.governance.services import objective_add, progress_add
from safeguarding.portal.attention import SOURCES
from tests.governance.factories import board_made, meeting_made, priority_made, seats_made
from tests.support.cast import Cast

TODAY = timezone.localdate()
LATELY = [TODAY - timedelta(days=days) for days in (320, 230, 150, 20)]


@pytest.fixture
def board(cast: Cast) -> Group:
    return board_made(cast.a)


def asked(cast: Cast, person: User) -> list[str]:
    """Return the lines a person reads."""
    return [item.text for item in attention(access_of(person, cast.a))]


def test_a_partner_who_stays_away_is_told_to_the_board_manager_and_the_chair(cast: Cast, board: Group) -> None:
    assert attention in SOURCES
    Agency.objects.filter(pk=cast.other_agency.pk).update(standing=Agency.Standing.PARTNER)
    seats = seats_made(board, "Police", agency=cast.other_agency)
    meeting_made(board, LATELY[0], seats, "A")
    meeting_made(board, LATELY[3], seats, "A")
    day = f"{LATELY[3].day} {LATELY[3]:%B %Y}"
    line = [f"Board, Mid County Police: Safeguarding partner not present on {day}"]
    assert asked(cast, cast.manager) == asked(cast, cast.chair) == line
    assert asked(cast, cast.reader) == asked(cast, cast.lead) == []


def test_a_run_of_deputies_goes_on_over_the_end_of_a_period(cast: Cast, board: Group) -> None:
    seats = seats_made(board, "Police")
    for day in LATELY:
        meeting_made(board, day, seats, "S")
    assert asked(cast, cast.chair) == ["Board, Police: A substitute attended 4 meetings running; review the seat"]


def test_meetings_without_attendance_and_overdue_objectives_are_the_managers(cast: Cast, board: Group) -> None:
    meeting = meeting_made(board, LATELY[3])
    priority = priority_made(cast.a)
    for text in ("Ask every child", "Tell them"):
        made = objective_add(by=None, priority=priority, text=text, due_on=LATELY[3])
    progress_add(by=None, priority=priority, objective=made, noted_on=TODAY, standing="completed")
    expected = [f"{meeting}: attendance is not recorded", "Objective 1.1 is overdue: Ask every child"]
    assert asked(cast, cast.manager) == expected
    assert asked(cast, cast.chair) == []


def test_it_takes_the_same_queries_for_few_and_for_many(
    cast: Cast, board: Group, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    priority, seats = priority_made(cast.a), seats_made(board, "Police", "Council")
    access = access_of(cast.manager, cast.a)
    for number in range(3):
        objective_add(by=None, priority=priority, text=f"Objective {number}", due_on=LATELY[3])
        meeting_made(board, TODAY - timedelta(days=number + 1), seats, "YN")
        with django_assert_num_queries(8):
            attention(access)
