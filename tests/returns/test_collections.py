"""Opening collections, who has handed in, and the files that go out."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import access_of
from partnerships.returns.attention import returns_attention
from partnerships.returns.entries import Entry
from partnerships.returns.models import CollectionItem, Return
from partnerships.returns.selectors.board import board
from partnerships.returns.selectors.grid import grid
from partnerships.returns.services import SetLine, collection_open, indicator_revise, return_extend, set_save
from partnerships.returns.services.indicators import Definition
from safeguarding.lib.facts import Period, Status
from tests.factories import AgencyFactory, OrganisationFactory
from tests.returns.factories import COUNT, Q3, accept, collection_made, hand_in, indicator_made, say
from tests.support.cast import Cast

TODAY = timezone.localdate


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def test_opening_pins_the_definitions_of_the_day(cast: Cast) -> None:
    made = collection_made(cast.a)
    indicator = made.indicators["cp-plans"]
    indicator_revise(by=cast.manager, indicator=indicator, definition=Definition(name="Plans, revised"), expected=1)
    assert CollectionItem.objects.get().definition.name == COUNT.name
    later = collection_made(cast.a, period=Period.quarter(2026, 4))
    assert later.collection.items.get().definition.name == "Plans, revised"


def test_each_agency_gets_a_return_with_what_it_is_asked(cast: Cast) -> None:
    shared, named = indicator_made(cast.a, "cp-plans"), indicator_made(cast.a, "crimes")
    lines = [SetLine(indicator=shared), SetLine(indicator=named, agencies=(cast.other_agency,))]
    chosen = set_save(by=cast.manager, partnership=cast.a, slug="mixed", name="Mixed", lines=lines)
    collection = collection_open(
        by=cast.manager, partnership=cast.a, indicator_set=chosen, period=Q3, due_on=TODAY() + timedelta(days=7)
    )
    cells = {row.agency.slug: [cell.name for cell in grid(row).cells] for row in collection.returns.all()}
    assert cells == {"council": ["cp-plans"], "police": ["cp-plans", "crimes"]}
    assert {row.of_return.agency.slug: row.expected for row in board(collection).rows} == {"council": 1, "police": 2}


def test_an_agency_that_left_before_the_period_is_not_asked(cast: Cast) -> None:
    cast.other_agency.left_on = Q3.start - timedelta(days=1)
    cast.other_agency.save()
    assert set(collection_made(cast.a).returns) == {"council"}


def test_the_same_period_is_opened_once(cast: Cast) -> None:
    collection_made(cast.a)
    with pytest.raises(ValidationError, match="already opened for Q3 2026-27"):
        collection_made(cast.a)


def test_days_out_of_order_and_an_empty_set_are_refused(cast: Cast) -> None:
    empty = set_save(by=cast.manager, partnership=cast.a, slug="empty", name="Empty", lines=[])
    with pytest.raises(ValidationError, match="no indicators yet"):
        collection_open(by=cast.manager, partnership=cast.a, indicator_set=empty, period=Q3, due_on=TODAY())
    with pytest.raises(ValidationError, match="closing day can not be before"):
        collection_open(
            by=cast.manager,
            partnership=cast.a,
            indicator_set=empty,
            period=Q3,
            due_on=TODAY(),
            closes_on=TODAY() - timedelta(days=1),
        )


def test_a_collection_is_opened_from_the_page(cast: Cast, manager: Client) -> None:
    made = collection_made(cast.a)
    due = TODAY() + timedelta(days=20)
    data = {
        "indicator_set": made.indicator_set.pk,
        "period": Period.quarter(due.year if due.month >= 4 else due.year - 1, 1).token,
        "due_on-day": due.day,
        "due_on-month": due.month,
        "due_on-year": due.year,
    }
    answer = manager.post(reverse("collection_open", args=["alderbrook"]), data, follow=True)
    assert "is open" in answer.content.decode()
    again = manager.post(reverse("collection_open", args=["alderbrook"]), data)
    assert (again.status_code, "already opened" in again.content.decode()) == (422, True)


def test_the_board_tells_late_on_time_and_complete_apart(cast: Cast, manager: Client) -> None:
    made = collection_made(cast.a, due_on=TODAY() - timedelta(days=3))
    council, police = made.returns["council"], made.returns["police"]
    say(council, "cp-plans", 116)
    hand_in(council, cast.lead)
    Return.objects.filter(pk=council.pk).update(first_submitted_at=timezone.now() - timedelta(days=4))
    lines = {line.of_return.agency.slug: line for line in board(made.collection).rows}
    assert (lines["council"].on_time, lines["council"].percent, lines["council"].late) == (True, 100, 0)
    assert (lines["police"].outstanding, lines["police"].percent, lines["police"].late) == (True, 0, 3)
    return_extend(by=cast.manager, of_return=police, until=TODAY() + timedelta(days=1), reason="Staff away")
    assert not board(made.collection).late
    url = reverse("collection_detail", args=["alderbrook", made.collection.pk])
    assert "Mid County Police" not in manager.get(url, {"show": "submitted"}).content.decode()


@pytest.mark.parametrize("route", ["collection_detail", "collection_export"])
def test_five_agencies_and_fifty_cost_the_same_queries(cast: Cast, manager: Client, route: str) -> None:
    counts = []
    manager.get(reverse("collection_list", args=["alderbrook"]))  # the first page of a session writes it
    for number, slug in ((3, "five"), (45, "fifty")):
        for index in range(number):
            AgencyFactory(partnership=cast.a, organisation=OrganisationFactory(slug=f"{slug}-{index}"))
        made = collection_made(cast.a, slug=slug)
        for of_return in made.returns.values():
            say(of_return, "cp-plans", 5)
        with CaptureQueriesContext(connection) as captured:
            assert manager.get(reverse(route, args=["alderbrook", made.collection.pk])).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_an_agency_sees_its_own_line_of_the_board(cast: Cast, client: Client) -> None:
    made = collection_made(cast.a)
    client.force_login(cast.lead)
    text = client.get(reverse("collection_detail", args=["alderbrook", made.collection.pk])).content.decode()
    assert "Alderbrook Council" in text
    assert "Mid County Police" not in text


def test_the_csv_keeps_the_kinds_of_silence_apart_and_runs_no_formula(cast: Cast, manager: Client) -> None:
    names = ("cp-plans", "zero", "nil", "silent", "empty")
    made = collection_made(cast.a, dict.fromkeys(names, COUNT), agencies=[cast.agency])
    say(made.first, "cp-plans", 116)
    say(made.first, "zero", 0)
    say(made.first, "nil", Entry(status=Status.NIL))
    say(made.first, "silent", Entry(status=Status.NOT_AVAILABLE, reason="=HYPERLINK(1)"))
    answer = manager.get(reverse("collection_export", args=["alderbrook", made.collection.pk]))
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(answer.content.decode()))}
    said = {name: (rows[name]["status"], rows[name]["value"]) for name in names}
    assert said == {
        "cp-plans": ("value", "116"),
        "zero": ("value", "0"),
        "nil": ("nil", ""),
        "silent": ("not_available", ""),
        "empty": ("blank", ""),
    }
    assert rows["silent"]["reason"] == "'=HYPERLINK(1)"
    assert answer["Content-Disposition"].startswith("attachment")


def test_attention_names_what_is_late_and_what_waits(cast: Cast) -> None:
    made = collection_made(cast.a, due_on=TODAY() - timedelta(days=1))
    say(made.returns["council"], "cp-plans", 116)
    hand_in(made.returns["council"], cast.lead)
    managers = returns_attention(access_of(cast.manager, cast.a))
    assert [(item.urgency, item.text.split(":")[0]) for item in managers] == [
        (0, "1 return late"),
        (1, "1 return to accept"),
    ]
    (own,) = returns_attention(access_of(cast.other_lead, cast.a))
    assert (own.urgency, own.tag, "Mid County Police" in own.text) == (0, "Late", True)
    assert returns_attention(access_of(cast.lead, cast.a)) == []
    assert returns_attention(access_of(cast.reader, cast.a)) == []
    assert returns_attention(access_of(cast.manager_of_b, cast.b)) == []


def test_what_was_handed_in_on_time_and_sent_back_is_not_late(cast: Cast) -> None:
    made = collection_made(cast.a, due_on=TODAY() - timedelta(days=1), agencies=[cast.agency])
    council = made.returns["council"]
    say(council, "cp-plans", 116)
    hand_in(council, cast.lead)
    Return.objects.filter(pk=council.pk).update(
        first_submitted_at=timezone.now() - timedelta(days=2), status=Return.Status.SENT_BACK
    )
    assert (board(made.collection).on_time, board(made.collection).late) == (0, 0)
    assert returns_attention(access_of(cast.manager, cast.a)) == []


def test_closing_through_the_page(cast: Cast, manager: Client) -> None:
    made = collection_made(cast.a)
    url = reverse("collection_close", args=["alderbrook", made.collection.pk])
    manager.post(url)
    made.collection.refresh_from_db()
    assert made.collection.status == "closed"
    assert "can not be done" in manager.post(url, follow=True).content.decode()


def test_a_reader_is_told_what_can_be_read_and_gets_accepted_figures_only(cast: Cast) -> None:
    reader = Client()
    reader.force_login(cast.reader)
    secret = replace(COUNT, name="For named people", disclosure="restricted")
    made = collection_made(cast.a, {"cp-plans": COUNT, "secret": secret})
    council, police = made.returns["council"], made.returns["police"]
    for row, figure in ((council, 116), (police, 77)):
        for name in ("cp-plans", "secret"):
            say(row, name, Entry(status=Status.VALUE, value=Decimal(figure), comment="Ask the desk"))
    accept(council)
    page = reader.get(reverse("collection_detail", args=["alderbrook", made.collection.pk])).content.decode()
    assert "once it is accepted: 1 of 2 returns" in page
    assert "No return fits this choice" not in page
    answer = reader.get(reverse("collection_export", args=["alderbrook", made.collection.pk]))
    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [(line["agency"], line["indicator"], line["value"]) for line in lines] == [("council", "cp-plans", "116")]
    assert "Ask the desk" not in answer.content.decode()
