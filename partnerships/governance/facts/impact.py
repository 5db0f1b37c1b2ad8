"""Facts of priorities and impact: how many priorities stand where, how many chains are told to the end."""

from collections import Counter
from collections.abc import Collection
from decimal import Decimal

from django.urls import reverse

from partnerships.directory.models import Partnership
from partnerships.governance.models import Priority, PriorityPlan
from partnerships.governance.selectors.priorities import PlanImpact, plan_impact, plans_with_priorities
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Period, Provenance, Unit, UnitKind

PRIORITIES = Unit(kind=UnitKind.COUNT, noun="priorities")
CHAINS = Unit(kind=UnitKind.COUNT, noun="impact chains")
_RULES = {
    "chains": "chains of the plan's priorities",
    "complete": "chains whose four steps are told, dated and sourced",
    "waiting": "chains that only wait for a difference too early to tell",
    "gaps": "steps in which something is missing; a priority without a chain counts once",
}
_LABELS = {
    "chains": "Impact chains",
    "complete": "Impact chains told to the end",
    "waiting": "Impact chains too early to tell",
    "gaps": "Gaps in impact chains",
}
CHAIN_COUNTS = tuple(_RULES)
STANDINGS = ("all", *(standing.value.replace("_", "-") for standing in Priority.Standing))


def resolve_impact(partnership: Partnership, keys: Collection[FactKey]) -> dict[str, Fact]:
    """Answer keys of impact and priorities: of the latest plan in force in the period, on its last day."""
    plans = list(plans_with_priorities(partnership).select_related("partnership"))
    chosen: dict[str, PlanImpact | None] = {}
    found: dict[str, Fact] = {}
    for key in keys:
        token = key.parameters.get("period", "")
        if token not in chosen:
            chosen[token] = _plan(plans, token)
        plan = chosen[token]
        if plan and (fact := _fact(partnership, plan, key)):
            found[str(key)] = fact
    return found


def _plan(plans: list[PriorityPlan], token: str) -> PlanImpact | None:
    try:
        period = Period.parse(token)
    except ValueError:
        return None
    within = (plan for plan in plans if plan.period.start <= period.end and plan.period.end >= period.start)
    plan = next(within, None)
    return plan_impact(plan, period.end) if plan else None


def _fact(partnership: Partnership, impact: PlanImpact, key: FactKey) -> Fact | None:
    thing, _, name = key.rest.partition(".")
    period = Period.parse(key.parameters["period"])
    if thing == "impact" and name in _RULES:
        value, rule, label, unit, page = getattr(impact, name), _RULES[name], _LABELS[name], CHAINS, "impact_list"
    elif thing == "priorities" and name in STANDINGS:
        standings = Counter(row.standing_on(period.end).value for row in impact.plan.priorities.all())
        value = len(impact.priorities) if name == "all" else standings[name.replace("-", "_")]
        rule = "priorities of the plan by their latest progress note in the period"
        label, unit, page = f"Priorities: {name.replace('-', ' ')}", PRIORITIES, "priority_list"
    else:
        return None
    return Fact(
        key=str(key),
        label=label,
        value=Decimal(value),
        unit=unit,
        period=period,
        as_at=period.end,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="derived", place=str(impact.plan), rule=rule, trace=reverse(page, args=[partnership.slug])
        ),
    )
