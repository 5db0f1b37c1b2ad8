"""The pages of training, through the client, by the people who use them."""

import csv
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.directory.models import AuditEvent, User
from partnerships.training.models import Compliance, Course, Evaluation, Quote, Session
from partnerships.training.services import course_change, session_counts_save
from tests.factories import AgencyFactory
from tests.support.cast import Cast
from tests.training.factories import compliance_made, counted, course_made, evaluation_made, held_made, session_made
from tests.training.samples import numbers, season_made

YEAR = {"period": "2025-26"}


def browser(person: User) -> Client:
    """Return the browser of a person who is signed in."""
    client = Client()
    client.force_login(person)
    return client


def address(cast: Cast, name: str, *more: object) -> str:
    """Return a page of partnership A."""
    return reverse(name, args=[cast.a.slug, *more])


def words(response: Any) -> str:
    """Return a page as one line."""
    return " ".join(response.text.split())


def test_the_season_shows_totals_quarters_sectors_areas_and_what_does_not_add_up(cast: Cast) -> None:
    season_made(cast)
    page = words(browser(cast.reader).get(address(cast, "training_season"), YEAR))
    for text in ("83.3%", "1 / 25", "More than one area", "It prints 71; the records give 70.", "24 booked for 20"):
        assert text in page
    assert "Add a session" not in page


def test_an_empty_season_says_what_to_do(cast: Cast) -> None:
    page = words(browser(cast.manager).get(address(cast, "training_season")))
    assert "No session was held in" in page
    assert "Add a session" in page


def test_the_file_has_a_line_for_every_count_and_is_safe_in_a_spreadsheet(cast: Cast) -> None:
    course = course_made(cast.a, '=HYPERLINK("x")')
    counted(session_made(course), {"health": numbers(5, 1), "police": {"attended": 0}})
    session_made(course, date(2025, 7, 1))
    response = browser(cast.reader).get(address(cast, "training_export"), YEAR)
    assert response["Content-Disposition"] == 'attachment; filename="training-alderbrook-2025-26.csv"'
    lines = list(csv.DictReader(response.text.splitlines()))
    assert [line["Course"] for line in lines] == ['\'=HYPERLINK("x")'] * 3
    assert [(line["Sector"], line["Attended"], line["Cancelled"]) for line in lines] == [
        ("Health", "5", "1"),
        ("Police", "0", ""),
        ("", "", ""),
    ]


def test_counts_that_somebody_else_saved_meanwhile_are_shown_beside_ones_own(cast: Cast) -> None:
    session = session_made(course_made(cast.a))
    client, page = browser(cast.manager), address(cast, "training_counts", session.pk, "unrecorded")
    session_counts_save(
        by=cast.second_manager, session=session, version=1, reach="unrecorded", rows={"health": {"attended": 12}}
    )
    answer = client.post(page, {"version": "1", "health-attended": "14"})
    assert answer.status_code == 409
    assert "Second board manager of A saved this page" in words(answer)
    assert "attended 12" in words(answer)
    assert 'value="14"' in answer.text
    assert client.post(page, {"version": "2", "health-attended": "14"}).status_code == 302
    assert session.counts.get().attended == 14


def test_a_course_saved_meanwhile_is_shown_beside_ones_own(cast: Cast) -> None:
    course = course_made(cast.a)
    course_change(by=cast.second_manager, course=course, version=1, title="Their words")
    said = {"title": "My words", "level": "1", "reach": "multi", "version": "1"}
    answer = browser(cast.manager).post(address(cast, "training_course_edit", course.slug), said)
    assert answer.status_code == 409
    assert "Their words" in answer.text
    assert "My words" in answer.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [("twelve", "enter a whole number, like 12"), ("-3", "enter 0 or more")],
)
def test_a_wrong_number_is_named_with_its_sector_and_column(cast: Cast, typed: str, message: str) -> None:
    session = session_made(course_made(cast.a))
    page = address(cast, "training_counts", session.pk, "unrecorded")
    answer = browser(cast.manager).post(page, {"version": "1", "police-did_not_attend": typed})
    assert answer.status_code == 422
    assert f"Police, did not attend: {message}" in words(answer)
    assert f'value="{typed}"' in answer.text


