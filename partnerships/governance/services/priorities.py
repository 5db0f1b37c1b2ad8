"""Plans, priorities, their objectives and progress."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.directory.models import Group, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.evidence.models import Tag
from partnerships.evidence.services import tag_keep
from partnerships.governance.models import Objective, Priority, PriorityPlan, PriorityProgress
from safeguarding.lib.facts import Period
from safeguarding.lib.happened import check_not_ahead
from safeguarding.lib.richtext import clean
from safeguarding.lib.workflow import NotAllowed, Overtaken

_WORDS = ("title", "text", "outcome", "pledge", "lead", "owner_level", "owner")
_TAG_NAME = 160  # letters a tag's name may have
_OBJECTIVE = ("text", "measure", "due_on", "owner_level", "owner")


@transaction.atomic
def plan_create(*, by: User | None, partnership: Partnership, slug: str, title: str, period: Period) -> PriorityPlan:
    """Put a plan in the register."""
    if PriorityPlan.objects.of(partnership).filter(slug=slug).exists():
        raise NotAllowed("There is already a plan with this title. Choose another one.", code="duplicate")
    plan = PriorityPlan.objects.create(partnership=partnership, slug=slug, title=title, period_token=period.token)
    audit_record(by=by, action="priority_plan_create", partnership=partnership, about=plan)
    return plan


@transaction.atomic
def priority_add(
    *,
    by: User | None,
    plan: PriorityPlan,
    title: str,
    text: str = "",
    outcome: str = "",
    pledge: str = "",
    lead: Group | None = None,
    **owned: Any,
) -> Priority:
    """Add a priority at the end of a plan. The same one twice (a double click) is kept once.

    `text`, `outcome` (what should become different) and `pledge` are rich text; `owned` may hold owner_level and owner.
    """
    PriorityPlan.objects.select_for_update().get(pk=plan.pk)  # two additions must not take one number
    words = {"text": clean(text), "outcome": clean(outcome), "pledge": clean(pledge)}
    priority = Priority(plan=plan, title=title, lead=lead, **words, **owned)
    rows = Priority.objects.filter(plan=plan, title=title)
    if same := next((row for row in rows if _said(row, _WORDS) == _said(priority, _WORDS)), None):
        return same
    priority.number = (Priority.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1
    priority.save()
    audit_record(by=by, action="priority_add", partnership=plan.partnership, about=priority)
    _tag(by, priority)
    return priority


@transaction.atomic
def priority_change(*, by: User | None, priority: Priority, version: int, **said: Any) -> Priority:
    """Change the wording of a priority opened at `version`; raises Overtaken when somebody changed it meanwhile."""
    stored = Priority.objects.select_for_update(of=("self",)).select_related("plan__partnership").get(pk=priority.pk)
    before = _said(stored, _WORDS)
    for name in _WORDS:
        value = said.get(name, getattr(stored, name))
        setattr(stored, name, clean(value) if name in ("text", "outcome", "pledge") else value)
    if _said(stored, _WORDS) == before:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this priority after you opened it.", code="overtaken")
    stored.version = version + 1
    stored.save()
    _audit(by, "priority_change", stored, stored, before, _said(stored, _WORDS))
    _tag(by, stored)
    return stored


@transaction.atomic
def priority_carry(*, by: User | None, priority: Priority, plan: PriorityPlan, noted_on: date) -> Priority:
    """Carry a priority into a later plan with the objectives not yet completed; the old one says where it went.

    Progress and impact stay with the plan they happened in; the new priority shows them as its history.
    """
    if plan.partnership_id != priority.plan.partnership_id:
        raise NotAllowed("This plan belongs to another partnership.", code="plan")
    if plan.period.end <= priority.plan.period.end:
        raise NotAllowed("Choose a plan that goes on after this one.", code="plan")
    if Priority.objects.filter(plan=plan, carried_from=priority).exists():
        raise NotAllowed("This priority is in that plan already.", code="plan")
    words = {name: getattr(priority, name) for name in _WORDS}
    made = priority_add(by=by, plan=plan, **words)
    Priority.objects.filter(pk=made.pk).update(carried_from=priority)
    made.carried_from = priority
    for objective in priority.objectives.prefetch_related("progress"):
        if objective.standing_on(noted_on) != Priority.Standing.COMPLETED:
            objective_add(by=by, priority=made, **{name: getattr(objective, name) for name in _OBJECTIVE})
    text = f"<p>Carried forward to {plan.title} as priority {made.number}.</p>"
    progress_add(
        by=by, priority=priority, noted_on=noted_on, standing=Priority.Standing.CARRIED_FORWARD, text=clean(text)
    )
    return made


@transaction.atomic
def objective_add(*, by: User | None, priority: Priority, text: str, **said: Any) -> Objective:
    """Add an objective at the end of a priority. The same one twice (a double click) is kept once."""
    Priority.objects.select_for_update().get(pk=priority.pk)
    objective = Objective(priority=priority, text=text, **said)
    rows = Objective.objects.filter(priority=priority, text=text)
    if same := next((row for row in rows if _said(row, _OBJECTIVE) == _said(objective, _OBJECTIVE)), None):
        return same
    objective.number = (Objective.objects.filter(priority=priority).aggregate(last=Max("number"))["last"] or 0) + 1
    objective.save()
    _audit(by, "objective_add", priority, objective, {}, _said(objective, _OBJECTIVE))
    return objective


@transaction.atomic
def objective_change(*, by: User | None, objective: Objective, version: int, **said: Any) -> Objective:
    """Change an objective opened at `version`; raises Overtaken when somebody changed it meanwhile."""
    stored = Objective.objects.select_for_update(of=("self",)).select_related("priority__plan").get(pk=objective.pk)
    before = _said(stored, _OBJECTIVE)
    for name in _OBJECTIVE:
        setattr(stored, name, said.get(name, getattr(stored, name)))
    if _said(stored, _OBJECTIVE) == before:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this objective after you opened it.", code="overtaken")
    stored.version = version + 1
    stored.save()
    _audit(by, "objective_change", stored.priority, stored, before, _said(stored, _OBJECTIVE))
    return stored


@transaction.atomic
def progress_add(
    *,
    by: User | None,
    priority: Priority,
    noted_on: date,
    standing: str,
    text: str = "",
    qualifier: str = "",
    objective: Objective | None = None,
    source: str = "",
) -> PriorityProgress:
    """Note how far a priority, or one of its objectives, has come on a day. The same note twice is kept once."""
    if standing == Priority.Standing.NONE_RECORDED or standing not in Priority.Standing.values:
        raise NotAllowed("Choose how far the priority has come.", code="standing")
    if objective and objective.priority_id != priority.pk:
        raise NotAllowed("This objective belongs to another priority.", code="objective")
    check_not_ahead(noted_on, timezone.localdate(), "noted_on")
    said = {"noted_on": noted_on, "standing": standing, "qualifier": qualifier, "text": clean(text)}
    if same := PriorityProgress.objects.filter(priority=priority, objective=objective, **said).first():
        return same
    note = PriorityProgress.objects.create(priority=priority, objective=objective, source=source, entered_by=by, **said)
    _audit(by, "priority_progress_add", priority, objective or priority, {}, said)
    return note


@transaction.atomic
def progress_remove(*, by: User | None, note: PriorityProgress, reason: str) -> None:
    """Take a note out that was wrong, with the reason; the audit trail keeps its words.

    That a priority was carried forward stays as long as it stands in the later plan.
    """
    if not reason.strip():
        raise NotAllowed("Say why the note is taken out.", code="reason")
    priority = note.priority
    carried = note.objective_id is None and note.standing == Priority.Standing.CARRIED_FORWARD
    if carried and priority.carried_into.exists():
        raise NotAllowed("This priority goes on in a later plan, so the note stays.", code="state")
    before = {"noted_on": note.noted_on, "standing": note.standing, "qualifier": note.qualifier, "text": note.text}
    about = note.objective or priority
    _audit(by, "priority_progress_remove", priority, about, before, {"reason": reason.strip()})
    note.delete()


def _tag(by: User | None, priority: Priority) -> None:
    """Let boxes of evidence be filed under the priority. A priority carried into a later plan is filed apart."""
    plan = priority.plan
    period = f" ({plan.period.label})"
    tag_keep(
        by=by,
        partnership=plan.partnership,
        sort=Tag.Sort.PRIORITY,
        name=priority.title[: _TAG_NAME - len(period)] + period,
        slug=f"{plan.slug}-{priority.number}",
    )


def _said(row: Priority | Objective, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, f"{name}_id", getattr(row, name)) for name in names}


def _audit(
    by: User | None,
    action: str,
    priority: Priority,
    about: Priority | Objective,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    audit_record(by=by, action=action, partnership=priority.plan.partnership, about=about, before=before, after=after)
