"""Key decisions of the period, each with the priority it serves and what it led to."""

from typing import Any

from partnerships.governance.models import AgendaItem
from partnerships.governance.selectors import key_decisions
from reports.studio.blocks.attendance import whole_months
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    span = whole_months(context.report.span)
    rows = context.once("decisions", lambda: list(key_decisions(context.partnership, span.start, span.end)))
    return {"decisions": [_decision(item) for item in rows]}


def _decision(item: AgendaItem) -> dict[str, str]:
    return {
        "on": item.meeting.held_on.isoformat(),
        "group": item.meeting.group.name,
        "title": item.title,
        "decision": item.decision,
        "priority": str(item.priority) if item.priority else "",
        "effect": item.effect,
    }


DECISIONS = BlockSpec(
    key="decisions",
    title="Key decisions",
    sentence="Decisions of meetings marked as key, with the priority they serve and what they led to.",
    template="reports/blocks/decisions.html",
    gather=_gather,
    checks=("decision_effect",),
)
