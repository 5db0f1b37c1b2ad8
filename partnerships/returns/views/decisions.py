"""Handing in, and the manager's decision."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.returns.forms import ReasonForm, ReturnReopenForm
from partnerships.returns.models import Return
from partnerships.returns.policies import acceptable_by, why_locked
from partnerships.returns.rules import RULES, Level
from partnerships.returns.selectors.findings import Finding, findings, to_explain
from partnerships.returns.selectors.grid import grid
from partnerships.returns.services import (
    explanation_give,
    return_accept,
    return_reopen,
    return_send_back,
    return_submit,
)
from partnerships.returns.views.base import RoomView
from safeguarding.lib.workflow import NotAllowed, first_words


class ReturnSubmit(RoomView):
    """The last look before handing in: what is missing, what has to be explained, the declaration."""

    permission = Permission.RETURN_SUBMIT_OWN

    def get(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Show what is left to do."""
        return self._show(self.own_return(of_return))

    def post(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Keep the explanations given, then hand in if nothing is left."""
        row = self.own_return(of_return)
        self._explain(row)
        if "declared" not in request.POST:
            return self._show(row, "Tick the declaration to hand the return in.", 422)
        try:
            return_submit(by=self.person, of_return=row, beyond_closing=self.manages)
        except NotAllowed as error:
            return self._show(row, first_words(error), 422)
        messages.success(request, "The return is handed in. It now waits for the board manager, who is told by e-mail.")
        return redirect("return_detail", self.partnership.slug, row.pk)

    def _explain(self, row: Return) -> None:
        if why_locked(row, beyond_closing=self.manages):
            return
        for asked in to_explain(findings(grid(row))):
            text = self.request.POST.get(f"explain:{asked.cell.name}", "").strip()
            for finding in asked.findings:
                if text and (finding.explanation is None or text != asked.text):
                    explanation_give(by=self.person, of_return=row, cell=asked.cell, rule=finding.rule.key, text=text)

    def _show(self, row: Return, problem: str = "", status: int = 200) -> HttpResponse:
        sheet = grid(row)
        found = findings(sheet)
        return self.page(
            "returns/submit.html",
            status=status,
            crumbs=self.crumbs(row, inside=True),
            of_return=row,
            sheet=sheet,
            problem=problem,
            locked=why_locked(row, beyond_closing=self.manages),
            blank=[finding for finding in found if finding.rule.key == "blank" and finding.blocks],
            errors=_at(Level.ERROR, found),
            asked=to_explain(found),
            notes=_at(Level.INFO, found),
            questions=[(cell, query) for cell in sheet.cells for query in cell.open_queries],
        )


class ReturnReview(RoomView):
    """The manager's decision about a return handed in; or, once accepted, its reopening."""

    permission = Permission.RETURN_ACCEPT

    def get(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Show every figure with what the rules and the agency said about it."""
        return self._show(self.own_return(of_return), ReasonForm())

    def post(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Accept, or send back with reasons against figures."""
        row = self.own_return(of_return)
        try:
            if request.POST.get("decision") == "accept":
                return_accept(by=self.person, of_return=row)
                words = f"The return of {row.agency.name} is accepted and its figures are locked."
            else:
                return_send_back(
                    by=self.person, of_return=row, reasons=self._reasons(), reason=request.POST.get("reason", "")
                )
                words = f"The return is sent back to {row.agency.name}."
        except ValidationError as error:
            row = self.own_return(of_return)
            return self._show(row, ReasonForm(request.POST), first_words(error), 422)
        messages.success(request, words)
        return redirect("collection_detail", self.partnership.slug, row.collection_id)

    def _reasons(self) -> dict[str, str]:
        mark = "reason:"
        sent = self.request.POST.items()
        return {name.removeprefix(mark): str(text) for name, text in sent if name.startswith(mark)}

    def _show(self, row: Return, form: ReasonForm, problem: str = "", status: int = 200) -> HttpResponse:
        sheet = grid(row)
        found = findings(sheet)
        remarks: dict[str, list[Finding]] = {}
        for finding in found:
            remarks.setdefault(finding.cell.name, []).append(finding)
        period = row.collection.period
        return self.page(
            "returns/review.html",
            status=status,
            crumbs=self.crumbs(row, inside=True),
            of_return=row,
            sheet=sheet,
            remarks=remarks,
            explained={asked.cell.name: asked.text for asked in to_explain(found)},
            form=form,
            problem=problem,
            reasons=self._reasons(),
            previous=period.previous(),
            year=period.year_earlier(),
            may_accept=acceptable_by(row, self.person),
        )


class ReturnReopen(RoomView):
    """Reopens an accepted return for a correction, with a reason."""

    permission = Permission.RETURN_ACCEPT

    def get(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Ask why."""
        return self._show(self.own_return(of_return), ReturnReopenForm())

    def post(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Reopen."""
        row, form = self.own_return(of_return), ReturnReopenForm(request.POST)
        if not form.is_valid():
            return self._show(row, form, 422)
        try:
            return_reopen(by=self.person, of_return=row, **form.cleaned_data)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(row, form, 422)
        else:
            messages.success(request, "The return is open for a correction. What was accepted stays in reports.")
        return redirect("return_detail", self.partnership.slug, row.pk)

    def _show(self, row: Return, form: ReturnReopenForm, status: int = 200) -> HttpResponse:
        return self.page(
            "returns/reopen.html", status=status, crumbs=self.crumbs(row, inside=True), of_return=row, form=form
        )


class RuleList(RoomView):
    """The rules figures are checked by, in plain words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        return self.page("returns/rules.html", rules=RULES, crumbs=self.crumbs())


def _at(level: Level, found: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.rule.level is level and finding.rule.key != "blank"]
