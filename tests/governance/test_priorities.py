"""Plans and priorities: progress with its limits, objectives, what is carried into the next plan."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partnerships.directory.models import AuditEvent
from partnerships.evidence.models import Tag
from partnerships.governance.models import Objective, Priority, PriorityPlan
from partnerships.governance.selectors import history_of, plans_with_priorities, priorities_of
from partnerships.governance.services import (
    objective_add,
    objective_change,
    plan_create,
    priority_add,
    priority_carry,
    priority_change,
    progress_add,
    progress_remove,
)
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.governance.factories import plan_made, priority_made
from tests.support.cast import Cast


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def test_a_priority_nobody_reported_on_says_so(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    assert priority.standing == Priority.Standing.NONE_RECORDED
    assert "No progress recorded" in manager.get(reverse("priority_list", args=[cast.a.slug])).content.decode()


def test_the_standing_is_that_of_the_latest_note_at_a_day(cast: Cast) -> None:
    priority = priority_made(cast.a)
    progress_add(by=cast.manager, priority=priority, noted_on=date(2019, 1, 31), standing="completed")
    progress_add(by=cast.manager, priority=priority, noted_on=date(2018, 6, 1), standing="in_progress")
    assert priority.standing == "completed"
    assert priority.standing_on(date(2018, 12, 31)) == "in_progress"
    assert priority.standing_on(date(2018, 5, 31)) == "none_recorded"


def test_progress_is_noted_in_the_browser_once(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    url = reverse("progress_add", args=[cast.a.slug, priority.pk])
    said = {"noted_on-day": "31", "noted_on-month": "1", "noted_on-year": "2019", "standing": "in_progress"}
    for _ in range(2):
        manager.post(url, {**said, "text": "- dashboard in use"})
    note = priority.progress.get()
    assert (note.text, note.entered_by) == ("<ul><li>dashboard in use</li></ul>", cast.manager)
    assert "Select an answer to" in manager.post(url, {**said, "standing": ""}).content.decode()


def test_silence_can_not_be_chosen_as_progress(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        progress_add(by=None, priority=priority_made(cast.a), noted_on=date(2019, 1, 1), standing="none_recorded")


def test_a_plan_and_its_priorities_are_entered_in_the_browser(cast: Cast, manager: Client) -> None:
    days = {"starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2016"}
    days |= {"ends_on-day": "31", "ends_on-month": "3", "ends_on-year": "2019"}
    add = reverse("plan_add", args=[cast.a.slug])
    manager.post(add, {"title": "Strategic plan 2016-19", **days})
    plan = PriorityPlan.objects.get(partnership=cast.a)
    assert plan.period.label == "1 April 2016 to 31 March 2019"
    url = reverse("priority_add", args=[cast.a.slug, plan.pk])
    for title in ("Hear children", "Hear children", "Reduce neglect"):
        manager.post(url, {"title": title, "text": "", "lead": "", "owner_level": "partnership", "version": "0"})
    assert [str(row) for row in plan.priorities.all()] == ["1. Hear children", "2. Reduce neglect"]
    assert "already a plan" in manager.post(add, {"title": "Strategic plan 2016-19", **days}).content.decode()
    backwards = {**days, "ends_on-year": "2015"}
    assert "on or after the first day" in manager.post(add, {"title": "Other", **backwards}).content.decode()


def test_evidence_can_be_filed_under_a_priority_as_soon_as_it_is_there(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    tag = Tag.objects.of(cast.a).get(sort=Tag.Sort.PRIORITY)
    assert (tag.slug, tag.name) == ("plan-1", "Hear children's voices (2018-19)")
    page = manager.get(reverse("evidence_add", args=[cast.a.slug, "impact"])).content.decode()
    assert "Hear children&#39;s voices (2018-19)" in page
    priority_change(by=cast.manager, priority=priority, version=priority.version, title="x" * 255)
    tag.refresh_from_db()
    assert tag.name == "x" * 150 + " (2018-19)"
    assert Tag.objects.of(cast.a).count() == 1


def test_a_stale_wording_shows_both(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    priority_change(by=cast.second_manager, priority=priority, version=0, title="Theirs", text="", lead=None)
    url = reverse("priority_edit", args=[cast.a.slug, priority.pk])
    response = manager.post(
        url, {"title": "Mine", "text": "", "lead": "", "owner_level": "partnership", "version": "0"}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page
    with pytest.raises(Overtaken):
        priority_change(by=None, priority=priority, version=0, title="Again", text="", lead=None)
    assert (
        manager.post(
            url, {"title": "Mine", "text": "", "lead": "", "owner_level": "partnership", "version": "1"}
        ).status_code
        == 302
    )


@pytest.mark.parametrize("priorities", [2, 20])
def test_plans_take_four_queries_whatever_the_number_of_priorities(
    cast: Cast, priorities: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan_made(cast.a, *(f"Priority {number}" for number in range(priorities)))
    with django_assert_num_queries(4):
        [row.standing for plan in plans_with_priorities(cast.a) for row in plan.priorities.all()]


def test_two_plans_do_not_share_an_address(cast: Cast) -> None:
    plan_made(cast.a)
    with pytest.raises(NotAllowed):
        plan_create(by=None, partnership=cast.a, slug="plan", title="Again", period=Period.financial_year(2019))


def next_plan(cast: Cast) -> PriorityPlan:
    period = Period.financial_year(2019)
    return plan_create(by=None, partnership=cast.a, slug="next", title="Plan 2019-20", period=period)


def test_a_qualifier_limits_the_standing_wherever_it_is_shown(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    said = {"noted_on-day": "31", "noted_on-month": "1", "noted_on-year": "2019", "standing": "completed"}
    url = reverse("progress_add", args=[cast.a.slug, priority.pk])
    page = manager.post(url, {**said, "qualifier": "in two of three areas"}, follow=True).content.decode()
    assert "completed, in two of three areas" in page


def test_an_objective_has_an_owner_at_a_level_a_due_date_and_progress_of_its_own(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    said = {"text": "Every school has a panel", "measure": "count in March", "owner_level": "icb", "version": "0"}
    said |= {"owner": "Chief nurse", "due_on-day": "31", "due_on-month": "3", "due_on-year": "2019"}
    manager.post(reverse("objective_add", args=[cast.a.slug, priority.pk]), said)
    url = reverse("progress_add", args=[cast.a.slug, priority.pk]) + "?objective=1"
    note = {"noted_on-day": "1", "noted_on-month": "2", "noted_on-year": "2019", "standing": "in_progress"}
    page = manager.post(url, note, follow=True).content.decode()
    assert "Progress on objective 1.1 is noted." in page
    assert "Chief nurse answers for it (integrated care board)." in page
    assert "31 March 2019" in page
    objective = Objective.objects.get()
    assert objective.standing_on(date(2019, 2, 1)) == "in_progress"
    assert priority.standing == "none_recorded"  # the priority itself was not spoken of
    assert manager.get(url.replace("objective=1", "objective=7")).status_code == 404


def test_the_slower_of_two_sees_both_objectives(cast: Cast, manager: Client) -> None:
    objective = objective_add(by=None, priority=priority_made(cast.a), text="Mine")
    objective_change(by=cast.second_manager, objective=objective, version=0, text="Theirs")
    said = {"text": "Mine again", "owner_level": "partnership", "version": "0"}
    response = manager.post(reverse("objective_edit", args=[cast.a.slug, objective.pk]), said)
    assert response.status_code == 409
    assert "Theirs" in response.content.decode()


def test_progress_on_an_objective_of_another_priority_is_refused(cast: Cast) -> None:
    first, second = plan_made(cast.a, "One", "Two").priorities.all()
    objective = objective_add(by=None, priority=second, text="Elsewhere")
    with pytest.raises(NotAllowed, match="another priority"):
        progress_add(by=None, priority=first, objective=objective, noted_on=date(2019, 1, 1), standing="completed")


def test_a_priority_is_carried_forward_with_what_is_not_completed_and_its_history(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    done, still = (objective_add(by=None, priority=priority, text=text) for text in ("Done", "Still to do"))
    progress_add(by=None, priority=priority, objective=done, noted_on=date(2019, 1, 1), standing="completed")
    progress_add(by=None, priority=priority, noted_on=date(2019, 1, 1), standing="in_progress", text="<p>Begun</p>")
    plan = next_plan(cast)
    said = {"plan": str(plan.pk), "noted_on-day": "1", "noted_on-month": "4", "noted_on-year": "2019"}
    url = reverse("priority_carry", args=[cast.a.slug, priority.pk])
    page = manager.post(url, said, follow=True).content.decode()
    made = plan.priorities.get()
    assert [row.text for row in made.objectives.all()] == [still.text]
    assert "Begun" in page  # the history of the new priority
    assert "Carried forward from" in page
    assert history_of(made) == [priority]
    old = priorities_of(cast.a).get(pk=priority.pk)
    assert old.standing == "carried_forward"
    assert "Carried forward to Plan 2019-20 as priority 1." in old.notes[0].text
    assert "in that plan already" in manager.post(url, said).content.decode()


def test_a_priority_goes_on_in_a_later_plan_of_its_partnership_only(cast: Cast) -> None:
    later = plan_create(by=None, partnership=cast.b, slug="b", title="B", period=Period.financial_year(2020))
    priority = priority_made(cast.a)
    for plan, words in ((priority.plan, "goes on after this one"), (later, "another partnership")):
        with pytest.raises(NotAllowed, match=words):
            priority_carry(by=None, priority=priority, plan=plan, noted_on=date(2019, 4, 1))


def test_priorities_and_objectives_of_one_wording_that_differ_are_both_kept(cast: Cast) -> None:
    plan = plan_made(cast.a)
    for level in ("icb", "place", "place"):
        priority = priority_add(by=None, plan=plan, title="Hear children", owner_level=level)
    assert [row.owner_level for row in plan.priorities.all()] == ["icb", "place"]
    for owner in ("Council", "Police", "Police"):
        objective_add(by=None, priority=priority, text="Ask every child", owner=owner)
    assert [row.owner for row in priority.objectives.all()] == ["Council", "Police"]


def test_what_has_not_come_can_not_be_recorded_as_progress(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    said = {"noted_on-day": "1", "noted_on-month": "1", "noted_on-year": "2131", "standing": "completed", "text": ""}
    page = manager.post(reverse("progress_add", args=[cast.a.slug, priority.pk]), said).content.decode()
    assert "The date must be today or in the past." in page
    assert not priority.progress.exists()


def test_a_wrong_note_is_taken_out_with_a_reason(cast: Cast, manager: Client) -> None:
    priority = priority_made(cast.a)
    progress_add(by=None, priority=priority, noted_on=date(2019, 1, 1), standing="in_progress")
    wrong = progress_add(by=None, priority=priority, noted_on=date(2019, 2, 1), standing="completed")
    url = reverse("progress_remove", args=[cast.a.slug, wrong.pk])
    assert url in manager.get(reverse("priority_detail", args=[cast.a.slug, priority.pk])).content.decode()
    assert manager.post(url, {"reason": ""}).status_code == 422
    manager.post(url, {"reason": "Meant for another priority"})
    assert Priority.objects.get().standing == "in_progress"
    event = AuditEvent.objects.get(action="priority_progress_remove")
    assert (event.before["standing"], event.after["reason"]) == ("completed", "Meant for another priority")


def test_that_a_priority_was_carried_forward_stays(cast: Cast) -> None:
    priority = priority_made(cast.a)
    period = Period.financial_year(2019)
    later = plan_create(by=None, partnership=cast.a, slug="later", title="Later", period=period)
    priority_carry(by=None, priority=priority, plan=later, noted_on=date(2019, 3, 31))
    with pytest.raises(NotAllowed, match="later plan"):
        progress_remove(by=None, note=priority.progress.get(), reason="Wrong")
