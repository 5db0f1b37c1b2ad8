"""Agencies' statements of how far their staff are trained: draft, hand in, accept, send back, open again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import done_or_said, saved_or_shown
from partnerships.directory.models import Agency
from partnerships.directory.selectors import agencies_present
from partnerships.training.forms import ComplianceForm, ReasonForm
from partnerships.training.models import Compliance
from partnerships.training.policies import can_accept, can_edit
from partnerships.training.selectors import (
    compliances_of,
    level_totals,
    said_by_line,
    share_of,
    statements_shown,
)
from partnerships.training.services import (
    compliance_accept,
    compliance_ask,
    compliance_reopen,
    compliance_save,
    compliance_send_back,
    compliance_submit,
)
from partnerships.training.views.pages import ManagePage, TrainingPage
from safeguarding.lib.facts import Period
from safeguarding.lib.refusal import show_both


class ComplianceList(TrainingPage):
    """Agencies against levels for a year: accepted figures for everybody, drafts for those whose they are."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the newest year, or the one asked for."""
        period, periods = self.chosen_period()
        held = list(compliances_of(self.partnership).filter(period_token=period.token))
        own = self.access.agency_ids(P.TRAINING_COMPLIANCE_OWN)
        rows = statements_shown(agencies_present(self.partnership), held, own, everything=self.manages)
        return self.page(
            "training/compliance.html",
            statements=rows,
            totals=level_totals(held),
            periods=periods,
            shown=period,
            manages=self.manages,
        )


class _OfAgency(TrainingPage):
    """A page about one agency's statement; only for that agency and for those who keep the register."""

    permission = P.TRAINING_COMPLIANCE_OWN

    def statement(self, agency: str, period: str) -> Compliance:
        """Return the statement, an unsaved one where nobody began it, or 404; PermissionDenied for others."""
        seat: Agency = get_object_or_404(agencies_present(self.partnership), slug=agency)
        self.access.demand(self.permission, seat)
        try:
            token = Period.parse(period).token
        except ValueError as error:
            raise Http404 from error
        found = compliances_of(self.partnership).filter(agency=seat, period_token=token).first()
        return found or Compliance(partnership=self.partnership, agency=seat, period_token=token, version=1)

    def begun(self, agency: str, period: str) -> Compliance:
        """Return a statement that is kept already, or 404."""
        row = self.statement(agency, period)
        if row.pk is None:
            raise Http404
        return row

    def back(self, row: Compliance) -> HttpResponse:
        """Lead to the statement."""
        return redirect("training_compliance_edit", self.partnership.slug, row.agency.slug, row.period_token)


class ComplianceEdit(_OfAgency):
    """Eligible and trained by level. GET makes nothing; the first save begins the statement."""

    def get(self, request: HttpRequest, agency: str, period: str) -> HttpResponse:
        """Show the boxes, or the figures when they are handed in."""
        row = self.statement(agency, period)
        return self.page("training/compliance_edit.html", form=self.form(row, None), **self.around(row))

    def post(self, request: HttpRequest, agency: str, period: str) -> HttpResponse:
        """Save the draft; hand it in when that button was pressed."""
        row = self.statement(agency, period)
        form = self.form(row, request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            return self.kept(row, form, said, submit=request.POST.get("do") == "submit")

        def overtaken() -> None:
            now = self.statement(agency, period)  # it may have been begun while this was being typed
            saved = {str(line): said_by_line(line) for line in now.lines.all()}
            show_both(form, by=now.updated_by, at=now.updated_at, version=now.version, saved=saved)

        return saved_or_shown(self, "training/compliance_edit.html", form, save, overtaken, **self.around(row))

    def kept(self, row: Compliance, form: ComplianceForm, said: dict[str, Any], *, submit: bool) -> HttpResponse:
        """Keep what was entered and, when asked, hand it in."""
        kept = compliance_save(
            by=self.person,
            compliance=compliance_ask(by=self.person, agency=row.agency, period=row.period),
            version=said["version"],
            as_at=said["as_at"],
            note=said["note"],
            levels=form.said(),
        )
        if submit:
            done_or_said(self, lambda: compliance_submit(by=self.person, compliance=kept))
        else:
            messages.success(self.request, "The draft is saved.")
        return self.back(row)

    def form(self, row: Compliance, data: Any) -> ComplianceForm:
        """Return the form with what is stored."""
        held = {line.level: line for line in row.lines.all()} if row.pk else {}
        initial = {"as_at": row.as_at, "note": row.note, "version": row.version}
        return ComplianceForm(data, held=held, initial=initial)

    def around(self, row: Compliance) -> dict[str, Any]:
        """Return what the page says beside the form."""
        lines = [(line, share_of(line)) for line in row.lines.all()] if row.pk else []
        return {
            "statement": row,
            "lines": lines,
            "edits": can_edit(row),
            "accepts": self.manages and can_accept(row, self.person),
            "manages": self.manages,
        }


class ComplianceAccept(_OfAgency, ManagePage):
    """Accept what an agency handed in. POST only."""

    permission = ManagePage.permission

    def post(self, request: HttpRequest, agency: str, period: str) -> HttpResponse:
        """Accept it, or say why not."""
        row = self.begun(agency, period)
        done_or_said(self, lambda: compliance_accept(by=self.person, compliance=row))
        return self.back(row)


class ComplianceSendBack(_OfAgency, ManagePage):
    """Ask the agency to correct it, with a reason."""

    permission = ManagePage.permission
    move: Callable[..., Compliance] = staticmethod(compliance_send_back)
    question = "Send these figures back?"

    def get(self, request: HttpRequest, agency: str, period: str) -> HttpResponse:
        """Ask why."""
        row = self.begun(agency, period)
        return self.page("training/reason.html", form=ReasonForm(), statement=row, question=self.question)

    def post(self, request: HttpRequest, agency: str, period: str) -> HttpResponse:
        """Move it."""
        row = self.begun(agency, period)

        def save(said: dict[str, Any]) -> HttpResponse:
            type(self).move(by=self.person, compliance=row, reason=said["reason"])
            return self.back(row)

        context: dict[str, Any] = {"statement": row, "question": self.question}
        return saved_or_shown(self, "training/reason.html", ReasonForm(request.POST), save, **context)


class ComplianceReopen(ComplianceSendBack):
    """Open accepted figures for correction, with a reason."""

    move = staticmethod(compliance_reopen)
    question = "Open these accepted figures again?"
