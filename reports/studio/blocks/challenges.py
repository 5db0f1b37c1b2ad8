"""Challenges with what came of them, and how often practitioners disagreed."""

from typing import Any

from partnerships.assurance.models import Challenge, DisagreementCount
from partnerships.assurance.selectors.challenges import challenges_of, disagreements_of
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey, Period

SUMMARY = ("raised", "escalated", "resolved", "unresolved", "open")


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    span = context.report.span
    rows: list[Challenge] = context.once("challenges", lambda: list(challenges_of(context.partnership)))
    inside = [row for row in reversed(rows) if _in(row, span)]
    period = {"period": span.token}
    return {
        "period": span.label,
        "summary": [context.want(FactKey(f"assurance/challenges.{name}", period)) for name in SUMMARY]
        if inside
        else [],
        "challenges": [_challenge(row) for row in inside if row.in_reports],
        "disagreements": _disagreements(context),
        "recorded": bool(inside or _disagreements(context)),
    }


def _in(row: Challenge, span: Period) -> bool:
    return row.raised_on <= span.end and (row.closed_on is None or row.closed_on >= span.start)


def _challenge(row: Challenge) -> dict[str, Any]:
    return {
        "title": row.title,
        "by": row.by,
        "to": row.to,
        "on": row.raised_on.isoformat(),
        "text": row.text,
        "standing": row.get_status_display(),
        "changed": row.changed,
        "steps": [
            {"on": step.happened_on.isoformat(), "kind": step.get_kind_display(), "whom": step.whom, "text": step.text}
            for step in row.steps.all()
        ],
    }


def _disagreements(context: GatherContext) -> list[dict[str, Any]]:
    span = context.report.span
    rows: list[DisagreementCount] = context.once("disagreements", lambda: list(disagreements_of(context.partnership)))
    inside = [row for row in rows if _within(Period.parse(row.period_token), span)]
    stages = sorted({(row.period_token, row.stage) for row in inside})
    return [
        {
            "stage": f"Stage {stage}, {Period.parse(token).label}",
            "cells": [
                context.want(FactKey(f"assurance/disagreements.{name}", {"period": token, "stage": str(stage)}))
                for name in ("raised", "resolved")
            ],
        }
        for token, stage in stages
    ]


def _within(period: Period, span: Period) -> bool:
    return span.start <= period.end and period.start <= span.end


CHALLENGES = BlockSpec(
    key="challenges",
    title="Challenge and escalation",
    sentence="Challenges with dated steps and what changed, and how often practitioners disagreed, stage by stage.",
    template="reports/blocks/challenges.html",
    gather=_gather,
    checks=("nothing_there",),
)
