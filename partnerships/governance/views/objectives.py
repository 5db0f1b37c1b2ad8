"""Objectives of a priority."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.governance.forms import ObjectiveForm
from partnerships.governance.models import OwnerLevel
from partnerships.governance.selectors import objectives_of, priorities_of
from partnerships.governance.services import objective_add, objective_change
from safeguarding.lib.refusal import show_both


class ObjectiveAdd(PartnershipView):
    """Add an objective to a priority."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)
        form = ObjectiveForm(initial={"version": 0, "owner_level": OwnerLevel.PARTNERSHIP})
        return self.page("governance/objective.html", form=form, priority=row, objective=None)

    def post(self, request: HttpRequest, priority: int) -> HttpResponse:
        """Add it."""
        row = get_object_or_404(priorities_of(self.partnership), pk=priority)

        def save(said: dict[str, Any]) -> HttpResponse:
            said.pop("version")
            made = objective_add(by=self.person, priority=row, **said)
            messages.success(request, f"Objective {row.number}.{made.number} is added.")
            return redirect("priority_detail", self.partnership.slug, row.pk)

        form = ObjectiveForm(request.POST)
        return saved_or_shown(self, "governance/objective.html", form, save, priority=row, objective=None)


class ObjectiveEdit(PartnershipView):
    """Change an objective."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, objective: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(objectives_of(self.partnership), pk=objective)
        form = ObjectiveForm(initial={name: getattr(row, name) for name in ObjectiveForm.base_fields})
        return self.page("governance/objective.html", form=form, priority=row.priority, objective=row)

    def post(self, request: HttpRequest, objective: int) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(objectives_of(self.partnership), pk=objective)
        form = ObjectiveForm(request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            objective_change(by=self.person, objective=row, **said)
            return redirect("priority_detail", self.partnership.slug, row.priority_id)

        def overtaken() -> None:
            saved = {"Objective": row.text, "How it is known": row.measure}
            show_both(form, by="", at=None, version=row.version, saved=saved)

        context = {"priority": row.priority, "objective": row}
        return saved_or_shown(self, "governance/objective.html", form, save, overtaken, **context)
