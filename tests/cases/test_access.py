"""The list of a case, emergency access, the read log and the calendar address."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import AuditEvent, User
from reviews.cases.models import Case, CaseAccess, DeadlineFeed
from reviews.cases.services import (
    access_end,
    access_give,
    case_break_glass,
    case_close,
    case_reopen,
    emergency_notice,
    event_record,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import clock_of, coordinator_of
from tests.cases.test_need_to_know import NOWHERE, signed_in
from tests.support.cast import Cast


def url(case: Case, name: str = "case_detail") -> str:
    return reverse(name, args=[case.partnership.slug, case.reference])


def emergency(cast: Cast, person: User, reference: str) -> Any:
    data = {"reference": reference, "reason": "A child could be at risk tonight"}
    return signed_in(person).post(reverse("case_emergency", args=[cast.a.slug]), data)


def address_on(page: str) -> str:
    found = re.search(r"/deadlines/[\w-]+\.ics", page)
    assert found
    return found[0]


def test_a_board_manager_is_let_in_by_the_list_and_out_by_it(cast: Cast, case: Case, keeper: Client) -> None:
    manager = signed_in(cast.manager)
    assert manager.get(url(case)).status_code == 404
    keeper.post(url(case, "case_access"), {"person": cast.manager.pk, "reason": "Chairs the panel"})
    assert manager.get(url(case)).status_code == 200
    assert case.reference in manager.get(reverse("case_list", args=[cast.a.slug])).content.decode()
    entry = case.accesses.get(user=cast.manager)
    keeper.post(reverse("access_end", args=[cast.a.slug, case.reference, entry.pk]))
    assert manager.get(url(case)).status_code == 404


def test_a_named_reader_changes_nothing(cast: Cast, case: Case, coordinator: User) -> None:
    access_give(by=coordinator, case=case, person=cast.chair, reason="Scrutiny")
    chair = signed_in(cast.chair)
    page = chair.get(url(case)).content.decode()
    assert "Record what happened" not in page
    assert "Change the description" not in page
    assert chair.post(url(case, "case_close")).status_code == 403


def test_who_may_be_named_and_who_may_keep(cast: Cast, case: Case, coordinator: User) -> None:
    for person, coordinates, words in (
        (cast.administrator, False, "does not allow reading cases"),
        (cast.manager_of_b, False, "does not allow reading cases"),
        (cast.manager, True, "Only somebody with the role"),
        (coordinator, False, "on the list already"),
    ):
        with pytest.raises(NotAllowed, match=words):
            access_give(by=coordinator, case=case, person=person, reason="x", coordinates=coordinates)


def test_a_case_always_has_somebody_who_keeps_it(cast: Cast, case: Case, coordinator: User) -> None:
    entry = case.accesses.get(user=coordinator)
    with pytest.raises(NotAllowed, match="Name another coordinator first"):
        access_end(by=coordinator, entry=entry)
    access_give(by=coordinator, case=case, person=coordinator_of(cast.a), reason="Cover", coordinates=True)
    access_end(by=coordinator, entry=entry)
    assert signed_in(coordinator).get(url(case)).status_code == 404


def test_an_emergency_opens_a_case_to_read_for_a_day_and_is_told(cast: Cast, case: Case, keeper: Client) -> None:
    assert emergency(cast, cast.chair, case.reference.lower()).status_code == 302
    chair = signed_in(cast.chair)
    assert chair.get(url(case)).status_code == 200
    assert "A child could be at risk tonight" in keeper.get(url(case, "case_access")).content.decode()
    notices = reverse("case_notices", args=[cast.a.slug])
    assert case.reference in keeper.get(notices).content.decode()
    assert "opened in an emergency" in keeper.get(reverse("overview", args=[cast.a.slug])).content.decode()
    keeper.post(notices, {"entry": case.accesses.get(user=cast.chair).pk})
    assert "No notice waits for you" in keeper.get(notices).content.decode()
    CaseAccess.objects.filter(user=cast.chair).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert chair.get(url(case)).status_code == 404


def test_an_emergency_never_lets_a_coordinator_write(cast: Cast, case: Case) -> None:
    other = coordinator_of(cast.a, "Other coordinator")
    case_break_glass(by=other, partnership=cast.a, reference=case.reference, reason="Cover")
    client = signed_in(other)
    assert client.get(url(case)).status_code == 200
    assert client.get(url(case, "event_add")).status_code == 404
    assert client.get(url(case, "case_access")).status_code == 404
    assert client.get(reverse("case_export", args=[cast.a.slug])).content.decode().count("\n") == 2


def test_a_wrong_reference_opens_nothing_and_stays_on_record(cast: Cast, case: Case) -> None:
    elsewhere = emergency(cast, cast.manager, NOWHERE)
    assert elsewhere.status_code == 422
    assert "Nothing can be opened with this reference" in elsewhere.content.decode()
    event = AuditEvent.objects.get(action="case_glass_refused")
    assert (event.actor_name, event.after["reference"], event.partnership) == ("Board manager of A", NOWHERE, None)


def test_an_emergency_needs_a_reason(cast: Cast, case: Case) -> None:
    answer = signed_in(cast.chair).post(
        reverse("case_emergency", args=[cast.a.slug]), {"reference": case.reference, "reason": " "}
    )
    assert answer.status_code == 422
    assert not CaseAccess.objects.filter(user=cast.chair).exists()


def test_confirming_a_notice_twice_confirms_it_once(cast: Cast, case: Case, coordinator: User) -> None:
    case_break_glass(by=cast.chair, partnership=cast.a, reference=case.reference, reason="x")
    entry = case.accesses.get(user=cast.chair)
    emergency_notice(by=coordinator, entry=entry)
    emergency_notice(by=coordinator, entry=entry)
    assert AuditEvent.objects.filter(action="case_emergency_noticed").count() == 1


def test_every_read_is_in_the_log_that_its_keepers_read(cast: Cast, case: Case, coordinator: User) -> None:
    access_give(by=coordinator, case=case, person=cast.chair, reason="Scrutiny")
    chair = signed_in(cast.chair)
    for _ in range(2):
        chair.get(url(case))
    log = signed_in(coordinator).get(url(case, "case_log")).content.decode()
    assert log.count("Page: Case<") == 2
    assert "Independent chair of A" in log
    assert chair.get(url(case, "case_log")).status_code == 403


def test_the_calendar_says_when_and_never_what(cast: Cast, case: Case, keeper: Client, coordinator: User) -> None:
    page = keeper.post(reverse("deadline_feed", args=[cast.a.slug])).content.decode()
    address = address_on(page)
    answer = Client().get(address)
    text = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert "DTSTART;VALUE=DATE:20260423\r\n" in text
    assert not [word for word in (case.reference, "Child Q", "apid", "eview of", "notif") if word in text]
    assert all(len(line) <= 75 for line in text.split("\r\n"))
    assert DeadlineFeed.objects.get().secret_digest not in address
    entry = access_give(by=coordinator, case=case, person=coordinator_of(cast.a), reason="x", coordinates=True)
    access_end(by=entry.user, entry=case.accesses.get(user=coordinator))
    assert "VEVENT" not in Client().get(address).content.decode()


def test_a_calendar_address_stops_when_replaced_revoked_or_wrong(cast: Cast, case: Case, keeper: Client) -> None:
    page = reverse("deadline_feed", args=[cast.a.slug])
    first, second = (address_on(keeper.post(page).content.decode()) for _ in range(2))
    assert [Client().get(address).status_code for address in (first, second)] == [404, 200]
    keeper.post(page, {"event": "revoke"})
    assert Client().get(second).status_code == 404
    assert Client().get("/deadlines/guessed.ics").status_code == 404


def test_a_closed_case_leaves_the_deadlines_and_can_be_reopened(case: Case, coordinator: User, keeper: Client) -> None:
    case_close(by=coordinator, case=case, because="No further work")
    page = keeper.get(reverse("deadline_list", args=[case.partnership.slug])).content.decode()
    assert case.reference not in page
    with pytest.raises(NotAllowed):
        case_close(by=coordinator, case=case, because="No further work")
    case_reopen(by=coordinator, case=case)
    assert clock_of(case, "rapid-review").case.status == "open"


def test_closing_with_a_deadline_not_met_names_it_and_asks_why(
    cast: Cast, case: Case, coordinator: User, keeper: Client
) -> None:
    address = url(case, "case_close")
    asked = keeper.post(address).content.decode()
    assert "Send the rapid review, due on 23 April 2026" in asked
    empty = keeper.post(address, {"because": " "})
    assert empty.status_code == 422
    assert "Say why the case is closed with these deadlines not met" in empty.content.decode()
    with pytest.raises(NotAllowed, match="Not done yet: “Send the rapid review”"):
        case_close(by=coordinator, case=case)
    page = keeper.post(address, {"because": "The panel took it over."}, follow=True).content.decode()
    assert "The panel took it over." in page
    case_reopen(by=coordinator, case=case_of(case))
    assert case_of(case).closed_because == ""


def case_of(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_closing_when_everything_is_done_asks_nothing(case: Case, coordinator: User, keeper: Client) -> None:
    event_record(by=coordinator, case=case, kind="rapid_sent", when=FuzzyDate.read("22 april 2026"), evidence="x")
    assert keeper.post(url(case, "case_close")).status_code == 302
    assert case_of(case).status == "closed"
