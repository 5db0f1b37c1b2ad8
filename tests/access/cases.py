"""Rows for the case register. The council lead holds the coordinator's role here, and keeps the case."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Membership
from reviews.cases.models import Case, Publication, PublicRecord, Recommendation, Subject
from reviews.cases.services import (
    access_give,
    case_change,
    chronology_add,
    clock_pause,
    finding_add,
    publication_check,
    publication_draft,
    publication_publish,
    recommendation_action_open,
    recommendation_add,
    record_prepare,
    record_release,
    request_make,
    subject_add,
    subject_name,
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


def decided(cast: Cast) -> dict[str, Any]:
    found = decision(cast)
    return {"reference": found["reference"], "sort": "decision", "part": found["decision"]}


def subject(cast: Cast) -> dict[str, Any]:
    found = case(cast)
    made = Case.objects.get(reference=found["reference"])
    child = subject_add(by=cast.lead, case=made, pseudonym="Child Q", age_band="unborn")
    return {**found, "subject": child.pk}


def named(cast: Cast) -> dict[str, Any]:
    found = subject(cast)
    said = {"name": "Sample Name", "consent_by": "The mother", "consent_on": date(2026, 6, 5)}
    subject_name(by=cast.lead, subject=Subject.objects.get(pk=found["subject"]), **said)
    return found


def adults(cast: Cast) -> dict[str, Any]:
    role(cast)
    return {"reference": case_made(cast.lead, cast.a, kind="sar").reference}


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


def draft_file(cast: Cast) -> dict[str, Any]:
    found = case(cast)
    upload = SimpleUploadedFile("draft.pdf", b"%PDF-1.7 x")
    publication_draft(by=cast.lead, case=Case.objects.get(reference=found["reference"]), upload=upload)
    return found


def published(cast: Cast) -> dict[str, Any]:
    found = draft(cast)
    row = Publication.objects.get(case__reference=found["reference"])
    publication_check(by=cast.lead, publication=row, note="")
    publication_publish(by=cast.lead, publication=row, link="https://example.org/x", published_on=date(2026, 6, 1))
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


def parts(name: str, day: dict[str, str]) -> dict[str, str]:
    return {f"{name}-{part}": value for part, value in day.items()}


def post(name: str, allowed: tuple[str, ...], arrange: Any, data: dict[str, str], code: int = 302) -> Row:
    return Row(name=name, allowed=allowed, arrange=arrange, method="POST", data=data, code=code)


OPENING = {"kind": "rapid_review", "pseudonym": "Child Z", "evidence": "Email", **parts("began", DAY)}
PAUSE = {**parts("paused_on", DAY), "reason": "A trial", "decided_by": "The partners"}
FORECAST = {**parts("expected_on", DAY), "because": "Drafting"}
CORRECTED = {"link": "https://example.org/y", "reason": "It moved", **parts("published_on", DAY)}
RESPONSE = {"stance": "accepts", "version": "1", **parts("answered_on", DAY)}
NAME = {"name": "Sample Name", "consent_by": "The mother", **parts("consent_on", DAY)}
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
    Row(name="case_emergency", allowed=BREAKERS, arrange=role),
    Row(name="case_notices", allowed=KEEPER, arrange=role),
    Row(name="case_detail", allowed=KEEPER, arrange=case, hidden=OFF_LIST),
    Row(name="case_edit", allowed=KEEPER, arrange=case),
    post("case_edit", KEEPER, case, {"pseudonym": "Child Z", "version": "1"}),
    post("case_close", KEEPER, case, {"because": "No review"}),
    post("case_reopen", KEEPER, case, {}),
    Row(name="decision_list", allowed=KEEPER, arrange=case, hidden=OFF_LIST),
    Row(name="decision_add", allowed=KEEPER, arrange=case),
    Row(name="ratification_add", allowed=KEEPER, arrange=decision),
    Row(name="panel_answer_add", allowed=KEEPER, arrange=decision),
    post("panel_answer_add", KEEPER, decision, {"stance": "agrees", "verbatim": "Agreed", **parts("answered_on", DAY)}),
    Row(name="case_publication", allowed=KEEPER, arrange=case, hidden=OFF_LIST),
    Row(name="publication_draft", allowed=KEEPER, arrange=case),
    post("publication_draft", KEEPER, case, {"link": "https://example.org/draft"}),
    Row(name="publication_file", allowed=KEEPER, arrange=draft_file, hidden=OFF_LIST),
    Row(name="publication_correct", allowed=KEEPER, arrange=published),
    post("publication_correct", KEEPER, published, CORRECTED),
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
    Row(name="subject_change", allowed=KEEPER, arrange=subject),
    post("subject_change", KEEPER, subject, {"pseudonym": "Child Z", "age_band": "under_1", "version": "1"}),
    Row(name="subject_name", allowed=KEEPER, arrange=subject),
    post("subject_name", KEEPER, subject, NAME),
    Row(name="subject_name_remove", allowed=KEEPER, arrange=named),
    post("subject_name_remove", KEEPER, named, {"reason": "Consent withdrawn"}),
    Row(name="case_kind_change", allowed=KEEPER, arrange=adults),
    post("case_kind_change", KEEPER, adults, {"kind": "sar_discretionary", "because": "Criteria not met"}),
    Row(name="part_withdraw", allowed=KEEPER, arrange=decided),
    post("part_withdraw", KEEPER, decided, {"reason": "Entered twice"}),
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
