"""Agenda of a meeting: items, and what was decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.governance.forms import AgendaForm
from partnerships.governance.models import AgendaItem
from partnerships.governance.selectors import items_of, meetings_of
from partnerships.governance.services import agenda_add, agenda_change, agenda_raise, agenda_remove
from safeguarding.lib.refusal import show_both
from safeguarding.lib.workflow import NotAllowed, first_words


class AgendaAdd(PartnershipView):
    """Put an item on the agenda."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, meeting: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(meetings_of(self.partnership), pk=meeting)
        said = {"version": 0, "purpose": AgendaItem.Purpose.DISCUSSION}
        form = AgendaForm(partnership=self.partnership, initial=said)
        return self.page("governance/agenda.html", form=form, meeting=row, item=None)

    def post(self, request: HttpRequest, meeting: int) -> HttpResponse:
        """Add it."""
        row = get_object_or_404(meetings_of(self.partnership), pk=meeting)

        def save(said: dict[str, Any]) -> HttpResponse:
            said.pop("version")
            made = agenda_add(by=self.person, meeting=row, **said)
            messages.success(request, f"Item {made} is on the agenda.")
            return redirect("meeting_detail", self.partnership.slug, row.pk)

        form = AgendaForm(request.POST, partnership=self.partnership)
        return saved_or_shown(self, "governance/agenda.html", form, save, meeting=row, item=None)


class AgendaEdit(PartnershipView):
    """Change an item, or write down what was decided."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, item: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(items_of(self.partnership), pk=item)
        said = {name: getattr(row, name) for name in AgendaForm.base_fields}
        form = AgendaForm(partnership=self.partnership, initial=said)
        return self.page("governance/agenda.html", form=form, meeting=row.meeting, item=row)

    def post(self, request: HttpRequest, item: int) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(items_of(self.partnership), pk=item)
        form = AgendaForm(request.POST, partnership=self.partnership)

        def save(said: dict[str, Any]) -> HttpResponse:
            agenda_change(by=self.person, item=row, **said)
            messages.success(request, f"Item {row.number} is saved.")
            return redirect("meeting_detail", self.partnership.slug, row.meeting_id)

        def overtaken() -> None:
            saved = {"Item": row.title, "What was decided": row.decision, "What it led to": row.effect}
            show_both(form, by=row.updated_by, at=row.updated_at, version=row.version, saved=saved)

        return saved_or_shown(self, "governance/agenda.html", form, save, overtaken, meeting=row.meeting, item=row)


class AgendaMove(PartnershipView):
    """Move an item up, or take it off the agenda. POST only."""

    permission = P.GOVERNANCE_MANAGE

    def post(self, request: HttpRequest, item: int) -> HttpResponse:
        """Do what the button says."""
        row = get_object_or_404(items_of(self.partnership), pk=item)
        try:
            if "remove" in request.POST:
                agenda_remove(by=self.person, item=row)
                messages.success(request, f"{row.title} is off the agenda.")
            else:
                agenda_raise(by=self.person, item=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        return redirect("meeting_detail", self.partnership.slug, row.meeting_id)
