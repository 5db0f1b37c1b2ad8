"""Actions opened from a meeting or from a priority, in the one action log."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from partnerships.actions.forms import ActionForm
from partnerships.actions.models import Origin
from partnerships.actions.services import action_open
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.governance.models import Meeting, Priority
from partnerships.governance.selectors import meetings_of, priorities_of


class ActionFrom(ABC, PartnershipView):
    """Open an action from something of this room. A subclass says which row and what kind of thing it is."""

    permission = P.ACTION_MANAGE
    kind: Origin
    page_name: str

    @abstractmethod
    def found(self, row: int) -> Meeting | Priority:
        """Return the row of the address, or 404."""

    def get(self, request: HttpRequest, row: int) -> HttpResponse:
        """Show the form."""
        origin = self.found(row)
        form = ActionForm(partnership=self.partnership)
        return self.page("governance/action.html", form=form, origin=origin, back=self.back(origin))

    def post(self, request: HttpRequest, row: int) -> HttpResponse:
        """Open it and go back."""
        origin = self.found(row)

        def save(said: dict[str, Any]) -> HttpResponse:
            made = action_open(
                by=self.person,
                partnership=self.partnership,
                origin_kind=self.kind,
                origin_key=str(origin.pk),
                origin_label=str(origin),
                origin_path=self.back(origin),
                **said,
            )
            messages.success(request, f"{made.reference} is in the action log.")
            return redirect(self.back(origin))

        form = ActionForm(request.POST, partnership=self.partnership)
        return saved_or_shown(self, "governance/action.html", form, save, origin=origin, back=self.back(origin))

    def back(self, origin: Meeting | Priority) -> str:
        """Return the address of the page the action comes from."""
        return reverse(self.page_name, args=[self.partnership.slug, origin.pk])


class MeetingAction(ActionFrom):
    """From a meeting."""

    kind = Origin.MEETING
    page_name = "meeting_detail"

    def found(self, row: int) -> Meeting:
        """Return the meeting."""
        return get_object_or_404(meetings_of(self.partnership), pk=row)


class PriorityAction(ActionFrom):
    """From a priority."""

    kind = Origin.PRIORITY
    page_name = "priority_detail"

    def found(self, row: int) -> Priority:
        """Return the priority."""
        return get_object_or_404(priorities_of(self.partnership), pk=row)
