"""How the partnership's registers print: structure, accounts, who pays, accounts compared."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.directory.services.groups import group_add
from partnerships.governance.services import (
    agenda_add,
    attendance_rule_set,
    line_add,
    link_save,
    objective_add,
    plan_create,
    post_add,
    post_note,
    priority_add,
    progress_add,
    statement_create,
    term_add,
)
from reports.studio.assembly import gathered
from reports.studio.checks import Level
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from safeguarding.lib.facts import Period
from tests.evidence.factories import box_made
from tests.governance.factories import board_made, chain_made, meeting_made, plan_made, seats_made, statement_made
from tests.studio.checking import findings, only
from tests.support.cast import Cast

YEAR = Period.financial_year(2018)


@pytest.fixture
def report(cast: Cast) -> Report:
    """Return a draft about 2018-19."""
    return report_create(by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=YEAR)


def printed(cast: Cast, report: Report, block: str, **config: str) -> str:
    """Add a section and return how it prints."""
    section_add(by=cast.manager, report=report, title=block.title(), block=block, config=config)
    content = gathered(reports_of(cast.a).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": False}
    return " ".join(render_to_string(section["template"], context).split())


def test_the_structure_prints_a_drawing_its_words_and_the_nested_list(cast: Cast, report: Report) -> None:
    board = board_made(cast.a)
    group_add(
        by=None,
        partnership=cast.a,
        name="Quality group",
        kind="subgroup",
        parent=board,
        chair="Designated nurse",
        former_name="Performance group",
        meets="every six weeks",
    )
    words = printed(cast, report, "structure")
    assert 'alt="Structure diagram: groups of Alderbrook' in words
    assert "Below Board: Quality group." in words
    assert "(formerly Performance group), sub-group. Chaired by Designated nurse. Meets every six weeks." in words
    assert "Structure at the end of 2018-19." in words
    assert only(cast, report, "no_chair").text == "Nobody is named as chair of Board."


def test_a_structure_without_groups_says_so_and_is_an_error(cast: Cast, report: Report) -> None:
    assert "No group is recorded" in printed(cast, report, "structure")
    assert only(cast, report, "nothing_there").level is Level.ERROR


def test_accounts_print_what_is_left_out_and_the_total_the_document_gives(cast: Cast, report: Report) -> None:
    made = statement_made(cast.a, printed_income=Decimal(900))
    line_add(
        by=None,
        statement=made,
        side="income",
        label="Report design",
        amount=Decimal(50),
        nature="in-kind",
        in_total=False,
        excluded_because="given by a company, not paid",
    )
    words = printed(cast, report, "finance")
    assert "Not in these totals:" in words
    assert "Report design (support in kind)" in words
    assert "given by a company, not paid" in words
    assert "Total as the published document prints it" in words
    assert only(cast, report, "balance").level is Level.WARNING


def test_agreeing_accounts_print_no_second_total(cast: Cast, report: Report) -> None:
    statement_made(cast.a, printed_income=Decimal(1000))
    words = printed(cast, report, "finance")
    assert "published document" not in words
    assert "Not in these totals" not in words
    assert findings(cast, report, "balance") == []


def test_income_by_partner_adds_what_one_partner_pays_in_several_lines(cast: Cast, report: Report) -> None:
    made = statement_made(cast.a)
    line_add(by=None, statement=made, side="income", label="Schools", amount=Decimal(1000), agency=cast.agency)
    line_add(by=None, statement=made, side="income", label="Nurse", amount=Decimal(2000), agency=cast.agency)
    words = printed(cast, report, "income_by_partner")
    assert ">3,000.00<" in words
    assert ">75.0<" in words  # of 4,000, with council and police as funds without an agency
    assert ">4,000.00<" in words
    assert "<img" in words


def test_accounts_are_compared_with_the_year_before_line_by_line(cast: Cast, report: Report) -> None:
    statement_made(cast.a, sign_convention="income_negative")
    before = statement_create(
        by=None, partnership=cast.a, title="Accounts", period=Period.financial_year(2017), basis="actual"
    )
    line_add(by=None, statement=before, side="income", label="Council", amount=Decimal(500))
    line_add(by=None, statement=before, side="income", label="Probation", amount=Decimal(100))
    words = printed(cast, report, "finance_comparison")
    assert "2018-19, actual, set against 2017-18, actual" in words
    row = words[words.index("Council") :]
    assert row.index(">500.00<") < row.index(">700.00<") < row.index(">200.00<") < row.index(">40.0<")
    assert words.count("no such line in this statement") == 4  # salaries, recharge, police; probation


def test_without_a_year_before_the_budget_is_compared_and_without_both_it_says_so(cast: Cast, report: Report) -> None:
    statement_made(cast.a)
    assert "no budget, to compare with" in printed(cast, report, "finance_comparison")
    statement_made(cast.a, basis="budget")
    assert "set against 2018-19, budget" in printed(cast, report, "finance_comparison", statement="2018-19 actual")


@pytest.mark.parametrize(
    "block",
    ["structure", "finance", "income_by_partner", "finance_comparison", "impact", "priorities", "posts", "decisions"],
)
def test_many_sections_of_a_block_are_gathered_in_the_queries_of_one(cast: Cast, report: Report, block: str) -> None:
    board_made(cast.a)
    statement_made(cast.a)
    chain_made(plan_made(cast.a, "One", "Two").priorities.first(), "did")
    counts = []
    for date_number in range(2):
        section_add(by=cast.manager, report=report, title=f"{block} {date_number}", block=block)
        fresh = reports_of(cast.a).get(pk=report.pk)
        with CaptureQueriesContext(connection) as queries:
            gathered(fresh)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_group_that_ended_before_the_period_is_not_printed(cast: Cast, report: Report) -> None:
    board = board_made(cast.a)
    group_add(by=None, partnership=cast.a, name="Old group", kind="task", parent=board, ended_on=date(2017, 12, 31))
    assert "Old group" not in printed(cast, report, "structure")


def test_impact_prints_four_steps_with_source_figures_and_gaps_said_plainly(cast: Cast, report: Report) -> None:
    statement_made(cast.a)
    plan = plan_made(cast.a, "Hear children", "Learn faster")
    chain = chain_made(plan.priorities.get(number=1), "did", "next")
    key = "governance/finance.income-total?basis=actual&period=2018-19"
    said = {"text": "<p>More was paid.</p>", "happened_on": date(2018, 9, 1), "figures": [key]}
    link_save(by=None, chain=chain, step="evidence", version=0, **said)  # type: ignore[arg-type]
    words = printed(cast, report, "impact")
    assert words.index("What we did") < words.index("How we know") < words.index("What is different for children")
    assert "1 June 2018. Minutes, 1 June 2018" in words
    assert "Total income (actual), 2018-19: " in words
    assert "£1,000.00" in words
    assert words.count("Nothing is recorded about what is different for children.") == 1
    assert "Nothing is recorded about what this priority led to." in words
    first, second = findings(cast, report, "impact_gap")
    assert first.text == (
        "Priority 1 has gaps in its impact: Nothing is recorded about what is different for children."
    )
    assert second.text.startswith("Priority 2")


def test_evidence_prints_in_a_chain_unless_it_may_not(cast: Cast, report: Report) -> None:
    chain = chain_made(plan_made(cast.a, "Hear children").priorities.get())
    kept = box_made(cast.a, heading="Sooner", body="<p>Calls are answered sooner.</p>")
    quote = box_made(cast.a, kind="quote", heading="No consent", details={"consent": "refused"})
    link_save(by=None, chain=chain, step="evidence", version=0, text="<p>See below.</p>", boxes=[kept, quote])
    words = printed(cast, report, "impact")
    assert "Evidence: Sooner" in words
    assert "Calls are answered sooner." in words
    assert "No consent" not in words


def test_impact_that_is_told_to_the_end_leaves_no_finding(cast: Cast, report: Report) -> None:
    plan = plan_made(cast.a, "Hear children")
    chain_made(plan.priorities.get(), "did", "evidence", "difference", "next")
    assert "impact-gap" not in printed(cast, report, "impact")
    assert findings(cast, report, "impact_gap") == []


def test_priorities_print_objectives_owners_qualifiers_outcome_and_pledge(cast: Cast, report: Report) -> None:
    plan = plan_made(cast.a)
    priority = priority_add(
        by=None,
        plan=plan,
        title="Hear children",
        outcome="<p>Children are asked.</p>",
        pledge="<p>We will ask.</p>",
        owner_level="icb",
        owner="Chief nurse",
    )
    objective = objective_add(by=None, priority=priority, text="A panel in every school", due_on=date(2019, 3, 1))
    for row in (None, objective):
        progress_add(
            by=None,
            priority=priority,
            objective=row,
            noted_on=date(2019, 1, 1),
            standing="completed",
            qualifier="in two of three areas" if row else "",
        )
    words = printed(cast, report, "priorities")
    assert "Answered for by Chief nurse (integrated care board)" in words
    for said in ("Children are asked.", "We will ask.", "1.1 A panel in every school", "1 March 2019"):
        assert said in words
    assert "Completed, in two of three areas" in words


def test_posts_print_amounts_standing_and_an_unfilled_duty_is_found(cast: Cast, report: Report) -> None:
    doctor = post_add(
        by=None,
        partnership=cast.a,
        title="Designated doctor",
        agency=cast.agency,
        statutory=True,
        basis="Guidance",
        established=Decimal("0.40"),
        supervision="1 to 12",
    )
    post_note(by=None, post=doctor, noted_on=date(2018, 9, 1), standing="covered", words="The named doctor covers.")
    words = printed(cast, report, "posts")
    assert "Designated doctor, Alderbrook Council (statutory)" in words
    assert ">0.40<" in words
    assert ">0.00<" in words
    assert "Vacant, covered by others since 1 September 2018. The named doctor covers." in words
    assert "Designated doctor" in only(cast, report, "statutory_vacancy").text


def test_key_decisions_print_with_what_they_led_to(cast: Cast, report: Report) -> None:
    meeting = meeting_made(board_made(cast.a), date(2018, 6, 5))
    said = {"decision": "One toolkit.", "is_key": True}
    agenda_add(by=None, meeting=meeting, title="Neglect", effect="112 children.", **said)
    agenda_add(by=None, meeting=meeting, title="Budget", **said)
    agenda_add(by=None, meeting=meeting, title="Minutes", decision="Agreed.")
    words = printed(cast, report, "decisions")
    assert "Board, 5 June 2018" in words
    assert "112 children." in words
    assert "Minutes" not in words
    assert only(cast, report, "decision_effect").text.endswith("led to: Budget.")


def test_attendance_without_a_quorum_is_a_note_on_the_checklist(cast: Cast, report: Report) -> None:
    board = board_made(cast.a)
    meeting_made(board, date(2018, 6, 5), seats_made(board, "Police", "Council"), "YA")
    attendance_rule_set(by=None, group=board, quorum=2)
    printed(cast, report, "attendance")
    assert only(cast, report, "attendance_alert").text.startswith("Meeting of 5 June 2018: No quorum")


def test_the_register_is_asked_about_abbreviations_the_report_uses(cast: Cast, report: Report) -> None:
    term_add(by=None, partnership=cast.a, abbreviation="LADO", expansion="Local authority designated officer")
    for expansion in ("Chief executive", "Child exploitation"):
        term_add(by=None, partnership=cast.a, abbreviation="CE", expansion=expansion)
    body = "<p>The Local Area Designated Officer (LADO) met. CQC came.</p>"
    section_add(by=cast.manager, report=report, title="Words", block="narrative", body=body)
    assert findings(cast, report, "acronym_clash") == []  # CE is nowhere in the report
    assert "Local Area Designated Officer" in only(cast, report, "acronym_written").text
    assert "CQC, usually Care Quality Commission" in only(cast, report, "acronym").mend


def test_what_is_promised_for_later_in_a_year_that_still_runs_is_no_gap(cast: Cast) -> None:
    today = timezone.localdate()
    running = Period.span(today - timedelta(days=30), today + timedelta(days=300))
    report = report_create(by=cast.manager, partnership=cast.a, slug="now", title="Report", period=running)
    plan = plan_create(by=None, partnership=cast.a, slug="now", title="Plan", period=running)
    chain = chain_made(priority_add(by=None, plan=plan, title="Hear children"), "did", "evidence", "next")
    known_by = today + timedelta(days=100)
    link_save(by=None, chain=chain, step="difference", version=0, text="<p>Too early.</p>", known_by=known_by)
    assert "It is too early to tell." in printed(cast, report, "impact")
    assert findings(cast, report, "impact_gap") == []


def test_the_accounts_are_set_against_the_year_before_and_against_the_budget(cast: Cast, report: Report) -> None:
    for said in ({"period": Period.financial_year(2017)}, {}, {"basis": "budget"}):
        statement_made(cast.a, **said)
    words = printed(cast, report, "finance_comparison", statement="2018-19 actual")
    assert "set against 2017-18, actual" in words
    assert "set against 2018-19, budget" in words
