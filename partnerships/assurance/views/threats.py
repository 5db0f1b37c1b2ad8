"""Threat assessments, their topics, evidence and intelligence requirements."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partnerships.assurance.forms.threats import (
    AgreeForm,
    AssessmentForm,
    EvidenceForm,
    RemoveForm,
    RequirementAnswerForm,
    RequirementForm,
    TopicForm,
)
from partnerships.assurance.models import ThreatAssessment, ThreatTopic
from partnerships.assurance.policies import is_draft
from partnerships.assurance.selectors.risks import risks_for
from partnerships.assurance.selectors.threats import (
    areas_of,
    assessment_rows,
    assessments_of,
    evidence_of,
    requirements_of,
    topics_of,
)
from partnerships.assurance.services import (
    intelligence_answer,
    intelligence_remove,
    intelligence_require,
    threat_assessment_add,
    threat_assessment_agree,
    threat_assessment_change,
    threat_assessment_reopen,
    threat_evidence_add,
    threat_evidence_remove,
    threat_topic_add,
    threat_topic_change,
    threat_topic_remove,
)
from partnerships.assurance.views.pages import (
    AssurancePage,
    Crumb,
    FormPage,
    RemovePage,
    initial_of,
    taken,
)
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import done_or_said
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.refusal import show_both
from safeguarding.lib.workflow import Overtaken

TOPIC_FIELDS = ("threat", "title", "text", "area", "strength", "confidence", "grading")


class ThreatList(AssurancePage):
    """The assessments."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them, newest first."""
        rows = list(assessment_rows(self.partnership))
        return self.page("assurance/threats.html", assessments=rows, manages=self.manages)


class ThreatDetail(AssurancePage):
    """One assessment, threat by threat."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show it. The risks a topic feeds are named only to those who may read them."""
        row = get_object_or_404(assessments_of(self.partnership), slug=slug)
        return self.page(
            "assurance/threat.html",
            assessment=row,
            topics=list(row.topics.all()),
            edits=self.manages and is_draft(row),
            manages=self.manages,
            sees_risks=self.access.may(P.RISK_VIEW_ALL),
        )


class ThreatAdd(FormPage):
    """Begin an assessment."""

    heading, button = "Begin a threat assessment", "Begin the assessment"

    def form(self, data: Any) -> AssessmentForm:
        """Return the form."""
        return AssessmentForm(data, new=True)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Begin it."""
        made = threat_assessment_add(by=self.person, partnership=self.partnership, **taken(form))
        return self.go("threat_detail", made.slug)

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [("Threat assessment", self.address("threat_list"))]


class ThreatFormPage(FormPage):
    """A form about one assessment."""

    kept: ThreatAssessment

    def find(self, **where: Any) -> None:
        """Find the assessment."""
        self.kept = get_object_or_404(assessments_of(self.partnership), slug=where["slug"])

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        page = (str(self.kept), self.address("threat_detail", self.kept.slug))
        return [("Threat assessment", self.address("threat_list")), page]

    def back(self, said: str = "") -> HttpResponse:
        """Go to the assessment."""
        return self.go("threat_detail", self.kept.slug, said=said)


class ThreatEdit(ThreatFormPage):
    """Change title, introduction and the words of grading."""

    heading = "Change the assessment"

    def form(self, data: Any) -> AssessmentForm:
        """Return it as it stands."""
        initial = initial_of(self.kept, ("title", "introduction"))
        return AssessmentForm(data, initial={**initial, "gradings": "\n".join(self.kept.gradings)}, new=False)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Save it."""
        version = form.cleaned_data["version"] or 0
        threat_assessment_change(by=self.person, assessment=self.kept, version=version, **taken(form))
        return self.back("The assessment is saved.")

    def theirs(self, row: ThreatAssessment) -> Mapping[str, str]:
        """Return the words saved meanwhile."""
        return {"Title": row.title, "How it was made": row.introduction, "Grading": ", ".join(row.gradings)}


class ThreatAgree(ThreatFormPage):
    """Record that the executive agreed it."""

    heading, button = "Record the agreement", "Save"

    def form(self, data: Any) -> AgreeForm:
        """Return the form with today."""
        return AgreeForm(data, initial={"agreed_on": timezone.localdate()})

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Keep it."""
        threat_assessment_agree(by=self.person, assessment=self.kept, **taken(form))
        return self.back("The assessment is agreed. Its words stand until it is opened again.")


class ThreatReopen(AssurancePage):
    """Make an agreed assessment a draft again. POST only."""

    permission = P.ASSURANCE_MANAGE

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Open it, or say why not."""
        row = get_object_or_404(assessments_of(self.partnership), slug=slug)
        done_or_said(self, lambda: threat_assessment_reopen(by=self.person, assessment=row))
        return self.go("threat_detail", slug)


class _TopicForm(ThreatFormPage):
    """What adding and changing a topic share."""

    def topic_form(self, data: Any, initial: Mapping[str, Any]) -> TopicForm:
        """Return the form with the partnership's areas and open risks."""
        risks = risks_for(self.access).filter(status="open")
        return TopicForm(data, initial=initial, assessment=self.kept, areas=areas_of(self.partnership), risks=risks)


