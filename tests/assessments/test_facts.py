"""Facts and blocks of rounds held here: computed, suppressed with the reason, provisional, and in print."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from partnerships.assessments.entries import Second
from partnerships.assessments.facts import PROVIDER
from partnerships.assessments.models import Remark, Round
from partnerships.assessments.services import (
    answers_save,
    ballot_cast,
    moderation_save,
    remark_release,
    response_agree,
    response_hand_in,
    round_close,
    round_open,
)
from reports.studio.assembly import gathered
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Period, Status
from tests.assessments.factories import (
    agreed,
    answered,
    electorate,
    handed_in,
    named_round,
    plan,
    pledge_made,
    rag_tool,
    response_of,
    said,
    statement_of,
)
from tests.support.cast import Cast


def facts_of(cast: Cast, *names: str) -> list[Fact | None]:
    """Return the facts of names below assessments/."""
    keys = [FactKey.parse(f"assessments/{name}") for name in names]
    found = PROVIDER.resolve(cast.a, keys)
    return [found.get(str(key)) for key in keys]


def cells(cast: Cast, *names: str) -> list[str]:
    return [fact.cell if fact else "nothing" for fact in facts_of(cast, *names)]


def closed(held: Round) -> None:
    Round.objects.filter(pk=held.pk).update(status="closed")


def moderated(cast: Cast) -> Round:
    """Return a closed round: the council 2, 3, 3 agreed as 1, 3, 3; the police 3, 3, 3."""
    held = named_round(cast)
    row = handed_in(cast.lead, response_of(held, cast.agency), leader=2)
    answer = row.answers.select_related("statement").get(statement__slug="leader")
    moderation_save(
        by=cast.manager, response=row, said={answer: Second(second_score=1, challenge="No.", agreed_score=1)}
    )  # type: ignore[arg-type]
    response_agree(by=cast.manager, response=row)
    agreed(cast, response_of(held, cast.other_agency), cast.other_lead)
    closed(held)
    return held


def test_statistics_levels_differences_and_participation_are_worked_out_from_agreed_answers(cast: Cast) -> None:
    moderated(cast)
    round_ = "round=standards-202526"
    counts = [f"standards.{part}?{round_}" for part in ("asked", "respondents", "response-rate")]
    assert cells(cast, f"standards.leader.mode?{round_}", f"standards.leader.mean?{round_}") == ["1/3", "2.0"]
    assert cells(cast, f"standards.leader.range?{round_}") == ["2"]
    assert cells(cast, f"standards.all.distribution?{round_}") == ["1: 1, 3: 5"]
    assert cells(cast, f"standards.standard-1-1.mean?{round_}", f"standards.part-1.mean?{round_}") == ["2.5", "2.7"]
    assert cells(cast, f"standards.standard-1-1.level?agency=council&{round_}") == ["Red"]
    assert cells(cast, *(f"standards.standard-1-1.{part}?{round_}" for part in ("self", "agreed", "difference"))) == [
        "2.8",
        "2.5",
        "-0.3",
    ]
    assert cells(cast, *counts) == ["2", "2", "100.0"]
    unknown = ("standards.leader.median", "standards.weather.mode", "other.leader.mode", "standards.leader")
    assert cells(cast, *(f"{name}?{round_}" for name in unknown)) == ["nothing"] * 4


def test_a_fact_says_how_it_was_computed_and_leads_to_its_page(cast: Cast) -> None:
    held = moderated(cast)
    (mean, level) = facts_of(
        cast,
        "standards.leader.mean?round=standards-202526",
        "standards.all.level?agency=police&round=standards-202526",
    )
    assert mean is not None
    assert level is not None
    assert mean.provenance.origin == "derived"
    assert "to one decimal" in mean.provenance.rule
    assert mean.provenance.trace.endswith(f"/self-assessment/{held.pk}/")
    assert (mean.disclosure, level.disclosure) == (Disclosure.PUBLIC, Disclosure.PARTNERSHIP)
    assert PROVIDER.resolve(cast.b, [FactKey.parse(mean.key)]) == {}


def test_an_open_round_is_provisional_and_what_is_not_agreed_is_not_available(cast: Cast) -> None:
    held = named_round(cast)
    agreed(cast, response_of(held, cast.agency), cast.lead)
    handed_in(cast.other_lead, response_of(held, cast.other_agency), leader=1)
    mode, level = facts_of(
        cast,
        "standards.leader.mode?round=standards-202526",
        "standards.all.level?agency=police&round=standards-202526",
    )
    assert mode is not None
    assert level is not None
    assert (mode.status, mode.cell) == (Status.PROVISIONAL, "3 [p]")
    assert (level.status, level.note) == (Status.NOT_AVAILABLE, "not agreed yet")


def anonymous(cast: Cast, count: int, remarks: Sequence[str] = ()) -> Round:
    """Return a closed anonymous round of six in which so many answered, all with 3, and remarked on the leader."""
    voters = electorate(cast, 6)
    asked = plan("Board", mode="anonymous", agencies=[agency for agency, _ in voters])
    held = round_open(by=cast.manager, tool=rag_tool(cast.a), plan=asked)
    keys = [row.pk for part in held.tool.parts.all() for row in part.statements.all()]
    for (agency, _), words in zip_longest(voters[:count], remarks, fillvalue=""):
        comments = {keys[0]: words} if words else {}
        ballot_cast(held=held, agency=agency, scores=dict.fromkeys(keys, 3), comments=comments)  # type: ignore[arg-type]
    return round_close(by=cast.manager, held=held)


def test_an_anonymous_round_has_statistics_above_its_floor_and_below_is_suppressed_saying_why(cast: Cast) -> None:
    anonymous(cast, 5)
    mean, rate = facts_of(cast, "standards.leader.mean?round=board", "standards.response-rate?round=board")
    assert mean is not None
    assert rate is not None
    assert (mean.cell, rate.cell) == ("3.0", "83.3")
    assert facts_of(cast, "standards.leader.self?round=board", "standards.all.level?agency=agency-1&round=board") == [
        None,
        None,
    ]


def test_below_the_floor_a_fact_is_suppressed_and_says_why(cast: Cast) -> None:
    anonymous(cast, 4)
    (mean,) = facts_of(cast, "standards.leader.mean?round=board")
    assert mean is not None
    assert (mean.status, mean.cell) == (Status.SUPPRESSED, "[c]")
    assert "fewer than 5 answered" in mean.note


def test_facts_take_as_many_queries_for_few_and_for_many_keys(cast: Cast) -> None:
    moderated(cast)
    every = [
        f"standards.{name}.{part}?round=standards-202526"
        for name in ("leader", "reports", "asked", "all", "standard-1-1")
        for part in ("mode", "mean", "self", "difference")
    ] + [f"standards.all.level?agency={slug}&round=standards-202526" for slug in ("council", "police")]
    few = [*every[:4], every[-1]]
    counts = []
    for names in (few, every):
        with CaptureQueriesContext(connection) as queries:
            facts_of(cast, *names)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_the_catalogue_offers_computed_statistics_by_words(cast: Cast) -> None:
    moderated(cast)
    assert {entry.key for entry in PROVIDER.catalogue(cast.a, "leader mean")} == {
        "assessments/standards.leader.mean?round=standards-202526"
    }


def test_statements_in_force_and_overdue_are_counted_on_a_day(cast: Cast) -> None:
    response = handed_in(cast.lead, response_of(named_round(cast), cast.agency))
    pledge_made(cast.lead, response, signed=date(2024, 3, 1))
    names = [
        f"pledges.{part}?at={day}" for day in ("2025-01-01", "2026-03-02") for part in ("asked", "in-force", "overdue")
    ]
    assert cells(cast, *names) == ["2", "1", "0", "2", "0", "1"]
    assert cells(cast, "pledges.weather?at=2025-01-01", "pledges.asked?at=soon") == ["nothing", "nothing"]


@pytest.fixture
def report(cast: Cast) -> Report:
    """Return a draft about the year to March 2026."""
    return report_create(
        by=cast.manager, partnership=cast.a, slug="annual", title="Annual", period=Period.financial_year(2025)
    )


def printed(cast: Cast, report: Report, block: str, **config: str) -> str:
    """Return how a block prints, as text of the PDF's edition."""
    section_add(by=cast.manager, report=report, title=block, block=block, config=config)
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context: dict[str, Any] = {"document": content.content, "section": section, "facts": content.facts, "links": False}
    return " ".join(render_to_string(section["template"], context).split())


