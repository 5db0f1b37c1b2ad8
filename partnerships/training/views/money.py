"""Income and cost, and totals printed elsewhere."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.saving import saved_or_shown
from partnerships.training.forms import AmountForm, PrintedForm
from partnerships.training.selectors import amounts_of, printed_of, season_of
from partnerships.training.services import amount_add, amount_remove, printed_total_add, printed_total_remove
from partnerships.training.tables import reconciled
from partnerships.training.views.pages import ManagePage, TrainingPage


class Money(TrainingPage):
    """Income and cost of a year with their totals."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        period, periods = self.chosen_period()
        season = season_of(self.partnership, period)
        return self.page("training/money.html", season=season, periods=periods, shown=period, manages=self.manages)


class AmountAdd(ManagePage):
    """Record an amount."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, for the session a link named where there is one."""
        initial = {"session": request.GET.get("session")}
        return self.page("training/amount_add.html", form=AmountForm(partnership=self.partnership, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Record it."""
        form = AmountForm(request.POST, partnership=self.partnership)
        return saved_or_shown(self, "training/amount_add.html", form, self.kept)

    def kept(self, said: dict[str, Any]) -> HttpResponse:
        """Record the amount."""
        amount_add(by=self.person, partnership=self.partnership, **said)
        return redirect("training_money", self.partnership.slug)


class AmountRemove(ManagePage):
    """Take an amount out. POST only."""

    def post(self, request: HttpRequest, amount: int) -> HttpResponse:
        """Take it out."""
        row = get_object_or_404(amounts_of(self.partnership), pk=amount)
        amount_remove(by=self.person, amount=row)
        messages.success(request, f"{row} is taken out.")
        return redirect("training_money", self.partnership.slug)


class Printed(TrainingPage):
    """What documents print, beside what the records give."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        period, periods = self.chosen_period()
        rows = reconciled(season_of(self.partnership, period))
        return self.page("training/printed.html", rows=rows, periods=periods, shown=period, manages=self.manages)


class PrintedAdd(ManagePage):
    """Keep what a document prints."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("training/printed_add.html", form=PrintedForm(partnership=self.partnership))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it."""
        form = PrintedForm(request.POST, partnership=self.partnership)

        def save(said: dict[str, Any]) -> HttpResponse:
            made = printed_total_add(by=self.person, partnership=self.partnership, **form.said())
            messages.success(request, f"{made} is kept.")
            return redirect("training_printed", self.partnership.slug)

        return saved_or_shown(self, "training/printed_add.html", form, save)


class PrintedRemove(ManagePage):
    """Take a printed figure out. POST only."""

    def post(self, request: HttpRequest, row: int) -> HttpResponse:
        """Take it out."""
        found = get_object_or_404(printed_of(self.partnership), pk=row)
        printed_total_remove(by=self.person, row=found)
        return redirect("training_printed", self.partnership.slug)
