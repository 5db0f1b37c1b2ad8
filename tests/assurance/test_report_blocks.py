"""What a report prints of the registers, full and empty, and what the checks say about it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from partnerships.assurance.services import (
    challenge_step,
    disagreements_save,
    intelligence_answer,
    links_check,
    note_add,
    risk_escalate,
    risk_escalation_answer,
    risk_review,
    text_reword,
    threat_assessment_agree,
    threat_evidence_add,
)
from partnerships.assurance.statute import texts_of
from reports.studio.assembly import gathered
from reports.studio.checks import Level
from reports.studio.link_use import link_use_of
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from safeguarding.lib.facts import Period
from safeguarding.lib.richtext import paragraphs
from tests.assurance.doors import address, browser, words
from tests.assurance.factories import (
    OPENED,
    YEAR,
    assessment_made,
    challenge_made,
    finding_made,
    framework_named,
    inspection_made,
    requirement_made,
    resource_made,
    risk_made,
    topic_made,
)
from tests.assurance.test_documents import GONE, answering
from tests.studio.checking import findings, only
from tests.support.cast import Cast

BLOCKS = ("risks", "challenges", "inspections", "threats", "links", "law")


@pytest.fixture
def report(cast: Cast) -> Report:
    """Return a draft about 2025-26."""
    return report_create(by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=YEAR)


def add(cast: Cast, report: Report, block: str, **config: str) -> None:
    """Add a section of a block."""
    section_add(by=cast.manager, report=report, title=block.title(), block=block, config=config)


def printed(report: Report, links: bool = False) -> str:
    """Return how the last section prints."""
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": links}
    return " ".join(render_to_string(section["template"], context).split())


def plain(html: str) -> str:
    """Return the words without markup."""
    return " ".join(paragraphs(html))


def test_every_block_prints_that_it_has_nothing_and_the_checks_say_so(cast: Cast, report: Report) -> None:
    for block in BLOCKS[:-1]:
        add(cast, report, block)
        assert "callout" in printed(report)
    assert len(findings(cast, report, "nothing_there")) == 5


def test_risks_print_counts_of_all_and_only_those_that_may_be_named(cast: Cast, report: Report) -> None:
    named = risk_made(
        cast.a,
        "Too few social workers",
        in_reports=True,
        mitigation="A joint academy.",
        target_likelihood=2,
        target_impact=3,
    )
    risk_made(cast.a, "Kept inside", opened_on=date(2024, 5, 1))
    risk_review(by=None, risk=named, reviewed_on=date(2026, 2, 1), likelihood=3, impact=3, comment="Academy opened")
    made = risk_escalate(
        by=None, risk=named, target="board", whom="NHS board", escalated_on=date(2025, 9, 2), reason="Money"
    )
    risk_escalation_answer(by=None, escalation=made, answered_on=date(2025, 10, 1), answer="Two posts.")
    add(cast, report, "risks")
    said_there = plain(printed(report))
    for text in (
        "Risks open at the end of 2025-26: 2",
        "of which 1 in the two highest bands",
        "1. Too few social workers (Head of quality) 9 (Medium) new 6",
        "A joint academy.",
        "Escalated to NHS board on 2 September 2025; the answer of 1 October 2025: Two posts.",
    ):
        assert text in said_there
    assert "Kept inside" not in said_there


def test_challenges_print_their_steps_with_dates_and_what_changed(cast: Cast, report: Report) -> None:
    made = challenge_made(cast.a, in_reports=True, text="Notifications come late.")
    challenge_made(cast.a, "Kept inside", raised_on=OPENED)
    said = {"text": "Letter to the governor", "whom": "Regional head"}
    challenge_step(by=None, challenge=made, kind="escalated", happened_on=date(2025, 6, 1), **said)
    challenge_step(by=None, challenge=made, kind="resolved", happened_on=date(2025, 8, 1), text="Agreed")
    challenge_step(by=None, challenge=made, kind="changed", happened_on=date(2025, 9, 1), text="Within a day")
    disagreements_save(by=None, partnership=cast.a, period=YEAR, stage=1, raised=31, resolved=None)
    add(cast, report, "challenges")
    said_there = plain(printed(report))
    for text in (
        "Challenges raised in 2025-26: 2",
        "Resolved Raised by Independent scrutineer with Prison service on 6 May 2025",
        "1 June 2025, escalated (Regional head): Letter to the governor",
        "What changed: Within a day",
        "Stage 1, 2025-26 31",
        "[x]",
    ):
        assert text in said_there
    assert "Kept inside" not in said_there


def test_inspections_print_grades_beside_those_before(cast: Cast, report: Report) -> None:
    inspection_made(
        cast.a, starts_on=date(2021, 5, 1), ends_on=date(2021, 5, 9), grades={"overall-effectiveness": "inadequate"}
    )
    made = inspection_made(cast.a, agencies=[cast.agency], announced=False, summary="Leaders know their service.")
    finding_made(made, theme="Supervision")
    finding_made(made, "Early help is strong", kind="strength")
    note_add(by=None, inspection=made, kind="letter", happened_on=date(2025, 12, 1), text="Good progress")
    inspection_made(cast.a, "Front door", framework=framework_named("jtai-2016"), grades={}, previous_said="None")
    add(cast, report, "inspections")
    said_there = plain(printed(report))
    for text in (
        "Ofsted, 6 May 2025, unannounced. Agencies: Alderbrook Council.",
        "Overall effectiveness Good Inadequate",
        "Care leavers [z] [z]",
        "Supervision: Supervision is irregular",
        "1 December 2025, progress letter: Good progress",
        "No grade is given under this framework. Before: None.",
    ):
        assert text in said_there
    assert "2021" not in said_there


def test_threats_print_topic_by_topic_and_a_draft_is_a_warning(cast: Cast, report: Report) -> None:
    held = assessment_made(cast.a, gradings=["Low", "High"])
    topic = topic_made(held, grading="High", text="Families can not heat.")
    threat_evidence_add(by=None, topic=topic, sector="Schools", text="More free meals", source="Census")
    asked = requirement_made(topic)
    intelligence_answer(by=None, requirement=asked, answered_on=OPENED, answer="Twelve wards")
    topic_made(held, "Knives", threat="Emerging issues")
    add(cast, report, "threats")
    said_there = plain(printed(report))
    for text in (
        "Cost of living Moderate Low High",
        "Knives Moderate Low [z]",
        "Schools: More free meals (Census)",
        "Map poverty leads (Public health). Answer: Twelve wards",
        "No evidence is recorded for this topic.",
        "Draft, not agreed yet.",
    ):
        assert text in said_there
    assert said_there.count("Emerging issues") == 1
    assert only(cast, report, "threats_draft").level is Level.WARNING
    threat_assessment_agree(by=None, assessment=held, agreed_on=OPENED)
    assert not findings(cast, report, "threats_draft")


def test_links_print_their_addresses_in_full_and_dead_ones_are_found(cast: Cast, report: Report) -> None:
    resource_made(cast.a, url="https://example.org/gone", edition="3.1", audience="NHS staff")
    resource_made(cast.a, "Kept inside", url="https://example.org/inside", in_reports=False)
    resource_made(cast.a, "Handbook", kind="guidance", url="", kept_at="Shared drive")
    links_check(partnership=cast.a, fetch=answering(gone=GONE))
    body = '<p>See the <a href="https://example.org/gone">threshold document</a>.</p>'
    section_add(by=cast.manager, report=report, title="Words", block="narrative", body=body)
    add(cast, report, "links")
    page = printed(report)
    assert '<a href="https://example.org/gone">Threshold document</a>, version 3.1 (NHS staff): https' in page
    assert "Handbook: Shared drive" in plain(page)
    assert "Kept inside" not in page
    dead = [one.text for one in findings(cast, report, "dead_link")]
    assert sorted(dead) == [
        "Links do not work: Threshold document.",
        "Links in the words do not work: Threshold document.",
    ]


def test_the_law_is_that_of_the_reports_period_and_own_words_are_printed(cast: Cast) -> None:
    period = Period.span(date(2017, 9, 30), date(2019, 3, 31))
    old = report_create(by=cast.manager, partnership=cast.a, slug="old", title="Report", period=period)
    add(cast, old, "law")
    said_there = plain(printed(old))
    assert "This report follows Working Together to Safeguard Children 2018, in force from 4 July 2018." in said_there
    assert "Until 3 July 2018 it was Working Together to Safeguard Children 2015." in said_there
    assert "Source: Children Act 2004 s.16E." in said_there
    text = next(one for one in texts_of(cast.a, "wt-2018") if one.section == "report")
    text_reword(by=None, partnership=cast.a, text=text, body="<p>Our own words.</p>", why="Plainer", number=0)
    assert "Our own words." in plain(printed(old))
    add(cast, old, "law", edition="wt-2015")
    assert "Working Together to Safeguard Children 2015, in force from 26 March 2015" in plain(printed(old))


def test_texts_from_memory_are_a_warning_until_the_partnership_keeps_its_own(cast: Cast) -> None:
    period = Period.financial_year(2024)
    held = report_create(by=cast.manager, partnership=cast.a, slug="r", title="Report", period=period)
    add(cast, held, "law")
    assert only(cast, held, "unverified_law").text == (
        "Not verified against the guidance: Why this report is published."
    )
    text = next(one for one in texts_of(cast.a, "wt-2023") if one.section == "report")
    text_reword(by=None, partnership=cast.a, text=text, body="<p>Checked.</p>", why="Read it", number=0)
    assert not findings(cast, held, "unverified_law")


def test_a_report_is_gathered_in_the_same_number_of_queries_for_few_and_many(cast: Cast, report: Report) -> None:
    for block in BLOCKS:
        add(cast, report, block)

    def asked() -> int:
        with CaptureQueriesContext(connection) as context:
            gathered(report)
        return len(context)

    counts: list[Any] = []
    for number in range(1, 5):
        risk_made(cast.a, f"Risk {number}", agency=cast.agency, in_reports=True)
        challenge_made(cast.a, f"Challenge {number}", raised_to=cast.agency, in_reports=True)
        finding_made(inspection_made(cast.a, f"Service {number}", agencies=[cast.agency]), agency=cast.agency)
        requirement_made(topic_made(assessment_made(cast.a, title=f"Threats {number}")))
        resource_made(cast.a, f"Policy {number}", agency=cast.agency)
        disagreements_save(by=None, partnership=cast.a, period=YEAR, stage=number, raised=1, resolved=1)
        counts.append(asked())
    assert counts[0] == counts[-1]


def test_a_link_says_which_sections_of_which_reports_use_it(cast: Cast, report: Report) -> None:
    resource_made(cast.a, url="https://example.org/a?b=1&c=2")
    resource_made(cast.a, "Safer sleep", kind="leaflet", url="https://example.org/sleep")
    body = '<p><a href="https://example.org/a?b=1&amp;c=2">Here</a></p>'
    section_add(by=cast.manager, report=report, title="In words", block="narrative", body=body)
    section_add(by=cast.manager, report=report, title="Policies", block="links", config={"kind": "policy"})
    uses = {use.resource.title: [section.title for section in use.sections] for use in link_use_of(cast.a)}
    assert uses == {"Threshold document": ["In words", "Policies"], "Safer sleep": []}
    page = words(browser(cast.chair).get(address(cast, "link_use")))
    assert "In words" in page
    assert "Nowhere" in page


def test_words_of_the_registers_are_scanned_for_people_before_they_are_published(cast: Cast, report: Report) -> None:
    risk_made(cast.a, in_reports=True, mitigation="Mrs Hartley calls <each> family.")
    made = challenge_made(cast.a, in_reports=True)
    challenge_step(by=None, challenge=made, kind="meeting", happened_on=OPENED, text="Met Mr Underwood")
    finding_made(inspection_made(cast.a), "Dr Castle was praised")
    topic_made(assessment_made(cast.a), text="DS Pepper saw it")
    for block in BLOCKS[:4]:
        add(cast, report, block)
    found = " ".join(one.text for one in findings(cast, report, "name"))
    for name in ("Mrs Hartley", "Mr Underwood", "Dr Castle", "DS Pepper"):
        assert name in found