BLOCKS = (
    *("assessment_heat", "assessment_difference", "assessment_participation", "assessment_answers"),
    "safeguarding_statements",
)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_without_anything_says_so(cast: Cast, report: Report, block: str) -> None:
    words = printed(cast, report, block)
    assert "callout" in words
    assert "<table" not in words


def test_the_heat_map_prints_a_word_on_each_colour(cast: Cast, report: Report) -> None:
    moderated(cast)
    words = printed(cast, report, "assessment_heat")
    assert "level--red" in words
    assert ">Red<" in words
    assert "Mid County Police" in words
    by_period = printed(cast, report, "assessment_heat", shows="periods")
    assert Period.financial_year(2025).label in by_period
    assert ">Green<" in by_period


def test_answers_print_what_is_in_place_who_leads_and_the_score_that_was_agreed(cast: Cast, report: Report) -> None:
    held = named_round(cast)
    row = response_of(held, cast.agency)
    told = said(3, comment="She sits on the board.", lead="Director of nursing")
    answers_save(by=cast.lead, response=row, said={statement_of(held, "leader"): told})
    answered(cast.lead, row, reports=2, asked=3)
    words = printed(cast, report, "assessment_answers", agency=cast.agency.slug)
    assert "She sits on the board." not in words  # nothing prints before it is agreed
    response_agree(by=cast.manager, response=response_hand_in(by=cast.lead, response=row))
    words = printed(cast, report, "assessment_answers", agency=cast.agency.slug)
    assert "<td>She sits on the board.</td> <td>Director of nursing</td> <td>Green</td>" in words
    assert "<td>Nothing was written.</td> <td>not said</td> <td>Amber</td>" in words
    assert "callout" in printed(cast, report, "assessment_answers", agency=cast.other_agency.slug)


