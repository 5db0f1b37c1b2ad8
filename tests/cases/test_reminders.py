"""Reminders: one a day, to who keeps the case, saying that something is due and nothing else."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from partnerships.directory.models import Membership, User
from reviews.cases import tasks
from reviews.cases.models import Case, EventKind, Reminder
from reviews.cases.selectors.register import urgent_clocks
from reviews.cases.services import access_give, case_close, event_record
from reviews.cases.services.reminders import reminders_send
from safeguarding.lib.calendar import FuzzyDate
from tests.cases.factories import case_made
from tests.cases.test_need_to_know import assert_silent
from tests.support.cast import Cast

DUE = date(2026, 4, 23)  # of the case of the tests


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 4, 17), 0), (date(2026, 4, 20), 1), (date(2026, 5, 4), 1)])
def test_a_keeper_is_reminded_when_a_deadline_is_near_or_late(case: Case, day: date, expected: int) -> None:
    assert reminders_send(day=day) == expected
    assert len(mail.outbox) == expected


def test_the_reminder_says_nothing_about_the_case(case: Case, coordinator: User) -> None:
    reminders_send(day=DUE)
    (letter,) = mail.outbox
    said = f"{letter.subject} {letter.body}"
    assert letter.to == [coordinator.email]
    assert_silent(said, case)
    assert not re.search("case|review|rapid|deadline|child ", said, re.IGNORECASE)


def test_the_same_things_are_told_once_a_week_and_what_changed_at_once(
    cast: Cast, case: Case, coordinator: User
) -> None:
    assert [reminders_send(day=day) for day in (DUE, DUE)] == [1, 0]
    late = [date(2026, 4, 24) + timedelta(days=number) for number in range(8)]
    assert [reminders_send(day=day) for day in late] == [1, 0, 0, 0, 0, 0, 0, 1]  # overdue since the first of them
    case_made(coordinator, cast.a, began=date(2026, 4, 10))  # due on 1 May
    assert reminders_send(day=date(2026, 5, 2)) == 1


@pytest.mark.parametrize(
    ("kind", "began", "near", "not_yet"),
    [
        ("lcspr", date(2026, 3, 31), date(2026, 8, 18), date(2026, 8, 17)),  # due on 30 September: 30 working days
        ("rapid_review", date(2026, 3, 31), date(2026, 4, 20), date(2026, 4, 17)),  # due on 23 April: 3
        ("dhr", date(2026, 6, 1), date(2026, 6, 24), date(2026, 6, 23)),  # one month, due on 1 July: 5
    ],
)
def test_the_longer_a_task_the_earlier_it_is_near(
    cast: Cast, coordinator: User, kind: str, began: date, near: date, not_yet: date
) -> None:
    case_made(coordinator, cast.a, kind=kind, began=began)
    assert urgent_clocks(cast.a, coordinator, not_yet) == []
    assert len(urgent_clocks(cast.a, coordinator, near)) == 1


def test_an_advance_copy_is_near_two_weeks_ahead(cast: Cast, coordinator: User) -> None:
    review = case_made(coordinator, cast.a, kind="lcspr", began=date(2026, 10, 1))
    planned = FuzzyDate.read("13 January 2027")
    event_record(by=coordinator, case=review, kind=EventKind.PLANNED, when=planned, evidence="Plan")
    due = date(2027, 1, 4)  # ten working days after 16 December
    assert urgent_clocks(cast.a, coordinator, date(2026, 12, 15)) == []
    (row,) = urgent_clocks(cast.a, coordinator, date(2026, 12, 16))
    assert row.clock.due_on == due


def test_readers_closed_cases_and_met_deadlines_are_left_alone(cast: Cast, case: Case, coordinator: User) -> None:
    access_give(by=coordinator, case=case, person=cast.chair, reason="Scrutiny")
    assert reminders_send(day=DUE) == 1
    event_record(
        by=coordinator, case=case, kind=EventKind.RAPID_SENT, when=FuzzyDate.read("22 april 2026"), evidence="x"
    )
    assert reminders_send(day=date(2026, 4, 24)) == 0
    case_close(by=coordinator, case=case, because="No further work")
    assert reminders_send(day=date(2026, 4, 25)) == 0


def test_somebody_whose_role_has_ended_is_not_reminded(case: Case, coordinator: User) -> None:
    Membership.objects.filter(user=coordinator).update(ends_on=date(2020, 1, 1), starts_on=date(2019, 1, 1))
    assert reminders_send(day=DUE) == 0


def test_a_mail_server_that_refuses_is_asked_again(case: Case, monkeypatch: Any) -> None:
    def refuse(*arguments: Any) -> None:
        raise OSError("no route")

    with monkeypatch.context() as patch:
        patch.setattr("reviews.cases.services.reminders.send_mail", refuse)
        assert reminders_send(day=DUE) == 0
    assert not Reminder.objects.exists()
    assert reminders_send(day=DUE) == 1


@pytest.mark.parametrize(("hour", "sent"), [(3, 0), (8, 1)])
def test_the_task_waits_for_the_morning(case: Case, monkeypatch: Any, hour: int, sent: int) -> None:
    moment = datetime(2026, 12, 1, hour, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    tasks.reminders()
    assert len(mail.outbox) == sent
