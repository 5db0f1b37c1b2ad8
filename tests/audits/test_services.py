"""Planning, describing, grading and recommending, through the services."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnerships.actions.models import Origin
from partnerships.directory.models import AuditEvent
from reviews.audits.models import Audit
from reviews.audits.policies import TRANSITIONS
from reviews.audits.services import (
    grading_add,
    grading_remove,
    grading_round_save,
    practice_audit_change,
    practice_audit_move,
    practice_audit_plan,
    practice_audit_points_save,
    recommendation_action_open,
    recommendation_add,
    recommendation_remove,
)
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.audits.factories import YEAR, audit_made, graded_made
from tests.support.cast import Cast


def test_topic_and_year_are_enough(cast: Cast) -> None:
    made = practice_audit_plan(by=cast.manager, partnership=cast.a, topic="Neglect", year=YEAR)
    assert (made.status, made.records, made.slug, str(made)) == ("planned", None, "neglect", "Neglect, 2025-26")
    assert AuditEvent.objects.of(cast.a).filter(action="practice_audit_plan").count() == 1


def test_two_audits_of_one_topic_have_two_addresses(cast: Cast) -> None:
    assert [audit_made(cast).slug for _ in range(2)] == ["strategy-discussions", "strategy-discussions-2"]


def test_a_sample_is_part_of_what_it_was_drawn_from(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="larger than what it was drawn from"):
        audit_made(cast, records=10, population=9)
    made = audit_made(cast, records=9, population=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        Audit.objects.filter(pk=made.pk).update(population=8)


def test_an_audit_moves_by_its_table_and_is_reported_on_a_day(cast: Cast) -> None:
    made = audit_made(cast)
    practice_audit_move(by=cast.lead, audit=made, event="begin")
    with pytest.raises(NotAllowed, match="has not come yet"):
        practice_audit_move(by=cast.lead, audit=made, event="report", on=timezone.localdate() + timedelta(days=1))
    practice_audit_move(by=cast.lead, audit=made, event="report", on=date(2025, 9, 1))
    assert (made.status, made.reported_on) == ("reported", date(2025, 9, 1))
    with pytest.raises(NotAllowed):
        practice_audit_move(by=cast.lead, audit=made, event="begin")
    practice_audit_move(by=cast.lead, audit=made, event="reopen")
    assert made.reported_on is None


def test_the_slower_of_two_changes_nothing(cast: Cast) -> None:
    made, stale = audit_made(cast), Audit.objects.get()
    said = {"topic": made.topic, "year": YEAR, "agencies": []}
    practice_audit_change(by=cast.manager, audit=made, version=1, **said, cohort="Children on a plan")
    with pytest.raises(Overtaken):
        practice_audit_change(by=cast.lead, audit=stale, version=1, **said, cohort="Others")
    stale.refresh_from_db()
    assert (stale.cohort, stale.version, stale.agencies.count()) == ("Children on a plan", 2, 0)


def test_a_re_audit_follows_an_earlier_one_and_never_itself(cast: Cast) -> None:
    first = audit_made(cast)
    second = audit_made(cast, follows=first)
    assert list(first.repeats.all()) == [second]
    said = {"topic": first.topic, "year": YEAR, "agencies": [], "follows": second}
    with pytest.raises(NotAllowed, match="re-audit of itself"):
        practice_audit_change(by=cast.manager, audit=first, version=first.version, **said)


@pytest.mark.parametrize(
    ("scale", "good_from", "words"),
    [
        (("Good",), 2, "2 to 6 grades"),
        (tuple("abcdefg"), 2, "2 to 6 grades"),
        (("Good", "good"), 2, "twice"),
        (("No", "Yes"), 3, "a number from 2 to 2"),
        (("No", "Yes"), 1, "a number from 2 to 2"),
    ],
)
def test_a_scale_is_one_people_can_read(cast: Cast, scale: tuple[str, ...], good_from: int, words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        grading_add(by=None, audit=audit_made(cast), title="Quality", scale=scale, good_from=good_from)


def test_grades_that_can_not_be_are_refused(cast: Cast) -> None:
    records = graded_made(audit_made(cast))
    half = {1: Decimal("0.5")}
    with pytest.raises(NotAllowed, match="whole numbers"):
        grading_round_save(by=None, grading=records, version=records.version, held_on=date(2025, 7, 1), values=half)
    shares = grading_add(
        by=None, audit=records.audit, title="Shares", scale=("No", "Yes"), good_from=2, basis="percent"
    )
    for wrong in ({1: Decimal(70), 2: Decimal(40)}, {1: Decimal(30), 2: Decimal(40)}, {2: Decimal(102)}):
        with pytest.raises(NotAllowed, match="not to 100"):
            grading_round_save(by=None, grading=shares, version=1, held_on=date(2025, 7, 1), values=wrong)
    only_good = grading_round_save(
        by=None, grading=shares, version=1, held_on=date(2025, 7, 1), values={2: Decimal(60)}
    )
    assert only_good.grades.count() == 1
    day = timezone.localdate() + timedelta(days=1)
    with pytest.raises(NotAllowed, match="has not come yet"):
        grading_round_save(by=None, grading=shares, version=2, held_on=day, values={})


def test_a_round_of_which_only_the_year_is_known_is_called_by_its_year(cast: Cast) -> None:
    grading = graded_made(audit_made(cast))
    day = date(2025, 3, 31)
    made = grading_round_save(by=None, grading=grading, version=grading.version, held_on=day, known="year", values={})
    assert [str(one) for one in grading.rounds.all()] == ["2024-25", "June 2025"]
    assert made.period.token == "2024-25"


def test_an_audit_taken_from_a_document_keeps_that_its_day_is_not_known(cast: Cast) -> None:
    ours, printed = audit_made(cast), audit_made(cast, source="Annual report")
    for audit in (ours, printed):
        practice_audit_move(by=None, audit=audit, event="report")
    assert (ours.reported_on, printed.reported_on) == (timezone.localdate(), None)


def test_saving_a_round_again_replaces_its_grades_and_the_slower_of_two_is_told(cast: Cast) -> None:
    grading = graded_made(audit_made(cast))
    values = {1: Decimal(0), 2: None, 3: Decimal(9), 4: Decimal(1)}
    again = grading_round_save(
        by=cast.manager, grading=grading, version=grading.version, held_on=date(2025, 6, 1), values=values, number=1
    )
    assert [(grade.position, grade.value) for grade in again.grades.all()] == [(1, 0), (3, 9), (4, 1)]
    assert grading.rounds.count() == 1
    with pytest.raises(Overtaken):
        grading_round_save(by=None, grading=grading, version=1, held_on=date(2025, 6, 1), values=values)


def test_points_are_kept_in_order_and_other_boxes_stay(cast: Cast) -> None:
    made = audit_made(cast)
    made = practice_audit_points_save(
        by=None, audit=made, version=1, points={"strength": ["First", " ", "Second "], "change": ["New form"]}
    )
    practice_audit_points_save(by=None, audit=made, version=2, points={"strength": ["Second", "First"]})
    assert [(point.kind, point.text) for point in made.points.all()] == [
        ("change", "New form"), ("strength", "Second"), ("strength", "First"),
    ]  # fmt: skip


def test_a_recommendation_opens_actions_that_lead_back_and_then_stays(cast: Cast) -> None:
    made = recommendation_add(by=cast.manager, audit=audit_made(cast), text="Invite health to every discussion")
    action = recommendation_action_open(
        by=cast.manager, recommendation=made, title="Write to all practices", owner_agency=cast.other_agency
    )
    assert (action.origin_kind, action.origin_key) == (Origin.AUDIT, "strategy-discussions.1")
    assert action.origin_label == "Strategy discussions, 2025-26, recommendation 1"
    assert action.origin_path == "/p/alderbrook/audits/strategy-discussions/"
    with pytest.raises(NotAllowed, match="so it stays"):
        recommendation_remove(by=cast.manager, recommendation=made)
    other = recommendation_add(by=cast.manager, audit=made.audit, text="Second")
    recommendation_remove(by=cast.manager, recommendation=other)
    assert [row.number for row in made.audit.recommendations.all()] == [1]


def test_taking_a_grading_out_leaves_its_numbers_in_the_trail(cast: Cast) -> None:
    grading = graded_made(audit_made(cast))
    grading_remove(by=cast.manager, grading=grading)
    event = AuditEvent.objects.of(cast.a).get(action="practice_audit_grading_remove")
    assert event.before == {"Overall quality": {"June 2025": {"1": "1.00", "2": "4.00", "3": "4.00", "4": "1.00"}}}


def test_every_status_can_be_reached_and_left() -> None:
    reached = {move.target for move in TRANSITIONS.by_event.values()}
    left = {source for move in TRANSITIONS.by_event.values() for source in move.sources}
    assert reached == left == set(Audit.Status.values)


def test_the_diagram_in_the_docs_is_the_table() -> None:
    text = (settings.BASE_DIR / "docs" / "audits.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{TRANSITIONS.diagram()}\n```" in text
