"""The log: list, board, what is overdue, the file, and opening an action."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from partnerships.actions.export import log_lines
from partnerships.actions.forms import ActionNewForm, LogFilterForm
from partnerships.actions.models import Action, Band
from partnerships.actions.selectors import ageing, board, log_page, shared_log, visible
from partnerships.actions.services import action_open, actions_exported
from partnerships.actions.views.one import answers
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.views import PartnershipView
from safeguarding.lib.refusal import WRONG, refuse
from safeguarding.lib.spreadsheets import safe_cell
from safeguarding.lib.workflow import NotAllowed


class LogPage(PartnershipView):
    """A page over the log, filtered. Confidential actions are met only by the people of their circle."""

    permission = P.ACTION_VIEW

    def asked(self) -> LogFilterForm:
        """Return the filter of the address."""
        return LogFilterForm(self.request.GET, partnership=self.partnership, user=self.person)

    def kept(self, form: LogFilterForm, rows: Any) -> Any:
        """Return the rows the filter keeps."""
        return form.kept(rows, self.access.agency_ids(P.ACTION_UPDATE_OWN), timezone.localdate())

    def around(self, form: LogFilterForm) -> dict[str, Any]:
        """Return what list and board share."""
        query = self.request.GET.copy()
        query.pop("page", None)
        return {
            "form": form,
            "query": query.urlencode(),
            "today": timezone.localdate(),
            "manages": self.access.may(P.ACTION_MANAGE),
        }


class ActionList(LogPage):
    """The actions the filter keeps, due first before due later."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of them."""
        form = self.asked()
        page = log_page(self.kept(form, visible(self.partnership, self.person)), request.GET.get("page"))
        status = 200 if form.is_valid() else int(WRONG)
        return self.page("actions/list.html", status, page=page, **self.around(form))


class ActionBoard(LogPage):
    """The same as columns, for a meeting."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the columns."""
        form = self.asked()
        columns = board(self.kept(form, visible(self.partnership, self.person)))
        status = 200 if form.is_valid() else int(WRONG)
        return self.page("actions/board.html", status, columns=columns, **self.around(form))


class ActionAgeing(LogPage):
    """How long what is overdue has been so, by agency."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the table."""
        today = timezone.localdate()
        rows = ageing(self.partnership, self.person, today)
        totals = [sum(counts) for counts in zip(*(counts for _, counts in rows), strict=True)]
        return self.page("actions/ageing.html", rows_shown=rows, totals=totals, bands=list(Band), today=today)


class ActionExport(LogPage):
    """What the filter keeps as a CSV file. Confidential actions never leave in it; taking it is on the trail."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Send the file."""
        today = timezone.localdate()
        rows: list[Action] = list(self.kept(self.asked(), shared_log(self.partnership)))
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="actions-{today:%Y-%m-%d}.csv"'
        answer.write("\ufeff")  # so that spreadsheets read it as UTF-8
        csv.writer(answer).writerows(_escaped(log_lines(rows, today)))
        actions_exported(by=self.person, partnership=self.partnership, action_count=len(rows))
        return answer


class ActionNew(PartnershipView):
    """Open an action in the log itself."""

    permission = P.ACTION_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form; another room may name the origin in the address."""
        known = {name: request.GET.get(name, "") for name in ("origin_kind", "origin_label")}
        return self.page("actions/new.html", form=ActionNewForm(partnership=self.partnership, initial=known))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it."""
        form = ActionNewForm(request.POST, partnership=self.partnership)
        if form.is_valid():
            try:
                made = action_open(by=self.person, partnership=self.partnership, **answers(form))
            except NotAllowed as error:
                refuse(form, error)
            else:
                messages.success(request, f"{made.reference} is open.")
                return redirect("action_detail", self.partnership.slug, made.reference)
        return self.page("actions/new.html", WRONG, form=form)


def _escaped(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    for line in lines:
        yield [safe_cell(text) for text in line]
