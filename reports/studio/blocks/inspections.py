"""Inspections of the period: grades beside the ones before, findings, what followed."""

from typing import Any

from partnerships.assurance.models import Inspection
from partnerships.assurance.selectors.inspections import inspections_of
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey, Period


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    span = context.report.span
    rows: list[Inspection] = context.once("inspections", lambda: list(inspections_of(context.partnership)))
    return {
        "period": span.label,
        "inspections": [_inspection(context, row) for row in reversed(rows) if _in(row, span)],
    }


def _in(row: Inspection, span: Period) -> bool:
    days = [row.starts_on, *([row.published_on] if row.published_on else [])]
    return any(span.start <= day <= span.end for day in days)


def _inspection(context: GatherContext, row: Inspection) -> dict[str, Any]:
    def grades(component: str) -> list[str]:
        key = f"assurance/inspection.{row.slug}.{component}"
        return [context.want(FactKey(key)), context.want(FactKey(f"{key}.before"))]

    found = list(row.findings.all())
    return {
        "subject": row.subject,
        "framework": f"{row.framework.name}, {row.framework.get_body_display()}",
        "when": row.when,
        "notice": {True: "announced", False: "unannounced", None: ""}[row.announced],
        "agencies": [agency.name for agency in row.agencies.all()],
        "summary": row.summary,
        "grades": [{"label": part.label, "cells": grades(part.slug)} for part in row.framework.parts],
        "previous": row.previous_said,
        "strengths": [_finding(one) for one in found if one.kind == one.Kind.STRENGTH],
        "improvements": [_finding(one) for one in found if one.kind == one.Kind.IMPROVE],
        "notes": [
            {"on": one.happened_on.isoformat(), "kind": one.get_kind_display(), "text": one.text}
            for one in row.notes.all()
        ],
        "link": row.link,
    }


def _finding(one: Any) -> dict[str, str]:
    return {"theme": one.theme, "text": one.text, "agency": one.agency.name if one.agency else ""}


INSPECTIONS = BlockSpec(
    key="inspections",
    title="Inspections",
    sentence="Inspections of any agency: grades beside those before, strengths, areas for improvement, what followed.",
    template="reports/blocks/inspections.html",
    gather=_gather,
    checks=("nothing_there",),
)