def test_the_difference_participation_and_statements_print_their_facts(cast: Cast, report: Report) -> None:
    held = moderated(cast)
    pledge_made(cast.lead, response_of(held, cast.agency), signed=date(2023, 3, 1))
    assert "-0.3" in printed(cast, report, "assessment_difference")
    assert "100.0" in printed(cast, report, "assessment_participation")
    words = printed(cast, report, "safeguarding_statements")
    assert "Alderbrook Council" in words
    assert "1 March 2025" in words


@pytest.mark.parametrize(("count", "words"), [(4, "Suppressed: fewer than 5 answered"), (5, "5 answered.")])
def test_statistics_of_an_anonymous_round_print_above_the_floor_only(
    cast: Cast, report: Report, count: int, words: str
) -> None:
    anonymous(cast, count)
    shown: Sequence[str] = printed(cast, report, "assessment_statistics")
    assert words in shown
    assert ("3.0" in shown) == (count == 5)


def test_only_released_remarks_print_under_the_statement_they_are_about(cast: Cast, report: Report) -> None:
    assert "No remark of an anonymous self-assessment has been released." in printed(
        cast, report, "assessment_commentary"
    )
    anonymous(cast, 5, remarks=["Few of us know the plan.", "She never reads the minutes.", "The plan is clear."])
    for words in ("Few of us know the plan.", "The plan is clear."):
        remark_release(by=cast.manager, remark=Remark.objects.get(text=words), text=words)
    words = printed(cast, report, "assessment_commentary")
    assert "<h3>Leader</h3>" in words
    assert words.index("Few of us know the plan.") < words.index("The plan is clear.")
    assert "minutes" not in words
