"""Rows for the case register. The council lead holds the coordinator's role here, and keeps the case."""

from datetime import date
from typing import Any

from django.utils import timezone

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Membership
from reviews.cases.models import Case, ClockRule, HolidayCorrection, PublicRecord, Recommendation
from reviews.cases.services import (
    access_give,
    case_change,
    chronology_add,
    clock_pause,
    finding_add,
    holiday_correct,
    publication_draft,
    recommendation_action_open,
    recommendation_add,
    record_prepare,
    record_release,
    request_make,
)
from safeguarding.lib.calendar import FuzzyDate
from tests.access.table import EVERYBODY_OF_A, Row
from tests.cases.factories import case_made, clock_of, coordinator_of, decision_made, guidance_there
from tests.factories import MembershipFactory
from tests.support.cast import Cast

KEEPER = ("lead",)
READERS = tuple(name for name in EVERYBODY_OF_A if name != "administrator")
OFF_LIST = tuple(name for name in READERS if name != "lead")
MANAGERS = ("manager", "administrator", "lead")
BREAKERS = ("manager", "lead", "chair")
DAY = {"day": "5", "month": "6", "year": "2026"}


def role(cast: Cast) -> dict[str, Any]:
    MembershipFactory(user=cast.lead, partnership=cast.a, role=Role.CASE_COORDINATOR)
    guidance_there()
    return {}


def case(cast: Cast) -> dict[str, Any]:
    role(cast)
    return {"reference": case_made(cast.lead, cast.a).reference}


def left(cast: Cast) -> dict[str, Any]:
    """Leave a case behind whose only coordinator has gone."""
    role(cast)
    gone = coordinator_of(cast.a)
    made = case_made(gone, cast.a)
    Case.objects.filter(pk=made.pk).update(reference="KKKK-2222")
    Membership.objects.filter(user=gone).delete()
    return {}


def event(cast: Cast) -> dict[str, Any]:
    role(cast)
    made = case_made(cast.lead, cast.a)
    return {"reference": made.reference, "event": made.events.get().pk}


def clock(cast: Cast) -> dict[str, Any]:
    role(cast)
    made = case_made(cast.lead, cast.a, kind="lcspr")
    return {"reference": made.reference, "clock": clock_of(made, "publication").pk}


def paused(cast: Cast) -> dict[str, Any]:
    found = clock(cast)
    row = clock_of(Case.objects.get(reference=found["reference"]), "publication")
    clock_pause(by=cast.lead, clock=row, paused_on=date(2026, 5, 1), reason="A trial", decided_by="The partners")
    return found


def decision(cast: Cast) -> dict[str, Any]:
    role(cast)
    made = case_made(cast.lead, cast.a)
    return {"reference": made.reference, "decision": decision_made(cast.lead, made).pk}


def draft(cast: Cast) -> dict[str, Any]:
    """Put a draft up by another coordinator, so that this one may check it."""
    found = case(cast)
    made = Case.objects.get(reference=found["reference"])
    other = coordinator_of(cast.a)
    access_give(by=cast.lead, case=made, person=other, reason="Second pair of eyes", coordinates=True)
    publication_draft(by=other, case=made)
    return found


def entry(cast: Cast) -> dict[str, Any]:
    role(cast)
    made = case_made(cast.lead, cast.a)
    return {"reference": made.reference, "entry": made.accesses.get().pk}


def learning(cast: Cast) -> dict[str, Any]:
    """Return a case with a finding, a recommendation and whom it is addressed to."""
    found = case(cast)
    made = Case.objects.get(reference=found["reference"])
    one = finding_add(by=cast.lead, case=made, text="x", tone="learning")
    asked = recommendation_add(by=cast.lead, case=made, text="x", agencies=[cast.agency])
    found |= {"finding": one.pk, "recommendation": asked.pk, "addressee": asked.addressees.get().pk}
    return found


def part(name: str) -> Any:
    def arranged(cast: Cast) -> dict[str, Any]:
        found = learning(cast)
        return {"reference": found["reference"], name: found[name]}

    return arranged


