"""Other values a source prints for a figure: recorded once, and settled with a reason."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.returns.forms import CompetingForm, ReasonForm
from partnerships.returns.models import CompetingValue, Observation
from partnerships.returns.selectors.lookups import competing_values, observations
from partnerships.returns.services import conflict_record, conflict_settle
from partnerships.returns.views.base import RoomView
from safeguarding.lib.workflow import first_words


class ConflictAdd(RoomView):
    """Record that a source prints another value for this figure."""

    permission = Permission.RETURN_ACCEPT

    def get(self, request: HttpRequest, observation: int) -> HttpResponse:
        """Show the form."""
        return self._show(self.get_own(observations(), pk=observation), CompetingForm())

    def post(self, request: HttpRequest, observation: int) -> HttpResponse:
        """Keep it."""
        cell, form = self.get_own(observations(), pk=observation), CompetingForm(request.POST)
        if not form.is_valid():
            return self._show(cell, form, 422)
        conflict_record(by=self.person, observation=cell, **form.cleaned_data)
        messages.success(request, "The other value is recorded. The checks of every report with this figure list it.")
        return redirect("observation_history", self.partnership.slug, cell.pk)

    def _show(self, cell: Observation, form: CompetingForm, status: int = 200) -> HttpResponse:
        crumbs = self.crumbs(cell.of_return, inside=True)
        return self.page("returns/conflict.html", status=status, form=form, cell=cell, crumbs=crumbs)


class ConflictSettle(RoomView):
    """Say why the figure held is the one to print."""

    permission = Permission.RETURN_ACCEPT

    def get(self, request: HttpRequest, conflict: int) -> HttpResponse:
        """Show the form."""
        return self._show(self.get_own(competing_values(), pk=conflict), ReasonForm())

    def post(self, request: HttpRequest, conflict: int) -> HttpResponse:
        """Keep the reason."""
        row, form = self.get_own(competing_values(), pk=conflict), ReasonForm(request.POST)
        if not form.is_valid():
            return self._show(row, form, 422)
        try:
            conflict_settle(by=self.person, conflict=row, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, "Settled. The checks of reports say why this figure is printed.")
        return redirect("observation_history", self.partnership.slug, row.observation_id)

    def _show(self, row: CompetingValue, form: ReasonForm, status: int = 200) -> HttpResponse:
        crumbs = self.crumbs(row.observation.of_return, inside=True)
        return self.page("returns/conflict_settle.html", status=status, form=form, conflict=row, crumbs=crumbs)
