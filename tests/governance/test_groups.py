"""The structure: groups added, changed and ended; the tree as it was on a day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partnerships.directory.models import AuditEvent, Group
from partnerships.directory.services.groups import group_add, group_change
from partnerships.governance.facts import PROVIDER
from partnerships.governance.selectors import structure_of
from safeguarding.lib.facts import FactKey
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.factories import GroupFactory
from tests.governance.factories import board_made
from tests.support.cast import Cast

DAY = date(2019, 3, 31)


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def said(**changes: str) -> dict[str, str]:
    return {"name": "Quality group", "kind": "subgroup", "chair": "Designated nurse", "version": "0", **changes}


def test_a_group_is_added_and_stands_in_diagram_and_list(cast: Cast, manager: Client) -> None:
    board = board_made(cast.a)
    page = manager.post(
        reverse("group_add", args=[cast.a.slug]), said(parent=str(board.pk), meets="every six weeks"), follow=True
    ).content.decode()
    assert "Below Board: Quality group." in page
    assert "Chaired by Designated nurse." in page
    assert "Meets every six weeks." in page
    assert "Nobody is named as chair." in page  # of the board


def test_the_same_group_twice_is_kept_once_and_another_of_its_name_is_refused(cast: Cast) -> None:
    first = group_add(by=None, partnership=cast.a, name="Neglect", kind="task")
    assert group_add(by=None, partnership=cast.a, name="Neglect", kind="task") == first
    with pytest.raises(NotAllowed, match="already a group with this name"):
        group_add(by=None, partnership=cast.a, name="Neglect", kind="forum")
    group_change(by=None, group=first, version=0, ended_on=date(2018, 1, 1))
    assert group_add(by=None, partnership=cast.a, name="Neglect", kind="forum").slug == "neglect-2"


def test_a_group_never_reports_to_itself_or_to_what_is_below_it(cast: Cast) -> None:
    board = board_made(cast.a)
    below = group_add(by=None, partnership=cast.a, name="Executive", kind="executive", parent=board)
    with pytest.raises(NotAllowed, match="can not report to itself"):
        group_change(by=None, group=board, version=0, parent=below)
    with pytest.raises(NotAllowed, match="another partnership"):
        group_change(by=None, group=board, version=0, parent=GroupFactory(partnership=cast.b))
    with pytest.raises(IntegrityError, match="not_its_own_parent"), transaction.atomic():
        Group.objects.filter(pk=board.pk).update(parent=board.pk)


def test_the_slower_of_two_sees_what_the_other_saved(cast: Cast, manager: Client) -> None:
    group = group_add(by=None, partnership=cast.a, name="Quality group", kind="subgroup")
    group_change(by=cast.second_manager, group=group, version=0, chair="Chief nurse")
    with pytest.raises(Overtaken):
        group_change(by=cast.manager, group=group, version=0, chair="Designated nurse")
    response = manager.post(reverse("group_edit", args=[cast.a.slug, group.slug]), said())
    assert response.status_code == 409
    assert "Chief nurse" in response.content.decode()


def test_dates_out_of_order_are_refused_at_their_box(cast: Cast, manager: Client) -> None:
    days = {"started_on-day": "1", "started_on-month": "5", "started_on-year": "2019"}
    days |= {"ended_on-day": "1", "ended_on-month": "4", "ended_on-year": "2019"}
    response = manager.post(reverse("group_add", args=[cast.a.slug]), said(**days))
    assert response.status_code == 422
    assert 'href="#id_ended_on' in response.content.decode()


def test_the_structure_is_that_of_the_day_and_lifts_what_stood_below_an_ended_group(cast: Cast) -> None:
    board = board_made(cast.a)
    executive = group_add(
        by=None, partnership=cast.a, name="Executive", kind="executive", parent=board, ended_on=date(2018, 12, 31)
    )
    group_add(by=None, partnership=cast.a, name="Audit", kind="subgroup", parent=executive)
    group_add(by=None, partnership=cast.a, name="Later", kind="task", parent=board, started_on=date(2020, 1, 1))
    now, earlier = structure_of(cast.a, DAY), structure_of(cast.a, date(2018, 6, 1))
    assert [group.name for group in now.groups] == ["Board", "Audit"]
    assert [group.name for group in now.ended] == ["Executive"]
    assert [branch.group.name for branch in earlier.branches[0].below] == ["Executive"]


@pytest.mark.parametrize("many", [3, 30])
def test_any_number_of_groups_takes_one_query(
    cast: Cast, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    board = board_made(cast.a)
    for number in range(many):
        GroupFactory(partnership=cast.a, kind="subgroup", parent=board, name=f"Group {number}")
    with django_assert_num_queries(1):
        assert structure_of(cast.a, DAY).source.startswith("data:image/svg+xml")


def test_a_report_can_say_how_many_groups_there_were(cast: Cast) -> None:
    board = board_made(cast.a)
    for number in range(5):
        GroupFactory(partnership=cast.a, kind="subgroup", parent=board, name=f"Group {number}")
    GroupFactory(partnership=cast.a, kind="subgroup", name="Gone", ended_on=date(2018, 1, 1))
    keys = [FactKey.parse(f"governance/groups.{kind}?period=2018-19") for kind in ("subgroup", "forum", "crowd")]
    found = PROVIDER.resolve(cast.a, keys)
    assert [fact.text for fact in found.values()] == ["5", "0"]


def test_the_audit_trail_says_what_changed(cast: Cast) -> None:
    group = group_add(by=cast.manager, partnership=cast.a, name="Quality group", kind="subgroup")
    group_change(by=cast.manager, group=group, version=0, chair="Chief nurse")
    assert group_change(by=cast.manager, group=group, version=0, chair="Chief nurse").version == 1
    event = AuditEvent.objects.get(action="group_changed")
    assert (event.before["chair"], event.after["chair"]) == ("", "Chief nurse")
