"""Impact: what each priority led to, step by step; what is missing is printed as plainly as what is there."""

from typing import Any

from django.utils import timezone

from partnerships.evidence.models import EvidenceBox
from partnerships.evidence.policies import why_not_printed
from partnerships.governance.impact import ChainView, PriorityImpact, StepView, people_of
from partnerships.governance.models import Step
from partnerships.governance.selectors import plan_impact
from reports.studio.blocks.priorities import PrioritiesForm, plan_of, want_figures
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    plan = plan_of(context, section)
    if plan is None:
        return {"plan": "", "impact": []}
    # While the year is still running, nothing promised for later in it is overdue yet.
    day = min(context.report.span.end, timezone.localdate())
    found = context.once(f"impact {plan.slug}", lambda: plan_impact(plan, day))
    people = people_of(context.partnership.kind)
    return {
        "plan": plan.title,
        "people": people,
        "impact": [_priority(context, one, people) for one in found.priorities],
    }


def _priority(context: GatherContext, one: PriorityImpact, people: str) -> dict[str, Any]:
    return {
        "number": one.priority.number,
        "title": one.priority.title,
        "chains": [_chain(context, view, people) for view in one.chains],
    }


def _chain(context: GatherContext, view: ChainView, people: str) -> dict[str, Any]:
    return {
        "title": view.chain.title,
        "complete": view.complete,
        "steps": [_step(context, step, people) for step in view.steps],
    }


def _step(context: GatherContext, step: StepView, people: str) -> dict[str, Any]:
    link = step.link
    boxes = [box for box in link.boxes.all() if not why_not_printed(box)] if link else []
    if link:
        want_figures(context, link.text, *(box.body for box in boxes))
    return {
        "label": f"{step.step.label} for {people}" if step.step is Step.DIFFERENCE else step.step.label,
        "due": step.step is Step.NEXT,
        "text": link.text if link else "",
        "on": link.happened_on.isoformat() if link and link.happened_on else "",
        "source": link.source if link else "",
        "figures": [context.want(key) for key in link.figures] if link else [],
        "boxes": [_box(box) for box in boxes],
        "waits": step.waiting.isoformat() if step.waiting else "",
        "gaps": list(step.gaps),
    }


def _box(box: EvidenceBox) -> dict[str, str]:
    kept = {"label": box.spec.label, "heading": box.heading, "body": box.body}
    return {**kept, "agency": box.whose, "on": box.happened_on.isoformat()}


IMPACT = BlockSpec(
    key="impact",
    title="Impact",
    sentence="What each priority led to: done, known, different, next. A missing step is printed as missing.",
    template="reports/blocks/impact.html",
    form=PrioritiesForm,
    gather=_gather,
    checks=("impact_gap",),
)