def confidential(cast: Cast) -> dict[str, Any]:
    found = part("recommendation")(cast)
    row = Recommendation.objects.select_related("case__partnership").get(pk=found["recommendation"])
    action = recommendation_action_open(by=cast.lead, recommendation=row, title="x", owner_post="Designated nurse")
    return {**found, "action": action.reference}


def record(cast: Cast) -> dict[str, Any]:
    """Put a record up by another coordinator, so that this one may release it."""
    found = case(cast)
    made = Case.objects.get(reference=found["reference"])
    other = coordinator_of(cast.a)
    access_give(by=cast.lead, case=made, person=other, reason="Second pair of eyes", coordinates=True)
    case_change(by=cast.lead, case=made, version=1, themes=[], public_summary="What may be known.")
    return {**found, "record": record_prepare(by=other, case=made, title="Child Q").pk}


def released(cast: Cast) -> dict[str, Any]:
    found = record(cast)
    record_release(by=cast.lead, record=PublicRecord.objects.get(pk=found.pop("record")), reason="Report")
    return found


def asked(cast: Cast) -> dict[str, Any]:
    found = case(cast)
    made = Case.objects.get(reference=found["reference"])
    said = {"asked": "Named nurse", "email": "nurse@example.org", "question": "x", "due_on": timezone.localdate()}
    return {**found, "asked": request_make(by=cast.lead, case=made, agency=cast.agency, **said)[0].pk}


def told(cast: Cast) -> dict[str, Any]:
    found = case(cast)
    made = Case.objects.get(reference=found["reference"])
    entry = chronology_add(by=cast.lead, case=made, happened=FuzzyDate.read("2025"), text="x")
    return {**found, "entry": entry.pk}


def edition(cast: Cast) -> dict[str, Any]:
    role(cast)
    return {"edition": "wt-2023"}


def kind(cast: Cast) -> dict[str, Any]:
    role(cast)
    return {"kind": "lcspr"}


def rule(cast: Cast) -> dict[str, Any]:
    role(cast)
    return {"rule": ClockRule.objects.get(edition__slug="wt-2023", key="rapid-review").pk}


def correction(cast: Cast) -> dict[str, Any]:
    role(cast)
    made = holiday_correct(
        by=cast.manager,
        partnership=cast.a,
        day=date(2026, 6, 5),
        change=HolidayCorrection.Change.PROCLAIMED,
        name="Day of celebration",
        source="Proclamation",
    )
    return {"pk": made.pk}


def parts(name: str, day: dict[str, str]) -> dict[str, str]:
    return {f"{name}-{part}": value for part, value in day.items()}


def post(name: str, allowed: tuple[str, ...], arrange: Any, data: dict[str, str], code: int = 302) -> Row:
    return Row(name=name, allowed=allowed, arrange=arrange, method="POST", data=data, code=code)


OPENING = {"kind": "rapid_review", "pseudonym": "Child Z", "evidence": "Email", **parts("began", DAY)}
LOCAL = {"start_event": "aware", "amount": "15", "unit": "working_days", "reason": "Local procedure"}
HOLIDAY = {**parts("day", DAY), "change": "proclaimed", "name": "Celebration", "source": "Proclamation"}
PAUSE = {**parts("paused_on", DAY), "reason": "A trial", "decided_by": "The partners"}
FORECAST = {**parts("expected_on", DAY), "because": "Drafting"}
RESPONSE = {"stance": "accepts", "version": "1", **parts("answered_on", DAY)}
PROGRESS = {"standing": "in_progress", "words": "x", **parts("noted_on", DAY)}

