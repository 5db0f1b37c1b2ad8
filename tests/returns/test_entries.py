"""Reading what is typed into a cell: what is understood, what is refused, and in which words."""

import contextlib
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from partnerships.returns.answers import ANSWERS
from partnerships.returns.entries import Entry, entry_checked
from partnerships.returns.models import IndicatorVersion
from partnerships.returns.reading import entry_read
from partnerships.returns.services import Definition
from partnerships.returns.views.sheet import CHOICES
from safeguarding.lib.facts import Qualifier, Status, UnitKind
from tests.returns.factories import COUNT, Q3


def _version(definition: Definition) -> IndicatorVersion:
    return IndicatorVersion(number=1, **{**asdict(definition), "categories": []})


CHILDREN = _version(COUNT)
PERCENT = _version(Definition(name="Share", kind=UnitKind.PERCENT, decimals=1))
SHARE = _version(
    Definition(name="Share", kind=UnitKind.PERCENT, decimals=1, from_parts=True, numerator_label="Reviews on time")
)
MONEY = _version(Definition(name="Spending", kind=UnitKind.MONEY, decimals=2))
GRADE = _version(Definition(name="Grade", kind=UnitKind.GRADE))


def _said(definition: IndicatorVersion, **raw: str) -> Entry:
    return entry_checked(definition, entry_read(definition, raw), Q3)


def _refused(definition: IndicatorVersion, **raw: str) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        _said(definition, **raw)
    return caught.value.message_dict


@pytest.mark.parametrize(
    ("definition", "typed", "value"),
    [
        (CHILDREN, "116", "116"),
        (CHILDREN, " 1,323 ", "1323"),
        (CHILDREN, "1 323", "1323"),
        (CHILDREN, "1\u202f234\u00a0567", "1234567"),
        (CHILDREN, "0", "0"),
        (PERCENT, "47.7%", "47.7"),
        (PERCENT, "100", "100"),
        (MONEY, "£1,200.50", "1200.5"),
        (MONEY, "-140084.42", "-140084.42"),
    ],
)
def test_figures_are_read_as_people_type_them(definition: IndicatorVersion, typed: str, value: str) -> None:
    entry = _said(definition, value=typed)
    assert (entry.status, entry.value) == (Status.VALUE, Decimal(value))


@pytest.mark.parametrize(
    ("typed", "qualifier", "value"),
    [
        ("about 40", Qualifier.ABOUT, 40),
        ("~40", Qualifier.ABOUT, 40),
        ("At least 5", Qualifier.AT_LEAST, 5),
        (">10", Qualifier.MORE_THAN, 10),
        (">=10", Qualifier.AT_LEAST, 10),
    ],
)
def test_about_and_at_least_are_answers(typed: str, qualifier: Qualifier, value: int) -> None:
    entry = _said(CHILDREN, value=typed)
    assert (entry.qualifier, entry.value) == (qualifier, value)


def test_a_range_has_two_ends() -> None:
    entry = _said(CHILDREN, value="5 to 7")
    assert (entry.qualifier, entry.value, entry.upper) == (Qualifier.RANGE, 5, 7)
    assert "not below" in _refused(CHILDREN, value="7 to 5")["value"][0]


@pytest.mark.parametrize(
    ("definition", "raw", "field", "words"),
    [
        (CHILDREN, {"value": "many"}, "value", "“many” is not a number"),
        (CHILDREN, {"value": "12a"}, "value", "not a number"),
        (CHILDREN, {"value": "NaN"}, "value", "not a number"),
        (CHILDREN, {"value": "1e400"}, "value", "without an “e”"),
        (CHILDREN, {"value": "1e3"}, "value", "without an “e”"),
        (CHILDREN, {"value": "9" * 13}, "value", "too large"),
        (PERCENT, {"value": "47,7"}, "value", "Write 47.7 with a full stop"),
        (PERCENT, {"value": "47,7 %"}, "value", "Write 47.7 with a full stop"),
        (MONEY, {"value": "£1.200,50"}, "value", "not a number"),
        (CHILDREN, {"value": "12 34"}, "value", "not a number"),
        (CHILDREN, {"value": "1,323 456"}, "value", "not a number"),
        (SHARE, {"numerator": "1,5", "denominator": "10"}, "numerator", "Write 1.5 with a full stop"),
        (CHILDREN, {"value": "<5"}, "value", "choose “Suppressed”"),
        (CHILDREN, {"value": "less than 5"}, "value", "choose “Suppressed”"),
        (CHILDREN, {"value": "5+"}, "value", "Write “at least 5”"),
        (CHILDREN, {"status": "not_available", "reason": "x" * 501}, "reason", "501 characters. Shorten it to 500"),
        (GRADE, {"value": "x" * 800}, "value", "800 characters. Shorten it to 500"),
        (CHILDREN, {"value": "-3"}, "value", "can not be below zero"),
        (CHILDREN, {"value": "2.5"}, "value", "must be a whole number"),
        (PERCENT, {"value": "250%"}, "value", "more than 100%"),
        (PERCENT, {"value": "-1"}, "value", "below zero"),
        (PERCENT, {"value": "47.123"}, "value", "1 decimals"),
        (SHARE, {"value": "90"}, "numerator", "two counts"),
        (SHARE, {"numerator": "9"}, "denominator", "the second count"),
        (SHARE, {"denominator": "9"}, "numerator", "“Reviews on time”"),
        (SHARE, {"numerator": "11", "denominator": "10"}, "numerator", "larger than the second"),
        (SHARE, {"numerator": "1.5", "denominator": "10"}, "numerator", "whole number"),
        (CHILDREN, {"status": "not_available"}, "reason", "Say why"),
        (
            CHILDREN,
            {"status": "not_available", "value": "3", "reason": "x"},
            "value",
            "choose “Figure” instead of “Not available”",
        ),
        (CHILDREN, {"status": "guessed", "value": "3"}, "status", "not one of the choices"),
        (CHILDREN, {"value": "3", "counted_on": "2027-02-01"}, "counted_on", "outside Q3 2026-27"),
        (CHILDREN, {"value": "3", "counted_on": "Tuesday"}, "counted_on", "for example 31 December 2026"),
        (CHILDREN, {"value": "3", "counted_on": "31/02/2026"}, "counted_on", "for example 31 December 2026"),
        (CHILDREN, {"value": "3", "counted_on": "31/12/26"}, "counted_on", "for example 31 December 2026"),
    ],
)
def test_what_can_not_be_is_refused_with_how_to_mend_it(
    definition: IndicatorVersion, raw: dict[str, str], field: str, words: str
) -> None:
    assert words in _refused(definition, **raw)[field][0]


