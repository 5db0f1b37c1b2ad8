"""Blocks that print what other rooms keep, from rows made through those rooms' services."""

from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from partnerships.contributions.services import comment_add, contribution_approve
from partnerships.governance.models import GlossaryTerm, Priority
from partnerships.governance.services import progress_add
from reports.studio.assembly import gathered, report_gather
from reports.studio.blocks import BLOCKS
from reports.studio.checks import Level
from reports.studio.models import Report, Section
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from safeguarding.lib.facts import Period
from tests.assessments.factories import round_made as assessment_made
from tests.contributions.factories import round_made, submitted_made
from tests.governance.factories import board_made, meeting_made, plan_made, seats_made, statement_made
from tests.studio.checking import findings, only
from tests.support.cast import Cast


@pytest.fixture
def report(cast: Cast) -> Report:
    """Return a draft about September 2017 to March 2019."""
    period = Period.span(date(2017, 9, 30), date(2019, 3, 31))
    return report_create(by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=period)


def add(cast: Cast, report: Report, block: str, **config: str) -> Section:
    """Add a section of a block."""
    return section_add(by=cast.manager, report=report, title=block.title(), block=block, config=config)


def printed(report: Report, links: bool = False) -> str:
    """Return how the last section prints."""
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": links}
    return " ".join(render_to_string(section["template"], context).split())


def test_priorities_print_their_standing_and_a_gap_where_nobody_reported(cast: Cast, report: Report) -> None:
    plan = plan_made(cast.a, "Hear children's voices", "Learn faster")
    first: Priority = plan.priorities.first()
    progress_add(
        by=cast.manager,
        priority=first,
        noted_on=date(2019, 1, 10),
        standing=Priority.Standing.IN_PROGRESS,
        text="<p>A panel of young people met.</p>",
    )
    add(cast, report, "priorities")
    words = printed(report)
    assert "In progress" in words
    assert "A panel of young people met." in words
    assert words.count("No progress was recorded for this priority.") == 1
    assert "priority 2" in only(cast, report, "no_progress").text


def test_a_plan_that_is_still_ahead_prints_no_gap(cast: Cast, report: Report) -> None:
    plan = plan_made(cast.a, "Hear children's voices", "Learn faster")
    plan.priorities.update(text="<p>What it is about.</p>")
    plan.period_token = "2020-21"
    plan.save()
    add(cast, report, "priorities", plan=plan.slug)
    words = printed(report)
    assert "Learn faster" in words
    assert "What it is about." in words
    assert "No progress" not in words
    assert findings(cast, report, "no_progress") == []


def test_contributions_print_heading_by_heading_and_name_who_did_not_answer(cast: Cast, report: Report) -> None:
    submitted_made(cast.a, cast.agency, cast.lead)
    round_made(cast.a, cast.other_agency, slug="second")
    add(cast, report, "contributions", round="2017-19")
    words = printed(report)
    assert words.index("Agency context") < words.index("Key successes") < words.index("Key areas for development")
    add(cast, report, "contributions", round="second")
    assert "No contribution was received from Mid County Police." in printed(report)
    assert "Mid County Police" in only(cast, report, "not_received").text


def test_one_agency_can_be_a_section_of_its_own(cast: Cast, report: Report) -> None:
    submitted_made(cast.a, cast.agency, cast.lead)
    add(cast, report, "contributions", round="2017-19", agency=cast.agency.slug)
    assert "<h3>Agency context</h3>" in printed(report)
    assert "Alderbrook Council</h" not in printed(report)


def test_leaked_prompts_of_a_round_are_found_in_the_answers(cast: Cast, report: Report) -> None:
    body = "<p>Say who you are and what changed. We are the council.</p>"
    add(cast, report, "narrative")
    Section.objects.filter(report=report).update(body=body)
    submitted_made(cast.a, cast.agency, cast.lead)
    assert "Say who you are and what changed." in only(cast, report, "guidance").text


def test_attendance_counts_whole_months_and_only_meetings_held(cast: Cast, report: Report) -> None:
    board = board_made(cast.a)
    seats = seats_made(board, "Council", "Lay member")
    meeting_made(board, date(2017, 9, 21), seats, "YN")
    meeting_made(board, date(2018, 6, 5), seats, "YY")
    meeting_made(board, date(2019, 2, 6))
    add(cast, report, "attendance")
    words = printed(report)
    assert "2 meetings held" in words
    assert words.count('scope="col"><span>') == 4  # three meetings and the share
    assert ">100<" in words
    assert ">50<" in words
    assert "Absent without apologies" in words
    assert only(cast, report, "not_held").level is Level.NOTE


