"""Derived facts: computed from facts, rounded once, honest about what is missing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.facts import (
    Fact,
    Qualifier,
    Status,
    UnitKind,
    change,
    direction,
    percentage_change,
    rate,
    share,
    total,
)
from tests.lib.strategies import facts, figure

VALUED = (Status.VALUE, Status.PROVISIONAL, Status.ESTIMATED)


def _named(compute: object, **inputs: Fact) -> Fact:
    return compute(key="returns/derived", label="Derived", **inputs)  # type: ignore[operator]


def test_the_changes_a_printed_report_got_wrong_come_out_right() -> None:
    fewer = _named(percentage_change, before=figure("8"), after=figure("6"))
    plans = _named(change, before=figure("220"), after=figure("116"))
    assert (fewer.text, plans.text) == ("-25.0%", "-104")


def test_a_rate_and_a_share_say_what_they_were_computed_from() -> None:
    per = _named(rate, count=figure("291"), population=figure("39115"))
    part = _named(share, part=figure("147"), whole=figure("291"))
    assert (per.text, part.text) == ("74.4 per 10,000", "50.5%")
    assert per.provenance.origin == "derived"
    assert per.provenance.inputs == ("returns/plans?at=2018-03-31",) * 2
    assert "39" not in per.provenance.rule


@given(st.lists(facts(statuses=VALUED), min_size=1, max_size=6))
def test_a_total_is_the_exact_sum_and_as_cautious_as_its_parts(parts: list[Fact]) -> None:
    made = total(key="returns/derived", label="All", parts=parts)
    assert made.value == sum((part.value for part in parts), Decimal(0))
    statuses = {part.status for part in parts}
    expected = next((status for status in (Status.ESTIMATED, Status.PROVISIONAL) if status in statuses), Status.VALUE)
    assert made.status is expected


@given(facts(statuses=tuple(status for status in Status if not status.has_value)), facts(statuses=VALUED))
def test_nothing_is_computed_from_silence(silent: Fact, spoken: Fact) -> None:
    made = total(key="returns/derived", label="All", parts=[spoken, silent])
    assert made.value is None
    assert made.status is (Status.SUPPRESSED if silent.status is Status.SUPPRESSED else Status.NOT_AVAILABLE)


@given(facts(statuses=VALUED), facts(statuses=VALUED))
def test_a_derived_fact_is_no_less_secret_than_its_inputs(one: Fact, other: Fact) -> None:
    order = ["public", "small_numbers", "partnership", "restricted"]
    made = total(key="returns/derived", label="All", parts=[one, other])
    assert order.index(made.disclosure) == max(order.index(one.disclosure), order.index(other.disclosure))


def test_dividing_by_zero_is_not_available_with_a_reason() -> None:
    made = _named(percentage_change, before=figure("0"), after=figure("6"))
    assert made.status is Status.NOT_AVAILABLE
    assert "zero" in made.note


def test_a_nil_return_counts_as_nothing_in_a_total() -> None:
    made = total(key="returns/derived", label="All", parts=[figure("4"), figure(None, status=Status.NIL)])
    assert made.value == 4


def test_what_is_computed_from_about_is_about() -> None:
    rough = Fact(**{**figure("10").__dict__, "qualifier": Qualifier.ABOUT})
    assert _named(change, before=rough, after=figure("12")).qualifier is Qualifier.ABOUT


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("220", "116", "fell"),
        ("116", "220", "rose"),
        ("5", "5", "stayed the same"),
        ("5.01", "5.02", "stayed the same"),
    ],
)
def test_direction_is_judged_on_the_figures_as_printed(before: str, after: str, words: str) -> None:
    kind = UnitKind.PERCENT
    assert direction(before=figure(before, kind=kind, decimals=1), after=figure(after, kind=kind, decimals=1)) == words


def test_there_is_no_direction_from_or_to_silence() -> None:
    assert direction(before=figure(None, status=Status.NOT_AVAILABLE), after=figure("5")) == ""


def test_a_total_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        total(key="returns/derived", label="All", parts=[])
