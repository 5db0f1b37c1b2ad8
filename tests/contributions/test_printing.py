"""What reports print of contributions beside agency after agency: heading by heading, other kinds, statements."""

from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string

from partnerships.contributions.services import answer_save, contribution_add, contribution_submit
from reports.studio.assembly import gathered
from reports.studio.blocks import BLOCKS_BY_KEY
from reports.studio.checks import Level
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from safeguarding.lib.facts import Period
from tests.contributions.factories import answered, round_made, submitted_made
from tests.factories import GroupFactory
from tests.studio.checking import only
from tests.support.cast import Cast


@pytest.fixture
def report(cast: Cast) -> Report:
    """Return a draft about September 2017 to March 2019."""
    period = Period.span(date(2017, 9, 30), date(2019, 3, 31))
    return report_create(by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=period)


def add(cast: Cast, report: Report, block: str, **config: Any) -> None:
    section_add(by=cast.manager, report=report, title=block.title(), block=block, config=config)


def printed(report: Report) -> str:
    """Return how the last section prints."""
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": False}
    return " ".join(render_to_string(section["template"], context).split())


def two_agencies(cast: Cast) -> None:
    """Let two agencies hand in to one round."""
    asked = submitted_made(cast.a, cast.agency, cast.lead).round
    second = contribution_add(by=None, asked=asked, agency=cast.other_agency)
    contribution_submit(by=cast.other_lead, contribution=answered(second, cast.other_lead, "<p>The police did.</p>"))


def test_contributions_print_heading_by_heading_across_agencies(cast: Cast, report: Report) -> None:
    two_agencies(cast)
    add(cast, report, "contributions", shows="headings")
    words = printed(report)
    assert words.count("<h3>Agency context</h3>") == 1
    assert words.count("<h4>Alderbrook Council</h4>") == words.count("<h4>Mid County Police</h4>") == 3
    assert words.index("<h4>Mid County Police</h4>") < words.index("<h3>Key successes</h3>")


def test_one_heading_can_be_printed_alone(cast: Cast, report: Report) -> None:
    two_agencies(cast)
    add(cast, report, "contributions", heading="key-successes")
    words = printed(report)
    assert words.count("Key successes") == 2
    assert "Agency context" not in words


def test_a_working_group_prints_under_its_name_and_can_be_chosen(cast: Cast, report: Report) -> None:
    group = GroupFactory(partnership=cast.a, slug="learning", name="Learning group", kind="subgroup")
    asked = round_made(cast.a, kind="group", own_headings=True)
    made = answered(contribution_add(by=None, asked=asked, group=group), cast.manager)
    contribution_submit(by=cast.manager, contribution=made)
    add(cast, report, "contributions", round=asked.slug)
    assert "<h3>Learning group</h3>" in printed(report)
    form = BLOCKS_BY_KEY["contributions"].form(partnership=cast.a)
    assert ("group:learning", "Learning group") in form.fields["agency"].choices
    assert ("key-successes", "Key successes") in form.fields["heading"].choices
    add(cast, report, "contributions", round=asked.slug, agency="group:learning")
    assert "Learning group" not in printed(report)
    assert "We did what we said." in printed(report)


def test_a_statement_prints_with_the_capacity_and_the_day_and_never_among_the_contributions(
    cast: Cast, report: Report
) -> None:
    asked = round_made(cast.a, kind="statement", slug="statements")
    made = contribution_add(by=None, asked=asked, author=cast.chair, subtitle="Independent scrutineer")
    add(cast, report, "statements")
    assert "No statement was received from Independent scrutineer." in printed(report)
    answer_save(by=cast.chair, answer=made.answers.first(), version=0, body="<p>I looked for the child.</p>")
    for answer in list(made.answers.all())[1:]:
        answer_save(by=cast.chair, answer=answer, version=0, nothing_to_report=True, reason="Said above.")
    contribution_submit(by=cast.chair, contribution=made)
    words = printed(report)
    assert "I looked for the child." in words
    assert "Signed as Independent scrutineer, " in words
    assert "Nothing to report: Said above." in words
    assert cast.chair.name not in words
    add(cast, report, "contributions")
    assert "No contribution was asked for." in printed(report)


def test_a_report_without_statements_says_so(cast: Cast, report: Report) -> None:
    add(cast, report, "statements")
    assert "No statement was asked for." in printed(report)
    assert only(cast, report, "nothing_there").level is Level.ERROR


def test_the_checklist_finds_sentences_that_break_off_and_headings_that_stand_twice(cast: Cast, report: Report) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    body = "<h3>Audit</h3><p>We audited forty files and</p><h3>Audit</h3><p>Done.</p>"
    made.answers.filter(prompt__slug="key-successes").update(body=body)
    add(cast, report, "contributions")
    assert "Alderbrook Council, Key successes" in only(cast, report, "unfinished").text
    assert "The heading “Audit” stands twice." in only(cast, report, "same_heading").text
