"""The blocks of a report that print audits: empty, with one line, full."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from partnerships.actions.services import action_impact, action_move
from reports.studio.assembly import gathered
from reports.studio.blocks import BLOCKS_BY_KEY
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from reviews.audits.models import Audit
from reviews.audits.services import (
    practice_audit_move,
    practice_audit_points_save,
    recommendation_action_open,
    recommendation_add,
)
from tests.audits.factories import YEAR, audit_made, graded_made
from tests.studio.checking import findings, only
from tests.support.cast import Cast


def report_of(cast: Cast, block: str, **config: object) -> Report:
    """Return a draft about 2025-26 with one section."""
    report = report_create(by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=YEAR)
    section_add(by=cast.manager, report=report, title="Audits", block=block, config=config)
    return report


def printed(report: Report, *, links: bool = False) -> str:
    """Return how the last section prints."""
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": links}
    return " ".join(render_to_string(section["template"], context).split())


def full(cast: Cast) -> None:
    """Enter an audit that says everything."""
    audit = audit_made(
        cast,
        cohort="Children on a plan",
        records=10,
        chosen="Every third record",
        families=3,
        auditors="Two reviewers from outside",
        independence="independent",
    )
    graded_made(audit, (date(2025, 5, 1), (2, 5, 3, 0)), (date(2025, 11, 1), (0, 4, 5, 1)))
    practice_audit_points_save(
        by=None,
        audit=audit,
        version=audit.version,
        points={"strength": ["Children were seen"], "change": ["A new form"]},
    )
    made = recommendation_add(by=None, audit=audit, text="Invite health to every discussion")
    action = recommendation_action_open(
        by=None, recommendation=made, title="Write to all practices", owner_agency=cast.other_agency
    )
    action_move(by=cast.other_lead, action=action, event="report_done", words="Written.")
    action_move(by=cast.manager, action=action, event="close", words="Saw it.")
    action_impact(by=cast.other_lead, action=action, text="Health came to 9 of 10.")
    audit.refresh_from_db()
    practice_audit_move(by=None, audit=audit, event="report", on=date(2025, 12, 1))


@pytest.mark.parametrize("block", ["audit_programme", "audit"])
def test_an_empty_block_says_so_and_the_checks_stop_it(cast: Cast, block: str) -> None:
    report = report_of(cast, block)
    words = printed(report)
    assert "callout" in words
    assert "<table" not in words
    assert only(cast, report, "nothing_there")


@pytest.mark.parametrize("links", [True, False], ids=["web", "print"])
def test_a_full_audit_prints_sample_grades_chart_findings_actions_and_what_changed(cast: Cast, links: bool) -> None:
    full(cast)
    words = printed(report_of(cast, "audit", audit="strategy-discussions"), links=links)
    for text in (
        "Multi-agency audit, 2025-26.",
        "Whose records: children on a plan. How the sample was chosen: every third record.",
        "Audited by two reviewers from outside (independent of the services audited).",
        "May 2025",
        "Good or better, computed",
        ">60.0<",
        'src="data:image/svg+xml',
        "<li>Children were seen</li>",
        "What changed",
        "Write to all practices <strong>(closed)</strong>. Difference made: Health came to 9 of 10.",
        "in percentage points",
    ):
        assert text in words, text
    assert "figure not found" not in words


def test_boxes_can_be_chosen(cast: Cast) -> None:
    full(cast)
    words = printed(report_of(cast, "audit", audit="strategy-discussions", boxes=["change"]))
    assert "A new form" in words
    assert "Children were seen" not in words


def test_the_checks_read_the_words_of_an_audit(cast: Cast) -> None:
    full(cast)
    audit = Audit.objects.get()
    practice_audit_points_save(
        by=None, audit=audit, version=audit.version, points={"strength": ["Record 943 476 5919 was the best"]}
    )
    report = report_of(cast, "audit", audit="strategy-discussions")
    assert findings(cast, report, "nhs_number")


def test_an_audit_with_only_a_topic_prints_without_holes(cast: Cast) -> None:
    audit_made(cast, lead=None, agencies=[])
    words = printed(report_of(cast, "audit", audit="strategy-discussions"))
    assert words == "<p><strong>Strategy discussions.</strong> Multi-agency audit, 2025-26.</p>"


@pytest.mark.parametrize("links", [True, False], ids=["web", "print"])
def test_the_programme_prints_every_audit_of_the_year(cast: Cast, links: bool) -> None:
    full(cast)
    audit_made(cast, topic="A second look", lead=None)
    words = printed(report_of(cast, "audit_programme"), links=links)
    assert words.index("A second look") < words.index("Strategy discussions")
    assert words.count(">not said<") == 2
    for text in ("Audit programme, 2025-26", ">60.0<", "Reported", "The partnership"):
        assert text in words


def test_the_form_offers_the_audits(cast: Cast) -> None:
    audit_made(cast)
    form = BLOCKS_BY_KEY["audit"].form(
        {"title": "Audit", "version": "1", "audit": "strategy-discussions"}, partnership=cast.a
    )
    assert form.is_valid(), form.errors
    assert form.config == {"audit": "strategy-discussions", "boxes": []}