class TopicAdd(_TopicForm):
    """Add a topic."""

    heading, button = "Add a topic", "Add the topic"

    def form(self, data: Any) -> TopicForm:
        """Return the form; the threat of the last topic is offered again."""
        topics = list(self.kept.topics.all())
        return self.topic_form(data, {"threat": topics[-1].threat if topics else ""})

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Add it."""
        threat_topic_add(by=self.person, assessment=self.kept, **form.said())  # type: ignore[attr-defined]
        return self.back("The topic is added. Add the evidence and what must be found out.")


class TopicEdit(_TopicForm):
    """Change a topic."""

    heading = "Change the topic"
    topic: ThreatTopic

    def find(self, **where: Any) -> None:
        """Find the topic and its assessment."""
        self.topic = get_object_or_404(topics_of(self.partnership), pk=where["topic"])
        super().find(slug=self.topic.assessment.slug)

    def form(self, data: Any) -> TopicForm:
        """Return it as it stands."""
        initial = initial_of(self.topic, TOPIC_FIELDS)
        initial["risks"] = [risk.pk for risk in self.topic.risks.all()]
        return self.topic_form(data, initial)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Save it."""
        version = form.cleaned_data["version"] or 0
        threat_topic_change(by=self.person, topic=self.topic, version=version, **form.said())  # type: ignore[attr-defined]
        return self.back("The topic is saved.")

    def overtaken(self, form: GovUKForm, error: Overtaken) -> int:
        """Show the topic as somebody else saved it."""
        row = topics_of(self.partnership).get(pk=self.topic.pk)
        saved = {
            "Topic": row.title,
            "What is feared": row.text,
            "Strength of evidence": row.get_strength_display(),
            "Confidence": row.get_confidence_display(),
        }
        return int(show_both(form, by=None, at=None, version=row.version, saved=saved))


class EvidenceAdd(TopicEdit):
    """Add evidence to a topic."""

    heading, button = "Add evidence", "Add the evidence"

    def form(self, data: Any) -> EvidenceForm:  # type: ignore[override]
        """Return the form."""
        self.about = self.topic.title
        return EvidenceForm(data)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Add it."""
        threat_evidence_add(by=self.person, topic=self.topic, **taken(form))
        return self.back("The evidence is added.")


class EvidenceRemove(RemovePage, ThreatFormPage):
    """Take evidence out that was entered wrongly."""

    heading = "Take the evidence out?"

    def find(self, **where: Any) -> None:
        """Find the evidence and its assessment."""
        self.evidence = get_object_or_404(evidence_of(self.partnership), pk=where["evidence"])
        super().find(slug=self.evidence.topic.assessment.slug)
        self.about = f"{self.evidence.topic}: {self.evidence.text}"

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Take it out."""
        threat_evidence_remove(by=self.person, evidence=self.evidence)
        return self.back("The evidence is taken out. The audit trail keeps it.")


class RequirementAdd(TopicEdit):
    """Ask for something to be found out."""

    heading, button = "Add an intelligence requirement", "Add the requirement"

    def form(self, data: Any) -> RequirementForm:  # type: ignore[override]
        """Return the form."""
        self.about = self.topic.title
        return RequirementForm(data)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Add it."""
        intelligence_require(by=self.person, topic=self.topic, **taken(form))
        return self.back("The requirement is added.")


class RequirementAnswer(ThreatFormPage):
    """Record what was found out."""

    heading, button = "Answer the requirement", "Save the answer"

    def find(self, **where: Any) -> None:
        """Find the requirement and its assessment."""
        self.requirement = get_object_or_404(requirements_of(self.partnership), pk=where["requirement"])
        super().find(slug=self.requirement.topic.assessment.slug)
        self.about = f"{self.requirement.topic}: {self.requirement.text}"

    def form(self, data: Any) -> RequirementAnswerForm:
        """Return the form with today."""
        return RequirementAnswerForm(data, initial={"answered_on": timezone.localdate()})

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Keep the answer."""
        intelligence_answer(by=self.person, requirement=self.requirement, **taken(form))
        return self.back("The answer is kept.")


class RequirementRemove(ThreatFormPage):
    """Take a requirement out that was entered wrongly, with the reason."""

    heading, button = "Take the requirement out?", "Take it out"

    def find(self, **where: Any) -> None:
        """Find the requirement and its assessment."""
        self.requirement = get_object_or_404(requirements_of(self.partnership), pk=where["requirement"])
        super().find(slug=self.requirement.topic.assessment.slug)
        self.about = f"{self.requirement.topic}: {self.requirement.text}"

    def form(self, data: Any) -> RemoveForm:
        """Return the form that asks for the reason."""
        return RemoveForm(data)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Take it out."""
        intelligence_remove(by=self.person, requirement=self.requirement, **taken(form))
        return self.back("The requirement is taken out. The audit trail keeps it.")


class TopicRemove(ThreatFormPage):
    """Take a topic out, with its evidence and requirements and with the reason."""

    heading, button = "Take the topic out?", "Take it out"

    def find(self, **where: Any) -> None:
        """Find the topic and its assessment."""
        self.topic = get_object_or_404(topics_of(self.partnership), pk=where["topic"])
        super().find(slug=self.topic.assessment.slug)
        self.about = f"{self.topic}. Its evidence and its intelligence requirements go with it."

    def form(self, data: Any) -> RemoveForm:
        """Return the form that asks for the reason."""
        return RemoveForm(data)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Take it out."""
        threat_topic_remove(by=self.person, topic=self.topic, **taken(form))
        return self.back("The topic is taken out. The audit trail keeps it.")
