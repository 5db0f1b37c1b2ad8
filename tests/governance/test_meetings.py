"""The pages of the meeting register."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import AuditEvent, Group
from partnerships.governance.models import Meeting, Seat
from partnerships.governance.policies import MEETING_TRANSITIONS
from partnerships.governance.services import meeting_attendance_save, meeting_plan, seat_add
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.factories import AgencyFactory
from tests.governance.factories import board_made, meeting_made, seats_made
from tests.support.cast import Cast

DAY = date(2018, 6, 5)


@pytest.fixture
def board(cast: Cast) -> Group:
    return board_made(cast.a)


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def page_of(cast: Cast, meeting: Meeting) -> str:
    return reverse("meeting_detail", args=[cast.a.slug, meeting.pk])


def marks(seats: list[Seat], *values: str, version: int = 0) -> dict[str, str]:
    said = {f"seat-{seat.pk}": value for seat, value in zip(seats, values, strict=True)}
    return {**said, "version": str(version)}


def test_a_manager_adds_a_meeting_and_enters_everybody_in_one_form(cast: Cast, board: Group, manager: Client) -> None:
    seats = seats_made(board, "Police", "Lay member")
    said = {"group": str(board.pk), "held_on-day": "5", "held_on-month": "June", "held_on-year": "2018"}
    manager.post(reverse("meeting_add", args=[cast.a.slug]), said)
    meeting = Meeting.objects.get(group=board)
    page = manager.post(page_of(cast, meeting), marks(seats, "attended", "apologies"), follow=True).content.decode()
    meeting.refresh_from_db()
    assert "is saved" in page
    assert meeting.status == "held"
    assert set(meeting.attendances.values_list("seat__label", "mark")) == {
        ("Police", "attended"),
        ("Lay member", "apologies"),
    }


def test_the_audit_trail_holds_only_what_changed(cast: Cast, board: Group, manager: Client) -> None:
    seats = seats_made(board, "Police", "Lay member")
    meeting = meeting_made(board, DAY, seats, "YA")
    manager.post(page_of(cast, meeting), marks(seats, "attended", "absent", version=1))
    event = AuditEvent.objects.filter(action="meeting_attendance_save").first()
    assert event is not None
    assert (event.before, event.after) == ({"Lay member": "apologies"}, {"Lay member": "absent"})


def test_the_slower_of_two_sees_both_lists(cast: Cast, board: Group, manager: Client) -> None:
    seats = seats_made(board, "Police")
    meeting = meeting_plan(by=None, partnership=cast.a, group=board, held_on=DAY)
    meeting_attendance_save(by=cast.second_manager, meeting=meeting, version=0, marks={seats[0]: "absent"})
    response = manager.post(page_of(cast, meeting), marks(seats, "attended"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Second board manager of A saved this page" in page
    assert "Absent without apologies" in page
    assert '<option value="attended" selected>' in page
    assert manager.post(page_of(cast, meeting), marks(seats, "attended", version=1)).status_code == 302


def test_saving_the_same_list_again_changes_nothing(cast: Cast, board: Group, manager: Client) -> None:
    seats = seats_made(board, "Police")
    meeting = meeting_plan(by=None, partnership=cast.a, group=board, held_on=DAY)
    for _ in range(2):
        assert manager.post(page_of(cast, meeting), marks(seats, "attended")).status_code == 302
    meeting.refresh_from_db()
    assert meeting.version == 1


def test_a_mark_that_is_not_offered_is_refused_where_it_stands(cast: Cast, board: Group, manager: Client) -> None:
    seats = seats_made(board, "Police")
    meeting = meeting_plan(by=None, partnership=cast.a, group=board, held_on=DAY)
    response = manager.post(page_of(cast, meeting), marks(seats, "asleep"))
    assert response.status_code == 422
    assert "Choose one of the marks for Police" in response.content.decode()


def test_the_future_and_the_cancelled_have_no_attendance(cast: Cast, board: Group) -> None:
    seat = seats_made(board, "Police")[0]
    future = meeting_plan(by=None, partnership=cast.a, group=board, held_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(NotAllowed, match="not been held yet"):
        meeting_attendance_save(by=cast.manager, meeting=future, version=0, marks={seat: "attended"})
    elsewhere = Group.objects.create(partnership=cast.a, slug="forum", name="Forum", kind="forum")
    meeting = meeting_made(elsewhere, DAY)
    with pytest.raises(NotAllowed, match="another group"):
        meeting_attendance_save(by=cast.manager, meeting=meeting, version=0, marks={seat: "attended"})


def test_a_stale_version_is_refused_by_the_service(cast: Cast, board: Group) -> None:
    seats = seats_made(board, "Police")
    meeting = meeting_made(board, DAY, seats, "Y")
    with pytest.raises(Overtaken):
        meeting_attendance_save(by=cast.manager, meeting=meeting, version=0, marks={seats[0]: "absent"})


def test_a_meeting_is_cancelled_and_planned_again_but_not_once_it_was_held(
    cast: Cast, board: Group, manager: Client
) -> None:
    seats = seats_made(board, "Police")
    meeting = meeting_plan(by=None, partnership=cast.a, group=board, held_on=DAY)
    cancel = reverse("meeting_cancel", args=[cast.a.slug, meeting.pk])
    assert "was cancelled" in manager.post(cancel, follow=True).content.decode()
    manager.post(reverse("meeting_plan_again", args=[cast.a.slug, meeting.pk]))
    manager.post(page_of(cast, meeting), marks(seats, "attended"))
    assert "can not be done while it is held" in manager.post(cancel, follow=True).content.decode()


def test_a_group_meets_once_a_day(cast: Cast, board: Group, manager: Client) -> None:
    meeting_made(board, DAY)
    said = {"group": str(board.pk), "held_on-day": "5", "held_on-month": "6", "held_on-year": "2018"}
    page = manager.post(reverse("meeting_add", args=[cast.a.slug]), said).content.decode()
    assert "already has a meeting on that day" in page


def test_a_reader_sees_marks_in_words_and_no_form(cast: Cast, board: Group) -> None:
    meeting = meeting_made(board, DAY, seats_made(board, "Police"), "S")
    client = Client()
    client.force_login(cast.reader)
    page = client.get(page_of(cast, meeting)).content.decode()
    assert "Substitute attended" in page
    assert "Save attendance" not in page


def test_seats_are_added_once_told_apart_by_role_and_ended(cast: Cast, board: Group, manager: Client) -> None:
    url = reverse("seat_list", args=[cast.a.slug])
    said = {"group": str(board.pk), "label": "Children's services", "agency": str(cast.agency.pk), "role": ""}
    manager.post(url, said)
    assert "Give this one a role" in manager.post(url, said).content.decode()
    manager.post(url, {**said, "role": "Director"})
    slugs = sorted(Seat.objects.of(cast.a).values_list("slug", flat=True))
    assert slugs == ["childrens-services", "childrens-services-2"]
    seat = Seat.objects.get(slug="childrens-services")
    day = {"ends_on-day": "1", "ends_on-month": "4", "ends_on-year": "2019"}
    manager.post(reverse("seat_end", args=[cast.a.slug, seat.pk]), day)
    seat.refresh_from_db()
    assert seat.ends_on == date(2019, 4, 1)


def test_a_seat_belongs_to_an_agency_of_its_own_partnership(cast: Cast, board: Group) -> None:
    with pytest.raises(NotAllowed):
        seat_add(by=None, group=board, label="Stranger", agency=AgencyFactory())


def test_the_attendance_page_shows_shares_and_the_rule(cast: Cast, board: Group, manager: Client) -> None:
    seats = seats_made(board, "Police")
    meeting_made(board, DAY, seats, "Y")
    meeting_made(board, date(2018, 9, 5), seats, "N")
    page = manager.get(reverse("attendance_table", args=[cast.a.slug, "board"])).content.decode()
    assert "50%" in page
    assert "as a percentage of the meetings held while the seat existed" in page


def test_the_table_of_moves_is_the_one_people_know() -> None:
    assert MEETING_TRANSITIONS.diagram() == (
        "stateDiagram-v2\n"
        "    planned --> held: hold\n"
        "    planned --> cancelled: cancel\n"
        "    cancelled --> planned: plan again\n"
        "    held --> planned: not held"
    )


def test_a_seat_can_not_end_before_what_is_recorded_for_it(cast: Cast, board: Group, manager: Client) -> None:
    seat = seats_made(board, "Police")[0]
    meeting_made(board, DAY, [seat], "Y")
    day = {"ends_on-day": "4", "ends_on-month": "6", "ends_on-year": "2018"}
    page = manager.post(reverse("seat_end", args=[cast.a.slug, seat.pk]), day).content.decode()
    assert "Attendance is recorded for this seat on 5 June 2018." in page
    seat.refresh_from_db()
    assert seat.ends_on is None


def test_a_seat_is_corrected_and_the_slower_of_two_sees_both(cast: Cast, board: Group, manager: Client) -> None:
    seat = seats_made(board, "Polise")[0]
    meeting_made(board, DAY, [seat], "Y")
    url = reverse("seat_edit", args=[cast.a.slug, seat.pk])
    said = {"label": "Police", "agency": str(cast.other_agency.pk), "role": "Superintendent", "version": "0"}
    assert "The seat of Police, Superintendent is saved." in manager.post(url, said, follow=True).content.decode()
    seat.refresh_from_db()
    assert (seat.label, seat.agency, seat.slug) == ("Police", cast.other_agency, "polise")
    assert AuditEvent.objects.get(action="seat_change").before["label"] == "Polise"
    stale = manager.post(url, {**said, "role": "Inspector"})
    assert stale.status_code == 409
    assert "Superintendent" in stale.content.decode()
    late = {"starts_on-day": "1", "starts_on-month": "7", "starts_on-year": "2018", "version": "1"}
    assert "Choose that day or an earlier one" in manager.post(url, {**said, **late}).content.decode()


def test_a_meeting_recorded_by_mistake_is_taken_back_with_a_reason(cast: Cast, board: Group, manager: Client) -> None:
    meeting = meeting_made(board, DAY, seats_made(board, "Police"), "Y")
    page = page_of(cast, meeting)
    url = reverse("meeting_not_held", args=[cast.a.slug, meeting.pk])
    assert url in manager.get(page).content.decode()
    assert manager.post(url, {"reason": "", "version": "1"}).status_code == 422
    assert manager.post(url, {"reason": "Wrong day", "version": "0"}).status_code == 409
    answer = manager.post(url, {"reason": "Wrong day", "version": "1"}, follow=True).content.decode()
    assert "is planned again, without attendance" in answer
    meeting.refresh_from_db()
    assert (meeting.status, meeting.attendances.count()) == (Meeting.Status.PLANNED, 0)
    event = AuditEvent.objects.get(action="meeting_not_held")
    assert event.before == {"Police": "attended"}
    assert event.after["reason"] == "Wrong day"
    assert url not in manager.get(page).content.decode()