def test_a_course_posted_twice_is_there_once_and_the_second_answer_says_so(cast: Cast) -> None:
    client, said = browser(cast.manager), {"title": "Safer sleep", "level": "2", "reach": "multi"}
    assert client.post(address(cast, "training_course_add"), said).status_code == 302
    again = client.post(address(cast, "training_course_add"), said)
    assert again.status_code == 422
    assert "There is a course of that name already." in words(again)
    assert Course.objects.count() == 1


def test_sessions_courses_questions_and_places_of_another_partnership_are_not_found(cast: Cast) -> None:
    course = course_made(cast.b)
    session = session_made(course)
    client = browser(cast.manager)
    assert client.get(address(cast, "training_session", session.pk)).status_code == 404
    assert client.get(address(cast, "training_counts", session.pk, "unrecorded")).status_code == 404
    assert client.get(address(cast, "training_course_edit", course.slug)).status_code == 404
    assert client.get(address(cast, "training_evaluation_detail", evaluation_made(cast.b).slug)).status_code == 404
    own = session_made(course_made(cast.a))
    assert client.get(address(cast, "training_counts", own.pk, "atlantis")).status_code == 404


def test_opening_a_statement_makes_nothing_and_the_first_save_begins_it(cast: Cast) -> None:
    client, page = browser(cast.lead), address(cast, "training_compliance_edit", "council", "2025-26")
    assert client.get(page).status_code == 200
    assert Compliance.objects.count() == 0
    client.post(page, {"version": "1", "eligible-1": "120"})
    made = Compliance.objects.get()
    assert (made.status, made.lines.get().eligible) == ("draft", 120)
    assert client.get(address(cast, "training_compliance_edit", "council", "someday")).status_code == 404


def test_two_people_who_begin_a_statement_at_once_both_keep_their_words(cast: Cast) -> None:
    page = address(cast, "training_compliance_edit", "council", "2025-26")
    assert browser(cast.manager).post(page, {"version": "1", "eligible-1": "120", "trained-1": "9"}).status_code == 302
    answer = browser(cast.lead).post(page, {"version": "1", "eligible-1": "121"})
    assert answer.status_code == 409
    assert "9 of 120" in words(answer)
    assert 'value="121"' in answer.text


def test_handing_in_tells_what_is_missing_and_keeps_the_draft(cast: Cast) -> None:
    client, page = browser(cast.lead), address(cast, "training_compliance_edit", "council", "2025-26")
    answer = client.post(page, {"version": "1", "eligible-1": "120", "do": "submit"}, follow=True)
    assert "Say on which day the figures were counted" in words(answer)
    assert 'value="120"' in answer.text


def test_a_lead_opens_only_the_own_agency_and_nobody_else_sees_its_draft(cast: Cast) -> None:
    made = compliance_made(cast, until="draft")
    page = address(cast, "training_compliance_edit", made.agency.slug, made.period_token)
    assert browser(cast.other_lead).get(page).status_code == 403
    listed = address(cast, "training_compliance")
    assert "116 of 120" in words(browser(cast.lead).get(listed, YEAR))
    assert "116 of 120" in words(browser(cast.manager).get(listed, YEAR))
    for person in (cast.other_lead, cast.reader, cast.chair):
        assert "116 of 120" not in words(browser(person).get(listed, YEAR))


def test_a_manager_can_not_accept_what_she_typed_and_is_told_so(cast: Cast) -> None:
    page = address(cast, "training_compliance_edit", "council", "2025-26")
    day = {"as_at-day": "12", "as_at-month": "may", "as_at-year": "2026"}
    said = {"version": "1", "eligible-1": "9", "trained-1": "8", "do": "submit", **day}
    first = browser(cast.manager).post(page, said, follow=True)
    assert "somebody else must accept them" in words(first)
    accept = address(cast, "training_compliance_accept", "council", "2025-26")
    assert "somebody else must accept them" in words(browser(cast.manager).post(accept, follow=True))
    browser(cast.second_manager).post(accept)
    assert Compliance.objects.get().status == "accepted"


def test_sending_back_needs_a_reason_which_the_agency_then_reads(cast: Cast) -> None:
    made = compliance_made(cast, until="submitted")
    where = (made.agency.slug, made.period_token)
    page, client = address(cast, "training_compliance_send_back", *where), browser(cast.manager)
    assert client.post(page, {"reason": ""}).status_code == 422
    client.post(page, {"reason": "Level 3 is missing."})
    assert "Level 3 is missing." in words(browser(cast.lead).get(address(cast, "training_compliance_edit", *where)))