ROWS = (
    Row(name="case_list", allowed=READERS, arrange=role),
    Row(name="case_open", allowed=KEEPER, arrange=role),
    post("case_open", KEEPER, role, OPENING),
    Row(name="case_import", allowed=KEEPER, arrange=role),
    Row(name="case_export", allowed=KEEPER, arrange=role),
    Row(name="case_figures", allowed=KEEPER, arrange=role),
    post("case_figures", KEEPER, role, {"reason": "Yearly report"}),
    Row(name="deadline_list", allowed=READERS, arrange=role),
    Row(name="breach_list", allowed=READERS, arrange=role),
    Row(name="deadline_feed", allowed=READERS, arrange=role),
    post("deadline_feed", READERS, role, {}, 200),
    Row(name="guidance_list", allowed=EVERYBODY_OF_A, arrange=role),
    Row(name="guidance_what_if", allowed=READERS, arrange=edition),
    Row(name="local_rule_set", allowed=MANAGERS, arrange=rule),
    post("local_rule_set", MANAGERS, rule, LOCAL),
    Row(name="basis_set", allowed=MANAGERS, arrange=kind),
    post("basis_set", MANAGERS, kind, {"basis": "started", "reason": "Board, June 2026"}),
    Row(name="holiday_list", allowed=EVERYBODY_OF_A, arrange=role),
    Row(name="holiday_add", allowed=MANAGERS, arrange=role),
    post("holiday_add", MANAGERS, role, HOLIDAY),
    post("holiday_remove", MANAGERS, correction, {}),
    Row(name="case_emergency", allowed=BREAKERS, arrange=role),
    Row(name="case_notices", allowed=KEEPER, arrange=role),
    Row(name="case_detail", allowed=KEEPER, arrange=case, hidden=OFF_LIST),
    Row(name="case_edit", allowed=KEEPER, arrange=case),
    post("case_edit", KEEPER, case, {"pseudonym": "Child Z", "version": "1"}),
    post("case_close", KEEPER, case, {}),
    post("case_reopen", KEEPER, case, {}),
    Row(name="decision_list", allowed=KEEPER, arrange=case, hidden=OFF_LIST),
    Row(name="decision_add", allowed=KEEPER, arrange=case),
    Row(name="ratification_add", allowed=KEEPER, arrange=decision),
    Row(name="panel_answer_add", allowed=KEEPER, arrange=decision),
    post("panel_answer_add", KEEPER, decision, {"stance": "agrees", "verbatim": "Agreed", **parts("answered_on", DAY)}),
    Row(name="case_publication", allowed=KEEPER, arrange=case, hidden=OFF_LIST),
    post("publication_draft", KEEPER, case, {}),
    Row(name="publication_check", allowed=KEEPER, arrange=draft),
    post("publication_check", KEEPER, draft, {"read": "on"}),
    Row(name="publication_publish", allowed=KEEPER, arrange=draft),
    Row(name="publication_hold", allowed=KEEPER, arrange=draft),
    post("publication_hold", KEEPER, draft, {"event": "delay", "reason": "A trial"}),
    Row(name="dispute_add", allowed=KEEPER, arrange=decision),
    post("dispute_add", KEEPER, decision, {"route": "discussion", "words": "x", **parts("taken_on", DAY)}),
    Row(name="case_collecting", allowed=KEEPER, arrange=case, hidden=OFF_LIST),
    Row(name="request_make", allowed=KEEPER, arrange=case),
    post("request_renew", KEEPER, asked, {}, 200),
    post("request_withdraw", KEEPER, asked, {}),
    Row(name="chronology_add", allowed=KEEPER, arrange=case),
    post("chronology_add", KEEPER, case, {"happened": "2025", "text": "x"}),
    Row(name="chronology_withdraw", allowed=KEEPER, arrange=told),
    post("chronology_withdraw", KEEPER, told, {"reason": "Another family"}),
    Row(name="case_learning", allowed=KEEPER, arrange=case, hidden=OFF_LIST),
    Row(name="counts_state", allowed=KEEPER, arrange=case),
    post("counts_state", KEEPER, case, {"findings": "6"}),
    Row(name="finding_add", allowed=KEEPER, arrange=case),
    post("finding_add", KEEPER, case, {"text": "x", "tone": "positive"}),
    Row(name="finding_change", allowed=KEEPER, arrange=part("finding")),
    post("finding_change", KEEPER, part("finding"), {"text": "y", "tone": "learning", "version": "1"}),
    Row(name="recommendation_add", allowed=KEEPER, arrange=case),
    post("recommendation_add", KEEPER, case, {"text": "x"}),
    Row(name="recommendation_change", allowed=KEEPER, arrange=part("recommendation")),
    post("recommendation_change", KEEPER, part("recommendation"), {"text": "y", "version": "1"}),
    Row(name="response_record", allowed=KEEPER, arrange=part("addressee")),
    post("response_record", KEEPER, part("addressee"), RESPONSE),
    Row(name="progress_note", allowed=KEEPER, arrange=part("recommendation")),
    post("progress_note", KEEPER, part("recommendation"), PROGRESS),
    Row(name="recommendation_action_open", allowed=KEEPER, arrange=part("recommendation")),
    post(
        "recommendation_action_open", KEEPER, part("recommendation"), {"title": "x", "owner_post": "Designated nurse"}
    ),
    Row(name="recommendation_action_share", allowed=KEEPER, arrange=confidential),
    post("recommendation_action_share", KEEPER, confidential, {"title": "x", "reason": "It is published"}, 422),
    Row(name="impact_record", allowed=KEEPER, arrange=case),
    post("impact_record", KEEPER, case, {"words": "x", "happened": "2025"}),
    Row(name="author_add", allowed=KEEPER, arrange=case),
    post("author_add", KEEPER, case, {"role": "Independent reviewer"}),
    Row(name="briefing_add", allowed=KEEPER, arrange=case),
    post("briefing_add", KEEPER, case, {"sort": "video", "title": "x", "issued": "2025", "readers": "police"}),
    Row(name="case_record", allowed=KEEPER, arrange=case, hidden=OFF_LIST),
    Row(name="record_prepare", allowed=KEEPER, arrange=case),
    post("record_prepare", KEEPER, case, {"title": "Child Q"}, 422),
    Row(name="record_release", allowed=KEEPER, arrange=record),
    post("record_release", KEEPER, record, {"read": "on", "reason": "Yearly report"}),
    Row(name="record_withdraw", allowed=KEEPER, arrange=released),
    post("record_withdraw", KEEPER, released, {"reason": "A family asked"}),
    Row(name="case_count", allowed=KEEPER, arrange=case),
    post("case_count", KEEPER, case, {}),
    Row(name="case_relate", allowed=KEEPER, arrange=case),
    Row(name="event_add", allowed=KEEPER, arrange=case),
    post("event_add", KEEPER, case, {"kind": "rapid_sent", "when": "21 April 2026", "evidence": "Email"}),
    Row(name="event_withdraw", allowed=KEEPER, arrange=event),
    post("event_withdraw", KEEPER, event, {"reason": "Wrong day"}),
    Row(name="subject_add", allowed=KEEPER, arrange=case),
    post("subject_add", KEEPER, case, {"pseudonym": "Child Z", "age_band": "under_1"}),
    Row(name="clock_pause", allowed=KEEPER, arrange=clock),
    post("clock_pause", KEEPER, clock, PAUSE),
    Row(name="clock_resume", allowed=KEEPER, arrange=paused),
    post("clock_resume", KEEPER, paused, parts("resumed_on", DAY)),
    Row(name="clock_expect", allowed=KEEPER, arrange=clock),
    post("clock_expect", KEEPER, clock, FORECAST),
    Row(name="case_take_over", allowed=KEEPER, arrange=role),
    post("case_take_over", KEEPER, left, {"reference": "KKKK-2222", "reason": "Cover"}),
    Row(name="register_log", allowed=KEEPER, arrange=role),
    Row(name="case_access", allowed=KEEPER, arrange=case),
    post("access_end", KEEPER, entry, {}),
    Row(name="case_log", allowed=KEEPER, arrange=case),
)
