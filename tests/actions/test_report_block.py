"""The block of a report that prints actions: empty, full, in parts, and never a name or anything confidential."""

from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from partnerships.actions.selectors import shared_log
from partnerships.actions.services import action_impact, action_move
from partnerships.directory.models import User
from reports.studio.assembly import gathered, report_gather
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from safeguarding.lib.facts import Period
from tests.actions.factories import SECRET, action_made, secret_made
from tests.studio.checking import only
from tests.support.cast import Cast

OPENED = date(2024, 5, 1)


def report_of(cast: Cast, sections: int = 1, **config: str) -> Report:
    """Return a draft about 2024-25 with sections of actions."""
    period = Period.financial_year(2024)
    report = report_create(by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=period)
    for number in range(sections):
        section_add(by=cast.manager, report=report, title=f"Actions {number}", block="actions", config=config)
    return report


def printed(report: Report, *, links: bool = False) -> str:
    """Return how the last section prints."""
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": links}
    return " ".join(render_to_string(section["template"], context).split())


@pytest.fixture
def log(cast: Cast) -> Cast:
    """Enter an action completed with impact, one completed without, one declined, one carried forward."""
    for title in ("Train receptionists", "Write guidance", "Buy a system"):
        action = action_made(cast, title=title, opened_on=OPENED, due_on=date(2024, 12, 1))
        if title == "Buy a system":
            action_move(by=cast.manager, action=action, event="decline", words="A shared one came.", on=OPENED)
            continue
        action_move(by=cast.lead, action=action, event="report_done", words="Done.", on=date(2024, 11, 1))
        action_move(by=cast.manager, action=action, event="close", words="Saw the register.", on=date(2024, 11, 2))
        if title == "Train receptionists":
            action_impact(by=cast.lead, action=action, text="Missed appointments are followed up.")
    action_made(
        cast,
        title="Review the protocol",
        opened_on=OPENED,
        owner_agency=None,
        owner_person=cast.chair,
        due_on=date(2025, 1, 31),
        origin_kind="inspection",
        origin_label="Joint inspection",
    )
    return cast


def test_an_empty_block_says_that_nothing_is_recorded_and_the_checks_say_so(cast: Cast) -> None:
    report = report_of(cast)
    words = printed(report)
    assert "No action is recorded for this period." in words
    assert "<table" not in words
    assert "No action is recorded" in only(cast, report, "nothing_there").text


@pytest.mark.parametrize("links", [True, False], ids=["web", "print"])
def test_a_full_block_prints_numbers_actions_impact_reasons_and_what_is_carried_forward(log: Cast, links: bool) -> None:
    words = printed(report_of(log), links=links)
    for text in (
        "Actions completed in 2024-25: ",
        "were done on time. What difference",
        "Actions by what they come from, 2024-25, as they stood on 31 March 2025",
        "<caption>Audit</caption>",
        "<td>Audit of neglect</td>",
        "<td>Joint inspection</td>",
        "Difference made: Missed appointments are followed up.",
        "<strong>Buy a system</strong> (Alderbrook Council). A shared one came.",
        "Open on 31 March 2025",
        "31 to 90 days",
        "Closed",
    ):
        assert text in words
    assert "figure not found" not in words
    assert log.chair.name not in words


def test_each_action_is_printed_once_and_equal_ones_share_a_line(log: Cast) -> None:
    for standard in ("Records", "Policies"):
        action_made(log, title="Train", opened_on=OPENED, origin_kind="assessment", origin_label=f"Tool: {standard}")
    words = printed(report_of(log))
    settled, carried = words[words.index(">Settled<") :].split(">Carried forward<")
    for title, part, other in (("Write guidance", settled, carried), ("Review the protocol", carried, settled)):
        assert part.count(title) == 1
        assert title not in other
    assert carried.count("Train<") == 1
    assert "<td>Tool: Policies; Records</td>" in carried


def test_a_part_and_an_origin_can_be_printed_alone(log: Cast) -> None:
    words = printed(report_of(log, shows="carried", origin="inspection"))
    assert "Review the protocol" in words
    assert "Train receptionists" not in words
    assert "Not implemented" not in words


def test_what_was_settled_after_the_year_is_printed_as_it_stood(log: Cast) -> None:
    report = report_of(log, shows="list")
    left = shared_log(log.a).get(title="Review the protocol")
    action_move(by=log.manager, action=left, event="report_done", words="Done.", on=date(2025, 6, 1))
    action_move(by=log.second_manager, action=left, event="close", words="Saw the register.", on=date(2025, 6, 2))
    words = printed(report)
    row = words[words.index("Review the protocol") :]
    assert "Not started" in row[: row.index("</tr>")]


def test_the_checks_name_completed_actions_without_impact(log: Cast) -> None:
    text = only(log, report_of(log), "no_impact").text
    assert "1 completed" in text
    assert "Write guidance" in text


def test_confidential_actions_are_not_printed(log: Cast, coordinator: User) -> None:
    report = report_of(log)
    before = printed(report)
    secret_made(log, coordinator, opened_on=OPENED)
    assert printed(report) == before
    assert SECRET not in before


def test_gathering_takes_the_same_number_of_queries_for_one_section_and_six(log: Cast) -> None:
    report = report_of(log)
    counts = []
    for _ in range(2):
        fresh = reports_of(log.a).get(pk=report.pk)
        with CaptureQueriesContext(connection) as queries:
            report_gather(fresh)
        counts.append(len(queries))
        for number in range(5):
            section_add(by=log.manager, report=report, title=f"More {number}", block="actions", config={})
    assert counts[0] == counts[1]
