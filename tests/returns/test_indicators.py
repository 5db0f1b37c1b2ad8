"""Defining indicators, revising them, comparing them and putting them into sets."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from partnerships.returns.models import Comparator, Indicator, IndicatorSet, IndicatorVersion
from partnerships.returns.selectors.conflicts import conflicts
from partnerships.returns.services import (
    Definition,
    conflict_record,
    conflict_settle,
    indicator_create,
    indicator_revise,
    set_from_lines,
)
from safeguarding.lib.facts import UnitKind
from safeguarding.lib.workflow import Overtaken
from tests.returns.factories import COUNT, Q3, collection_made, indicator_made, return_ready, say
from tests.support.cast import Cast

FORM = {
    "name": "Children looked after",
    "slug": "cla",
    "kind": "count",
    "decimals": "0",
    "measure": "stock",
    "polarity": "neutral",
    "disclosure": "partnership",
    "asks_total": "on",
    "categories": "Foster families\nhomes: Residential homes",
    "dimension": "placement",
    "version": "0",
}


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def test_an_indicator_is_defined_on_the_page(manager: Client) -> None:
    answer = manager.post(reverse("indicator_create", args=["alderbrook"]), FORM)
    assert answer.status_code == 302
    version = IndicatorVersion.objects.get()
    assert [(item.slug, item.label) for item in version.breakdown] == [
        ("foster-families", "Foster families"),
        ("homes", "Residential homes"),
    ]
    again = manager.post(reverse("indicator_create", args=["alderbrook"]), FORM)
    assert "already an indicator" in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "rate"}, "Say per how many"),
        ({"kind": "money", "from_parts": "on"}, "Only a percentage or a rate"),
        ({"categories": "Neglect\nneglect"}, "same short name"),
        ({"name": ""}, "Enter name"),
        ({"slug": "Wrong Slug"}, "short name"),
    ],
)
def test_a_definition_that_can_not_be_is_refused(manager: Client, changes: dict[str, str], words: str) -> None:
    answer = manager.post(reverse("indicator_create", args=["alderbrook"]), FORM | changes)
    assert (answer.status_code, words.casefold() in answer.content.decode().casefold()) == (422, True)
    assert not Indicator.objects.exists()


def test_a_revision_adds_a_version_and_saying_the_same_adds_none(cast: Cast) -> None:
    indicator = indicator_made(cast.a, "cp-plans")
    indicator_revise(by=cast.manager, indicator=indicator, definition=COUNT, expected=1)
    assert indicator.version == 1
    indicator_revise(by=cast.manager, indicator=indicator, definition=Definition(name="Plans"), expected=1)
    assert list(indicator.versions.values_list("number", "name")) == [(2, "Plans"), (1, COUNT.name)]
    with pytest.raises(Overtaken):
        indicator_revise(by=cast.manager, indicator=indicator, definition=Definition(name="Other"), expected=1)


def test_a_stale_revision_keeps_the_losing_text_beside_the_saved_one(cast: Cast, manager: Client) -> None:
    indicator = indicator_made(cast.a, "cp-plans")
    indicator_revise(by=cast.second_manager, indicator=indicator, definition=Definition(name="Theirs"), expected=1)
    url = reverse("indicator_revise", args=["alderbrook", "cp-plans"])
    answer = manager.post(url, FORM | {"name": "Mine", "version": "1"})
    text = answer.content.decode()
    assert (answer.status_code, 'value="Mine"' in text, "Theirs" in text) == (409, True, True)


def test_two_partnerships_may_use_the_same_short_name(cast: Cast) -> None:
    indicator_made(cast.a, "cp-plans")
    indicator_made(cast.b, "cp-plans")
    with pytest.raises(ValidationError, match="small letters"):
        indicator_create(by=None, partnership=cast.a, slug="cp.plans", definition=COUNT)


def test_a_comparator_has_its_own_period_and_may_be_words_only(cast: Cast, manager: Client) -> None:
    indicator_made(cast.a, "cp-plans", Definition(name="Rate", kind=UnitKind.RATE, per=10000))
    url = reverse("comparator_add", args=["alderbrook", "cp-plans"])
    data = {"kind": "england", "period": "2025-26", "source": "National statistics"}
    assert "Enter a figure, or say in words" in manager.post(url, data).content.decode()
    manager.post(url, data | {"words": "in line with England"})
    manager.post(url, data | {"value": "43.3", "about": "on"})
    row = Comparator.objects.get()
    assert (row.value, row.qualifier, row.token) == (Decimal("43.3"), "about", "2025-26")
    assert "43" in manager.get(reverse("indicator_detail", args=["alderbrook", "cp-plans"])).content.decode()


def test_a_set_is_edited_as_lines(cast: Cast, manager: Client) -> None:
    for slug in ("cp-plans", "crimes"):
        indicator_made(cast.a, slug)
    lines = "# Child protection\ncp-plans\n# Police\ncrimes: police"
    manager.post(reverse("set_create", args=["alderbrook"]), {"name": "Quarterly", "lines": lines})
    items = list(IndicatorSet.objects.get().items.all())
    assert [(item.heading, item.for_all) for item in items] == [("Child protection", True), ("Police", False)]
    shown = manager.get(reverse("set_edit", args=["alderbrook", "quarterly"])).content.decode()
    assert "crimes: police" in shown


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("unknown", "Line 1: “unknown”"),
        ("cp-plans: nobody", "“nobody” is not an agency"),
        ("cp-plans\ncp-plans", "twice"),
    ],
)
def test_a_line_that_names_nothing_is_told(cast: Cast, lines: str, words: str) -> None:
    indicator_made(cast.a, "cp-plans")
    with pytest.raises(ValidationError, match=words):
        set_from_lines(by=cast.manager, partnership=cast.a, slug="", name="Quarterly", lines=lines)


def test_a_second_printed_value_is_kept_listed_and_settled_with_a_reason(cast: Cast) -> None:
    of_return = return_ready(cast.a, {"cla": 280}, agency=cast.agency)
    cell = of_return.observations.get()
    for _ in range(2):
        kept = conflict_record(by=None, observation=cell, printed="282", where="section 3.4.4", note="Rounded?")
    (found,) = conflicts(cast.a)
    assert (found.held, found.printed, found.where, found.settled) == ("280", "282", "section 3.4.4", "")
    assert conflicts(cast.a, ["returns/cla?at=2026-12-31"]) == [found]
    assert conflicts(cast.a, ["returns/other?at=2026-12-31"]) == []
    assert conflicts(cast.b) == []
    conflict_settle(by=cast.manager, conflict=kept, reason="The table is the statutory return.")
    with pytest.raises(Overtaken):
        conflict_settle(by=cast.manager, conflict=kept, reason="Again")
    assert conflicts(cast.a)[0].settled == "The table is the statutory return."


def test_the_pages_of_indicators_and_rules_open(cast: Cast, manager: Client) -> None:
    made = collection_made(cast.a, period=Q3)
    say(made.first, "cp-plans", 1)
    for name in ("indicator_list", "rule_list", "collection_list"):
        assert manager.get(reverse(name, args=["alderbrook"])).status_code == 200


def test_a_manager_records_a_second_printed_value_and_says_why_the_figure_held_is_printed(cast: Cast) -> None:
    of_return = return_ready(cast.a, {"cla": 280}, agency=cast.agency)
    cell = of_return.observations.get()
    client = Client()
    client.force_login(cast.manager)
    history = reverse("observation_history", args=[cast.a.slug, cell.pk])
    add = reverse("conflict_add", args=[cast.a.slug, cell.pk])
    assert add in client.get(history).content.decode()
    assert client.post(add, {"printed": "282"}).status_code == 422
    client.post(add, {"printed": "282", "where": "Annual report, section 3.4.4"})
    shown = client.get(history).content.decode()
    assert "282 is printed in Annual report, section 3.4.4" in shown
    settle = reverse("conflict_settle", args=[cast.a.slug, cell.competing.get().pk])
    assert settle in shown
    client.post(settle, {"reason": "The table is the statutory return."})
    shown = client.get(history).content.decode()
    assert "The table is the statutory return." in shown
    assert settle not in shown
    assert (
        "somebody has already settled this"
        in client.post(settle, {"reason": "Again"}, follow=True).content.decode().lower()
    )


def test_an_agency_lead_reads_the_other_value_and_can_not_settle_it(cast: Cast) -> None:
    cell = return_ready(cast.a, {"cla": 280}, agency=cast.agency).observations.get()
    conflict_record(by=cast.manager, observation=cell, printed="282", where="Page 4")
    client = Client()
    client.force_login(cast.lead)
    shown = client.get(reverse("observation_history", args=[cast.a.slug, cell.pk])).content.decode()
    assert "282 is printed in Page 4" in shown
    assert "Record another printed value" not in shown
    assert client.get(reverse("conflict_settle", args=[cast.a.slug, cell.competing.get().pk])).status_code == 403


def test_a_set_names_the_short_names_of_agencies_and_the_nearest_to_a_mistake(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.manager)
    indicator_made(cast.a, "cp-plans")
    url = reverse("set_create", args=["alderbrook"])
    assert "<dt>police</dt><dd>Mid County Police</dd>" in client.get(url).content.decode()
    said = {"name": "Quarterly", "lines": "cp-plan\ncp-plans: polcie\ncp-plans: zzz"}
    text = client.post(url, said).content.decode()
    for words in ("Did you mean “cp-plans”?", "Did you mean “police”?", "Choose a short name of the lists"):
        assert words in text
