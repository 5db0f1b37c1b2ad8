"""The attendance table: marks, dates, percentages over meetings held, alerts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from partnerships.directory.models import Agency, Group
from partnerships.governance.attendance import Shown, table_of
from partnerships.governance.models import Meeting, Seat
from partnerships.governance.selectors import attendance_alerts, attendance_table
from partnerships.governance.services import meeting_cancel, seat_end
from tests.governance.factories import board_made, meeting_made, seats_made
from tests.support.cast import Cast

START, END = date(2017, 9, 1), date(2019, 3, 31)
DAYS = [
    date(2017, 9, 21),
    date(2017, 11, 16),
    date(2018, 2, 21),
    date(2018, 6, 5),
    date(2018, 9, 25),
    date(2018, 12, 11),
]


@pytest.fixture
def board(cast: Cast) -> Group:
    return board_made(cast.a)


def held(board: Group, seats: list[Seat], *letters: str) -> None:
    """Hold one meeting for each word of letters, one letter a seat."""
    for day, word in zip(DAYS, letters, strict=False):
        meeting_made(board, day, seats, word)


def test_shares_are_of_the_meetings_held(board: Group) -> None:
    seats = seats_made(board, "CCG", "Lay member", "Hospital trust")
    held(board, seats, "YNN", "YNA", "NNN", "YNY", "YAY", "YYY")
    meeting_made(board, date(2019, 2, 6))
    table = attendance_table(board.partnership, board, START, END)
    assert [row.percent for row in table.rows] == ["83%", "17%", "50%"]
    assert table.present == [1, 1, 0, 2, 2, 3, None]
    assert (table.held, len(table.meetings)) == (6, 7)
    assert [shown.letter for shown in table.legend] == ["Y", "A", "N", "·"]


def test_a_substitute_counts_as_present_and_a_vacant_post_as_absent(board: Group) -> None:
    seats = seats_made(board, "Police", "Probation")
    held(board, seats, "SV", "YV", "SY", "YY")
    table = attendance_table(board.partnership, board, START, END)
    assert [(row.attended, row.meetings) for row in table.rows] == [(4, 4), (2, 4)]


def test_a_seat_counts_only_while_it_existed(board: Group) -> None:
    police = seats_made(board, "Police")
    late = seats_made(board, "Cafcass", starts_on=DAYS[2])
    for day in DAYS[:2]:
        meeting_made(board, day, police, "Y")
    meeting_made(board, DAYS[2], police + late, "YY")
    meeting_made(board, DAYS[3], police + late, "?Y")
    seat_end(by=None, seat=police[0], ends_on=DAYS[2])
    table = attendance_table(board.partnership, board, START, END)
    assert [(row.attended, row.meetings) for row in table.rows] == [(3, 3), (2, 2)]
    assert table.rows[0].cells[3] is table.rows[1].cells[0] is Shown.NOT_MEMBER


def test_what_nobody_recorded_is_not_taken_for_absence(board: Group) -> None:
    seats = seats_made(board, "Police", "Probation")
    held(board, seats, "Y?", "YY")
    row = attendance_table(board.partnership, board, START, END).rows[1]
    assert (row.cells[0], row.percent) == (Shown.NOT_RECORDED, "100%")


def test_a_seat_without_a_meeting_held_has_no_share(board: Group) -> None:
    seats_made(board, "Police")
    meeting_made(board, date(2019, 2, 6))
    row = attendance_table(board.partnership, board, START, END).rows[0]
    assert (row.share, row.percent) == (None, "[x]")


def test_a_cancelled_meeting_has_no_column(board: Group) -> None:
    meeting_cancel(by=None, meeting=meeting_made(board, DAYS[0]))
    assert attendance_table(board.partnership, board, START, END).meetings == []


def test_a_deputy_more_than_twice_running_is_an_alert(board: Group) -> None:
    seats = seats_made(board, "Police", "Probation")
    held(board, seats, "SS", "SS", "SY", "YS")
    alerts = attendance_alerts(attendance_table(board.partnership, board, START, END))
    assert [(alert.about, alert.text) for alert in alerts] == [
        ("Police", "A substitute attended 3 meetings running; review the seat.")
    ]


def test_a_safeguarding_partner_is_absent_when_none_of_its_seats_is_filled(cast: Cast, board: Group) -> None:
    Agency.objects.filter(pk=cast.agency.pk).update(standing=Agency.Standing.PARTNER)
    cast.agency.refresh_from_db()
    seats = seats_made(board, "Director", "Councillor", agency=cast.agency)
    held(board, seats, "YN", "AN", "NY")
    alerts = attendance_alerts(attendance_table(board.partnership, board, START, END))
    assert [(alert.about, alert.text) for alert in alerts] == [
        ("Alderbrook Council", "Safeguarding partner not present on 16 November 2017.")
    ]


@pytest.mark.parametrize("seats", [5, 50])
def test_the_table_takes_three_queries_whatever_the_number_of_seats(
    board: Group, seats: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = seats_made(board, *(f"Seat {number}" for number in range(seats)))
    held(board, made, "Y" * seats, "N" * seats)
    with django_assert_num_queries(3):
        attendance_alerts(attendance_table(board.partnership, board, START, END))


@given(
    st.lists(
        st.sampled_from(["attended", "substitute", "apologies", "absent", "vacant", "not_member", ""]), max_size=12
    )
)
def test_a_share_is_what_counting_by_hand_gives(marks: list[str]) -> None:
    seat = Seat(pk=1, label="Police")
    meetings = [
        Meeting(pk=number, held_on=START + timedelta(days=number), status="held") for number, _ in enumerate(marks)
    ]
    row = table_of(meetings, [seat], {(number, 1): mark for number, mark in enumerate(marks) if mark}).rows[0]
    counted = [mark for mark in marks if mark not in ("", "not_member")]
    there = counted.count("attended") + counted.count("substitute")
    assert row.meetings == len(counted)
    assert row.share == (Decimal(there) * 100 / len(counted) if counted else None)


def test_what_was_recorded_stays_in_the_table_whatever_the_days_of_the_seat_say(board: Group) -> None:
    seats = seats_made(board, "Police")
    held(board, seats, "Y", "Y")
    Seat.objects.update(ends_on=date(2017, 1, 1))  # as an import may have left it
    row = attendance_table(board.partnership, board, START, END).rows[0]
    assert (row.attended, row.meetings) == (2, 2)
