"""Facts: seven kinds of silence, one way of printing, and a snapshot form that loses nothing."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from safeguarding.lib.facts import Disclosure, Fact, FactKey, KeyProblem, Qualifier, Status, UnitKind
from tests.lib.strategies import facts, figure


@given(facts())
def test_a_fact_comes_back_from_its_snapshot_as_it_was(fact: Fact) -> None:
    assert Fact.from_json(json.loads(json.dumps(fact.as_json()))) == fact


def test_zero_nil_and_every_reason_for_silence_print_differently() -> None:
    zero = figure("0").cell
    others = [figure(None, status=status).cell for status in Status if not status.has_value]
    assert len({zero, figure(None, status=Status.NIL).cell, *others}) == 7


@pytest.mark.parametrize(
    ("fact", "cell", "text"),
    [
        (figure("1323"), "1,323", "1,323"),
        (figure("0.04", kind=UnitKind.PERCENT, decimals=1), "0.0", "0.0%"),
        (figure("47.65", kind=UnitKind.PERCENT, decimals=1), "47.7", "47.7%"),
        (figure("-140084.42", kind=UnitKind.MONEY, decimals=2), "-140,084.42", "-£140,084.42"),
        (figure("-0.001", kind=UnitKind.MONEY, decimals=2), "0.00", "£0.00"),
        (figure("338", kind=UnitKind.RATE), "338", "338 per 10,000"),
        (figure("116", status=Status.PROVISIONAL), "116 [p]", "116"),
        (figure(None, status=Status.NIL), "nil", "none"),
        (figure(None, status=Status.NOT_AVAILABLE), "[x]", "not available"),
        (figure(None, status=Status.BLANK), "", "not yet given"),
    ],
)
def test_tables_and_prose_print_a_fact_by_the_same_rules(fact: Fact, cell: str, text: str) -> None:
    assert (fact.cell, fact.text) == (cell, text)


def test_a_qualifier_is_printed_with_the_figure() -> None:
    about = replace(figure("39115"), qualifier=Qualifier.ABOUT)
    between = replace(figure("4"), qualifier=Qualifier.RANGE, upper=Decimal(17))
    assert (about.text, between.text) == ("about 39,115", "4 to 17")


def test_a_fact_can_not_be_silent_and_carry_a_value() -> None:
    with pytest.raises(ValueError, match="can not carry a value"):
        figure("3", status=Status.SUPPRESSED)
    with pytest.raises(ValueError, match="needs a value"):
        figure(None)


@given(facts(statuses=(Status.VALUE, Status.ESTIMATED)))
def test_nothing_of_a_withheld_fact_gives_its_value_away(fact: Fact) -> None:
    kept = replace(fact, note="it was 3", disclosure=Disclosure.SMALL_NUMBERS).withheld().as_json()
    assert (kept["value"], kept["upper"], kept["note"], kept["status"]) == (None, None, "", "suppressed")


def test_a_key_reads_the_same_whatever_the_order_of_its_parameters() -> None:
    key = FactKey.parse("returns/need.abuse?period=2017-18&agency=council")
    assert str(key) == "returns/need.abuse?agency=council&period=2017-18"
    assert FactKey.parse(str(key)) == key
    assert (key.room, key.rest) == ("returns", "need.abuse")


@pytest.mark.parametrize("text", ["", "plans", "returns/", "returns/x?at", "returns/x?at=<b>", "Returns/X"])
def test_a_text_that_is_no_key_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(KeyProblem):
        FactKey.parse(text)


def test_a_snapshot_date_survives_as_a_date() -> None:
    fact = replace(figure("1"), as_at=date(2018, 3, 31))
    assert Fact.from_json(fact.as_json()).as_at == date(2018, 3, 31)
