"""What evidence asks of people on their overview."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from partnerships.directory.authz.access import access_of
from partnerships.evidence.attention import attention
from partnerships.evidence.services import box_withdraw, wording_save
from tests.evidence.factories import box_made, place_made, text_made
from tests.evidence.test_boxes import client_of
from tests.support.cast import Cast


def texts(cast: Cast, person: str) -> list[str]:
    return [item.text for item in attention(access_of(getattr(cast, person), cast.a))]


def test_a_quote_waits_for_consent_with_its_agency_and_the_manager(cast: Cast) -> None:
    box_made(cast.a, "quote", heading="On help", details={"consent": "asked"}, agency=cast.agency)
    box_made(cast.a, "quote", heading="Agreed", agency=cast.agency)
    line = "“On help”: the quote waits for consent"
    assert texts(cast, "manager") == texts(cast, "lead") == [line]
    assert texts(cast, "other_lead") == texts(cast, "chair") == texts(cast, "reader") == []
    page = client_of(cast.manager).get(reverse("overview", args=[cast.a.slug])).content.decode()
    assert line in page


@pytest.mark.parametrize(
    ("days", "standing", "asked"), [(-1, "open", True), (-1, "answered", False), (0, "partly", False)]
)
def test_what_partners_need_to_know_is_overdue_after_its_day(cast: Cast, days: int, standing: str, asked: bool) -> None:
    due = timezone.localdate() + timedelta(days=days)
    box_made(cast.a, "intelligence", details={"due_on": due, "standing": standing})
    assert bool(texts(cast, "manager")) is asked


def test_withdrawn_boxes_ask_for_nothing(cast: Cast) -> None:
    box = box_made(cast.a, "intelligence", details={"due_on": date(2020, 1, 1)})
    box_withdraw(by=None, box=box, reason="Not needed")
    assert texts(cast, "manager") == []


def test_a_wording_that_fell_behind_asks_the_manager(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    text, place = text_made(cast.a), place_made(cast.a)
    wording_save(by=None, text=text, area=place, version=0, body="<p>Ours.</p>")
    wording_save(by=None, text=text, area=None, version=1, body="<p>New words.</p>")
    line = "Worried about a child?: Hillside: the words everywhere have changed, compare them"
    assert texts(cast, "manager") == [line]
    access = access_of(cast.manager, cast.a)
    for number in range(4):
        box_made(cast.a, "quote", heading=f"Quote {number}", details={"consent": "asked"})
    with django_assert_num_queries(4):
        attention(access)
