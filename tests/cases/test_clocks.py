"""Clocks of a case: counted from evidence, paused with a reason, recounted in the open."""

from datetime import date
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import AuditEvent, User
from reviews.cases.models import Case, ClockMove, ClockRule, EventKind, HolidayCorrection
from reviews.cases.selectors import calendar
from reviews.cases.selectors.trail import ledger_of
from reviews.cases.services import (
    case_close,
    case_import,
    case_reopen,
    clock_expect,
    clock_pause,
    clock_resume,
    event_record,
    event_withdraw,
    holiday_correct,
    holiday_remove,
    local_rule_set,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import case_made, clock_of, coordinator_of
from tests.support.cast import Cast


def day(text: str) -> FuzzyDate:
    return FuzzyDate.read(text)


def record(case: Case, by: User, kind: EventKind, when: str) -> None:
    event_record(by=by, case=case, kind=kind, when=day(when), evidence="Email")


def proclaim(cast: Cast, on: date) -> HolidayCorrection:
    return holiday_correct(
        by=cast.manager, partnership=cast.a, day=on, change="proclaimed", name="Celebration", source="Proclamation"
    )


def test_a_rapid_review_is_due_15_working_days_after_the_notification(case: Case) -> None:
    clock = clock_of(case, "rapid-review")
    assert clock.due_on == date(2026, 4, 23)  # over Good Friday and Easter Monday
    assert clock.started_by is not None
    assert clock.started_by.evidence == "Email from the duty desk"


@pytest.mark.parametrize(
    ("kind", "began", "key", "due"),
    [
        ("notification", date(2026, 3, 31), "notify-panel", date(2026, 4, 9)),
        ("lcspr", date(2025, 8, 31), "publication", date(2026, 2, 28)),
        ("sar", date(2026, 1, 15), "completion", None),
    ],
)
def test_each_kind_counts_from_its_own_event(
    cast: Cast, coordinator: User, kind: str, began: date, key: str, due: date | None
) -> None:
    assert clock_of(case_made(coordinator, cast.a, kind=kind, began=began), key).due_on == due


def test_nothing_is_done_before_what_its_deadline_counts_from(case: Case, coordinator: User, keeper: Client) -> None:
    url = reverse("event_add", args=[case.partnership.slug, case.reference])
    data = {"kind": "rapid_sent", "when": "30 March 2026", "evidence": "Email"}
    answer = keeper.post(url, data)
    assert answer.status_code == 422
    assert "can not lie before “National panel notified” (31 March 2026)" in answer.content.decode()
    assert clock_of(case, "rapid-review").met_on is None
    assert keeper.post(url, {**data, "when": "31 March 2026"}).status_code == 302
    event_withdraw(by=coordinator, event=case.events.get(kind="notified"), because="Another day")
    with pytest.raises(NotAllowed, match="can not lie before"):
        record(case, coordinator, EventKind.NOTIFIED, "1 April 2026")
    record(case, coordinator, EventKind.NOTIFIED, "spring 2026")  # roughly, it may have been in time


def test_an_advance_copy_is_due_seven_working_days_before_the_planned_day(cast: Cast, coordinator: User) -> None:
    case = case_made(coordinator, cast.a, kind="lcspr")
    record(case, coordinator, EventKind.PLANNED, "13 January 2027")
    assert clock_of(case, "advance-copy").due_on == date(2027, 1, 4)


def test_what_is_done_stops_the_clock_and_a_withdrawn_event_starts_it_again(case: Case, coordinator: User) -> None:
    record(case, coordinator, EventKind.RAPID_SENT, "22 April 2026")
    assert clock_of(case, "rapid-review").met_on == date(2026, 4, 22)
    sent = case.events.get(kind=EventKind.RAPID_SENT)
    event_withdraw(by=coordinator, event=sent, because="Sent to the wrong address")
    assert clock_of(case, "rapid-review").met_on is None
    record(case, coordinator, EventKind.RAPID_SENT, "24 April 2026")
    assert clock_of(case, "rapid-review").met_on == date(2026, 4, 24)


def test_a_rough_date_starts_no_clock(cast: Cast, coordinator: User) -> None:
    case = case_import(
        by=coordinator,
        partnership=cast.a,
        kind="lcspr",
        pseudonym="Child B",
        events={EventKind.DECIDED: day("autumn 2020"), EventKind.PUBLISHED: day("March 2022")},
        evidence="Yearly report",
    )
    clock = clock_of(case, "publication")
    assert (clock.due_on, clock.met_on, case.edition.slug) == (None, None, "wt-2018")


def test_the_same_event_twice_is_kept_once_and_another_day_is_refused(case: Case, coordinator: User) -> None:
    record(case, coordinator, EventKind.NOTIFIED, "31 March 2026")
    assert case.events.count() == 1
    with pytest.raises(NotAllowed, match="Withdraw that first"):
        record(case, coordinator, EventKind.NOTIFIED, "30 March 2026")
    with pytest.raises(NotAllowed, match="has not come yet"):
        record(case, coordinator, EventKind.PUBLISHED, "1 January 2199")


def test_a_pause_moves_the_date_by_the_days_it_lasted(cast: Cast, coordinator: User) -> None:
    case = case_made(coordinator, cast.a, kind="lcspr", began=date(2026, 3, 31))
    clock = clock_of(case, "publication")
    assert clock.due_on == date(2026, 9, 30)
    clock_pause(
        by=coordinator, clock=clock, paused_on=date(2026, 5, 1), reason="A trial", decided_by="Safeguarding partners"
    )
    assert clock_of(case, "publication").due_on is None
    clock_resume(by=coordinator, clock=clock_of(case, "publication"), resumed_on=date(2026, 5, 31))
    assert clock_of(case, "publication").due_on == date(2026, 10, 30)
    assert clock_of(case, "publication").moves.first().because == "Resumed after the pause: A trial"


def test_a_pause_that_begins_after_the_due_date_is_refused(cast: Cast, coordinator: User, keeper: Client) -> None:
    case = case_made(coordinator, cast.a, kind="lcspr", began=date(2026, 3, 22))
    clock = clock_of(case, "publication")
    day = {"paused_on-day": "23", "paused_on-month": "9", "paused_on-year": "2026"}
    answer = keeper.post(
        reverse("clock_pause", args=[cast.a.slug, case.reference, clock.pk]),
        {**day, "reason": "A trial", "decided_by": "Safeguarding partners"},
    )
    assert answer.status_code == 422
    assert "It was due on 22 September 2026." in answer.content.decode()
    assert clock_of(case, "publication").due_on == date(2026, 9, 22)


def test_what_is_done_while_paused_ends_the_pause_and_keeps_its_due_date(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    case = case_made(coordinator, cast.a, kind="lcspr", began=date(2026, 3, 31))
    said = {"reason": "A trial", "decided_by": "Safeguarding partners"}
    clock_pause(by=coordinator, clock=clock_of(case, "publication"), paused_on=date(2026, 5, 1), **said)
    record(case, coordinator, EventKind.PUBLISHED, "10 June 2026")
    assert clock_of(case, "publication").due_on == date(2026, 11, 9)  # 40 days more
    page = keeper.get(reverse("case_detail", args=[cast.a.slug, case.reference])).content.decode()
    assert "until it was done: A trial" in page
    event_withdraw(by=coordinator, event=case.events.get(kind="published"), because="Not the review")
    assert clock_of(case, "publication").due_on is None  # the pause was never ended by anybody


def test_a_pause_left_behind_the_due_date_by_a_correction_keeps_the_breach(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    case = case_made(coordinator, cast.a, kind="lcspr", began=date(2026, 3, 31))
    said = {"reason": "A trial", "decided_by": "Safeguarding partners"}
    clock_pause(by=coordinator, clock=clock_of(case, "publication"), paused_on=date(2026, 9, 30), **said)
    event_withdraw(by=coordinator, event=case.events.get(kind="decided"), because="Wrong day")
    record(case, coordinator, EventKind.DECIDED, "22 March 2026")
    assert clock_of(case, "publication").due_on == date(2026, 9, 22)
    page = keeper.get(reverse("breach_list", args=[cast.a.slug])).content.decode()
    assert case.reference in page


def test_a_clock_the_guidance_lets_nobody_pause_is_not_paused(case: Case, coordinator: User) -> None:
    clock = clock_of(case, "rapid-review")
    with pytest.raises(NotAllowed, match="knows no pause"):
        clock_pause(by=coordinator, clock=clock, paused_on=date(2026, 4, 2), reason="Leave", decided_by="Nobody")


def test_a_proclaimed_holiday_moves_running_deadlines_and_says_so(
    cast: Cast, case: Case, coordinator: User, keeper: Client
) -> None:
    correction = proclaim(cast, date(2026, 4, 14))
    assert clock_of(case, "rapid-review").due_on == date(2026, 4, 24)
    page = keeper.get(reverse("case_detail", args=[cast.a.slug, case.reference])).content.decode()
    assert "Extra bank holiday: Celebration, 14 April 2026" in page
    event = AuditEvent.objects.get(chain_id=ledger_of(cast.a), action="clock_recomputed")
    assert (event.before, event.after["due_on"]) == ({"due_on": "2026-04-23"}, "2026-04-24")
    holiday_remove(by=cast.manager, correction=correction)
    assert clock_of(case, "rapid-review").due_on == date(2026, 4, 23)
    assert clock_of(case, "rapid-review").moves.count() == 3


def test_a_holiday_leaves_closed_other_and_neighbouring_cases_alone(cast: Cast, case: Case, coordinator: User) -> None:
    later = case_made(coordinator, cast.a, began=date(2026, 5, 5))
    elsewhere = case_made(coordinator_of(cast.b), cast.b)
    closed = case_made(coordinator, cast.a)
    case_close(by=coordinator, case=closed, because="The panel took it over")
    before = [clock_of(one, "rapid-review").due_on for one in (later, elsewhere, closed)]
    proclaim(cast, date(2026, 4, 14))
    for one, due in zip((later, elsewhere, closed), before, strict=True):
        assert (clock_of(one, "rapid-review").due_on, clock_of(one, "rapid-review").moves.count()) == (due, 1)
    assert clock_of(case, "rapid-review").due_on == date(2026, 4, 24)


def test_a_reopened_case_follows_the_calendar_as_it_is_by_then(cast: Cast, case: Case, coordinator: User) -> None:
    correction = proclaim(cast, date(2026, 4, 14))
    case_close(by=coordinator, case=case, because="The panel took it over")
    holiday_remove(by=cast.manager, correction=correction)
    case_reopen(by=coordinator, case=case)
    clock = clock_of(case, "rapid-review")
    assert (clock.due_on, clock.moves.first().because) == (date(2026, 4, 23), "The case was reopened")


def test_a_holiday_known_already_or_not_a_holiday_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="is a bank holiday already"):
        proclaim(cast, date(2026, 4, 3))
    with pytest.raises(NotAllowed, match="is not a bank holiday"):
        holiday_correct(
            by=cast.manager, partnership=cast.a, day=date(2026, 4, 7), change="withdrawn", name="x", source="y"
        )


def test_a_case_keeps_the_edition_it_began_under(cast: Cast, coordinator: User) -> None:
    old = case_made(coordinator, cast.a, began=date(2026, 3, 17))
    new = case_made(coordinator, cast.a, began=date(2026, 3, 18))
    assert (old.edition.slug, new.edition.slug) == ("wt-2023", "wt-2026")


def test_the_day_of_the_incident_is_entered_once(cast: Cast, coordinator: User) -> None:
    opened = case_made(coordinator, cast.a, incident=day("29 March 2026"))
    event = opened.events.get(kind="incident")
    assert (event.happened, event.evidence) == ("2026-03-29", "Email from the duty desk")
    event_withdraw(by=coordinator, event=event, because="Another day")
    record(opened, coordinator, EventKind.INCIDENT, "28 March 2026")
    opened.refresh_from_db()
    assert (opened.incident, opened.version) == ("2026-03-28", 3)
    said = {"pseudonym": "Child B", "events": {EventKind.INCIDENT: day("May 2015")}, "evidence": "Report"}
    assert case_import(by=coordinator, partnership=cast.a, kind="scr", **said).incident == "2015-05"


@pytest.mark.parametrize(
    ("kind", "events", "slug"),
    [
        ("lcspr", {EventKind.INCIDENT: "December 2017", EventKind.STARTED: "3 March 2020"}, "wt-2018"),
        ("scr", {EventKind.INCIDENT: "May 2014", EventKind.DECIDED: "1 June 2015"}, "wt-2015"),
        ("scr", {EventKind.PUBLISHED: "2016"}, None),
        ("scr", {}, None),
    ],
)
def test_an_import_stands_under_the_edition_of_its_beginning_not_of_its_incident(
    cast: Cast, coordinator: User, keeper: Client, kind: str, events: dict[EventKind, str], slug: str | None
) -> None:
    said = {"pseudonym": "Child B", "evidence": "Report", "events": {key: day(text) for key, text in events.items()}}
    case = case_import(by=coordinator, partnership=cast.a, kind=kind, **said)
    assert (case.edition.slug if case.edition else None) == slug
    assert case.clocks.exists() == bool(slug)
    page = keeper.get(reverse("case_detail", args=[cast.a.slug, case.reference])).content.decode()
    assert ("None known: the day it began is not recorded" in page) == (slug is None)


def test_a_mistyped_beginning_put_right_chooses_the_edition_anew_and_says_so(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    case = case_made(coordinator, cast.a, began=date(2016, 3, 31))  # before there were rapid reviews
    assert (case.edition.slug, case.clocks.count()) == ("wt-2015", 0)
    event_withdraw(by=coordinator, event=case.events.get(), because="Another year")
    data = {"kind": "notified", "when": "31 March 2026", "evidence": "Email"}
    answer = keeper.post(reverse("event_add", args=[cast.a.slug, case.reference]), data, follow=True)
    assert "It stands under Working Together to Safeguard Children 2026 now." in answer.content.decode()
    assert clock_of(case, "rapid-review").due_on == date(2026, 4, 23)
    event = AuditEvent.objects.get(chain_id=ledger_of(cast.a), action="case_edition_chosen")
    assert event.after["because"] == "National panel notified: 31 March 2026"


def test_a_deadline_the_new_edition_does_not_know_stands_still(cast: Cast, coordinator: User, keeper: Client) -> None:
    case = case_made(coordinator, cast.a, kind="notification")
    event_withdraw(by=coordinator, event=case.events.get(), because="Another year")
    record(case, coordinator, EventKind.AWARE, "31 March 2017")
    moved = clock_of(case, "notify-panel")
    assert (moved.rule.edition.slug, moved.due_on, moved.rule.title) == ("wt-2015", date(2017, 4, 7), "Notify Ofsted")
    assert clock_of(case, "tell-partners").due_on is None
    page = keeper.get(reverse("case_detail", args=[cast.a.slug, case.reference])).content.decode()
    assert "The guidance this case now stands under sets no such deadline" in page


def test_a_local_reading_holds_for_cases_opened_afterwards(cast: Cast, case: Case, coordinator: User) -> None:
    rule = ClockRule.objects.get(edition__slug="wt-2026", key="rapid-review")
    said = {"start_event": "notified", "amount": 10, "unit": "working_days", "reason": "Local procedure"}
    local_rule_set(by=cast.manager, partnership=cast.a, rule=rule, **said)
    later = case_made(coordinator, cast.a)
    assert clock_of(case, "rapid-review").due_on == date(2026, 4, 23)
    assert clock_of(later, "rapid-review").due_on == date(2026, 4, 16)
    elsewhere = case_made(coordinator, cast.b)
    assert clock_of(elsewhere, "rapid-review").amount == 15


def local_reading(cast: Cast, edition: str = "wt-2026", amount: int = 10) -> ClockRule:
    rule = ClockRule.objects.get(edition__slug=edition, key="rapid-review")
    said = {"start_event": "aware", "amount": amount, "unit": "working_days", "reason": "Local procedure"}
    local_rule_set(by=cast.manager, partnership=cast.a, rule=rule, **said)
    return rule


def test_the_form_of_a_local_reading_begins_with_what_is_read_now(cast: Cast, case: Case, keeper: Client) -> None:
    address = reverse("local_rule_set", args=[cast.a.slug, local_reading(cast).pk])
    page = keeper.get(address).content.decode()
    assert 'value="10"' in page
    assert "Local procedure" in page
    assert '<option value="aware" selected' in page
    given = {"start_event": "aware", "amount": "0", "unit": "working_days", "reason": "Local procedure"}
    refused = keeper.post(address, given)
    assert refused.status_code == 422
    assert "Enter 1 or more" in refused.content.decode()
    with pytest.raises(NotAllowed, match="Enter 1 or more"):
        local_reading(cast, amount=0)


def test_a_local_reading_is_taken_back_and_the_trail_keeps_it(
    cast: Cast, coordinator: User, case: Case, keeper: Client
) -> None:
    rule = local_reading(cast)
    keeper.post(reverse("local_rule_remove", args=[cast.a.slug, rule.pk]))
    keeper.post(reverse("local_rule_remove", args=[cast.a.slug, rule.pk]))
    assert clock_of(case_made(coordinator, cast.a), "rapid-review").amount == 15
    event = AuditEvent.objects.get(action="local_rule_removed")
    assert (event.before["amount"], event.before["reason"]) == (10, "Local procedure")


def test_what_if_counts_as_the_partnership_reads_and_shows_what_is_added(
    cast: Cast, case: Case, coordinator: User, keeper: Client
) -> None:
    rule = ClockRule.objects.get(edition__slug="wt-2023", key="rapid-review")
    said = {"start_event": "notified", "amount": 10, "unit": "working_days", "reason": "Local procedure"}
    local_rule_set(by=cast.manager, partnership=cast.a, rule=rule, **said)
    more = {"unit": "working_days", "source": "x", "certainty": "M", "kind": "rapid_review", "amount": 5}
    for key, stop in (("tell-partners", "partners_told"), ("reply", "panel_replied")):
        rule.edition.rules.create(key=key, title=key, start_event="notified", stop_event=stop, **more)
    record(case, coordinator, EventKind.PANEL_REPLIED, "1 April 2026")
    rows = calendar.what_if(cast.a, coordinator, rule.edition).rows
    assert [(row.title, row.now, row.other, row.added) for row in rows] == [
        ("Send the rapid review", date(2026, 4, 23), date(2026, 4, 16), False),
        ("tell-partners", None, date(2026, 4, 9), True),
    ]
    page = keeper.get(reverse("guidance_what_if", args=[cast.a.slug, "wt-2023"])).content.decode()
    assert "Added" in page


def test_what_if_shows_both_dates_and_changes_nothing(cast: Cast, case: Case, keeper: Client) -> None:
    ClockRule.objects.filter(edition__slug="wt-2023", key="rapid-review").update(amount=10)
    page = keeper.get(reverse("guidance_what_if", args=[cast.a.slug, "wt-2023"])).content.decode()
    assert "23 April 2026" in page
    assert "16 April 2026" in page
    assert clock_of(case, "rapid-review").due_on == date(2026, 4, 23)


def test_what_if_of_many_deadlines_comes_page_by_page(
    cast: Cast, case: Case, coordinator: User, keeper: Client
) -> None:
    case_made(coordinator, cast.a, kind="sar", began=date(2026, 4, 1))  # adults: no business of this edition
    with patch.object(calendar, "WHAT_IFS_PER_PAGE", 1):
        second = case_made(coordinator, cast.a, began=date(2026, 3, 2))
        address = reverse("guidance_what_if", args=[cast.a.slug, "wt-2023"])
        first_page, second_page = (keeper.get(f"{address}?page={number}").content.decode() for number in (1, 2))
    assert second.reference in first_page
    assert case.reference not in first_page
    assert case.reference in second_page


def test_a_forecast_after_the_due_date_is_shown_before_it_happens(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    case = case_made(coordinator, cast.a, kind="lcspr", began=timezone.localdate())
    clock_expect(
        by=coordinator, clock=clock_of(case, "publication"), expected_on=date(2198, 1, 1), because="A trial first"
    )
    page = keeper.get(reverse("deadline_list", args=[cast.a.slug])).content.decode()
    assert "Will be late" in page
    assert "Overdue" not in page


def test_missed_deadlines_are_listed_with_how_late_they_were(cast: Cast, case: Case, keeper: Client) -> None:
    record(case, case.opened_by, EventKind.RAPID_SENT, "27 April 2026")
    page = keeper.get(reverse("breach_list", args=[cast.a.slug])).content.decode()
    assert "Met late" in page
    assert "2 working days" in page


def test_moves_of_a_due_date_are_never_changed_or_deleted(case: Case) -> None:
    for change in (lambda: ClockMove.objects.update(because="x"), lambda: ClockMove.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
