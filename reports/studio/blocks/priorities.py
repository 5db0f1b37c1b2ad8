"""The priorities of a plan with their progress; silence is printed as a gap, unless the plan is still ahead."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from partnerships.directory.models import Partnership
from partnerships.governance.models import Objective, OwnerLevel, Priority, PriorityPlan, PriorityProgress
from partnerships.governance.selectors import plans_with_priorities
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from reports.studio.tokens import tokens_in


class PrioritiesForm(SectionForm):
    """Which plan."""

    settings: ClassVar[tuple[str, ...]] = ("plan",)

    plan = forms.ChoiceField(required=False)
    field_order = ("title", "plan", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the partnership's plans."""
        plans = [(plan.slug, plan.title) for plan in plans_with_priorities(partnership)]
        self.choose("plan", plans, "The plan in force in the report's period")


def plan_of(context: GatherContext, section: Section) -> PriorityPlan | None:
    """Return the plan named in the settings, or the latest that was in force in the report's period."""
    plans = context.once(
        "plans", lambda: list(plans_with_priorities(context.partnership).select_related("partnership"))
    )
    named = section.config.get("plan")
    if named:
        return next((plan for plan in plans if plan.slug == named), None)
    span = context.report.span
    return next((plan for plan in plans if plan.period.start <= span.end and plan.period.end >= span.start), None)


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    plan = plan_of(context, section)
    if plan is None:
        return {"plan": "", "period": "", "ahead": False, "priorities": []}
    return {
        "plan": plan.title,
        "period": plan.period.label,
        "ahead": plan.period.start > context.report.span.end,  # nothing can have been done yet
        "priorities": [_priority(context, priority) for priority in plan.priorities.all()],
    }


def _priority(context: GatherContext, priority: Priority) -> dict[str, Any]:
    end = context.report.span.end
    notes = [note for note in priority.notes if note.noted_on <= end]
    texts = (priority.text, priority.outcome, priority.pledge, *(note.text for note in notes))
    want_figures(context, *texts)
    return {
        "number": priority.number,
        "title": priority.title,
        "text": priority.text,
        "outcome": priority.outcome,
        "pledge": priority.pledge,
        "lead": priority.lead.name if priority.lead else "",
        "owner": _owner(priority),
        "from": priority.carried_from.plan.title if priority.carried_from else "",
        "standing": _standing(priority.standing_on(end), notes),
        "progress": [{"on": note.noted_on.isoformat(), "text": note.text} for note in notes if note.text],
        "objectives": [_objective(objective, end) for objective in priority.objectives.all()],
    }


def want_figures(context: GatherContext, *texts: str) -> None:
    """Ask for the figures inserted in texts."""
    for text in texts:
        for token in tokens_in(text):
            for key in token.keys:
                context.want(key)


def _objective(objective: Objective, end: date) -> dict[str, Any]:
    notes = [note for note in objective.progress.all() if note.noted_on <= end]
    return {
        "number": objective.number,
        "text": objective.text,
        "measure": objective.measure,
        "due": objective.due_on.isoformat() if objective.due_on else "",
        "owner": _owner(objective),
        "standing": _standing(objective.standing_on(end), notes),
    }


def _owner(row: Priority | Objective) -> str:
    level = "" if row.owner_level == OwnerLevel.PARTNERSHIP else row.get_owner_level_display()
    return f"{row.owner} ({level.lower()})" if row.owner and level else row.owner or level


def _standing(standing: Priority.Standing, notes: list[PriorityProgress]) -> str:
    qualifier = notes[0].qualifier if notes else ""
    return f"{standing.label}, {qualifier}" if qualifier else str(standing.label)


PRIORITIES = BlockSpec(
    key="priorities",
    title="Priorities and progress",
    sentence="The priorities of a plan, each with what was done; a priority without progress is shown as a gap.",
    template="reports/blocks/priorities.html",
    form=PrioritiesForm,
    gather=_gather,
    checks=("no_progress",),
)
