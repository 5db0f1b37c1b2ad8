"""The register, opening a case, a case's page and its description."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reviews.cases.forms import CaseForm, CaseImportForm, CaseOpenForm, CloseForm, RegisterFilterForm
from reviews.cases.models import Case
from reviews.cases.policies import KIND_BECOMES
from reviews.cases.selectors.corrections import parts_withdrawn
from reviews.cases.selectors.register import (
    case_whole,
    clock_rows,
    keeps,
    register_page,
    register_rows,
    relations_of,
    themes_offered,
    unmet_clocks,
)
from reviews.cases.services import case_change, case_close, case_import, case_open, case_reopen
from reviews.cases.views.base import WRONG, CaseView, KeeperFormView, KeeperView, refuse
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed, first_words

DESCRIBED = (
    "pseudonym", "area", "summary", "public_summary", "public_decision", "lead_board", "other_boards", "version",
)  # fmt: skip


class CaseList(PartnershipView):
    """The cases on whose list the person is, and no other."""

    permission = Permission.CASE_READ

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of what the filter keeps."""
        form = RegisterFilterForm(request.GET, themes=themes_offered())
        page = register_page(form.kept(register_rows(self.partnership, self.person)), request.GET.get("page"))
        kept = request.GET.copy()
        kept.pop("page", None)
        status = 200 if form.is_valid() else WRONG
        may_open = self.access.may(Permission.CASE_COORDINATE)
        return self.page(
            "cases/list.html",
            status,
            form=form,
            page=page,
            kept=kept.urlencode(),
            may_open=may_open,
            today=timezone.localdate(),
        )


class CaseOpen(PartnershipView):
    """Open a case."""

    permission = Permission.CASE_COORDINATE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("cases/open.html", form=CaseOpenForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it."""
        form = CaseOpenForm(request.POST)
        if not form.is_valid():
            return self.page("cases/open.html", WRONG, form=form)
        given = {name: value for name, value in form.cleaned_data.items() if name != "confirmed"}
        try:
            case = case_open(by=self.person, partnership=self.partnership, **given)
        except NotAllowed as error:
            refuse(form, error)
            return self.page("cases/open.html", WRONG, form=form)
        messages.success(request, f"{case.reference} is open. Only people on its list can see it.")
        return redirect("case_detail", self.partnership.slug, case.reference)


class CaseImport(PartnershipView):
    """Enter a past review, legacy kinds included."""

    permission = Permission.CASE_COORDINATE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("cases/import.html", form=CaseImportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enter it."""
        form = CaseImportForm(request.POST)
        if not form.is_valid():
            return self.page("cases/import.html", WRONG, form=form)
        given = {name: form.cleaned_data[name] for name in ("kind", "pseudonym", "evidence")}
        try:
            case = case_import(by=self.person, partnership=self.partnership, events=form.events(), **given)
        except NotAllowed as error:
            refuse(form, error)
            return self.page("cases/import.html", WRONG, form=form)
        messages.success(request, f"{case.reference} is entered. Only people on its list can see it.")
        return redirect("case_detail", self.partnership.slug, case.reference)


class CaseDetail(CaseView):
    """One case: what it is, its deadlines, what happened."""

    words = "Case"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it."""
        case = case_whole(self.get_case(reference))
        return self.show(
            case,
            "cases/detail.html",
            rows=clock_rows(case, timezone.localdate()),
            relations=relations_of(case, self.person),
            may_change=keeps(case, self.person) and self.access.may(Permission.CASE_COORDINATE),
            event_list=list(case.events.all()),
            may_change_kind=case.kind in KIND_BECOMES,
            withdrawn_parts=parts_withdrawn(case, self.person, "subject", "relation"),
        )


class CaseEdit(KeeperFormView):
    """Change the description. Two coordinators can not overwrite each other."""

    words = "Change the description"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Show it as it is."""
        initial = {name: getattr(case, name) for name in DESCRIBED}
        initial |= {"incident": case.incident_on.label if case.incident_on else "", "themes": list(case.themes.all())}
        return CaseForm(data, initial=initial, partnership=self.partnership, themes=themes_offered())

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Save it."""
        case_change(by=self.person, case=case, **changes(form.cleaned_data))
        return "The description has been saved."

    def stale(self, case: Case, form: GovUKForm, **found: Any) -> None:
        """Show the saved words beside the person's own."""
        case.refresh_from_db()
        saved = {"Pseudonym": case.pseudonym, "Summary": case.summary, "Public summary": case.public_summary}
        self.stale_form(case, form, ("case_changed",), saved, case.version)


def changes(given: dict[str, Any]) -> dict[str, Any]:
    """Return the form's answers as the service wants them."""
    said = {name: value for name, value in given.items() if name != "confirmed"}
    incident: FuzzyDate | None = said["incident"]
    return {**said, "incident": incident.token if incident else ""}


class CaseClose(KeeperView):
    """Close a case; where deadlines still run, name them and ask why first."""

    words = "Close the case"

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Close it, or ask."""
        case = self.get_case(reference)
        unmet = list(unmet_clocks(case))
        form = CloseForm(request.POST if "because" in request.POST else None)
        if unmet and not form.is_valid():
            status = WRONG if form.is_bound else 200
            return self.show(
                case, "cases/close.html", status, form=form, unmet=unmet, words=self.words, button_words=self.words
            )
        try:
            case_close(by=self.person, case=case, because=form.cleaned_data["because"] if unmet else "")
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"{case.reference} is closed.")
        return redirect("case_detail", self.partnership.slug, case.reference)


class CaseReopen(KeeperView):
    """Open a closed case again."""

    words = "Reopen the case"

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Open it."""
        case = self.get_case(reference)
        try:
            case_reopen(by=self.person, case=case)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"{case.reference} is open again. Its deadlines have been counted again.")
        return redirect("case_detail", self.partnership.slug, case.reference)
