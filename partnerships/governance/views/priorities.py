"""Plans and priorities: wording, objectives, progress, carried into the next plan."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify

from partnerships.actions.models import Origin
from partnerships.actions.selectors import origin_actions
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.governance.forms import CarryForm, PlanForm, PriorityForm, ProgressForm, ProgressRemoveForm
from partnerships.governance.models import Objective, OwnerLevel, Priority
from partnerships.governance.selectors import (
    history_of,
    objectives_of,
    plans_with_priorities,
    priorities_of,
    progress_of,
)
from partnerships.governance.services import (
    plan_create,
    priority_add,
    priority_carry,
    priority_change,
    progress_add,
    progress_remove,
)
from safeguarding.lib.facts import Period
from safeguarding.lib.refusal import show_both
from safeguarding.lib.richtext import plain


class PriorityList(PartnershipView):
    """Plans with their priorities and how far each has come."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """List."""
        plans = list(plans_with_priorities(self.partnership))
        return self.page("governance/priorities.html", plans=plans, manages=self.access.may(P.GOVERNANCE_MANAGE))


class PlanAdd(PartnershipView):
    """Put a plan in the register."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("governance/plan_add.html", form=PlanForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        return saved_or_shown(self, "governance/plan_add.html", PlanForm(request.POST), self.keep)

    def keep(self, said: dict[str, Any]) -> HttpResponse:
        """Make the plan."""
        period = Period.span(said["starts_on"], said["ends_on"])
        plan_create(
            by=self.person,
            partnership=self.partnership,
            slug=slugify(said["title"])[:60],
            title=said["title"],
            period=period,
        )
        return redirect("priority_list", self.partnership.slug)


class PriorityAdd(PartnershipView):
    """Add a priority to a plan."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, plan: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(plans_with_priorities(self.partnership), pk=plan)
        form = PriorityForm(partnership=self.partnership, initial={"version": 0, "owner_level": OwnerLevel.PARTNERSHIP})
        return self.page("governance/priority.html", form=form, plan=row, priority=None)

    def post(self, request: HttpRequest, plan: int) -> HttpResponse:
        """Add it."""
        row = get_object_or_404(plans_with_priorities(self.partnership), pk=plan)
        form = PriorityForm(request.POST, partnership=self.partnership)

        def save(said: dict[str, Any]) -> HttpResponse:
            said.pop("version")
            priority_add(by=self.person, plan=row, **said)
            return redirect("priority_list", self.partnership.slug)

        return saved_or_shown(self, "governance/priority.html", form, save, plan=row, priority=None)


class PriorityEdit(PartnershipView):
    """Change the wording of a priority."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)
        said = {name: getattr(row, name) for name in PriorityForm.base_fields}
        form = PriorityForm(partnership=self.partnership, initial=said)
        return self.page("governance/priority.html", form=form, plan=row.plan, priority=row)

    def post(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)
        form = PriorityForm(request.POST, partnership=self.partnership)

        def save(said: dict[str, Any]) -> HttpResponse:
            priority_change(by=self.person, priority=row, **said)
            return redirect("priority_list", self.partnership.slug)

        def overtaken() -> None:
            saved = {"Priority": row.title, "What it means": plain(row.text)}
            show_both(form, by="", at=None, version=row.version, saved=saved)

        return saved_or_shown(self, "governance/priority.html", form, save, overtaken, plan=row.plan, priority=row)


class ProgressAdd(PartnershipView):
    """Note progress on a priority, or on one of its objectives; earlier notes stand below."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Show the form, dated today."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)
        form = ProgressForm(initial={"noted_on": timezone.localdate()})
        return self.page("governance/progress_add.html", form=form, priority=row, objective=self.objective(row))

    def post(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Add the note."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)
        objective = self.objective(row)

        def save(said: dict[str, Any]) -> HttpResponse:
            progress_add(by=self.person, priority=row, objective=objective, **said)
            what = f"objective {row.number}.{objective.number}" if objective else f"priority {row.number}"
            messages.success(request, f"Progress on {what} is noted.")
            return redirect("priority_detail", self.partnership.slug, row.pk)

        context = {"priority": row, "objective": objective}
        return saved_or_shown(self, "governance/progress_add.html", ProgressForm(request.POST), save, **context)

    def objective(self, priority: Priority) -> Objective | None:
        """Return the objective the address names, or None for the priority itself."""
        number = self.request.GET.get("objective", "")
        if not number:
            return None
        rows = objectives_of(self.partnership).filter(priority=priority)
        return get_object_or_404(rows, number=int(number) if number.isdigit() else 0)


class ProgressRemove(PartnershipView):
    """Take a note out that was wrong, with the reason."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, note: int) -> HttpResponse:
        """Ask for the reason."""
        row = get_object_or_404(progress_of(self.partnership), pk=note)
        return self.page("governance/progress_remove.html", form=ProgressRemoveForm(), note=row)

    def post(self, request: HttpRequest, note: int) -> HttpResponse:
        """Take it out."""
        row = get_object_or_404(progress_of(self.partnership), pk=note)

        def save(said: dict[str, Any]) -> HttpResponse:
            progress_remove(by=self.person, note=row, **said)
            messages.success(request, "The note is taken out. The audit trail keeps it.")
            return redirect("priority_detail", self.partnership.slug, row.priority_id)

        form = ProgressRemoveForm(request.POST)
        return saved_or_shown(self, "governance/progress_remove.html", form, save, note=row)


class PriorityDetail(PartnershipView):
    """One priority: what it means, its objectives, every note on its progress, and what it goes on from."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Show it."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)
        actions = origin_actions(self.partnership, self.person, Origin.PRIORITY, [str(row.pk)])
        return self.page(
            "governance/priority_detail.html",
            priority=row,
            history=history_of(row),
            actions=list(actions) if self.access.may(P.ACTION_VIEW) else None,
            manages=self.access.may(P.GOVERNANCE_MANAGE),
        )


class PriorityCarry(PartnershipView):
    """Carry a priority into a later plan."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Ask which plan."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)
        form = CarryForm(priority=row, initial={"noted_on": timezone.localdate()})
        return self.page("governance/priority_carry.html", form=form, priority=row)

    def post(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Carry it."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)

        def save(said: dict[str, Any]) -> HttpResponse:
            made = priority_carry(by=self.person, priority=row, **said)
            messages.success(request, f"It goes on as priority {made.number} of {made.plan}.")
            return redirect("priority_detail", self.partnership.slug, made.pk)

        form = CarryForm(request.POST, priority=row)
        return saved_or_shown(self, "governance/priority_carry.html", form, save, priority=row)
