"""The strategic threat assessment: topics, evidence, intelligence requirements, agreement."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.assurance.models import (
    IntelligenceRequirement,
    Risk,
    ThreatAssessment,
    ThreatEvidence,
    ThreatTopic,
)
from partnerships.assurance.policies import (
    ASSESSMENT_TRANSITIONS,
    check_draft,
    check_unanswered,
)
from partnerships.assurance.services.saving import changed, free_slug, plain, recorded
from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from partnerships.directory.services.locking import save_if_unchanged
from safeguarding.lib.facts import Period
from safeguarding.lib.happened import check_not_ahead
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance


@transaction.atomic
def threat_assessment_add(
    *,
    by: User | None,
    partnership: Partnership,
    title: str,
    period: Period,
    introduction: str = "",
    gradings: Sequence[str] = (),
) -> ThreatAssessment:
    """Begin an assessment. `gradings` lowest first; none where nothing is graded."""
    slug = free_slug(ThreatAssessment.objects.of(partnership), partnership, f"{title} {period.token}")
    if ThreatAssessment.objects.of(partnership).filter(title__iexact=title, period_token=period.token).exists():
        raise NotAllowed("There is an assessment of that name for this period already.", code="title")
    said = {"title": title, "period_token": period.token, "introduction": introduction, "gradings": list(gradings)}
    made = ThreatAssessment.objects.create(partnership=partnership, slug=slug, updated_by=by, **said)
    recorded(by=by, action="threat_assessment_add", partnership=partnership, about=made, said=said)
    return made


@transaction.atomic
def threat_assessment_change(
    *, by: User | None, assessment: ThreatAssessment, version: int, **fields: Any
) -> ThreatAssessment:
    """Change title, introduction or the words of grading. Raises Overtaken; NotAllowed once it is agreed."""
    check_draft(assessment)
    changed(by=by, action="threat_assessment_change", row=assessment, version=version, fields=fields)
    return assessment


@transaction.atomic
def threat_topic_add(
    *,
    by: User | None,
    assessment: ThreatAssessment,
    threat: str,
    title: str,
    strength: str,
    confidence: str,
    risks: Sequence[Risk] = (),
    **fields: Any,
) -> ThreatTopic:
    """Add a topic at the end, under the heading of a threat. The same one twice (a double click) is refused."""
    check_draft(assessment)
    _check_topic(assessment, fields.get("grading", ""), risks)
    ThreatAssessment.objects.select_for_update().get(pk=assessment.pk)  # two additions must not take one number
    rows = ThreatTopic.objects.filter(assessment=assessment)
    if rows.filter(threat__iexact=threat, title__iexact=title).exists():
        raise NotAllowed("There is a topic of that name under this threat already.", code="title")
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    said = {"threat": threat, "title": title, "strength": strength, "confidence": confidence, **fields}
    made = ThreatTopic.objects.create(assessment=assessment, number=number, **said)
    made.risks.set(risks)
    recorded(by=by, action="threat_topic_add", partnership=assessment.partnership, about=made, said=said)
    return made


@transaction.atomic
def threat_topic_change(
    *, by: User | None, topic: ThreatTopic, version: int, risks: Sequence[Risk], **fields: Any
) -> ThreatTopic:
    """Change a topic. Raises Overtaken; NotAllowed once the assessment is agreed."""
    assessment = topic.assessment
    check_draft(assessment)
    _check_topic(assessment, fields.get("grading", topic.grading), risks)
    before = {name: getattr(topic, name) for name in fields} | {"risks": sorted(map(str, topic.risks.all()))}
    after = {**fields, "risks": sorted(map(str, risks))}
    if before == after:
        return topic
    save_if_unchanged(topic, version=version, **fields)
    topic.risks.set(risks)
    audit_record(
        by=by,
        action="threat_topic_change",
        partnership=assessment.partnership,
        about=topic,
        before={name: plain(value) for name, value in before.items() if after[name] != value},
        after={name: plain(value) for name, value in after.items() if before[name] != value},
    )
    return topic


@transaction.atomic
def threat_evidence_add(
    *, by: User | None, topic: ThreatTopic, sector: str, text: str, source: str, dated_on: date | None = None
) -> ThreatEvidence:
    """Add what a sector or a source says. The same twice is kept once."""
    check_draft(topic.assessment)
    said = {"sector": sector, "text": text, "source": source, "dated_on": dated_on}
    if same := ThreatEvidence.objects.filter(topic=topic, **said).first():
        return same
    made = ThreatEvidence.objects.create(topic=topic, entered_by=by, **said)
    recorded(by=by, action="threat_evidence_add", partnership=topic.assessment.partnership, about=topic, said=said)
    return made


@transaction.atomic
def threat_evidence_remove(*, by: User | None, evidence: ThreatEvidence) -> None:
    """Take evidence out of a draft; the audit trail keeps what it said."""
    assessment = evidence.topic.assessment
    check_draft(assessment)
    before = {"sector": evidence.sector, "text": evidence.text, "source": evidence.source}
    audit_record(
        by=by,
        action="threat_evidence_remove",
        partnership=assessment.partnership,
        about=evidence.topic,
        before=before,
    )
    evidence.delete()


@transaction.atomic
def intelligence_require(
    *, by: User | None, topic: ThreatTopic, text: str, owner: str, due_on: date | None = None
) -> IntelligenceRequirement:
    """Ask for something to be found out, numbered within the topic. The same twice is kept once."""
    check_draft(topic.assessment)
    ThreatTopic.objects.select_for_update().get(pk=topic.pk)
    rows = IntelligenceRequirement.objects.filter(topic=topic)
    if same := rows.filter(text=text).first():
        return same
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    said = {"text": text, "owner": owner, "due_on": due_on}
    made = IntelligenceRequirement.objects.create(topic=topic, number=number, entered_by=by, **said)
    recorded(by=by, action="intelligence_require", partnership=topic.assessment.partnership, about=topic, said=said)
    return made


@transaction.atomic
def intelligence_answer(
    *, by: User | None, requirement: IntelligenceRequirement, answered_on: date, answer: str
) -> IntelligenceRequirement:
    """Record what was found out; also after the assessment was agreed, because finding out takes time."""
    check_unanswered(requirement)
    check_not_ahead(answered_on, timezone.localdate(), "answered_on")
    rows = IntelligenceRequirement.objects.filter(pk=requirement.pk, answered_on__isnull=True)
    if not rows.update(answered_on=answered_on, answer=answer):
        raise Overtaken("Somebody else has just answered this. Look at it before you go on.", code="overtaken")
    requirement.answered_on, requirement.answer = answered_on, answer
    partnership = requirement.topic.assessment.partnership
    said = {"answered_on": answered_on, "answer": answer}
    recorded(by=by, action="intelligence_answer", partnership=partnership, about=requirement.topic, said=said)
    return requirement


@transaction.atomic
def intelligence_remove(*, by: User | None, requirement: IntelligenceRequirement, reason: str) -> None:
    """Take a requirement out of a draft, with the reason; what was answered stays. The audit trail keeps its words."""
    check_draft(requirement.topic.assessment)
    check_unanswered(requirement)
    said = {"number": requirement.number, "text": requirement.text, "owner": requirement.owner}
    _removed(by, "intelligence_remove", requirement.topic, said, reason)
    requirement.delete()


@transaction.atomic
def threat_topic_remove(*, by: User | None, topic: ThreatTopic, reason: str) -> None:
    """Take a topic with its evidence and requirements out of a draft, with the reason; the audit trail keeps them."""
    check_draft(topic.assessment)
    said = {
        "title": topic.title,
        "text": topic.text,
        "evidence": [f"{one}: {one.text}" for one in topic.evidence.all()],
        "requirements": [one.text for one in topic.requirements.all()],
    }
    _removed(by, "threat_topic_remove", topic, said, reason)
    topic.evidence.all().delete()
    topic.requirements.all().delete()
    topic.delete()


@transaction.atomic
def threat_assessment_agree(*, by: User | None, assessment: ThreatAssessment, agreed_on: date) -> ThreatAssessment:
    """Record that the executive agreed it; from then on its words stand."""
    check_not_ahead(agreed_on, timezone.localdate(), "agreed_on")
    if not assessment.topics.exists():
        raise NotAllowed("An assessment without topics can not be agreed.", code="state")
    advance(assessment, "agree", ASSESSMENT_TRANSITIONS, agreed_on=agreed_on)
    said = {"agreed_on": agreed_on}
    recorded(by=by, action="threat_assessment_agree", partnership=assessment.partnership, about=assessment, said=said)
    return assessment


@transaction.atomic
def threat_assessment_reopen(*, by: User | None, assessment: ThreatAssessment) -> ThreatAssessment:
    """Make it a draft again: the assessment is meant to move with the world."""
    before = {"agreed_on": assessment.agreed_on}
    advance(assessment, "reopen", ASSESSMENT_TRANSITIONS, agreed_on=None)
    audit_record(
        by=by, action="threat_assessment_reopen", partnership=assessment.partnership, about=assessment, before=before
    )
    return assessment


def _removed(by: User | None, action: str, topic: ThreatTopic, said: dict[str, Any], reason: str) -> None:
    if not reason.strip():
        raise NotAllowed("Say why it is taken out.", code="reason")
    partnership = topic.assessment.partnership
    audit_record(
        by=by, action=action, partnership=partnership, about=topic, before=said, after={"reason": reason.strip()}
    )


def _check_topic(assessment: ThreatAssessment, grading: str, risks: Sequence[Risk]) -> None:
    if grading and grading not in assessment.gradings:
        raise NotAllowed("Choose a grading of this assessment.", code="grading")
    if any(risk.partnership_id != assessment.partnership_id for risk in risks):
        raise NotAllowed("This risk belongs to another partnership.", code="risks")
