"""The facts of assurance: counts from the registers, grades, movement; silence with its reason."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.assurance import facts
from partnerships.assurance.facts.challenges import _sum
from partnerships.assurance.models import DisagreementCount, Risk
from partnerships.assurance.services import (
    challenge_step,
    disagreements_save,
    links_check,
    risk_close,
    risk_escalate,
    risk_review,
)
from safeguarding.lib.facts import Fact, FactKey, Status
from tests.assurance.factories import (
    OPENED,
    YEAR,
    assessment_made,
    challenge_made,
    framework_named,
    inspection_made,
    requirement_made,
    resource_made,
    risk_made,
    topic_made,
)
from tests.assurance.test_documents import answering
from tests.support.cast import Cast

PERIOD = {"period": YEAR.token}


def fact(cast: Cast, name: str, **parameters: str) -> Fact:
    """Return one fact."""
    key = FactKey(f"assurance/{name}", parameters)
    return facts.PROVIDER.resolve(cast.a, [key])[str(key)]


def count(cast: Cast, name: str) -> Any:
    """Return a count of the year."""
    return fact(cast, name, **PERIOD).value


def test_risks_are_counted_by_how_they_stood_at_the_end_of_the_period(cast: Cast) -> None:
    moved = risk_made(cast.a, "Moved", opened_on=date(2024, 5, 1), likelihood=2, impact=2)
    risk_review(by=None, risk=moved, reviewed_on=date(2025, 7, 1), likelihood=5, impact=5, comment="Worse")
    fallen = risk_made(cast.a, "Fallen", opened_on=date(2024, 5, 1), likelihood=5, impact=5)
    risk_review(by=None, risk=fallen, reviewed_on=date(2025, 7, 1), likelihood=1, impact=1, comment="Better")
    gone = risk_made(cast.a, "Gone", opened_on=date(2025, 6, 1))
    risk_escalate(by=None, risk=moved, target="executive", escalated_on=date(2025, 8, 1), reason="Money")
    risk_close(by=None, risk=gone, closed_on=date(2026, 1, 10), reason="Solved")
    risk_made(cast.a, "Later", opened_on=date(2026, 4, 1))
    risk_made(cast.b, "Elsewhere")
    found = {
        name: count(cast, f"risks.{name}") for name in ("open", "high", "new", "closed", "up", "down", "escalated")
    }
    assert found == {"open": 2, "high": 1, "new": 1, "closed": 1, "up": 1, "down": 1, "escalated": 1}
    assert fact(cast, "risks.open", **PERIOD).as_at == date(2026, 3, 31)


def test_a_risk_speaks_for_itself_only_when_a_report_may_name_it(cast: Cast) -> None:
    risk = risk_made(cast.a, in_reports=True, target_likelihood=2, target_impact=2)
    assert fact(cast, f"risk.{risk.number}.score", **PERIOD).text == "16 (Very high)"
    assert fact(cast, f"risk.{risk.number}.movement", **PERIOD).text == "new"
    assert fact(cast, f"risk.{risk.number}.target", **PERIOD).value == Decimal(4)
    Risk.objects.update(in_reports=False)
    key = FactKey(f"assurance/risk.{risk.number}.score", PERIOD)
    assert facts.PROVIDER.resolve(cast.a, [key]) == {}
    assert not any("risk." in entry.key for entry in facts.PROVIDER.catalogue(cast.a, "risk"))


def test_challenges_are_counted_by_the_days_of_their_steps(cast: Cast) -> None:
    made = challenge_made(cast.a)
    challenge_step(by=None, challenge=made, kind="escalated", happened_on=OPENED, text="Up", whom="Executive")
    challenge_step(by=None, challenge=made, kind="resolved", happened_on=date(2025, 9, 1), text="Agreed")
    challenge_made(cast.a, "Old and open", raised_on=date(2024, 1, 1))
    given_up = challenge_made(cast.a, "Given up", raised_on=date(2025, 4, 1))
    challenge_step(by=None, challenge=given_up, kind="unresolved", happened_on=date(2025, 9, 1), text="No")
    found = {
        name: count(cast, f"challenges.{name}") for name in ("raised", "open", "resolved", "unresolved", "escalated")
    }
    assert found == {"raised": 2, "open": 1, "resolved": 1, "unresolved": 1, "escalated": 1}


def save(cast: Cast, stage: int, raised: int | None, **fields: Any) -> None:
    """Record disagreements of the year."""
    said = {"partnership": cast.a, "period": YEAR, "resolved": None, **fields}
    disagreements_save(by=None, stage=stage, raised=raised, **said)


def test_disagreements_are_added_up_and_unknown_ones_are_never_nought(cast: Cast) -> None:
    assert fact(cast, "disagreements.raised", **PERIOD).status is Status.NOT_AVAILABLE
    save(cast, 1, 10, agency=cast.agency)
    save(cast, 1, 4, agency=cast.other_agency)
    save(cast, 2, 0)
    assert fact(cast, "disagreements.raised", **PERIOD).value == 14
    assert fact(cast, "disagreements.raised", **PERIOD, agency=cast.agency.slug).value == 10
    assert fact(cast, "disagreements.raised", **PERIOD, stage="2").value == 0
    silent = fact(cast, "disagreements.resolved", **PERIOD)
    assert (silent.status, silent.note) == (Status.NOT_AVAILABLE, "not every count of the period is recorded")
    save(cast, 1, 20)
    assert fact(cast, "disagreements.raised", **PERIOD).value == 20


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from([None, 1, 2, 3]), st.integers(1, 3), st.one_of(st.none(), st.integers(0, 9))),
        unique_by=lambda row: row[:2],
    )
)
def test_a_count_for_all_agencies_stands_for_its_stage_alone(rows: list[tuple[int | None, int, int | None]]) -> None:
    made = [DisagreementCount(agency_id=agency, stage=stage, raised=raised) for agency, stage, raised in rows]
    value, note = _sum(made, "raised")
    expected: int | None = 0 if rows else None
    for stage in {row[1] for row in rows}:
        of_stage = [row for row in rows if row[1] == stage]
        whole = [row[2] for row in of_stage if row[0] is None] or [row[2] for row in of_stage]
        if expected is None or None in whole:
            expected = None
        else:
            expected += sum(number for number in whole if number is not None)
    assert value == expected
    assert bool(note) == (expected is None)


def test_grades_are_printed_beside_the_ones_before_with_the_inspections_own_days(cast: Cast) -> None:
    inspection_made(
        cast.a, starts_on=date(2022, 5, 1), ends_on=date(2022, 5, 9), grades={"overall-effectiveness": "inadequate"}
    )
    made = inspection_made(cast.a, previous_said="Never used")
    grade = fact(cast, f"inspection.{made.slug}.overall-effectiveness")
    assert (grade.text, grade.period.label) == ("Good", "6 May 2025")
    assert fact(cast, f"inspection.{made.slug}.overall-effectiveness.before").text == "Inadequate"
    silent = fact(cast, f"inspection.{made.slug}.care-leavers")
    assert (silent.status, silent.note) == (Status.NOT_APPLICABLE, "the inspectors gave no grade")
    assert count(cast, "inspections.held") == 1
    assert grade.provenance.trace.endswith(f"/assurance/inspections/{made.slug}/")


def test_a_judgement_from_before_the_register_stands_for_the_overall_grade(cast: Cast) -> None:
    made = inspection_made(cast.a, previous_said="Adequate (2013)")
    assert fact(cast, f"inspection.{made.slug}.overall-effectiveness.before").text == "Adequate (2013)"
    assert fact(cast, f"inspection.{made.slug}.care-leavers.before").status is Status.NOT_APPLICABLE


def test_an_ungraded_inspection_is_held_and_not_graded(cast: Cast) -> None:
    inspection_made(cast.a, "Front door", framework=framework_named("jtai-2016"), grades={})
    assert (count(cast, "inspections.held"), count(cast, "inspections.graded")) == (1, 0)


def test_a_threat_says_how_sure_it_is_and_an_ungraded_one_is_not_applicable(cast: Cast) -> None:
    held = assessment_made(cast.a)
    requirement_made(topic_made(held))
    assert fact(cast, f"threat.{held.slug}.1.strength").text == "Moderate"
    assert fact(cast, f"threat.{held.slug}.1.confidence").text == "Low"
    assert fact(cast, f"threat.{held.slug}.1.grading").status is Status.NOT_APPLICABLE
    assert (fact(cast, f"threat.{held.slug}.requirements").value, fact(cast, f"threat.{held.slug}.answered").value) == (
        1,
        0,
    )


def test_links_nobody_looked_at_are_not_called_working(cast: Cast) -> None:
    resource_made(cast.a)
    assert fact(cast, "links.listed").value == 1
    assert fact(cast, "links.working").status is Status.NOT_AVAILABLE
    links_check(partnership=cast.a, fetch=answering())
    assert fact(cast, "links.working").value == 1


@pytest.mark.parametrize(
    "key",
    [
        "assurance/risks.open",
        "assurance/risks.nonsense?period=2025-26",
        "assurance/risks.open?agency=x&period=2025-26",
        "assurance/risks.open?period=never",
        "assurance/risk.99.score?period=2025-26",
        "assurance/challenges.nonsense?period=2025-26",
        "assurance/disagreements.raised?area=x&period=2025-26",
        "assurance/inspections.nonsense?period=2025-26",
        "assurance/inspection.none.overall",
        "assurance/threat.none.topics",
        "assurance/links.nonsense",
        "assurance/nonsense",
    ],
)
def test_a_key_that_names_nothing_is_left_out(cast: Cast, key: str) -> None:
    assert facts.PROVIDER.resolve(cast.a, [FactKey.parse(key)]) == {}


def test_the_catalogue_finds_figures_by_words_and_every_one_resolves(cast: Cast) -> None:
    risk_made(cast.a)
    made = inspection_made(cast.a)
    save(cast, 1, 3)
    topic_made(assessment_made(cast.a))
    entries = facts.PROVIDER.catalogue(cast.a, "")
    assert len(entries) <= 50
    resolved = facts.PROVIDER.resolve(cast.a, [FactKey.parse(entry.key) for entry in entries])
    assert len(resolved) == len(entries)
    found = [entry.text for entry in facts.PROVIDER.catalogue(cast.a, "children's overall effectiveness")]
    assert found == ["Good"]
    assert made.slug in facts.PROVIDER.catalogue(cast.a, "ilacs help")[0].key


def test_all_facts_take_the_same_number_of_queries_for_few_and_many(cast: Cast) -> None:
    def asked() -> int:
        keys = [FactKey.parse(entry.key) for entry in facts.PROVIDER.catalogue(cast.a, "")]
        with CaptureQueriesContext(connection) as context:
            facts.PROVIDER.resolve(cast.a, keys)
        return len(context)

    counts = []
    for number in range(1, 5):
        risk_made(cast.a, f"Risk {number}", agency=cast.agency)
        challenge_made(cast.a, f"Challenge {number}")
        inspection_made(cast.a, f"Service {number}", agencies=[cast.agency])
        requirement_made(topic_made(assessment_made(cast.a, title=f"Threats {number}")))
        resource_made(cast.a, f"Policy {number}")
        save(cast, number, 1)
        counts.append(asked())
    assert counts[0] == counts[-1]
