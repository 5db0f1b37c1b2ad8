"""Where a figure came from, and what was asked about it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.returns.forms import AnswerForm
from partnerships.returns.models import Observation
from partnerships.returns.policies import why_locked
from partnerships.returns.selectors.grid import grid
from partnerships.returns.selectors.history import definition_of, history
from partnerships.returns.selectors.lookups import observations, queries
from partnerships.returns.services import (
    observation_restore,
    query_answer,
    query_ask_again,
    query_close,
    query_open,
)
from partnerships.returns.views.base import RoomView
from safeguarding.lib.workflow import first_words


class ObservationHistory(RoomView):
    """Every version of one figure, who said it, when, how, who accepted it, and the questions about it."""

    permission = Permission.RETURN_VIEW_OWN

    def get(self, request: HttpRequest, observation: int) -> HttpResponse:
        """Show the versions and the questions."""
        return self._show(self._cell(observation), AnswerForm(), AnswerForm())

    def post(self, request: HttpRequest, observation: int) -> HttpResponse:
        """Say again what an earlier version said, or ask a question about the figure."""
        cell = self._cell(observation)
        if "ask" in request.POST:
            return self._ask(cell)
        self.access.demand(Permission.RETURN_EDIT_OWN, cell.of_return.agency)
        number, lock = request.POST.get("number", ""), request.POST.get("lock", "")
        try:
            observation_restore(
                by=self.person,
                observation=cell,
                number=int(number) if number.isdecimal() else 0,
                expected=int(lock) if lock.isdecimal() else 0,
                beyond_closing=self.manages,
            )
        except ValidationError as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"The figure is again what version {number} said.")
        return redirect("observation_history", self.partnership.slug, cell.pk)

    def _ask(self, cell: Observation) -> HttpResponse:
        self.access.demand(Permission.RETURN_ACCEPT)
        form = AnswerForm(self.request.POST)
        if not form.is_valid():
            return self._show(cell, form, AnswerForm(), 422)
        line = grid(cell.of_return).by_name[str(cell)]
        query_open(by=self.person, of_return=cell.of_return, cell=line, text=form.cleaned_data["text"])
        return redirect("observation_history", self.partnership.slug, cell.pk)

    def _cell(self, pk: int) -> Observation:
        cell = self.get_own(observations(), pk=pk)
        self.access.demand(self.permission, cell.of_return.agency)
        return cell

    def _show(self, cell: Observation, ask: AnswerForm, answer: AnswerForm, status: int = 200) -> HttpResponse:
        of_return = cell.of_return
        may_edit = self.access.may(Permission.RETURN_EDIT_OWN, of_return.agency)
        return self.page(
            "returns/history.html",
            status=status,
            crumbs=self.crumbs(of_return, inside=True),
            cell=cell,
            of_return=of_return,
            definition=definition_of(cell),
            versions=history(cell),
            queries=cell.queries.prefetch_related("entries__by"),
            competing=list(cell.competing.select_related("settled_by")),
            ask=ask,
            answer=answer,
            form=ask,
            may_restore=may_edit and not why_locked(of_return, beyond_closing=self.manages),
            may_answer=may_edit,
            may_ask=self.access.may(Permission.RETURN_ACCEPT),
        )


class QueryReply(RoomView):
    """A line in a question's thread: an answer by the agency, another question or the end of it by the manager."""

    permission = Permission.RETURN_EDIT_OWN

    def post(self, request: HttpRequest, query: int) -> HttpResponse:
        """Answer, ask again or close."""
        row = self.get_own(queries(), pk=query)
        self.access.demand(self.permission, row.observation.of_return.agency)
        event, text = request.POST.get("event", ""), request.POST.get("text", "")
        if event != "answer":
            self.access.demand(Permission.RETURN_ACCEPT)
        try:
            if event == "close":
                query_close(by=self.person, query=row)
            elif event == "ask_again":
                query_ask_again(by=self.person, query=row, text=text)
            else:
                query_answer(by=self.person, query=row, text=text)
        except ValidationError as error:
            messages.error(request, first_words(error))
        return redirect("observation_history", self.partnership.slug, row.observation_id)
