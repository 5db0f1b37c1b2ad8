"""The register of case reviews and the action log with 5,000 cases and 20,000 confidential actions behind them."""

from datetime import date, timedelta
from functools import partial

from django.apps import apps
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.pages import medians
from bench.table import Row, ratio
from bench.world import client_of
from partnerships.actions.models import Action, Circle, CircleMember, Entry, Status
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Partnership, User
from reviews.cases.guidance import guidance_load
from reviews.cases.models import Case, CaseAccess, CaseEvent, Clock, ClockRule, GuidanceEdition, Theme
from safeguarding.lib.calendar import WorkingCalendar, add_working_days
from tests.factories import MembershipFactory, PartnershipFactory, UserFactory

FEW, MANY, ACTIONS_EACH, BATCH, YEARS = 50, 5_000, 4, 500, 20
# Each page by name: its route, its arguments after the partnership, its query, and how many minimal pages it may take.
PAGES = {
    "The register": ("case_list", (), "", 14.0),
    "Page 3 of the register": ("case_list", (), "page=3", 14.0),
    "Searching the register": ("case_list", (), "words=child+4&kind=rapid_review&status=open", 20.0),
    "Deadlines": ("deadline_list", (), "", 45.0),
    "Missed deadlines": ("breach_list", (), "", 25.0),
    "Actions": ("action_list", (), "", 30.0),
    "Searching the actions": ("action_list", (), "words=number+4&overdue=any", 30.0),
    "The board of actions": ("action_board", (), "", 40.0),
    "Overdue actions by age": ("action_ageing", (), "", 15.0),
    "What-if of an edition": ("guidance_what_if", ("wt-2023",), "", 30.0),
    "Figures of a year": ("case_figures", (), "period=2025-26", 200.0),
    "The overview": ("overview", (), "", 50.0),
}
Log = tuple[Partnership, Client]


@override_settings(ROOT_URLCONF="bench.urls")
def measure() -> list[Row]:
    """Open the pages that list cases and actions with few and with many of them."""
    if not GuidanceEdition.objects.exists():
        guidance_load(apps)
    few, many = (_register(f"register-{count}", count) for count in (FEW, MANY))
    asked = [partial(many[1].get, _address(name, many[0])) for name in PAGES]
    rows = [_queries(name, few, many) for name in PAGES]
    minimal, *times = medians([lambda: many[1].get("/minimal/"), *asked])
    return rows + [
        ratio(f"{name}, {MANY:,} cases, compared with a minimal page", seconds, minimal, allowed)
        for (name, (*_, allowed)), seconds in zip(PAGES.items(), times, strict=True)
    ]


def _address(name: str, partnership: Partnership) -> str:
    route, arguments, query, _ = PAGES[name]
    return f"{reverse(route, args=[partnership.slug, *arguments])}?{query}"


def _queries(name: str, few: Log, many: Log) -> Row:
    found = []
    for partnership, browser in (few, many):
        address = _address(name, partnership)
        browser.get(address)
        with CaptureQueriesContext(connection) as work:
            answer = browser.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} did not answer.")
        found.append(len(work))
    what = f"Queries: {name}, {FEW} and {MANY:,} cases, {FEW * ACTIONS_EACH} and {MANY * ACTIONS_EACH:,} actions"
    return Row(what, f"{found[0]} and {found[1]}", "the same", found[0] == found[1])


def _register(slug: str, count: int) -> Log:
    """Load a register in bulk: everything on it is a row of the past, so no service has to bring it about."""
    partnership, person, second = PartnershipFactory(slug=slug), UserFactory(), UserFactory()
    MembershipFactory(user=person, partnership=partnership, role=Role.CASE_COORDINATOR)
    edition, moment = GuidanceEdition.objects.get(slug="wt-2026"), timezone.now()
    cases = Case.objects.bulk_create(
        (
            Case(
                partnership=partnership,
                reference=f"B{number:07}",
                kind="rapid_review",
                pseudonym=f"Child {number}",
                edition=edition,
                opened_by=person,
                opened_at=moment - timedelta(hours=number),
                **({"status": "closed", "closed_at": moment, "closed_by": person} if number % 10 == 0 else {}),
            )
            for number in range(count)
        ),
        batch_size=BATCH,
    )
    CaseAccess.objects.bulk_create(
        (
            CaseAccess(case=case, user=user, coordinates=user is person, reason="Opened")
            for case in cases
            for user in (person, second)
        ),
        batch_size=BATCH,
    )
    _themes(cases)
    _clocks(cases)
    _actions(partnership, person, second, cases)
    return partnership, client_of(person)


