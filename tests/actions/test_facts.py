"""The figures the log offers: as things stood then, in few queries, without anything confidential."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.actions.facts import MEASURES, PROVIDER, SHARES
from partnerships.actions.services import action_impact, action_move, action_reschedule
from partnerships.directory.models import User
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Status
from tests.actions.factories import action_made, ago, closed_made, secret_made
from tests.support.cast import Cast

YEAR = "2024-25"


def fact(cast: Cast, name: str, **said: str) -> Fact:
    key = FactKey(f"actions/{name}", {"period": YEAR, **said})
    return PROVIDER.resolve(cast.a, [key])[str(key)]


def number(cast: Cast, name: str, **said: str) -> Any:
    return fact(cast, name, **said).number


@pytest.fixture
def log(cast: Cast) -> Cast:
    """Enter a log of which 2024-25 saw two actions carried in, two opened, and two completed, one of them on time."""
    carried = action_made(cast, title="Carried", opened_on=date(2023, 5, 1), due_on=date(2024, 6, 30))
    late = action_made(cast, title="Late", opened_on=date(2023, 6, 1), due_on=date(2024, 4, 30), origin_kind="risk")
    fresh = action_made(cast, title="Fresh", opened_on=date(2024, 7, 1), due_on=date(2024, 12, 1))
    action_made(cast, title="Left", opened_on=date(2024, 8, 1), due_on=date(2025, 1, 1), owner_agency=cast.other_agency)
    action_made(cast, title="Later year", opened_on=date(2025, 5, 1))
    for action, day in ((carried, date(2024, 6, 30)), (late, date(2024, 9, 1)), (fresh, date(2025, 6, 1))):
        action_move(by=cast.lead, action=action, event="report_done", words="Done.", on=day)
        action_move(by=cast.manager, action=action, event="close", words="Seen.", on=day + timedelta(days=10))
    action_impact(by=cast.lead, action=carried, text="Fewer are missed.")
    return cast


def test_stocks_and_flows_are_those_of_the_year_whatever_happened_since(log: Cast) -> None:
    expected = {"carried-in": 2, "opened": 2, "completed": 2, "open": 2, "overdue": 2, "overdue.31-90": 1}
    assert {name: number(log, name) for name in expected} == expected
    assert number(log, "status.closed") == 2
    assert fact(log, "open").as_at == date(2025, 3, 31)


def test_on_time_is_judged_by_the_day_it_was_done(log: Cast) -> None:
    assert (number(log, "completed-on-time"), number(log, "completed-with-date")) == (1, 2)
    assert fact(log, "on-time-share").text == "50.0%"
    assert fact(log, "impact-share").text == "50.0%"


def test_figures_by_origin_and_agency(log: Cast) -> None:
    assert (number(log, "completed", origin="risk"), number(log, "completed", origin="audit")) == (1, 1)
    assert (number(log, "open", agency="police"), number(log, "open", agency="council")) == (1, 1)
    assert fact(log, "open", agency="police").label == "Actions open, Mid County Police"


def test_a_due_date_moved_later_was_overdue_then(log: Cast) -> None:
    action = action_made(log, title="Moved", opened_on=date(2024, 4, 2), due_on=date(2025, 3, 1))
    action_reschedule(by=log.manager, action=action, due_on=ago(-30), reason="Trainer left.")
    assert number(log, "overdue.1-30") == 1


def test_a_share_of_nothing_is_not_available_and_a_year_to_come_has_no_figure(cast: Cast) -> None:
    assert fact(cast, "on-time-share").status is Status.NOT_AVAILABLE
    assert number(cast, "open") == 0
    key = FactKey("actions/open", {"period": "2060-61"})
    assert PROVIDER.resolve(cast.a, [key])[str(key)].status is Status.NOT_AVAILABLE


@pytest.mark.parametrize(
    "text",
    [
        *("actions/open", "actions/open?period=2024", "actions/nothing?period=2024-25"),
        *("actions/open?period=2024-25&x=1", "actions/open?origin=weather&period=2024-25"),
        "actions/open?agency=nobody&period=2024-25",
    ],
)
def test_a_key_that_names_nothing_is_left_out(cast: Cast, text: str) -> None:
    assert not PROVIDER.resolve(cast.a, [FactKey.parse(text)])


def test_confidential_actions_are_in_no_figure(cast: Cast, coordinator: User) -> None:
    secret_made(cast, coordinator, opened_on=date(2024, 5, 1), due_on=date(2024, 6, 1))
    assert {name: number(cast, name) for name in MEASURES} == dict.fromkeys(MEASURES, 0)
    assert not [entry for entry in PROVIDER.catalogue(cast.a, "recommendation")]


def test_every_figure_leads_to_its_page_and_says_how_it_was_counted(log: Cast) -> None:
    for name in (*MEASURES, *SHARES):
        found = fact(log, name)
        assert found.provenance.rule
        assert found.disclosure is Disclosure.PUBLIC
    trace = fact(log, "open", origin="risk", agency="council").provenance.trace
    assert trace == "/p/alderbrook/actions/?period=2024-25&origin=risk&owner=council"


def test_all_figures_of_a_period_take_the_same_queries_for_few_and_many(cast: Cast) -> None:
    keys = [FactKey(f"actions/{name}", {"period": YEAR, "origin": "audit"}) for name in (*MEASURES, *SHARES)]
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as work:
            PROVIDER.resolve(cast.a, keys)
        counts.append(len(work))
        for _ in range(10):
            closed_made(cast)
    assert counts == [2, 2]


def test_authors_find_figures_by_their_words(log: Cast) -> None:
    action_made(log)
    found = PROVIDER.catalogue(log.a, "overdue")
    assert found
    assert all("overdue" in entry.label.lower() for entry in found)
    assert len(PROVIDER.catalogue(log.a, "")) == 50
