"""Coordinators leave and come back: no case is lost, no notice goes nowhere, nobody gets old cases again."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.models import CircleMember
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Membership, User
from partnerships.directory.services.memberships import membership_end
from reviews.cases.models import Case, CaseAccess
from reviews.cases.selectors.trail import events_about, events_of_register
from reviews.cases.services import (
    access_end,
    access_end_for_leavers,
    access_give,
    case_break_glass,
    case_take_over,
    recommendation_action_open,
    recommendation_add,
)
from reviews.cases.tasks import leavers
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import coordinator_of
from tests.cases.test_need_to_know import signed_in
from tests.factories import MembershipFactory
from tests.support.cast import Cast


def leave(cast: Cast, person: User, days: int = 0) -> None:
    """End every role of a person, so many days ago."""
    for held in Membership.objects.of(cast.a).filter(user=person, ends_on=None):
        Membership.objects.filter(pk=held.pk).update(starts_on=timezone.localdate() - timedelta(days=900))
        held.refresh_from_db()
        membership_end(by=cast.manager, membership=held, ends_on=timezone.localdate() - timedelta(days=days))


def page(cast: Cast, name: str) -> str:
    return reverse(name, args=[cast.a.slug])


@pytest.fixture
def deputy(cast: Cast) -> User:
    """Return another coordinator, on no list."""
    return coordinator_of(cast.a, "Deputy coordinator")


def broken(cast: Cast, case: Case, inside: Any) -> Client:
    """Let the chair open a case in an emergency, and return their browser on the page that follows."""
    client = signed_in(cast.chair)
    with inside(execute=True):
        said = {"reference": case.reference, "reason": "A child at risk now"}
        client.answer = client.post(page(cast, "case_emergency"), said, follow=True).text  # type: ignore[attr-defined]
    return client


def test_another_coordinator_takes_over_what_nobody_keeps(
    cast: Cast, case: Case, coordinator: User, deputy: User
) -> None:
    leave(cast, coordinator)
    client = signed_in(deputy)
    assert "A case has no coordinator any more" in client.get(page(cast, "overview")).text
    assert case.reference in client.get(page(cast, "case_notices")).text
    form = client.get(f"{page(cast, 'case_take_over')}?case={case.reference}").text
    assert f'value="{case.reference}"' in form
    said = {"reference": case.reference.lower(), "reason": ""}
    assert client.post(page(cast, "case_take_over"), said).status_code == 422
    answer = client.post(page(cast, "case_take_over"), {**said, "reason": "Its coordinator has left"}, follow=True)
    assert "You coordinate this case from now on." in answer.text
    assert client.get(reverse("case_access", args=[cast.a.slug, case.reference])).status_code == 200
    assert events_about(case).filter(action="case_taken_over", after__reason="Its coordinator has left").exists()
    assert "A case has no coordinator any more" not in client.get(page(cast, "overview")).text


def test_a_case_somebody_keeps_and_no_case_are_refused_alike(cast: Cast, case: Case, deputy: User) -> None:
    client, answers = signed_in(deputy), []
    for reference in (case.reference, "ZZZZ-9999"):
        answer = client.post(page(cast, "case_take_over"), {"reference": reference, "reason": "Cover"})
        answers.append((answer.status_code, "Nothing can be taken over with this reference." in answer.text))
    assert answers == [(422, True)] * 2
    assert events_of_register(cast.a).filter(action="case_takeover_refused").count() == 2
    assert case.reference not in client.get(page(cast, "case_notices")).text


def test_whoever_is_second_to_take_over_is_told_so(cast: Cast, case: Case, coordinator: User, deputy: User) -> None:
    leave(cast, coordinator)
    case_take_over(by=deputy, partnership=cast.a, reference=case.reference, reason="Cover")
    with pytest.raises(NotAllowed, match="Nothing can be taken over"):
        case_take_over(by=coordinator_of(cast.a), partnership=cast.a, reference=case.reference, reason="Cover")
    assert CaseAccess.objects.filter(case=case, coordinates=True, user=deputy).count() == 1


def test_an_emergency_is_told_to_every_coordinator_when_nobody_keeps_the_case(
    cast: Cast, case: Case, coordinator: User, deputy: User, django_capture_on_commit_callbacks: Any
) -> None:
    leave(cast, coordinator)
    chair = broken(cast, case, django_capture_on_commit_callbacks)
    assert [letter.to for letter in mail.outbox] == [[deputy.email]]
    assert "every coordinator of the partnership has been told" in chair.answer  # type: ignore[attr-defined]
    assert "Its coordinators have been told" not in chair.answer  # type: ignore[attr-defined]


def test_nobody_is_said_to_be_told_when_there_is_no_coordinator(
    cast: Cast, case: Case, coordinator: User, django_capture_on_commit_callbacks: Any
) -> None:
    leave(cast, coordinator)
    chair = broken(cast, case, django_capture_on_commit_callbacks)
    assert not mail.outbox
    assert "nobody could be told" in chair.answer  # type: ignore[attr-defined]


def test_somebody_who_left_does_not_count_as_keeping_a_case(
    cast: Cast, case: Case, coordinator: User, deputy: User
) -> None:
    access_give(by=coordinator, case=case, person=deputy, reason="Cover", coordinates=True)
    leave(cast, coordinator)
    with pytest.raises(NotAllowed, match="Name another coordinator first"):
        access_end(by=deputy, entry=case.accesses.get(user=deputy))


def test_who_leaves_and_comes_back_does_not_get_old_cases_again(cast: Cast, case: Case, coordinator: User) -> None:
    access_give(by=coordinator, case=case, person=cast.reader, reason="Panel member")
    asked = recommendation_add(by=coordinator, case=case, text="Train everybody")
    recommendation_action_open(by=coordinator, recommendation=asked, title="Train", owner_post="Designated nurse")
    leave(cast, cast.reader, days=2)
    assert CircleMember.objects.filter(user=cast.reader).exists()
    leavers()
    MembershipFactory(user=cast.reader, partnership=cast.a, role=Role.READER)
    assert signed_in(cast.reader).get(reverse("case_detail", args=[cast.a.slug, case.reference])).status_code == 404
    assert not CircleMember.objects.filter(user=cast.reader).exists()
    assert events_about(case).filter(action="case_access_ended", actor_name="The portal").count() == 1
    page_of_list = signed_in(coordinator).get(reverse("case_access", args=[cast.a.slug, case.reference])).text
    assert "by the portal" in page_of_list


def test_exchanging_a_role_for_another_loses_no_case(cast: Cast, case: Case, coordinator: User) -> None:
    access_give(by=coordinator, case=case, person=cast.reader, reason="Panel member")
    leave(cast, cast.reader)
    assert access_end_for_leavers(today=timezone.localdate()) == 0
    MembershipFactory(user=cast.reader, partnership=cast.a, role=Role.CHAIR)
    assert access_end_for_leavers(today=timezone.localdate() + timedelta(days=1)) == 0


def test_refused_attempts_and_exports_are_on_the_register_log_without_a_case(
    cast: Cast, case: Case, keeper: Client, deputy: User
) -> None:
    with pytest.raises(NotAllowed):
        case_break_glass(by=cast.chair, partnership=cast.a, reference="ZZZZ-9999", reason="Wrong key")
    keeper.get(page(cast, "case_export"))
    words = signed_in(deputy).get(page(cast, "register_log")).text
    assert "Tried to open a case in an emergency with a wrong reference" in words
    assert "Wrong key" in words
    assert "Took the tracker of the cases they keep as a file" in words
    assert case.reference not in words
    assert "ZZZZ-9999" not in words
    assert "Register log" in keeper.get(page(cast, "case_notices")).text


def test_the_read_log_speaks_the_words_of_the_pages(cast: Cast, case: Case, coordinator: User, keeper: Client) -> None:
    asked = recommendation_add(by=coordinator, case=case, text="Train everybody")
    at = [cast.a.slug, case.reference]
    said = {"standing": "not_implementing", "words": "It was replaced", "evidence": ""}
    day = {"noted_on-day": "18", "noted_on-month": "9", "noted_on-year": "2026"}
    assert keeper.post(reverse("progress_note", args=[*at, asked.pk]), {**said, **day}).status_code == 302
    briefing = {"sort": "video", "title": "In brief", "issued": "2025", "readers": ["practitioners", "health"]}
    assert keeper.post(reverse("briefing_add", args=at), briefing).status_code == 302
    access_give(by=coordinator, case=case, person=cast.chair, reason="Scrutiny")
    words = keeper.get(reverse("case_log", args=at)).text
    for wrong in ("not_implementing", "False", "[", "2026-09-18", "Evidence: <", "Coordinates"):
        assert wrong not in words.split("<tbody", 1)[1].split("</tbody", 1)[0]
    for right in ("Not implementing", "Keeps the case: no", "18 September 2026", "Noted on"):
        assert right in words
