"""Actions of recommendations: in the one log, known to the list of the case and to nobody else."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.actions.models import Action, CircleMember
from partnerships.actions.services import action_move
from partnerships.directory.models import AuditEvent, User
from reviews.cases.models import Case, Recommendation
from reviews.cases.services import access_end, access_give, case_break_glass, recommendation_action_open
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import coordinator_of
from tests.cases.test_learning import address, page_of, recommended
from tests.cases.test_need_to_know import signed_in
from tests.cases.test_records import described, let_out, second_of
from tests.support.cast import Cast

TITLE = "Renew the guidance on searches"


def opened(cast: Cast, by: User, case: Case, **said: Any) -> Action:
    row = case.recommendations.first() or recommended(by, case, cast.agency)
    given = {"title": TITLE, "owner_agency": cast.agency, "due_on": date(2027, 1, 31), **said}
    return recommendation_action_open(by=by, recommendation=row, **given)


def detail(cast: Cast, action: Action) -> str:
    return reverse("action_detail", args=[cast.a.slug, action.reference])


def test_a_recommendation_opens_actions_from_its_page(
    cast: Cast, case: Case, keeper: Client, coordinator: User
) -> None:
    row = recommended(coordinator, case, cast.agency)
    ask = address(case, "recommendation_action_open", row.pk)
    assert row.text in keeper.get(ask).content.decode()
    assert "Choose an agency, or say which post" in keeper.post(ask, {"title": TITLE}).content.decode()
    for title in (TITLE, "Train all staff"):
        assert keeper.post(ask, {"title": title, "owner_agency": cast.agency.pk}).status_code == 302
    page = page_of(case, keeper)
    assert TITLE in page
    assert "Train all staff" in page
    action = Action.objects.get(title=TITLE)
    assert f"Recommendation 1 of {case.reference}" in keeper.get(detail(cast, action)).content.decode()


def test_the_list_of_the_case_is_the_circle_of_its_actions(cast: Cast, case: Case, coordinator: User) -> None:
    action = opened(cast, coordinator, case)
    chair, url = signed_in(cast.chair), detail(cast, action)
    assert chair.get(url).status_code == 404
    entry = access_give(by=coordinator, case=case, person=cast.chair, reason="Scrutiny")
    assert chair.get(url).status_code == 200
    access_end(by=coordinator, entry=entry)
    assert chair.get(url).status_code == 404
    second = second_of(cast, case, coordinator)
    assert CircleMember.objects.get(user=second).keeps


def test_a_case_without_actions_has_no_circle(cast: Cast, case: Case, coordinator: User) -> None:
    access_give(by=coordinator, case=case, person=cast.chair, reason="Scrutiny")
    assert not CircleMember.objects.exists()


@pytest.mark.parametrize(
    "name", ["action_list", "action_board", "action_ageing", "action_export", "overview", "audit_list"]
)
def test_no_page_changes_for_anybody_else(cast: Cast, case: Case, coordinator: User, name: str) -> None:
    row = recommended(coordinator, case, cast.agency)
    client, pages = signed_in(cast.manager), []
    client.get(reverse(name, args=[cast.a.slug]))  # the first request of a session does more
    for with_it in (False, True):
        if with_it:
            recommendation_action_open(
                by=coordinator,
                recommendation=row,
                title=TITLE,
                owner_agency=cast.agency,
                due_on=date(2026, 11, 1),
                opened_on=date(2026, 6, 1),
            )
        with CaptureQueriesContext(connection) as work:
            response = client.get(reverse(name, args=[cast.a.slug]))
        text = (b"".join(response) if response.streaming else response.content).decode()
        assert TITLE not in text
        assert case.reference not in text
        pages.append((response.status_code, len(work), len(text)))
    assert pages[0] == pages[1]


def test_the_agency_that_owns_it_learns_nothing_unless_somebody_of_it_is_on_the_list(
    cast: Cast, case: Case, coordinator: User
) -> None:
    action, told = opened(cast, coordinator, case), "Nobody from Alderbrook Council can see this action."
    lead, keeper = signed_in(cast.lead), signed_in(coordinator)
    assert lead.get(detail(cast, action)).status_code == 404
    assert told in keeper.get(detail(cast, action)).content.decode()
    access_give(by=coordinator, case=case, person=cast.lead, reason="Carries out the action")
    assert lead.get(detail(cast, action)).status_code == 200
    assert told not in keeper.get(detail(cast, action)).content.decode()


def test_a_person_can_own_it_only_from_the_list(cast: Cast, case: Case, coordinator: User) -> None:
    with pytest.raises(NotAllowed, match="Put this person on the list"):
        opened(cast, coordinator, case, owner_person=cast.lead)
    access_give(by=coordinator, case=case, person=cast.lead, reason="Carries out the action")
    assert opened(cast, coordinator, case, owner_person=cast.lead).owner_person == cast.lead


def test_emergency_access_reads_of_an_action_on_the_case_but_does_not_open_it(
    cast: Cast, case: Case, coordinator: User
) -> None:
    action = opened(cast, coordinator, case)
    case_break_glass(by=cast.chair, partnership=cast.a, reference=case.reference, reason="Tonight")
    chair = signed_in(cast.chair)
    page = page_of(case, chair)
    assert TITLE in page
    assert detail(cast, action) not in page
    assert chair.get(detail(cast, action)).status_code == 404


def test_it_is_shared_only_once_the_record_is_released_and_then_names_no_reference(
    cast: Cast, case: Case, coordinator: User
) -> None:
    with pytest.raises(NotAllowed, match="until its public record is released"):
        opened(cast, coordinator, case, shared=True)
    described(case, coordinator)
    let_out(case, coordinator, second_of(cast, case, coordinator))
    action = opened(cast, coordinator, case, shared=True)
    page = signed_in(cast.reader).get(reverse("action_list", args=[cast.a.slug])).content.decode()
    assert TITLE in page
    shown = signed_in(cast.manager).get(detail(cast, action)).content.decode()
    assert "Recommendation 1 of Child Q" in shown
    assert case.reference not in shown


def test_it_is_closed_by_somebody_who_did_not_do_it_and_stays_off_the_trail(
    cast: Cast, case: Case, coordinator: User
) -> None:
    access_give(by=coordinator, case=case, person=cast.lead, reason="Carries out the action")
    action = opened(cast, coordinator, case)
    action_move(by=cast.lead, action=action, event="report_done", words="It was renewed.")
    with pytest.raises(NotAllowed):
        action_move(by=cast.lead, action=action, event="close", words="Saw the register.")
    action_move(by=coordinator, action=action, event="close", words="Saw the register.")
    assert action.get_status_display() == "Closed"
    assert not AuditEvent.objects.of(cast.a).filter(action__startswith="action").exists()


def test_actions_of_another_coordinators_case_stay_theirs(cast: Cast, case: Case, coordinator: User) -> None:
    action = opened(cast, coordinator, case)
    assert signed_in(coordinator_of(cast.a)).get(detail(cast, action)).status_code == 404
    assert Recommendation.objects.get().pk
