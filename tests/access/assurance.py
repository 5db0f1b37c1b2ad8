"""Rows for assurance: the board reads, leads keep what is their agency's, few read risks that are not their own."""

from typing import Any

from partnerships.assurance.services import (
    risk_close,
    risk_escalate,
    threat_assessment_agree,
    threat_evidence_add,
)
from tests.access.table import Row
from tests.assurance.factories import (
    OPENED,
    assessment_made,
    challenge_made,
    finding_made,
    framework_named,
    inspection_made,
    parts,
    requirement_made,
    resource_made,
    risk_made,
    soon,
    topic_made,
)
from tests.support.cast import Cast

READERS = ("manager", "lead", "contributor", "other_lead", "chair", "signatory", "reader")
RISK_READERS = ("manager", "lead", "contributor", "chair", "signatory")
REGISTER_READERS = (*RISK_READERS, "other_lead")
MANAGER = ("manager",)
OWNERS = ("manager", "lead")
ADDERS = (*OWNERS, "other_lead")
STRANGER_LEAD = ("other_lead",)


def risk(cast: Cast) -> dict[str, Any]:
    return {"number": risk_made(cast.a, agency=cast.agency).number}


def closed(cast: Cast) -> dict[str, Any]:
    made = risk_made(cast.a, agency=cast.agency)
    risk_close(by=None, risk=made, closed_on=OPENED, reason="Done")
    return {"number": made.number}


def escalated(cast: Cast) -> dict[str, Any]:
    made = risk_made(cast.a, agency=cast.agency)
    said = {"target": "executive", "escalated_on": OPENED, "reason": "Money"}
    return {"escalation": risk_escalate(by=None, risk=made, **said).pk}  # type: ignore[arg-type]


def challenge(cast: Cast) -> dict[str, Any]:
    return {"number": challenge_made(cast.a, raised_to=cast.agency).number}


def framework(cast: Cast) -> dict[str, Any]:
    return {"framework": framework_named().slug}


def inspection(cast: Cast) -> dict[str, Any]:
    return {"slug": inspection_made(cast.a, agencies=[cast.agency]).slug}


def finding(cast: Cast) -> dict[str, Any]:
    made = inspection_made(cast.a, agencies=[cast.agency])
    return {"slug": made.slug, "finding": finding_made(made).pk}


def assessment(cast: Cast) -> dict[str, Any]:
    return {"slug": assessment_made(cast.a).slug}


def agreed(cast: Cast) -> dict[str, Any]:
    made = assessment_made(cast.a)
    topic_made(made)
    return {"slug": threat_assessment_agree(by=None, assessment=made, agreed_on=OPENED).slug}


def topic(cast: Cast) -> dict[str, Any]:
    return {"topic": topic_made(assessment_made(cast.a)).pk}


def evidence(cast: Cast) -> dict[str, Any]:
    said = {"sector": "Police", "text": "More", "source": "Minutes"}
    return {"evidence": threat_evidence_add(by=None, topic=topic_made(assessment_made(cast.a)), **said).pk}


def requirement(cast: Cast) -> dict[str, Any]:
    return {"requirement": requirement_made(topic_made(assessment_made(cast.a))).pk}


def resource(cast: Cast) -> dict[str, Any]:
    return {"resource": resource_made(cast.a).pk}


def passage(cast: Cast) -> dict[str, Any]:
    return {"edition": "wt-2023", "section": "report"}


def form(
    name: str, allowed: tuple[str, ...], arrange: Any, data: dict[str, str], hidden: tuple[str, ...] = ()
) -> list[Row]:
    """Return the two rows of a form: shown, and saved."""
    shown = Row(name=name, allowed=allowed, arrange=arrange, hidden=hidden)
    return [shown, Row(name=name, allowed=allowed, arrange=arrange, method="POST", data=data, code=302, hidden=hidden)]


def page(name: str, allowed: tuple[str, ...], arrange: Any = lambda cast: {}, hidden: tuple[str, ...] = ()) -> Row:
    return Row(name=name, allowed=allowed, arrange=arrange, hidden=hidden)


def press(name: str, allowed: tuple[str, ...], arrange: Any, hidden: tuple[str, ...] = ()) -> Row:
    return Row(name=name, allowed=allowed, arrange=arrange, method="POST", code=302, hidden=hidden)


_SCORE = {"likelihood": "2", "impact": "3"}
_SIDES = {"title": "Late notifications", "kind": "challenge", "by_words": "Scrutineer", "to_words": "Prison service"}
_TOPIC = {"threat": "Emerging", "title": "Knives", "strength": "strong", "confidence": "high", "version": "1"}
_LINK = {"title": "Policy", "kind": "policy", "url": "https://example.org/", "owner_post": "Board manager"}
_SCALE = {"likelihood": "Low\nHigh", "impact": "Low\nHigh", "bands": "1 Low\n3 High", "version": "1"}
_ACTION = {"title": "Hire two more", "owner_post": "Head of service", **parts("due_on", soon())}
_NO = STRANGER_LEAD

