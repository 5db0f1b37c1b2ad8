"""The risk register in short: how many, how they moved, and those the board manager allowed a report to name."""

from typing import Any

from partnerships.assurance.models import Risk
from partnerships.assurance.selectors.risks import risks_of
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey, Period

SUMMARY = ("open", "high", "new", "closed", "escalated")
PARTS = ("score", "movement", "target")


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    span = context.report.span
    risks: list[Risk] = context.once("risks", lambda: list(risks_of(context.partnership)))
    known = [risk for risk in risks if risk.opened_on <= span.end]
    period = {"period": span.token}
    return {
        "period": span.label,
        "summary": [context.want(FactKey(f"assurance/risks.{name}", period)) for name in SUMMARY] if known else [],
        "risks": [_risk(context, risk, period) for risk in known if risk.in_reports and _in(risk, span)],
    }


def _in(risk: Risk, span: Period) -> bool:
    return risk.closed_on is None or risk.closed_on >= span.start


def _risk(context: GatherContext, risk: Risk, period: dict[str, str]) -> dict[str, Any]:
    end = context.report.span.end
    return {
        "number": risk.number,
        "title": risk.title,
        "owner": risk.owner,
        "mitigation": risk.mitigation,
        "cells": [context.want(FactKey(f"assurance/risk.{risk.number}.{part}", period)) for part in PARTS],
        "escalations": [
            {
                "to": one.to,
                "on": one.escalated_on.isoformat(),
                "answer": one.answer,
                "answered_on": one.answered_on.isoformat() if one.answered_on else "",
            }
            for one in reversed(risk.escalations.all())
            if one.escalated_on <= end
        ],
        "closed_on": risk.closed_on.isoformat() if risk.closed_on else "",
        "closed_reason": risk.closed_reason,
    }


RISKS = BlockSpec(
    key="risks",
    title="Risks",
    sentence="How many risks were open, high, new, closed and escalated, and those a report may name with movement.",
    template="reports/blocks/risks.html",
    gather=_gather,
    checks=("nothing_there",),
)
