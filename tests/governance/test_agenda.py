"""Agenda, decisions and actions of a meeting; what a group expects of attendance."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.models import Action
from partnerships.directory.models import Agency, Group
from partnerships.governance.facts import PROVIDER
from partnerships.governance.models import AgendaItem, Meeting
from partnerships.governance.selectors import agenda_of, attendance_alerts, attendance_table, rule_of
from partnerships.governance.services import (
    agenda_add,
    agenda_change,
    agenda_raise,
    agenda_remove,
    attendance_rule_set,
    meeting_change,
    meeting_plan,
)
from safeguarding.lib.facts import FactKey
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.governance.factories import board_made, meeting_made, plan_made, priority_made, seats_made
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


def planned(board: Group, **said: object) -> Meeting:
    return meeting_plan(by=None, partnership=board.partnership, group=board, held_on=DAY, **said)  # type: ignore[arg-type]


def entry(**changes: str) -> dict[str, str]:
    return {"title": "Neglect strategy", "purpose": "decision", "version": "0", **changes}


def test_a_meeting_is_planned_with_agenda_and_minuted_in_the_browser(cast: Cast, board: Group, manager: Client) -> None:
    priority = priority_made(cast.a)
    said = {"group": str(board.pk), "starts_at": "14:00", "place": "Town hall"}
    said |= {"held_on-day": "5", "held_on-month": "6", "held_on-year": "2018"}
    manager.post(reverse("meeting_add", args=[cast.a.slug]), said)
    meeting = Meeting.objects.get()
    add = reverse("agenda_add", args=[cast.a.slug, meeting.pk])
    manager.post(add, entry(lead="Designated nurse", minutes="20", priority=str(priority.pk)))
    page = manager.post(add, entry(title="Budget", minutes="10"), follow=True).content.decode()
    assert "5 June 2018 at 14:00, Town hall" in page
    page = page[page.index("portal-agenda") :]
    assert page.index("14:00") < page.index("1. Neglect strategy") < page.index("14:20") < page.index("2. Budget")
    assert "For decision, led by Designated nurse, 20 minutes. Serves priority 1." in " ".join(page.split())
    item = AgendaItem.objects.get(number=1)
    minuted = entry(version="0", decision="One toolkit for all.", is_key="on", effect="112 children assessed.")
    page = manager.post(reverse("agenda_edit", args=[cast.a.slug, item.pk]), minuted, follow=True).content.decode()
    assert "Key decision" in page
    assert "One toolkit for all." in page
    assert "112 children assessed." in page


def test_an_action_opened_at_a_meeting_is_in_the_one_log_and_on_the_meetings_page(
    cast: Cast, board: Group, manager: Client
) -> None:
    meeting = planned(board)
    said = {"title": "Write the toolkit", "owner_agency": str(cast.agency.pk)}
    where = reverse("meeting_action", args=[cast.a.slug, meeting.pk])
    page = manager.post(where, said, follow=True).content.decode()
    assert "is in the action log" in page
    assert "Write the toolkit" in page
    action = Action.objects.get()
    assert (action.origin_kind, action.origin_label) == ("meeting", "Board, 5 June 2018")
    assert action.origin_path == reverse("meeting_detail", args=[cast.a.slug, meeting.pk])
    assert manager.post(where, {"title": "Nobody does it"}).status_code == 422


def test_an_action_of_a_priority_is_shown_with_it(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    said = {"title": "Ask children", "owner_post": "Participation lead"}
    where = reverse("priority_action", args=[cast.a.slug, priority.pk])
    assert "Ask children" in manager.post(where, said, follow=True).content.decode()


def test_after_an_item_of_unknown_length_nobody_says_when_the_next_begins(board: Group) -> None:
    meeting = planned(board, starts_at=time(23, 50))
    for title, minutes in (("One", 20), ("Two", None), ("Three", 5)):
        agenda_add(by=None, meeting=meeting, title=title, minutes=minutes)
    assert [line.starts_at for line in agenda_of(meeting)] == [time(23, 50), time(0, 10), None]
    assert [line.starts_at for line in agenda_of(planned_without_time(board))] == [None]


def planned_without_time(board: Group) -> Meeting:
    meeting = meeting_plan(by=None, partnership=board.partnership, group=board, held_on=DAY + timedelta(days=1))
    agenda_add(by=None, meeting=meeting, title="Only one")
    return meeting


def test_items_move_up_and_close_ranks_and_what_was_decided_stays(cast: Cast, board: Group, manager: Client) -> None:
    meeting = planned(board)
    one, two, three = (agenda_add(by=None, meeting=meeting, title=title) for title in ("One", "Two", "Three"))
    agenda_raise(by=None, item=three)
    agenda_raise(by=None, item=one)
    assert [item.title for item in meeting.items.all()] == ["One", "Three", "Two"]
    agenda_remove(by=None, item=AgendaItem.objects.get(pk=three.pk))
    assert [str(item) for item in meeting.items.all()] == ["1. One", "2. Two"]
    agenda_change(by=None, item=two, version=0, decision="Agreed.")
    with pytest.raises(NotAllowed, match="Something was decided"):
        agenda_remove(by=None, item=AgendaItem.objects.get(pk=two.pk))
    page = manager.post(reverse("agenda_move", args=[cast.a.slug, two.pk]), {"remove": "1"}, follow=True)
    assert "Something was decided" in page.content.decode()


def test_a_key_decision_is_written_down_first(board: Group) -> None:
    item = agenda_add(by=None, meeting=planned(board), title="One")
    with pytest.raises(NotAllowed, match="Write down what was decided"):
        agenda_change(by=None, item=item, version=0, is_key=True)


def test_the_slower_of_two_sees_both_minutes(cast: Cast, board: Group, manager: Client) -> None:
    item = agenda_add(by=None, meeting=planned(board), title="Budget")
    agenda_change(by=cast.second_manager, item=item, version=0, decision="Theirs")
    response = manager.post(reverse("agenda_edit", args=[cast.a.slug, item.pk]), entry(decision="Mine"))
    assert response.status_code == 409
    assert "Theirs" in response.content.decode()
    with pytest.raises(Overtaken):
        agenda_change(by=None, item=item, version=0, decision="Again")


def test_the_same_item_twice_is_kept_once_and_priorities_stay_at_home(cast: Cast, board: Group) -> None:
    meeting = planned(board)
    assert agenda_add(by=None, meeting=meeting, title="One") == agenda_add(by=None, meeting=meeting, title="One")
    foreign = plan_made(cast.b, "Elsewhere").priorities.get()
    with pytest.raises(NotAllowed, match="another partnership"):
        agenda_add(by=None, meeting=meeting, title="Two", priority=foreign)


def test_a_meeting_moves_until_it_was_held(cast: Cast, board: Group, manager: Client) -> None:
    meeting = planned(board)
    said = {"held_on-day": "6", "held_on-month": "6", "held_on-year": "2018", "starts_at": "9:30", "version": "0"}
    manager.post(reverse("meeting_edit", args=[cast.a.slug, meeting.pk]), said)
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.starts_at) == (date(2018, 6, 6), time(9, 30))
    held = meeting_made(board, date(2018, 9, 5), seats_made(board, "Police"), "Y")
    with pytest.raises(NotAllowed, match="was held"):
        meeting_change(by=None, meeting=held, version=1, held_on=DAY, starts_at=None, place="")
    with pytest.raises(NotAllowed, match="already has a meeting"):
        meeting_change(by=None, meeting=meeting, version=1, held_on=held.held_on, starts_at=None, place="")
    wrong = manager.post(reverse("meeting_edit", args=[cast.a.slug, meeting.pk]), {**said, "starts_at": "half nine"})
    assert "like 14:00" in wrong.content.decode()


def test_everybody_nobody_spoke_of_is_marked_as_attended_with_one_button(
    cast: Cast, board: Group, manager: Client
) -> None:
    seats = seats_made(board, "Police", "Council", "Lay member")
    meeting = planned(board)
    said = {f"seat-{seats[2].pk}": "apologies", "version": "0", "rest": "1"}
    manager.post(reverse("meeting_detail", args=[cast.a.slug, meeting.pk]), said)
    marks = dict(meeting.attendances.values_list("seat__label", "mark"))
    assert marks == {"Police": "attended", "Council": "attended", "Lay member": "apologies"}


def codes(board: Group) -> list[tuple[str, str]]:
    table = attendance_table(board.partnership, board, date(2018, 1, 1), date(2018, 12, 31))
    return [(alert.code, alert.about) for alert in attendance_alerts(table, rule_of(board))]


def test_a_group_without_a_rule_is_held_to_the_sourced_defaults(cast: Cast, board: Group, manager: Client) -> None:
    police = seats_made(board, "Police")
    for month, letter in ((1, "S"), (2, "S"), (3, "S")):
        meeting_made(board, date(2018, month, 5), police, letter)
    assert codes(board) == [("deputy", "Police")]
    page = manager.get(reverse("attendance_table", args=[cast.a.slug, "board"])).content.decode()
    assert "Measured by: Board effectiveness statements" in page


def test_a_groups_own_rule_sets_quorum_deputies_and_where_it_is_written(
    cast: Cast, board: Group, manager: Client
) -> None:
    cast.other_agency.standing = Agency.Standing.PARTNER
    cast.other_agency.save()
    police = seats_made(board, "Police", agency=cast.other_agency)
    others = seats_made(board, "Council", "Schools")
    meeting_made(board, date(2018, 1, 5), [*police, *others], "YYY")
    meeting_made(board, date(2018, 2, 5), [*police, *others], "AYY")
    meeting_made(board, date(2018, 3, 5), [*police, *others], "YAA")
    url = reverse("attendance_rule", args=[cast.a.slug, "board"])
    said = {"quorum": "2", "partners_needed": "on", "deputy_limit": "1", "source": "Terms of 2018, 6.2", "version": "0"}
    page = manager.post(url, said, follow=True).content.decode()
    assert "No quorum: Mid County Police not there." in page
    assert "No quorum: 1 of the 2 seats needed were filled." in page
    assert "Measured by: Terms of 2018, 6.2." in page
    assert codes(board) == [("quorum", "Meeting of 5 February 2018"), ("quorum", "Meeting of 5 March 2018")]
    key = FactKey.parse("governance/meetings.board.inquorate?period=cy2018")
    assert PROVIDER.resolve(cast.a, [key])[str(key)].text == "2"
    detail = reverse("meeting_detail", args=[cast.a.slug, Meeting.objects.get(held_on=date(2018, 2, 5)).pk])
    assert "No quorum" in manager.get(detail).content.decode()
    attendance_rule_set(by=None, group=board, version=1, partners_expected=True, quorum=None, partners_needed=False)
    assert codes(board) == [("partner", "Mid County Police")]


def test_a_meeting_not_held_or_not_written_down_is_not_called_inquorate(board: Group) -> None:
    seats_made(board, "Police")
    attendance_rule_set(by=None, group=board, quorum=5, partners_expected=False)
    meeting_made(board, timezone.localdate() + timedelta(days=3))
    assert codes(board) == []


def test_decisions_can_be_counted(cast: Cast, board: Group) -> None:
    meeting = planned(board)
    agenda_add(by=None, meeting=meeting, title="One", decision="Yes.", is_key=True)
    agenda_add(by=None, meeting=meeting, title="Two", decision="No.")
    agenda_add(by=None, meeting=meeting, title="Three")
    keys = [FactKey.parse(f"governance/decisions.{name}?period=2018-19") for name in ("all", "key", "wise")]
    assert [fact.text for fact in PROVIDER.resolve(cast.a, keys).values()] == ["2", "1"]


def test_items_of_one_title_that_differ_are_both_kept(cast: Cast, board: Group) -> None:
    meeting = planned(board)
    for lead in ("Designated nurse", "Head of audit", "Head of audit"):
        agenda_add(by=None, meeting=meeting, title="Reports of the groups", lead=lead)
    assert [row.lead for row in meeting.items.all()] == ["Designated nurse", "Head of audit"]


def test_the_slower_of_two_who_set_a_rule_sees_both(cast: Cast, board: Group, manager: Client) -> None:
    url = reverse("attendance_rule", args=[cast.a.slug, board.slug])
    said = {"quorum": "4", "deputy_limit": "2", "source": "Terms of reference", "version": "0"}
    manager.post(url, said)
    stale = manager.post(url, {**said, "quorum": "5"})
    assert stale.status_code == 409
    assert "Terms of reference" in stale.content.decode()
    assert rule_of(board).quorum == 4