ROWS = (
    page("assurance_home", READERS),
    page("risk_list", REGISTER_READERS),
    page("risk_matrix", REGISTER_READERS),
    *form("risk_scale", MANAGER, lambda cast: {}, _SCALE),
    page("risk_add", ADDERS),
    Row(name="risk_add", allowed=ADDERS, method="POST", code=422),
    page("risk_detail", RISK_READERS, risk, hidden=_NO),
    page("risk_edit", OWNERS, risk, hidden=_NO),
    Row(name="risk_edit", allowed=OWNERS, arrange=risk, method="POST", code=422, hidden=_NO),
    *form("risk_review", OWNERS, risk, {**_SCORE, "comment": "Better", **parts("reviewed_on", OPENED)}, hidden=_NO),
    *form(
        "risk_escalate",
        OWNERS,
        risk,
        {"target": "executive", "reason": "Money", **parts("escalated_on", OPENED)},
        hidden=_NO,
    ),
    *form("risk_answer", OWNERS, escalated, {"answer": "Agreed", **parts("answered_on", OPENED)}, hidden=_NO),
    *form("risk_close", OWNERS, risk, {"reason": "Done", **parts("closed_on", OPENED)}, hidden=_NO),
    *form("risk_action", OWNERS, risk, _ACTION, hidden=_NO),
    press("risk_reopen", OWNERS, closed, hidden=_NO),
    page("challenge_list", READERS),
    page("challenge_add", (*ADDERS, "chair")),
    Row(name="challenge_add", allowed=(*ADDERS, "chair"), method="POST", code=422),
    page("challenge_detail", READERS, challenge),
    *form("challenge_edit", MANAGER, challenge, {**_SIDES, "version": "1"}),
    *form(
        "challenge_step",
        (*OWNERS, "chair"),
        challenge,
        {"kind": "response", "text": "Yes", **parts("happened_on", OPENED)},
    ),
    *form("challenge_action", OWNERS, challenge, _ACTION),
    *form("disagreement_add", MANAGER, lambda cast: {}, {"period": "2025-26", "stage": "1", "raised": "4"}),
    page("inspection_list", READERS),
    page("framework_list", MANAGER),
    *form("framework_add", MANAGER, lambda cast: {}, {"name": "Own", "body": "other", "grades": "Good\nBad"}),
    *form("inspection_add", MANAGER, framework, {"subject": "Front door", **parts("starts_on", OPENED)}),
    page("inspection_detail", READERS, inspection),
    *form("inspection_edit", MANAGER, inspection, {"subject": "All", "version": "1", **parts("starts_on", OPENED)}),
    *form("inspection_finding_add", OWNERS, inspection, {"kind": "improve", "text": "Supervision"}),
    *form(
        "inspection_note_add", OWNERS, inspection, {"kind": "letter", "text": "Well", **parts("happened_on", OPENED)}
    ),
    *form("inspection_finding_remove", OWNERS, finding, {}),
    *form("inspection_finding_action", OWNERS, finding, _ACTION),
    page("threat_list", READERS),
    *form("threat_add", MANAGER, lambda cast: {}, {"title": "Threats", "period": "2025-26-q4"}),
    page("threat_detail", READERS, assessment),
    *form("threat_edit", MANAGER, assessment, {"title": "Threats", "version": "1"}),
    *form("threat_topic_add", MANAGER, assessment, _TOPIC),
    *form("threat_topic_edit", MANAGER, topic, _TOPIC),
    *form("threat_evidence_add", MANAGER, topic, {"sector": "Police", "text": "More", "source": "Minutes"}),
    *form("threat_evidence_remove", MANAGER, evidence, {}),
    *form("threat_topic_remove", MANAGER, topic, {"reason": "Entered twice"}),
    *form("intelligence_remove", MANAGER, requirement, {"reason": "Entered twice"}),
    *form("intelligence_add", MANAGER, topic, {"text": "Count them", "owner": "Police"}),
    *form("intelligence_answer", MANAGER, requirement, {"answer": "Twelve", **parts("answered_on", OPENED)}),
    page("threat_agree", MANAGER, assessment),
    press("threat_reopen", MANAGER, agreed),
    page("resource_list", READERS),
    *form("resource_add", MANAGER, lambda cast: {}, _LINK),
    *form("resource_edit", MANAGER, resource, {**_LINK, "version": "1"}),
    press("links_check", MANAGER, lambda cast: {}),
    page("statute_list", READERS),
    *form("statute_edit", MANAGER, passage, {"body": "Own words", "why": "Plainer", "version": "0"}),
)
