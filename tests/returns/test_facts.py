"""Facts of returns: what a key answers, and what stands behind it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.returns.entries import Entry
from partnerships.returns.facts import PROVIDER, table
from partnerships.returns.models.indicator import Category
from partnerships.returns.services import Definition, Source, comparator_save, return_reopen
from safeguarding.lib.facts import Fact, FactKey, Period, Qualifier, Status, UnitKind
from tests.factories import AgencyFactory, UserFactory
from tests.returns.factories import COUNT, Q3, accept, collection_made, return_ready, say
from tests.support.cast import Cast

AT = "at=2026-12-31"
FLOW = Definition(name="Referrals", noun="referrals", measure="flow")
SHARE = Definition(
    name="Reviews held on time",
    kind=UnitKind.PERCENT,
    decimals=1,
    from_parts=True,
    numerator_label="Reviews on time",
    denominator_label="Reviews held",
)


def _fact(cast: Cast, key: str) -> Fact:
    return PROVIDER.resolve(cast.a, [FactKey.parse(key)])[str(FactKey.parse(key))]


def test_a_fact_carries_its_whole_provenance(cast: Cast) -> None:
    of_return = return_ready(cast.a, {"cp-plans": 116}, agency=cast.agency)
    fact = _fact(cast, f"returns/cp-plans?{AT}")
    assert (fact.text, fact.status, fact.as_at) == ("116", Status.VALUE, date(2026, 12, 31))
    said = fact.provenance
    assert said.agency == "Alderbrook Council"
    assert said.approved_by == str(of_return.accepted_by)
    assert said.version == 1
    assert said.trace.startswith("/p/alderbrook/figures/observations/")


def test_a_figure_not_yet_accepted_is_provisional(cast: Cast) -> None:
    return_ready(cast.a, agency=cast.agency, accepted=False)
    assert _fact(cast, f"returns/cp-plans?{AT}").status is Status.PROVISIONAL


def test_a_correction_leaves_the_accepted_value_and_says_that_one_is_waiting(cast: Cast) -> None:
    of_return = return_ready(cast.a, agency=cast.agency)
    return_reopen(by=cast.manager, of_return=of_return, reason="Two children counted twice")
    say(of_return, "cp-plans", 114)
    fact = _fact(cast, f"returns/cp-plans?{AT}")
    assert (fact.value, fact.status) == (Decimal(116), Status.PROVISIONAL)
    accept(of_return)
    assert _fact(cast, f"returns/cp-plans?{AT}").value == 114


def test_a_total_over_agencies_lists_its_inputs(cast: Cast) -> None:
    made = collection_made(cast.a)
    for of_return, number in zip(made.returns.values(), (100, 16), strict=True):
        say(of_return, "cp-plans", number)
        accept(of_return)
    fact = _fact(cast, f"returns/cp-plans?{AT}")
    assert (fact.value, fact.status) == (Decimal(116), Status.VALUE)
    assert fact.provenance.inputs == (f"returns/cp-plans?agency=council&{AT}", f"returns/cp-plans?agency=police&{AT}")
    assert _fact(cast, f"returns/cp-plans?{AT}&agency=police").value == 16


def test_a_total_without_an_agency_says_at_least_and_who_is_missing(cast: Cast) -> None:
    made = collection_made(cast.a)
    say(made.returns["council"], "cp-plans", 100)
    accept(made.returns["council"])
    fact = _fact(cast, f"returns/cp-plans?{AT}")
    assert (fact.text, fact.status) == ("at least 100", Status.PROVISIONAL)
    assert fact.note == "Without Mid County Police (not yet given)."


def test_an_agency_the_figure_does_not_apply_to_is_left_out_of_the_total(cast: Cast) -> None:
    made = collection_made(cast.a)
    say(made.returns["council"], "cp-plans", 100)
    say(made.returns["police"], "cp-plans", Entry(status=Status.NOT_APPLICABLE, reason="Holds no plans"))
    for of_return in made.returns.values():
        accept(of_return)
    assert _fact(cast, f"returns/cp-plans?{AT}").text == "100"


def test_a_percentage_over_agencies_divides_the_sums(cast: Cast) -> None:
    made = collection_made(cast.a, {"reviews": SHARE})
    for of_return, parts in zip(made.returns.values(), ((9, 10), (1, 30)), strict=True):
        say(
            of_return,
            "reviews",
            Entry(status=Status.VALUE, numerator=Decimal(parts[0]), denominator=Decimal(parts[1])),
        )
        accept(of_return)
    assert _fact(cast, "returns/reviews?period=2026-27-q3").text == "25.0%"
    assert _fact(cast, "returns/reviews?period=2026-27-q3&agency=council").text == "90.0%"
    assert _fact(cast, "returns/reviews?period=2026-27-q3&part=denominator").value == 40


def test_a_year_of_a_flow_is_the_sum_of_its_quarters(cast: Cast) -> None:
    for number in (1, 2, 3, 4):
        return_ready(
            cast.a,
            {"referrals": number},
            period=Period.quarter(2025, number),
            agency=cast.agency,
            definitions={"referrals": FLOW},
        )
    fact = _fact(cast, "returns/referrals?period=2025-26")
    assert (fact.value, fact.period.label, len(fact.provenance.inputs)) == (Decimal(10), "2025-26", 4)


def test_the_total_of_a_breakdown_is_computed_when_it_is_not_asked(cast: Cast) -> None:
    parts = (Category("neglect", "Neglect"), Category("physical", "Physical abuse"))
    split = replace(COUNT, dimension="category of abuse", categories=parts, asks_total=False)
    return_ready(
        cast.a,
        {"cp-plans.neglect": 80, "cp-plans.physical": 36},
        agency=cast.agency,
        definitions={"cp-plans": split},
    )
    assert _fact(cast, f"returns/cp-plans?{AT}").value == 116
    part = _fact(cast, f"returns/cp-plans.neglect?{AT}")
    assert (part.label, part.dimensions["category of abuse"]) == ("Children subject of a plan: Neglect", "Neglect")


def test_an_imported_figure_names_document_and_place(cast: Cast) -> None:
    made = collection_made(cast.a, agencies=[cast.agency])
    say(made.first, "cp-plans", 116, source=Source("imported", "Annual report 2017-19", "section 5.2, table 3"))
    accept(made.first)
    said = _fact(cast, f"returns/cp-plans?{AT}").provenance
    assert (said.origin, said.place) == ("imported", "Annual report 2017-19, section 5.2, table 3")


def test_silence_keeps_its_kind_and_reason(cast: Cast) -> None:
    entry = Entry(status=Status.NOT_AVAILABLE, reason="The system changed in May")
    return_ready(cast.a, {"cp-plans": entry}, agency=cast.agency)
    fact = _fact(cast, f"returns/cp-plans?{AT}")
    assert (fact.cell, fact.note) == ("[x]", "The system changed in May")


def test_the_previous_year_and_other_comparators_answer_by_kind(cast: Cast) -> None:
    return_ready(cast.a, {"cp-plans": 220}, agency=cast.agency, period=Q3.year_earlier())
    of_return = return_ready(cast.a, {"cp-plans": 116}, agency=cast.agency)
    indicator = of_return.collection.items.get().indicator
    comparator_save(
        by=cast.manager,
        indicator=indicator,
        kind="england",
        period=Period.financial_year(2025),
        source="National statistics",
        value=Decimal(43),
        qualifier=Qualifier.ABOUT,
    )
    assert _fact(cast, f"returns/cp-plans?{AT}&comparator=previous-year").value == 220
    england = _fact(cast, f"returns/cp-plans?{AT}&comparator=england")
    assert (england.text, england.period.label, england.geography.name) == ("about 43", "2025-26", "England")


@pytest.mark.parametrize(
    "key",
    [
        "returns/unknown?at=2026-12-31",
        "returns/cp-plans?at=2020-12-31",
        "returns/cp-plans",
        "returns/cp-plans?at=never",
    ],
)
def test_a_key_that_names_nothing_is_left_out(cast: Cast, key: str) -> None:
    return_ready(cast.a, agency=cast.agency)
    assert PROVIDER.resolve(cast.a, [FactKey.parse(key)]) == {}


def test_another_partnership_never_answers(cast: Cast) -> None:
    return_ready(cast.a, agency=cast.agency)
    assert PROVIDER.resolve(cast.b, [FactKey.parse(f"returns/cp-plans?{AT}")]) == {}


def test_many_keys_cost_as_many_queries_as_one(cast: Cast) -> None:
    for _ in range(3):
        AgencyFactory(partnership=cast.a)
    definitions = {f"count-{number}": replace(COUNT, name=f"Count {number}") for number in range(8)}
    made = collection_made(cast.a, definitions)
    for of_return in made.returns.values():
        for slug in definitions:
            say(of_return, slug, 5, by=UserFactory())
    keys = [FactKey.parse(f"returns/{slug}?{AT}") for slug in definitions]
    counts = []
    for asked in (keys[:1], keys):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(PROVIDER.resolve(cast.a, asked)) == len(asked)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 9


def test_the_catalogue_finds_figures_by_words(cast: Cast) -> None:
    return_ready(cast.a, agency=cast.agency)
    found = PROVIDER.catalogue(cast.a, "plan q3")
    assert [(entry.key, entry.text) for entry in found] == [(f"returns/cp-plans?{AT}", "116")]
    assert PROVIDER.catalogue(cast.a, "adoption") == []


def test_a_table_has_a_row_per_category_and_a_column_per_period(cast: Cast) -> None:
    return_ready(cast.a, {"cp-plans": 220}, agency=cast.agency, period=Q3.year_earlier())
    return_ready(cast.a, {"cp-plans": 116}, agency=cast.agency)
    made = table(cast.a, ["cp-plans", "unknown"], [Q3.year_earlier(), Q3, Period.quarter(2026, 4)])
    (row,) = made.rows
    assert [fact.cell if fact else None for fact in row.facts] == ["220", "116", None]