def test_zero_nil_blank_and_silence_are_four_things() -> None:
    assert _said(CHILDREN, value="0").status is Status.VALUE
    assert _said(CHILDREN, value="nil").status is Status.NIL
    assert _said(CHILDREN, status="value").status is Status.BLANK
    silent = _said(CHILDREN, status="not_applicable", reason="Holds no plans")
    assert (silent.status, silent.value, silent.reason) == (Status.NOT_APPLICABLE, None, "Holds no plans")


def test_an_indicator_may_allow_more_than_100_per_cent() -> None:
    roomy = _version(Definition(name="Take-up", kind=UnitKind.PERCENT, over_100_allowed=True))
    assert _said(roomy, value="120").value == 120


def test_a_share_is_computed_and_never_typed() -> None:
    entry = _said(SHARE, numerator="38", denominator="42")
    assert (entry.value, entry.shown(SHARE)) == (None, "90.5%")
    assert _said(SHARE, numerator="0", denominator="0").figure(SHARE) is None


def test_words_are_kept_as_words() -> None:
    assert _said(GRADE, value="Requires improvement").text == "Requires improvement"


@pytest.mark.parametrize(
    "typed", ["2026-12-28", "28/12/2026", "28 12 2026", "28.12.2026", "28 December 2026", "28 dec 2026"]
)
def test_a_day_within_the_period_is_kept_however_it_is_written(typed: str) -> None:
    entry = _said(CHILDREN, value="3", counted_on=typed)
    assert (entry.counted_on, entry.typed["counted_on"]) == (date(2026, 12, 28), "28 December 2026")


@pytest.mark.parametrize(("status", "shown"), [("suppressed", "suppressed to protect"), ("provisional", "3 [p]")])
def test_suppressed_and_provisional_are_answers(status: str, shown: str) -> None:
    entry = _said(CHILDREN, status=status, value="" if status == "suppressed" else "3")
    assert entry.shown(CHILDREN).startswith(shown)


def test_a_reason_for_a_missing_figure_goes_with_the_figure_that_comes() -> None:
    assert _said(CHILDREN, status="value", value="3", reason="The system was down").reason == ""


def test_page_and_spreadsheet_offer_the_same_answers() -> None:
    assert [words for _, words in CHOICES] == list(ANSWERS)
    assert {"Suppressed", "Provisional"} <= ANSWERS.keys()


numbers = st.decimals(min_value=0, max_value=10**9, places=0, allow_nan=False)


@given(
    value=numbers,
    qualifier=st.sampled_from([Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN]),
    status=st.sampled_from([Status.VALUE, Status.ESTIMATED, Status.PROVISIONAL]),
    comment=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20).map(str.strip),
)
def test_what_an_entry_types_is_read_back_as_the_same_entry(
    value: Decimal, qualifier: Qualifier, status: Status, comment: str
) -> None:
    entry = Entry(status=status, value=value, qualifier=qualifier, comment=comment)
    assert entry_read(CHILDREN, entry.typed) == entry


@given(raw=st.dictionaries(st.sampled_from(["value", "status", "numerator", "reason", "counted_on"]), st.text()))
def test_whatever_is_typed_is_either_kept_or_refused(raw: dict[str, Any]) -> None:
    with contextlib.suppress(ValidationError):
        entry = _said(CHILDREN, **raw)
        assert entry.value is None or entry.value >= 0


def test_the_same_figure_has_the_same_fingerprint_whatever_its_comment() -> None:
    entry = Entry(status=Status.VALUE, value=Decimal("5.0"))
    assert entry.fingerprint == replace(entry, value=Decimal(5), comment="checked").fingerprint
    assert entry.fingerprint != replace(entry, value=Decimal(6)).fingerprint
