"""The tracker: one row a case that other programs read, with what a board asks about and nothing restricted."""

import csv
import io
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.directory.models import User
from reviews.cases.models import Case
from reviews.cases.services import (
    clock_pause,
    event_record,
    publication_draft,
    publication_hold,
    recommendation_add,
    subject_add,
)
from safeguarding.lib.calendar import FuzzyDate
from tests.cases.factories import case_made, clock_of, decision_made
from tests.cases.test_learning import noted
from tests.support.cast import Cast


def taken(cast: Cast, keeper: Client) -> list[list[str]]:
    text = keeper.get(reverse("case_export", args=[cast.a.slug])).content.decode()
    return list(csv.reader(io.StringIO(text)))


def row_of(cast: Cast, keeper: Client) -> dict[str, str]:
    headings, row, _ = taken(cast, keeper)
    return dict(zip(headings, row, strict=True))


def test_the_headings_come_first_and_the_watermark_last(cast: Cast, case: Case, keeper: Client) -> None:
    headings, row, mark = taken(cast, keeper)
    assert headings[0] == "Reference"
    assert (row[0], len(row)) == (case.reference, len(headings))
    assert mark[0].startswith("OFFICIAL-SENSITIVE. Taken by Case coordinator")


def test_a_deadline_says_when_it_was_due_when_met_and_how_it_stands(cast: Cast, case: Case, keeper: Client) -> None:
    row = row_of(cast, keeper)
    assert (row["Rapid review: due"], row["Rapid review: standing"]) == ("2026-04-23", "Overdue")
    when = FuzzyDate.day(date(2026, 4, 21))
    event_record(by=case.opened_by, case=case, kind="rapid_sent", when=when, evidence="Email")
    row = row_of(cast, keeper)
    assert (row["Rapid review: met on"], row["Rapid review: standing"]) == ("2026-04-21", "Met")
    assert row["Rapid review sent to the national panel"] == "21 April 2026"


def test_a_review_says_decision_people_recommendations_and_publication(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    case = case_made(coordinator, cast.a, kind="lcspr")
    decision_made(coordinator, case)
    for pseudonym, band in (("Child Q", "under_1"), ("Child Z", "11_15")):
        subject_add(by=coordinator, case=case, pseudonym=pseudonym, age_band=band, exact_age="7 months")
    recommendation_add(by=coordinator, case=case, text="Meet weekly.")
    done = recommendation_add(by=coordinator, case=case, text="Write it down.")
    noted(coordinator, done, "done", date(2026, 6, 1))
    clock = clock_of(case, "publication")
    said = {"paused_on": date(2026, 5, 1), "reason": "A trial", "decided_by": "The partners"}
    clock_pause(by=coordinator, clock=clock, **said)
    publication_hold(
        by=coordinator, publication=publication_draft(by=coordinator, case=case), event="delay", reason="A trial"
    )
    row = row_of(cast, keeper)
    assert row["Latest decision"] == "Carry out a review, 31 March 2026"
    assert (row["Number of people"], row["Age bands"]) == ("2", "Under 1; 11 to 15")
    assert (row["Recommendations open"], row["Recommendations closed"]) == ("1", "1")
    assert (row["Publication"], row["Reason for delay or for not publishing"]) == ("Delayed", "A trial")
    assert row["Publication: standing"] == "Paused"
    assert "7 months" not in str(row)
    assert "Child Q" not in str(row)


def test_many_cases_take_as_many_queries_as_few(cast: Cast, case: Case, coordinator: User, keeper: Client) -> None:
    url = reverse("case_export", args=[cast.a.slug])

    def reading() -> list[str]:
        with CaptureQueriesContext(connection) as work:
            keeper.get(url)
        return [query["sql"] for query in work if query["sql"].startswith("SELECT")]

    subject_add(by=coordinator, case=case, pseudonym="Child Q", age_band="under_1")
    recommendation_add(by=coordinator, case=case, text="Meet weekly.")
    keeper.get(url)
    few = len([sql for sql in reading() if "audit" not in sql])
    for number in range(3):
        other = case_made(coordinator, cast.a, pseudonym=f"Child {number}")
        subject_add(by=coordinator, case=other, pseudonym="Child Q", age_band="under_1")
        recommendation_add(by=coordinator, case=other, text="Meet weekly.")
    assert len([sql for sql in reading() if "audit" not in sql]) == few