def test_the_accounts_print_computed_totals_under_their_sign_convention(cast: Cast, report: Report) -> None:
    statement_made(cast.a, sign_convention="income_negative")
    add(cast, report, "finance")
    words = printed(report)
    assert "Income is negative; a negative outcome is a surplus" in words
    for amount in (">800.25<", ">-1,000.00<", "-£199.75", "a surplus of £199.75."):
        assert amount in words


def test_imported_statistics_are_marked_and_impossible_ones_are_found(cast: Cast, report: Report) -> None:
    assessment_made(cast.a)
    add(cast, report, "assessment_statistics")
    words = printed(report)
    assert "<strong>Imported.</strong>" in words
    assert "2/3" in words
    assert "not available" in words
    assert "this range needs half points" in only(cast, report, "impossible_statistic").text


def test_the_glossary_prints_the_partnerships_terms_and_finds_two_meanings(cast: Cast, report: Report) -> None:
    for expansion in ("Looked after children", "Local area coordinator"):
        GlossaryTerm.objects.create(partnership=cast.a, abbreviation="LAC", expansion=expansion)
    section_add(by=cast.manager, report=report, title="Words", block="narrative", body="<p>LAC and MASH.</p>")
    add(cast, report, "glossary")
    assert printed(report).count("<dt>LAC</dt>") == 2
    assert "LAC stands for" in only(cast, report, "acronym_clash").text
    assert only(cast, report, "acronym").text.endswith("explained: MASH.")


def test_a_room_with_nothing_for_the_period_is_an_error_and_prints_that_it_has_nothing(
    cast: Cast, report: Report
) -> None:
    for block in ("priorities", "contributions", "attendance", "finance", "assessment_statistics", "indicator_table"):
        add(cast, report, block)
        assert "callout" in printed(report)
    assert len(findings(cast, report, "nothing_there")) == 6


def test_every_figure_in_the_annex_carries_its_number_value_and_source(cast: Cast, report: Report) -> None:
    statement_made(cast.a)
    add(cast, report, "finance")
    add(cast, report, "source_annex")
    words = printed(report)
    for number in range(1, 8):
        assert f'id="source-{number}"' in words
    assert "governance/finance.expenditure-total?basis=actual&amp;period=2018-19" in words
    assert "Computed by the portal" in words


@pytest.mark.parametrize("spec", BLOCKS, ids=lambda spec: spec.key)
def test_every_block_prints_in_both_editions_even_when_there_is_nothing(
    cast: Cast, report: Report, spec: object
) -> None:
    add(cast, report, spec.key)  # type: ignore[attr-defined]
    assert isinstance(printed(report, links=True), str)
    assert isinstance(printed(report, links=False), str)


def test_rooms_are_read_once_however_many_sections_print_them(cast: Cast, report: Report) -> None:
    plan_made(cast.a, "One", "Two")
    statement_made(cast.a)
    submitted_made(cast.a, cast.agency, cast.lead)
    counts = []
    for _ in range(2):
        for block in ("priorities", "finance", "contributions", "glossary", "attendance", "assessment_statistics"):
            add(cast, report, block)
        fresh = reports_of(cast.a).get(pk=report.pk)
        with CaptureQueriesContext(connection) as queries:
            report_gather(fresh)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_agencies_round_is_printed_although_a_working_group_answers_a_later_one(cast: Cast, report: Report) -> None:
    given = submitted_made(cast.a, cast.agency, cast.lead)
    contribution_approve(by=cast.manager, contribution=given)
    round_made(cast.a, slug="groups", kind="group", title="What the groups say", due_on=date(2019, 4, 1))
    add(cast, report, "contributions")
    assert "Alderbrook Council" in printed(report)
    assert not findings(cast, report, "several_rounds", "not_approved", "open_comments")
    round_made(cast.a, slug="second", title="Second asking", due_on=date(2019, 2, 1))
    found = only(cast, report, "several_rounds")
    assert found.level is Level.WARNING
    assert "“Annual report 2017-19” is printed" in found.text
    add(cast, report, "contributions", round="2017-19")
    assert only(cast, report, "several_rounds").section == "contributions"


def test_words_nobody_approved_stop_the_report_and_open_comments_need_a_word(cast: Cast, report: Report) -> None:
    given = submitted_made(cast.a, cast.agency, cast.lead)
    comment_add(by=cast.manager, contribution=given, text="Which year?", answer=None)
    add(cast, report, "contributions")
    found = only(cast, report, "not_approved")
    assert found.level is Level.ERROR
    assert found.text == "The contribution of Alderbrook Council is printed but not approved."
    assert only(cast, report, "open_comments").level is Level.WARNING


def test_a_list_of_who_answered_prints_no_words_that_need_approval(cast: Cast, report: Report) -> None:
    submitted_made(cast.a, cast.agency, cast.lead)
    add(cast, report, "contributions", shows="list")
    assert not findings(cast, report, "not_approved")
