"""Audits: the year's programme, and the page of one audit with its grades, findings, actions and what changed."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms

from partnerships.actions.models import Origin
from partnerships.actions.selectors import shared_log
from partnerships.directory.models import Partnership
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from reviews.audits.facts import grade_key, in_period
from reviews.audits.models import Audit, Grading, Point
from reviews.audits.selectors import audits_of, audits_whole
from safeguarding.lib.facts import FactKey
from safeguarding.lib.forms.base import inside_sentence

KINDS = {
    Audit.Kind.MULTI: "Multi-agency audit",
    Audit.Kind.SINGLE: "Single-agency audit",
    Audit.Kind.EXTERNAL: "Audit commissioned from outside",
    Audit.Kind.PEER: "Peer review",
    Audit.Kind.YOUNG: "Audit by young people or families",
}


class AuditForm(SectionForm):
    """Which audit, and which of its boxes."""

    settings: ClassVar[tuple[str, ...]] = ("audit", "boxes")

    audit = forms.ChoiceField()
    boxes = forms.MultipleChoiceField(
        label="Boxes that are printed",
        required=False,
        choices=Point.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="None chosen means all that are filled.",
    )
    field_order = ("title", "audit", "boxes", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the partnership's audits."""
        self.choose("audit", [(audit.slug, str(audit)) for audit in audits_of(partnership)])


def audits_kept(context: GatherContext) -> list[Audit]:
    """Return the partnership's audits, read once for the whole report."""
    rows: list[Audit] = context.once("audits", lambda: list(audits_whole(context.partnership)))
    return rows


def _programme(context: GatherContext, section: Section) -> dict[str, Any]:
    span = context.report.span
    rows = sorted((row for row in audits_kept(context) if in_period(row, span)), key=lambda row: (row.topic, row.pk))
    token = {"period": span.token}
    keys = {name: context.want(FactKey(f"audits/{name}", token)) for name in ("count", "reported", "records")}
    return {
        "period": span.label,
        "audits": [_row(context, row) for row in rows],
        "totals": keys if rows else {},
    }


def _row(context: GatherContext, audit: Audit) -> dict[str, Any]:
    rounds = [(grading, one) for grading in list(audit.gradings.all())[:1] for one in grading.rounds.all()]
    return {
        "topic": audit.topic,
        "kind": audit.get_kind_display(),
        "lead": audit.lead.name if audit.lead else "",
        "status": audit.get_status_display(),
        "repeats": str(audit.follows) if audit.follows else "",
        "records": context.want(FactKey(f"audits/records.{audit.slug}")) if audit.records is not None else "",
        "good": context.want(grade_key(*rounds[-1], "good")) if rounds else "",
    }


def _page(context: GatherContext, section: Section) -> dict[str, Any]:
    audit = next((row for row in audits_kept(context) if row.slug == section.config.get("audit")), None)
    if audit is None:
        return {"audit": {}, "sizes": [], "gradings": [], "points": [], "recommendations": []}
    chosen = section.config.get("boxes") or Point.Kind.values
    points = list(audit.points.all())
    return {
        "audit": _described(audit),
        "sizes": _sizes(context, audit),
        "gradings": [_grading(context, grading) for grading in audit.gradings.all()],
        "points": [
            {"title": kind.label, "texts": texts}
            for kind in Point.Kind
            if kind in chosen and (texts := [point.text for point in points if point.kind == kind])
        ],
        "recommendations": _recommendations(context, audit),
    }


def _described(audit: Audit) -> dict[str, Any]:
    return {
        "topic": audit.topic,
        "sentences": list(_sentences(audit)),
        "agencies": ", ".join(str(agency) for agency in audit.agencies.all()),
        "method": audit.method,
        "involved": audit.involved,
        "link": audit.link,
        "repeat_on": audit.repeat_on.isoformat() if audit.repeat_on else "",
    }


def _sentences(audit: Audit) -> Iterator[str]:
    """Yield what the audit was, in sentences; what was not said makes none."""
    again = f", re-audit of {audit.follows}" if audit.follows else ""
    yield f"{KINDS[Audit.Kind(audit.kind)]}, {audit.year.label}{again}."
    if audit.why:
        yield audit.why
    if audit.cohort:
        yield f"Whose records: {_inside(audit.cohort)}."
    if audit.chosen:
        yield f"How the sample was chosen: {_inside(audit.chosen)}."
    if audit.auditors:
        known = f" ({_inside(audit.get_independence_display())})" if audit.independence else ""
        yield f"Audited by {_inside(audit.auditors)}{known}."


def _inside(words: str) -> str:
    return inside_sentence(words.rstrip("."))


def _sizes(context: GatherContext, audit: Audit) -> list[dict[str, str]]:
    labels = {
        "records": "Records audited",
        "population": "Out of",
        "practitioners": "Practitioners who took part",
        "families": "Children and families who took part",
    }
    return [
        {"label": label, "key": context.want(FactKey(f"audits/{name}.{audit.slug}"))}
        for name, label in labels.items()
        if getattr(audit, name) is not None
    ]


def _grading(context: GatherContext, grading: Grading) -> dict[str, Any]:
    rounds, points = list(grading.rounds.all()), list(grading.points.all())
    parts = [(point.label, f"option-{point.position}") for point in points]

    def cells(part: str) -> list[str]:
        return [context.want(grade_key(grading, one, part)) for one in rounds]

    return {
        "title": f"{grading.title}, {grading.agency.name}" if grading.agency else grading.title,
        "columns": [{"label": str(one), "token": str(one.number)} for one in rounds],
        "rows": [{"label": label, "cells": cells(part)} for label, part in parts],
        "good": {"label": grading.good_label, "cells": cells("good")},
        "change": context.want(FactKey(f"audits/grade.{grading.audit.slug}.{grading.slug}.change"))
        if len(rounds) > 1
        else "",
    }


def _recommendations(context: GatherContext, audit: Audit) -> list[dict[str, Any]]:
    actions = context.once(
        "actions of audits", lambda: list(shared_log(context.partnership).filter(origin_kind=Origin.AUDIT))
    )
    return [
        {
            "number": row.number,
            "text": row.text,
            "actions": [
                {
                    "title": action.title,
                    "status": action.get_status_display(),
                    "impact": [entry.text for entry in action.impacts],  # type: ignore[attr-defined]
                }
                for action in actions
                if action.origin_key == f"{audit.slug}.{row.number}"
            ],
        }
        for row in audit.recommendations.all()
    ]


AUDIT_PROGRAMME = BlockSpec(
    key="audit_programme",
    title="Audit programme",
    sentence="The year's audits: topic, kind, who led, records, how good practice was, and where each stands.",
    template="reports/blocks/audit_programme.html",
    gather=_programme,
    checks=("nothing_there",),
)
AUDIT = BlockSpec(
    key="audit",
    title="One audit",
    sentence="An audit's page: sample, grades with a chart, what was found, what is recommended and what changed.",
    template="reports/blocks/audit.html",
    form=AuditForm,
    gather=_page,
    checks=("nothing_there",),
)
