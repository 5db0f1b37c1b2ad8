"""The writes: locks, doing a thing once, refusals in words a person can act on, the audit trail."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import AuditEvent
from partnerships.training.models import Count, Course, PrintedTotal, Session
from partnerships.training.services import (
    amount_add,
    amount_remove,
    course_add,
    course_change,
    evaluation_add,
    evaluation_answers_save,
    printed_total_add,
    quote_add,
    quote_remove,
    session_add,
    session_call_off,
    session_change,
    session_counts_save,
    session_plan_again,
    session_take_back,
)
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.support.cast import Cast
from tests.training.factories import (
    DAY,
    SCALE,
    YEAR,
    areas_made,
    counted,
    course_made,
    evaluation_made,
    held_made,
    session_made,
)


def refusal(call: object, **arguments: object) -> str:
    """Return why a service refuses."""
    with pytest.raises(NotAllowed) as caught, transaction.atomic():
        call(**arguments)  # type: ignore[operator]
    return caught.value.messages[0]


def last_event() -> AuditEvent:
    """Return the newest line of the audit trail."""
    event = AuditEvent.objects.order_by("-number").first()
    assert event is not None
    return event


def test_a_course_is_added_once_with_a_slug_for_keys_and_a_line_in_the_trail(cast: Cast) -> None:
    made = course_add(by=cast.manager, partnership=cast.a, title="Safer sleep", level="2")
    assert made.slug == "safer-sleep"
    assert (last_event().action, last_event().actor_name) == ("training_course_add", "Board manager of A")
    again = refusal(course_add, by=cast.manager, partnership=cast.a, title="SAFER sleep")
    assert again == "There is a course of that name already."
    course_add(by=None, partnership=cast.b, title="Safer sleep")
    assert Course.objects.of(cast.a).count() == 1


def test_only_a_single_agency_course_belongs_to_an_agency_and_only_of_the_partnership(cast: Cast) -> None:
    words = refusal(course_add, by=None, partnership=cast.a, title="A", reach="multi", agency=cast.agency)
    assert "single-agency" in words
    words = refusal(course_add, by=None, partnership=cast.a, title="A", reach="single", agency=cast.agency_of_b)
    assert "another partnership" in words
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.create(partnership=cast.a, slug="x", title="X", reach="multi", agency=cast.agency)


def test_a_course_saved_meanwhile_is_not_overwritten(cast: Cast) -> None:
    course = course_made(cast.a)
    course_change(by=cast.manager, course=course, version=1, title="Awareness")
    with pytest.raises(Overtaken):
        course_change(by=cast.second_manager, course=course, version=1, title="Basics")
    course_change(by=cast.second_manager, course=course, version=1, title="Awareness")  # the same again changes nothing
    course.refresh_from_db()
    assert (course.title, course.slug, course.version) == ("Awareness", "basic-awareness", 2)
    assert last_event().before == {"title": "Basic awareness"}


def test_a_double_click_adds_one_session(cast: Cast) -> None:
    course = course_made(cast.a)
    said = {"by": None, "course": course, "starts_on": DAY, "places": 20}
    session_add(**said)  # type: ignore[arg-type]
    assert refusal(session_add, **said).startswith("This session is in the programme already.")
    assert "last day" in refusal(session_add, by=None, course=course, starts_on=DAY, ends_on=date(2025, 1, 1))


def test_days_that_no_year_would_count_are_refused(cast: Cast) -> None:
    over = {"starts_on": date(2026, 3, 30), "ends_on": date(2026, 4, 2)}
    assert "two financial years" in refusal(session_add, by=None, course=course_made(cast.a), **over)
    said = {"kind": "cost", "label": "Venue", "pounds": Decimal(90), **over}
    assert "two financial years" in refusal(amount_add, by=None, partnership=cast.a, **said)


def test_a_course_of_another_partnership_is_refused(cast: Cast) -> None:
    session = session_made(course_made(cast.a))
    words = refusal(session_change, by=None, session=session, version=1, course=course_made(cast.b))
    assert "another partnership" in words


def test_counts_make_a_session_held_and_replace_only_what_they_name(cast: Cast) -> None:
    hillside, _ = areas_made(cast.a)
    session = session_made(course_made(cast.a))
    counted(session, {"health": {"attended": 5}, "police": {"attended": 2}}, "one", hillside)
    counted(session, {"health": {"attended": 6}}, "one", hillside)
    counted(session, {"health": {"attended": 1}}, "several")
    session.refresh_from_db()
    assert session.status == Session.Status.HELD
    held = {(count.sector, count.place): count.attended for count in session.counts.all()}
    assert held == {("health", "hillside"): 6, ("police", "hillside"): 2, ("health", "several"): 1}
    assert last_event().after["health"]["attended"] == 1


def test_a_row_of_nothing_goes_away_and_zero_stays(cast: Cast) -> None:
    session = counted(session_made(course_made(cast.a)), {"health": {"attended": 0}, "police": {"attended": 1}})
    session = counted(session, {"police": {"attended": None}})
    assert [(row.sector, row.attended) for row in session.counts.all()] == [("health", 0)]


def test_counts_saved_meanwhile_are_not_overwritten_and_the_same_again_is_no_change(cast: Cast) -> None:
    session = session_made(course_made(cast.a))
    said = {"by": cast.manager, "session": session, "version": 1, "reach": "unrecorded"}
    session_counts_save(**said, rows={"health": {"attended": 5}})  # type: ignore[arg-type]
    with pytest.raises(Overtaken):
        session_counts_save(**said, rows={"health": {"attended": 7}})  # type: ignore[arg-type]
    events = AuditEvent.objects.count()
    session_counts_save(**said, rows={"health": {"attended": 5}})  # type: ignore[arg-type]
    assert AuditEvent.objects.count() == events
    assert Count.objects.get(session=session).attended == 5


def test_agencies_count_under_their_sector(cast: Cast) -> None:
    organisation = cast.other_agency.organisation
    organisation.kind = "police"
    organisation.save()
    session = counted(session_made(course_made(cast.a)), {cast.other_agency: {"attended": 4}})
    count = session.counts.get()
    assert (count.sector, count.agency) == ("police", cast.other_agency)


def test_who_attended_can_not_be_entered_before_the_day_but_bookings_can(cast: Cast) -> None:
    session = session_made(course_made(cast.a))
    said = {"by": None, "session": session, "version": 1, "reach": "unrecorded", "today": date(2025, 6, 3)}
    words = refusal(session_counts_save, **said, rows={"health": {"attended": 5}})
    assert words.startswith("This session has not been held yet.")
    session_counts_save(**said, rows={"health": {"booked": 5}})  # type: ignore[arg-type]
    session.refresh_from_db()
    assert session.status == Session.Status.PLANNED


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_absurd_numbers_are_refused(cast: Cast, number: int) -> None:
    words = refusal(
        session_counts_save,
        by=None,
        session=session_made(course_made(cast.a)),
        version=1,
        reach="unrecorded",
        rows={"health": {"attended": number}},
    )
    assert "below zero or far too large" in words


def test_an_area_and_a_foreign_agency_are_refused_where_they_do_not_belong(cast: Cast) -> None:
    session = session_made(course_made(cast.a))
    said = {"by": None, "session": session, "version": 1}
    assert "Choose one area" in refusal(session_counts_save, **said, reach="one", rows={})
    foreign = {cast.agency_of_b: {"attended": 1}}
    assert "another partnership" in refusal(session_counts_save, **said, reach="several", rows=foreign)


def test_a_session_is_called_off_and_planned_again_and_counts_wait(cast: Cast) -> None:
    session = session_call_off(by=cast.manager, session=session_made(course_made(cast.a)))
    words = refusal(
        session_counts_save, by=None, session=session, version=1, reach="several", rows={"health": {"attended": 1}}
    )
    assert words == "This session was called off, so nobody attended it."
    assert session_plan_again(by=cast.manager, session=session).status == "planned"
    held = held_made(cast.a, "Safer sleep")
    with pytest.raises(NotAllowed):
        session_call_off(by=cast.manager, session=held)


def test_a_session_counted_by_mistake_is_taken_back_once_no_count_says_who_came(cast: Cast) -> None:
    area = areas_made(cast.a)[0]
    session = counted(session_made(course_made(cast.a)), {"education": {"booked": 9, "attended": 5}}, "one", area)
    assert str(session.counts.get()) == "Education, Hillside"
    assert "Empty them first" in refusal(session_take_back, by=None, session=session)
    session = counted(session, {"education": {"booked": 9, "attended": None}}, "one", area)
    client = Client()
    client.force_login(cast.manager)
    page = reverse("training_session", args=[cast.a.slug, session.pk])
    assert "It has not been held" in client.get(page).content.decode()
    client.post(reverse("training_session_take_back", args=[cast.a.slug, session.pk]))
    session.refresh_from_db()
    assert (session.status, session.counts.get().booked) == ("planned", 9)
    assert "It has not been held" not in client.get(page).content.decode()


def test_places_are_changed_under_the_same_lock_as_counts(cast: Cast) -> None:
    session = held_made(cast.a)
    with pytest.raises(Overtaken):
        session_change(by=cast.manager, session=session, version=1, places=12)
    assert session_change(by=cast.manager, session=session, version=2, places=12).places == 12


def test_a_printed_total_needs_its_document_and_keeps_its_decimals(cast: Cast) -> None:
    said = {"by": None, "partnership": cast.a, "period": YEAR, "measure": "missed_share"}
    row = printed_total_add(**said, value=Decimal("28.9"), source="Annual report")  # type: ignore[arg-type]
    assert row.decimals == 1
    assert refusal(printed_total_add, **said, value=Decimal(29), source="  ") == "Say which document prints it."
    assert "kept already" in refusal(printed_total_add, **said, value=Decimal(29), source="Annual report")
    assert PrintedTotal.objects.count() == 1


def test_an_amount_is_recorded_once_and_taken_out_with_a_trace(cast: Cast) -> None:
    said = {"kind": "income", "label": "Fees", "pounds": Decimal(200), "starts_on": DAY, "ends_on": DAY}
    amount = amount_add(by=cast.manager, partnership=cast.a, **said)  # type: ignore[arg-type]
    assert "recorded already" in refusal(amount_add, by=None, partnership=cast.a, **said)
    amount_remove(by=cast.manager, amount=amount)
    assert last_event().before["pounds"] == "200"
    assert "last day" in refusal(amount_add, by=None, partnership=cast.a, **{**said, "ends_on": date(2020, 1, 1)})


@pytest.mark.parametrize(
    ("scale", "words"),
    [(["Yes"], "from 2 to 20"), ([str(at) for at in range(21)], "from 2 to 20"), (["Yes", "yes"], "the same words")],
)
def test_a_scale_has_from_two_to_twenty_different_points(cast: Cast, scale: list[str], words: str) -> None:
    said = {"partnership": cast.a, "period": YEAR, "question": "Useful?", "moment": "end"}
    assert words in refusal(evaluation_add, by=None, scale=scale, **said)


def test_the_same_question_may_be_put_again_after_three_months_but_not_twice(cast: Cast) -> None:
    evaluation_made(cast.a)
    later = evaluation_made(cast.a, moment="later")
    assert later.slug.endswith("-2")
    said = {"partnership": cast.a, "period": YEAR, "question": "How was the trainer?", "moment": "end"}
    assert "there already" in refusal(evaluation_add, by=None, scale=SCALE, **said)


def test_answers_are_locked_and_must_be_a_distribution(cast: Cast) -> None:
    made = evaluation_made(cast.a, 1, 2, 3, 4, 5)
    with pytest.raises(Overtaken):
        evaluation_answers_save(by=None, evaluation=made, version=1, values=[Decimal(9)] * 5)
    said = {"by": None, "evaluation": made, "version": made.version}
    assert "whole numbers" in refusal(evaluation_answers_save, **said, values=[Decimal("1.5")] * 5)
    assert "below zero" in refusal(evaluation_answers_save, **said, values=[Decimal(-1)] * 5)
    assert "every point" in refusal(evaluation_answers_save, **said, values=[Decimal(1)] * 4)
    assert "only 5 were asked" in refusal(evaluation_answers_save, **said, values=[Decimal(2)] * 5, asked=5)
    shares = evaluation_made(cast.a, basis="percent", question="Met expectations?")
    said = {"by": None, "evaluation": shares, "version": 1}
    assert "more than 100" in refusal(evaluation_answers_save, **said, values=[Decimal(30)] * 5)


@pytest.mark.parametrize("text", ["Thank you Dr Example for the day.", "Write to me@example.org", "Ms Sample was kind"])
def test_a_quote_that_names_somebody_is_refused(cast: Cast, text: str) -> None:
    evaluation = evaluation_made(cast.a)
    assert "name or address" in refusal(quote_add, by=None, evaluation=evaluation, text=text)
    assert "name or address" in refusal(quote_add, by=None, evaluation=evaluation, text="Good.", said_by=text)


def test_a_quote_is_kept_once_and_leaves_no_words_behind_when_taken_out(cast: Cast) -> None:
    evaluation = evaluation_made(cast.a)
    quote = quote_add(by=cast.manager, evaluation=evaluation, text="I ask more now.", said_by="Health visitor")
    assert "kept already" in refusal(quote_add, by=None, evaluation=evaluation, text="I ask more now.")
    quote_remove(by=cast.manager, quote=quote)
    assert last_event().action == "training_quote_remove"
    assert last_event().before == {}
