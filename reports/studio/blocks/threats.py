"""The strategic threat assessment: topics, sector evidence, what must be found out."""

from typing import Any, ClassVar

from django import forms

from partnerships.assurance.models import ThreatAssessment, ThreatTopic
from partnerships.assurance.selectors.threats import assessments_of
from partnerships.directory.models import Partnership
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey


class ThreatsForm(SectionForm):
    """Which assessment."""

    settings: ClassVar[tuple[str, ...]] = ("assessment",)

    assessment = forms.ChoiceField(required=False)
    field_order = ("title", "assessment", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the partnership's assessments."""
        known = [(one.slug, str(one)) for one in assessments_of(partnership)]
        self.choose("assessment", known, "The latest of the report's period")


def _chosen(context: GatherContext, section: Section) -> ThreatAssessment | None:
    rows: list[ThreatAssessment] = context.once("threats", lambda: list(assessments_of(context.partnership)))
    if named := section.config.get("assessment"):
        return next((one for one in rows if one.slug == named), None)
    span = context.report.span
    return next((one for one in rows if one.period.start <= span.end and one.period.end >= span.start), None)


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    held = _chosen(context, section)
    if held is None:
        return {"title": "", "topics": []}
    judged = ("strength", "confidence", "grading") if held.gradings else ("strength", "confidence")
    return {
        "title": held.title,
        "period": held.period.label,
        "standing": held.get_status_display(),
        "agreed_on": held.agreed_on.isoformat() if held.agreed_on else "",
        "introduction": held.introduction,
        "judged": ["Strength of evidence", "Confidence", "Grading"][: len(judged)],
        "topics": [_topic(context, held, topic, judged) for topic in held.topics.all()],
    }


def _topic(
    context: GatherContext, held: ThreatAssessment, topic: ThreatTopic, judged: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "threat": topic.threat,
        "title": topic.title,
        "area": topic.area.name if topic.area else "",
        "text": topic.text,
        "cells": [context.want(FactKey(f"assurance/threat.{held.slug}.{topic.number}.{name}")) for name in judged],
        "evidence": [{"sector": one.sector, "text": one.text, "source": one.source} for one in topic.evidence.all()],
        "requirements": [
            {"number": one.number, "text": one.text, "owner": one.owner, "answer": one.answer}
            for one in topic.requirements.all()
        ],
    }


THREATS = BlockSpec(
    key="threats",
    title="Strategic threat assessment",
    sentence="Topics with the evidence of each sector, how strong it is, and what must be found out.",
    template="reports/blocks/threats.html",
    form=ThreatsForm,
    gather=_gather,
    checks=("nothing_there", "threats_draft"),
)
