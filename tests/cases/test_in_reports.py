"""The blocks of a report about case reviews: empty, full, and never more than was let out."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from partnerships.directory.models import User
from reports.studio import providers
from reports.studio.assembly import gathered
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from reviews.cases.models import Case, EventKind, Recommendation
from reviews.cases.selectors.records import Released
from reviews.cases.services import (
    author_add,
    briefing_add,
    counts_state,
    event_record,
    figures_release,
    finding_add,
    impact_record,
    panel_answer_record,
    publication_draft,
    publication_hold,
    record_withdraw,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.facts import Period
from tests.cases.factories import case_made, coordinator_of, decision_made
from tests.cases.test_learning import noted, recommended
from tests.cases.test_records import described, let_out, second_of
from tests.studio.checking import findings, only
from tests.support.cast import Cast

YEAR = Period.financial_year(2025)


def add(cast: Cast, report: Report, block: str, **config: Any) -> str:
    """Add a section of a block and return how it prints."""
    section_add(by=cast.manager, report=report, title="Reviews", block=block, config=config)
    return printed(report)


def printed(report: Report, links: bool = False) -> str:
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": links}
    return " ".join(render_to_string(section["template"], context).split())


def published_review(cast: Cast, coordinator: User, title: str = "Child Q") -> Case:
    """Return a practice review published in March 2026, released with something in every part."""
    case = case_made(coordinator, cast.a, kind="lcspr", began=date(2025, 4, 1), pseudonym=f"{title} inside")
    when = FuzzyDate.read("march 2026")
    event_record(by=coordinator, case=case, kind=EventKind.PUBLISHED, when=when, evidence="Press notice")
    described(case, coordinator, "A child was searched at school.", public_decision="The scrutineer decided to review.")
    decision = decision_made(coordinator, case)
    panel_answer_record(
        by=coordinator,
        decision=decision,
        stance="disagrees",
        verbatim="We doubt that the criteria are met.",
        answered_on=date(2025, 5, 6),
        goes_ahead="The partners go ahead.",
        may_be_quoted=True,
    )
    counts_state(by=coordinator, case=case, findings=1, recommendations=3)
    finding_add(by=coordinator, case=case, text="The school kept to its policy.", tone="positive")
    first, second = (recommended(coordinator, case, cast.agency, text=text) for text in ("Renew it.", "Train all."))
    noted(coordinator, first, "deferred", date(2026, 3, 20), words="To be reported next year.")
    noted(coordinator, first, "done", date(2026, 6, 1), words="Renewed.")
    noted(coordinator, second, "not_implementing", date(2026, 3, 21), words="The law changed.")
    impact_record(by=coordinator, case=case, title="Training", words="Staff ask more.", happened=FuzzyDate.read("2026"))
    author_add(by=coordinator, case=case, role="Independent reviewer", independent=True)
    briefing_add(
        by=coordinator, case=case, sort="seminar", title="Seminars", issued=when, readers=["police"], reached=1133
    )
    let_out(case, coordinator, second_of(cast, case, coordinator), title=title)
    return case


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("case_figures", "The figures about case reviews have not been released for 2025-26."),
        ("case_reviews", "No review is printed here."),
        ("case_progress", "No review with recommendations has been released to reports."),
    ],
)
def test_nothing_let_out_prints_nothing_and_the_checklist_says_so(
    cast: Cast, report: Report, case: Case, block: str, words: str
) -> None:
    assert words in add(cast, report, block)
    assert only(cast, report, "nothing_there")


def test_a_review_prints_every_part_that_was_released(cast: Cast, coordinator: User, report: Report) -> None:
    case = published_review(cast, coordinator)
    words = add(cast, report, "case_reviews")
    for said in (
        "<h3>Child Q</h3>",
        "Local child safeguarding practice review, published March 2026",
        "Written by Independent reviewer (independent).",
        "A child was searched at school.",
        "The scrutineer decided to review.",
        "“We doubt that the criteria are met.”",
        '<li value="1">The school kept to its policy. <strong>Good practice.</strong></li>',
        "<strong>Alderbrook Council</strong>",
        "<strong>Done</strong> (1 June 2026): Renewed.",
        "<strong>Training.</strong> Staff ask more. (2026)",
        "Seminars (seminar, March 2026), for police: 1,133 people reached",
    ):
        assert said in words, said
    assert "inside" not in words
    assert case.reference not in words


def test_a_review_that_miscounts_itself_is_flagged_in_print_and_on_the_checklist(
    cast: Cast, coordinator: User, report: Report
) -> None:
    published_review(cast, coordinator)
    words = add(cast, report, "case_reviews")
    assert "The review says it has" in words
    assert only(cast, report, "miscounted").text == "“Child Q” says it has 3 recommendations; 2 are listed."
    assert "are listed here" not in add(cast, report, "case_reviews", shows=["findings"])


def test_an_author_chooses_which_reviews_and_which_parts(cast: Cast, coordinator: User, report: Report) -> None:
    published_review(cast, coordinator)
    held = case_made(coordinator, cast.a, kind="lcspr", began=date(2025, 4, 2))
    described(held, coordinator, "A review of a family.")
    row = publication_draft(by=coordinator, case=held)
    publication_hold(by=coordinator, publication=row, event="delay", reason="A trial is not over.")
    let_out(held, coordinator, second_of(cast, held, coordinator), title="Review 2")
    assert "Review 2" not in add(cast, report, "case_reviews")
    waiting = add(cast, report, "case_reviews", which="unpublished")
    assert "<strong>Publication delayed.</strong> A trial is not over." in waiting
    assert "Child Q" not in waiting
    assert "Child Q" in add(cast, report, "case_reviews", which="chosen", reviews=["child-q"], shows=[])
    assert "Findings" not in printed(report)
    both = add(cast, report, "case_reviews", which="all")
    assert both.index("Child Q") < both.index("Review 2")


def test_what_is_taken_back_is_gone_from_a_draft(cast: Cast, coordinator: User, report: Report) -> None:
    case = published_review(cast, coordinator)
    record_withdraw(by=coordinator, case=case, reason="A family asked")
    assert "No review is printed here." in add(cast, report, "case_reviews")


def test_progress_is_printed_as_it_stood_at_the_end_of_the_reports_period(
    cast: Cast, coordinator: User, report: Report
) -> None:
    published_review(cast, coordinator)
    words = add(cast, report, "case_progress")
    assert "how far they had come on 31 March 2026" in words
    resolved = providers.resolve(
        cast.a, [f"cases/review.child-q.{name}?at=2026-03-31" for name in ("deferred", "done", "not-implementing")]
    )
    assert [int(fact.value) for fact in resolved.values()] == [1, 0, 1]
    assert "Child Q, recommendation 1" in words
    assert "<strong>Deferred to the next report</strong> (20 March 2026): To be reported next year." in words
    assert "<strong>Not implementing</strong> (21 March 2026): The law changed." in words
    later = report_create(
        by=cast.manager, partnership=cast.a, slug="next", title="Annual report", period=Period.financial_year(2026)
    )
    assert "Deferred" not in add(cast, later, "case_progress", shows="reasons")


def test_recommendations_nobody_followed_up_are_on_the_checklist(
    cast: Cast, case: Case, coordinator: User, report: Report
) -> None:
    described(case, coordinator)
    recommended(coordinator, case)
    let_out(case, coordinator, second_of(cast, case, coordinator))
    add(cast, report, "case_progress")
    assert "what came of the recommendations of “Child Q”" in only(cast, report, "no_review_progress").text


def test_figures_keep_flow_and_stock_apart_and_name_their_basis(cast: Cast, coordinator: User, report: Report) -> None:
    case = case_made(coordinator, cast.a, began=date(2025, 4, 1))
    event_record(
        by=coordinator, case=case, kind=EventKind.RAPID_SENT, when=FuzzyDate.read("23 april 2025"), evidence="x"
    )
    case_made(coordinator, cast.a, kind="lcspr", began=date(2025, 6, 1))
    figures_release(by=coordinator, partnership=cast.a, period=YEAR, reason="Yearly report")
    words = add(cast, report, "case_figures")
    assert "Reviews in 2025-26" in words
    assert "<td>National panel notified</td>" in words
    assert "Reviews under way on 31 March 2026" in words
    assert "Serious incident notification" not in words[words.index("under way") : words.index("Deadlines and time")]
    assert "100.0" in words
    assert "working days" in words
    assert not [one for one in findings(cast, report) if one.code == "nothing_there"]
    assert "Domestic homicide review" in add(cast, report, "case_figures", kinds=["dhr"])


def test_totals_over_all_reviews_can_be_put_into_a_sentence(cast: Cast, coordinator: User) -> None:
    published_review(cast, coordinator)
    keys = {part: f"cases/recommendations.{part}?at=2026-06-30" for part in ("all", "settled", "settled-share", "open")}
    found = providers.resolve(cast.a, keys.values())
    assert [found[key].text for key in keys.values()] == ["2", "2", "100.0%", "0"]
    assert [entry.text for entry in providers.catalogue(cast.a, "child q recommendations listed")] == ["2"]
    for wrong in (
        "recommendations.all",
        "recommendations.all?at=soon",
        "review.child-q.open",
        "review.nobody.findings",
    ):
        assert providers.resolve(cast.a, [f"cases/{wrong}"]) == {}


def test_a_report_that_does_not_say_how_many_it_has_is_not_available(cast: Cast, case: Case, coordinator: User) -> None:
    described(case, coordinator)
    let_out(case, coordinator, second_of(cast, case, coordinator))
    key = "cases/review.child-q.findings-stated"
    assert providers.resolve(cast.a, [key])[key].text == "not available"


def test_another_partnership_prints_none_of_it(cast: Cast, coordinator: User) -> None:
    published_review(cast, coordinator)
    theirs = report_create(by=cast.manager_of_b, partnership=cast.b, slug="annual", title="Report", period=YEAR)
    section_add(by=cast.manager_of_b, report=theirs, title="Reviews", block="case_reviews", config={"which": "all"})
    assert "No review is printed here." in printed(theirs)
    assert coordinator_of(cast.b)


def test_a_report_takes_as_many_queries_for_many_reviews_as_for_one(
    cast: Cast, coordinator: User, report: Report
) -> None:
    published_review(cast, coordinator)
    for block in ("case_reviews", "case_progress", "case_figures"):
        add(cast, report, block)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            printed(report)
        return len(found)

    few = queries()
    for number in range(3):
        published_review(cast, coordinator, title=f"Child {number}")
    assert queries() == few


def test_standing_of_a_record_is_the_last_note_before_the_day() -> None:
    notes = [{"on": "2025-01-01", "standing": "in_progress"}, {"on": "2026-01-01", "standing": "done"}]
    record = Released(slug="x", title="x", content={}, released_at=None, released_by="")  # type: ignore[arg-type]
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2026, 1, 1))
    assert [record.standing_on({"progress": notes}, day) for day in days] == [
        Recommendation.Standing.OPEN,
        Recommendation.Standing.IN_PROGRESS,
        Recommendation.Standing.DONE,
    ]