def _themes(cases: list[Case]) -> None:
    themes, through = list(Theme.objects.all()[:10]), Case.themes.through
    through.objects.bulk_create(
        (through(case=case, theme=themes[case.pk % len(themes)]) for case in cases), batch_size=BATCH
    )


def _clocks(cases: list[Case]) -> None:
    """Give each case its deadline, over the years: a third met in time, a third late, the newest of the rest open."""
    rule, calendar = ClockRule.objects.get(edition__slug="wt-2026", key="rapid-review"), WorkingCalendar()
    today = timezone.localdate()
    days = [today - timedelta(days=number * YEARS * 365 // len(cases)) for number in range(len(cases))]
    due = {day: add_working_days(day, 15, calendar) for day in set(days)}
    starts = _events(cases, days, "notified")
    sent = {
        case.pk: min(due[day] + timedelta(days=-1 if number % 3 else 3), today)
        for number, (case, day) in enumerate(zip(cases, days, strict=True))
        if number % 3 < 2 or day < today - timedelta(days=3 * 365)
    }
    stops = {event.case_id: event for event in _events([c for c in cases if c.pk in sent], list(sent.values()), "sent")}
    terms = {"start_event": "notified", "stop_event": "rapid_sent", "amount": 15, "unit": "working_days"}
    Clock.objects.bulk_create(
        (
            Clock(
                case=event.case,
                rule=rule,
                started_by=event,
                due_on=due[event.last_day],
                met_by=stops.get(event.case_id),
                met_on=sent.get(event.case_id),
                **terms,
            )
            for event in starts
        ),
        batch_size=BATCH,
    )


def _events(cases: list[Case], days: list[date], kind: str) -> list[CaseEvent]:
    return CaseEvent.objects.bulk_create(
        (
            CaseEvent(
                case=case,
                kind={"sent": "rapid_sent"}.get(kind, kind),
                happened=day.isoformat(),
                first_day=day,
                last_day=day,
                evidence="Form",
            )
            for case, day in zip(cases, days, strict=True)
        ),
        batch_size=BATCH,
    )


def _actions(partnership: Partnership, person: User, second: User, cases: list[Case]) -> None:
    circles = Circle.objects.bulk_create(Circle(partnership=partnership, key=f"cases.{case.pk}") for case in cases)
    CircleMember.objects.bulk_create(
        (
            CircleMember(circle=circle, user=user, keeps=user is person)
            for circle in circles
            for user in (person, second)
        ),
        batch_size=BATCH,
    )
    made = Action.objects.bulk_create(
        (
            _action(partnership, circle, at * ACTIONS_EACH + number, person, second)
            for at, circle in enumerate(circles)
            for number in range(ACTIONS_EACH)
        ),
        batch_size=BATCH,
    )
    Entry.objects.bulk_create(
        (Entry(action=row, kind="opened", on=row.opened_on, status="not_started", due_on=row.due_on) for row in made),
        batch_size=BATCH,
    )


def _action(partnership: Partnership, circle: Circle, number: int, person: User, second: User) -> Action:
    today, settled = timezone.localdate(), number % 5 == 0
    opened = today - timedelta(days=400 + number % 300)
    done = settled or number % 3 == 2
    return Action(
        partnership=partnership,
        reference=f"A-{number:07}",
        title=f"Do what was recommended, number {number}",
        origin_kind="recommendation",
        origin_key=f"recommendation.{number}",
        circle=circle,
        owner_post="Designated nurse",
        opened_on=opened,
        moved_on=opened,
        due_on=today + timedelta(days=200 - number * 37 % 500),
        status=Status.CLOSED if settled else (Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE)[number % 3],
        done_on=today if done else None,
        done_by=second if done else None,
        settled_on=today if settled else None,
        settled_by=person if settled else None,
    )
