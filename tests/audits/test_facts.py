"""The figures audits offer to reports."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.audits.facts import PROVIDER
from reviews.audits.models import Audit
from reviews.audits.services import practice_audit_move
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Period, Qualifier, Status
from tests.audits.factories import audit_made, graded_made
from tests.support.cast import Cast

ROUNDS = ((date(2025, 1, 15), (2, 5, 3, 0)), (date(2025, 9, 15), (0, 4, 5, 1)))
GRADE = "audits/grade.strategy-discussions.overall-quality"


def fact(cast: Cast, text: str) -> Fact:
    key = FactKey.parse(text)
    return PROVIDER.resolve(cast.a, [key])[str(key)]


def test_the_programme_is_counted_by_year_and_kind(cast: Cast) -> None:
    for kind, event in (("multi", "report"), ("multi", "call_off"), ("single", "begin")):
        practice_audit_move(by=None, audit=audit_made(cast, kind=kind, records=8), event=event)
    audit_made(cast, year=Period.financial_year(2024))
    assert fact(cast, "audits/count?period=2025-26").number == 2
    assert fact(cast, "audits/count?kind=single&period=2025-26").number == 1
    assert fact(cast, "audits/reported?period=2025-26").number == 1
    assert fact(cast, "audits/records?period=2025-26").number == 8
    assert fact(cast, "audits/count?period=2024-04-01..2026-03-31").number == 3


def test_records_are_at_least_those_said_and_not_available_when_none_is(cast: Cast) -> None:
    practice_audit_move(by=None, audit=audit_made(cast), event="report")
    assert fact(cast, "audits/records?period=2025-26").status is Status.NOT_AVAILABLE
    practice_audit_move(by=None, audit=audit_made(cast, records=6), event="report")
    found = fact(cast, "audits/records?period=2025-26")
    assert (found.number, found.qualifier) == (6, Qualifier.AT_LEAST)


def reported(cast: Cast, *rounds: tuple[date, tuple[int, ...]]) -> Audit:
    """Return a reported audit with its grades."""
    audit = audit_made(cast)
    graded_made(audit, *rounds)
    return practice_audit_move(by=None, audit=audit, event="report")


def test_grades_are_provisional_until_reported_and_none_of_an_audit_not_held(cast: Cast) -> None:
    audit = audit_made(cast, kind="single")
    graded_made(audit, *ROUNDS)
    assert fact(cast, f"{GRADE}.1.good").status is Status.PROVISIONAL
    assert fact(cast, f"{GRADE}.change").status is Status.PROVISIONAL
    assert not PROVIDER.catalogue(cast.a, "strategy good better")
    practice_audit_move(by=None, audit=audit, event="call_off")
    off = fact(cast, f"{GRADE}.1.good")
    assert (off.value, off.note) == (None, "the audit was not held")
    assert fact(cast, f"{GRADE}.change").value is None


def test_each_round_has_its_distribution_and_the_change_between_them(cast: Cast) -> None:
    reported(cast, *ROUNDS)
    assert fact(cast, f"{GRADE}.1.good").text == "30.0%"
    assert fact(cast, f"{GRADE}.2.good").text == "60.0%"
    assert fact(cast, f"{GRADE}.2.option-2").text == "40.0%"
    assert fact(cast, f"{GRADE}.2.graded").number == 10
    change = fact(cast, f"{GRADE}.change")
    assert (change.number, change.unit.noun, change.text) == (Decimal(30), "percentage points", "30.0")
    assert change.provenance.inputs == (f"{GRADE}.1.good", f"{GRADE}.2.good")
    assert fact(cast, f"{GRADE}.2.good").period.label == "September 2025"


def test_grades_and_samples_pass_through_disclosure_control(cast: Cast) -> None:
    graded_made(audit_made(cast, records=10), *ROUNDS)
    for text in (f"{GRADE}.1.good", f"{GRADE}.change", f"{GRADE}.1.graded", "audits/records.strategy-discussions"):
        assert fact(cast, text).disclosure is Disclosure.SMALL_NUMBERS
    assert fact(cast, "audits/count?period=2025-26").disclosure is Disclosure.PUBLIC


def test_what_an_audit_does_not_say_is_not_available_and_zero_is_zero(cast: Cast) -> None:
    audit_made(cast, families=0)
    assert fact(cast, "audits/families.strategy-discussions").number == 0
    assert fact(cast, "audits/practitioners.strategy-discussions").status is Status.NOT_AVAILABLE


@pytest.mark.parametrize(
    "text",
    [
        *("audits/count", "audits/count?period=x", "audits/count?kind=odd&period=2025-26", "audits/nothing"),
        *("audits/records.nobody", "audits/grade.nobody.x.1.good", f"{GRADE}.9.good", f"{GRADE}.1.option-9"),
        *(f"{GRADE}.1.odd", "audits/grade.strategy-discussions.odd.1.good", f"{GRADE}.change", f"{GRADE}"),
    ],
)
def test_a_key_that_names_nothing_is_left_out(cast: Cast, text: str) -> None:
    graded_made(audit_made(cast))
    assert not PROVIDER.resolve(cast.a, [FactKey.parse(text)])


def test_all_figures_take_the_same_queries_for_few_and_many(cast: Cast) -> None:
    counts = []
    for _ in range(2):
        reported(cast, *ROUNDS)
        keys = [FactKey.parse(entry.key) for entry in PROVIDER.catalogue(cast.a, "")]
        with CaptureQueriesContext(connection) as work:
            assert len(PROVIDER.resolve(cast.a, keys)) == len(keys)
        counts.append(len(work))
    assert counts[0] == counts[1]


def test_authors_find_figures_by_their_words_and_each_leads_to_its_page(cast: Cast) -> None:
    reported(cast, *ROUNDS)
    found = PROVIDER.catalogue(cast.a, "strategy good better")
    assert {entry.text for entry in found} == {"30.0%", "60.0%", "30.0"}
    assert fact(cast, f"{GRADE}.1.good").provenance.trace == "/p/alderbrook/audits/strategy-discussions/"
