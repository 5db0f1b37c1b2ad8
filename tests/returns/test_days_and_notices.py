"""Days that are put right afterwards, and telling people that a return waits for them."""

from datetime import date, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import AuditEvent
from partnerships.returns.models import Collection, Return, ReturnNotice
from partnerships.returns.policies import why_locked
from partnerships.returns.selectors.attention import returns_to_hand_in
from partnerships.returns.services import (
    collection_close,
    collection_reopen,
    collection_reschedule,
    return_extend,
    return_reopen,
    return_send_back,
    return_submit,
)
from partnerships.returns.services import notices as notices_module
from partnerships.returns.services.notices import notices_send
from safeguarding.lib.workflow import Overtaken
from tests.factories import MembershipFactory, UserFactory
from tests.returns.factories import collection_made, hand_in, return_ready, say
from tests.support.cast import Cast

LATER = timezone.localdate() + timedelta(days=60)


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


@pytest.fixture
def submitted(cast: Cast) -> Return:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 116)
    return hand_in(of_return, cast.lead)


def _day(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def _post(client: Client, name: str, pk: int, **data: str) -> HttpResponse:
    answer: Any = client.post(reverse(name, args=["alderbrook", pk]), data, follow=True)
    return answer  # type: ignore[no-any-return]


def _told() -> list[str]:
    notices_send()
    return sorted(address for message in mail.outbox for address in message.to)


def test_a_closed_collection_is_opened_again_until_a_new_day(cast: Cast, manager: Client) -> None:
    collection = collection_made(cast.a, agencies=[cast.agency]).collection
    Collection.objects.update(
        due_on=timezone.localdate() - timedelta(days=9), closes_on=timezone.localdate() - timedelta(days=2)
    )
    _post(manager, "collection_close", collection.pk)
    past = _post(manager, "collection_reopen", collection.pk, **_day("closes_on", timezone.localdate() - timedelta(1)))
    assert (past.status_code, "can not be in the past" in past.content.decode()) == (422, True)
    done = _post(manager, "collection_reopen", collection.pk, **_day("closes_on", LATER))
    assert "is open until" in done.content.decode()
    assert why_locked(Return.objects.get()) == ""


def test_due_and_closing_day_are_put_right_and_nothing_is_overwritten(cast: Cast, manager: Client) -> None:
    collection = collection_made(cast.a, agencies=[cast.agency]).collection
    due = timezone.localdate() + timedelta(days=30)
    days = {**_day("due_on", due), **_day("closes_on", LATER), "version": "0"}
    assert _post(manager, "collection_days", collection.pk, **days).status_code == 200
    collection.refresh_from_db()
    assert (collection.due_on, collection.closes_on, collection.version) == (due, LATER, 1)
    assert AuditEvent.objects.latest("id").action == "collection_reschedule"
    stale = _post(manager, "collection_days", collection.pk, **days)
    assert (stale.status_code, "saved" in stale.content.decode()) == (
        409,
        True,
    )
    wrong = {**_day("due_on", LATER), **_day("closes_on", due), "version": "1"}
    assert _post(manager, "collection_days", collection.pk, **wrong).status_code == 422


def test_two_managers_change_the_days_one_after_the_other(cast: Cast) -> None:
    collection = collection_made(cast.a, agencies=[cast.agency]).collection
    collection_reschedule(by=cast.manager, collection=collection, version=0, due_on=LATER, closes_on=LATER)
    with pytest.raises(Overtaken):
        collection_reschedule(by=cast.manager, collection=collection, version=0, due_on=LATER, closes_on=LATER)


def test_a_return_of_a_closed_collection_is_reopened_for_some_days(cast: Cast, manager: Client) -> None:
    of_return = return_ready(cast.a, agency=cast.agency)
    collection_close(by=cast.manager, collection=of_return.collection)
    page = manager.get(reverse("return_reopen", args=["alderbrook", of_return.pk])).content.decode()
    assert "The collection is closed" in page
    said = {"reason": "Counted twice", **_day("until", LATER)}
    assert _post(manager, "return_reopen", of_return.pk, **said).status_code == 200
    row = Return.objects.get()
    assert (row.open_until, why_locked(row), row.due_on) == (LATER, "", row.collection.due_on)
    assert returns_to_hand_in(cast.a, [cast.agency.pk]) == [row]
    assert say(row, "cp-plans", 114, by=cast.lead).changed


def test_the_last_day_for_a_correction_is_not_in_the_past(cast: Cast, manager: Client) -> None:
    of_return = return_ready(cast.a, agency=cast.agency)
    said = {"reason": "Counted twice", **_day("until", timezone.localdate() - timedelta(days=1))}
    answer = _post(manager, "return_reopen", of_return.pk, **said)
    assert (answer.status_code, "can not be in the past" in answer.content.decode()) == (422, True)


def test_managers_are_told_once_that_a_return_waits_and_nothing_of_it(cast: Cast, submitted: Return) -> None:
    return_submit(by=cast.lead, of_return=submitted)  # a double click
    assert _told() == sorted([cast.manager.email, cast.second_manager.email])
    assert _told() == sorted([cast.manager.email, cast.second_manager.email])
    assert "Council" not in mail.outbox[0].body + mail.outbox[0].subject
    assert "/p/alderbrook/" in mail.outbox[0].body


def test_the_agencys_leads_are_told_of_sending_back_and_reopening(cast: Cast, submitted: Return) -> None:
    return_send_back(by=cast.manager, of_return=submitted, reasons={}, reason="Not complete")
    assert _told() == [cast.lead.email]  # the managers' notice is over
    of_return = return_ready(cast.a, agency=cast.other_agency)
    ReturnNotice.objects.all().delete()
    mail.outbox.clear()
    return_reopen(by=cast.manager, of_return=of_return, reason="Counted twice")
    assert _told() == [cast.other_lead.email]


def test_nobody_is_told_of_what_they_can_not_change(cast: Cast) -> None:
    of_return = return_ready(cast.a, agency=cast.agency)
    collection_close(by=cast.manager, collection=of_return.collection)
    ReturnNotice.objects.all().delete()
    return_reopen(by=cast.manager, of_return=of_return, reason="I correct it myself")
    assert _told() == []


def test_people_who_have_left_are_not_told(cast: Cast, submitted: Return) -> None:
    ReturnNotice.objects.all().delete()
    gone = UserFactory()
    MembershipFactory(
        user=gone, partnership=cast.a, role="agency_lead", agency=cast.agency, ends_on=timezone.localdate()
    )
    return_send_back(by=cast.manager, of_return=submitted, reasons={}, reason="Not complete")
    assert _told() == [cast.lead.email]


def test_a_notice_the_mail_server_refused_goes_out_with_the_next_sweep(
    cast: Cast, submitted: Return, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*arguments: object) -> int:
        raise SMTPException("down")

    with monkeypatch.context() as patch:
        patch.setattr(notices_module, "send_mail", down)
        assert notices_send() == 0
    assert notices_send() == 2


def test_a_later_day_for_all_keeps_the_extension_of_one(cast: Cast) -> None:
    made = collection_made(cast.a, agencies=[cast.agency])
    return_extend(by=cast.manager, of_return=made.first, until=LATER, reason="Staff away")
    later = made.collection.due_on + timedelta(days=1)
    collection_reschedule(by=cast.manager, collection=made.collection, version=0, due_on=later, closes_on=LATER)
    assert Return.objects.get().due_on == LATER


def test_opening_again_in_the_past_is_refused(cast: Cast) -> None:
    collection = collection_made(cast.a, agencies=[cast.agency]).collection
    collection_close(by=cast.manager, collection=collection)
    Collection.objects.update(due_on=timezone.localdate() - timedelta(days=5))
    collection.refresh_from_db()
    with pytest.raises(ValidationError, match="in the past"):
        collection_reopen(by=cast.manager, collection=collection, closes_on=timezone.localdate() - timedelta(days=1))