def test_a_question_leads_on_to_its_answers_and_quotes(cast: Cast) -> None:
    client = browser(cast.manager)
    said = {
        "kind": "rating",
        "period": "2025-26",
        "moment": "end",
        "question": "Was it useful?",
        "scale": "No\nPartly\nYes",
        "basis": "people",
    }
    answer = client.post(address(cast, "training_evaluation_add"), said)
    row = Evaluation.objects.get()
    assert answer["Location"] == address(cast, "training_answers", row.slug)
    client.post(answer["Location"], {"version": "1", "point-1": "1", "point-2": "4", "point-3": "15", "asked": "31"})
    client.post(address(cast, "training_quote_add", row.slug), {"text": "I ask more.", "said_by": "Nursery worker"})
    page = words(client.get(address(cast, "training_evaluation_detail", row.slug)))
    for text in ("2.70 on a scale of 1 to 3", "75.0%", "95.0%", "I ask more.", "Nursery worker"):
        assert text in page
    client.post(address(cast, "training_quote_remove", row.slug, Quote.objects.get().pk))
    assert not Quote.objects.exists()


def test_income_and_cost_of_a_session_show_with_it_and_in_the_years_total(cast: Cast) -> None:
    session = session_made(course_made(cast.a))
    client, page = browser(cast.manager), address(cast, "training_amount_add")
    assert f'value="{session.pk}" selected' in client.get(page, {"session": session.pk}).text
    parts = {"day": "4", "month": "6", "year": "2025"}
    day = {f"{end}_on-{part}": text for end in ("starts", "ends") for part, text in parts.items()}
    for kind, pounds in (("cost", "350.50"), ("income", "90")):
        said = {"kind": kind, "label": f"A {kind}", "pounds": pounds, "session": session.pk, **day}
        assert client.post(page, said).status_code == 302
    assert "£350.50" in words(client.get(address(cast, "training_session", session.pk)))
    money = words(client.get(address(cast, "training_money"), YEAR))
    assert money.count("£350.50") == 2
    assert money.count("£90.00") == 2


def test_what_documents_print_stands_beside_what_the_records_give(cast: Cast) -> None:
    season_made(cast)
    client = browser(cast.manager)
    said = {"period": "2025-26", "source": "Newsletter", "measure": "attended", "place": "several", "value": "6"}
    client.post(address(cast, "training_printed_add"), said)
    page = words(client.get(address(cast, "training_printed"), YEAR))
    assert "Differs" in page
    assert "Agrees" in page
    assert "Attended, More than one area" in page


def test_every_change_on_these_pages_is_in_the_audit_trail_with_its_person(cast: Cast) -> None:
    client = browser(cast.manager)
    client.post(address(cast, "training_course_add"), {"title": "Safer sleep", "level": "2", "reach": "multi"})
    session = session_made(Course.objects.get())
    client.post(address(cast, "training_session_call_off", session.pk))
    client.post(address(cast, "training_session_plan_again", session.pk))
    mine = AuditEvent.objects.filter(actor_id=cast.manager.pk).values_list("action", flat=True)
    assert list(mine.order_by("number")) == [
        "training_course_add",
        "training_session_call_off",
        "training_session_plan_again",
    ]


PAGES = ("training_season", "training_sessions", "training_export", "training_evaluation", "training_compliance")


@pytest.mark.parametrize("name", PAGES)
def test_pages_take_the_same_number_of_queries_at_5_and_200_sessions(cast: Cast, name: str) -> None:
    client, counts = browser(cast.manager), []
    client.get(address(cast, name), YEAR)  # the first page of a visit also notes the visit
    for size in (5, 195):
        _grow(cast, size)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(cast, name), YEAR).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def _grow(cast: Cast, size: int) -> None:
    first = held_made(cast.a, f"Course {size}")
    sessions = [
        Session(
            partnership=cast.a, course=first.course, starts_on=date(2025, 5, 1), ends_on=date(2025, 5, 1), status="held"
        )
        for _ in range(size - 1)
    ]
    for session in Session.objects.bulk_create(sessions):
        session.counts.create(sector="health", reach="several", booked=9, attended=8)
    for number in range(size // 5):
        agency = AgencyFactory(partnership=cast.a)
        evaluation_made(cast.a, 1, 2, 3, 4, 5, question=f"Question {size} {number}?")
        compliance_made(cast, agency, until="submitted")
