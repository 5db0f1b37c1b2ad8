"""Collecting: questions to agencies, what they answered, and the chronology of a case."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission
from reviews.cases.forms import ReasonForm
from reviews.cases.models import Case
from reviews.cases.request_forms import ChronologyForm, RequestForm
from reviews.cases.selectors.learning import agencies_to_address
from reviews.cases.selectors.register import keeps
from reviews.cases.selectors.requests import chronology_of, requests_of
from reviews.cases.services import (
    chronology_add,
    chronology_withdraw,
    request_make,
    request_renew,
    request_withdraw,
)
from reviews.cases.views.base import CaseView, KeeperFormView, KeeperView
from reviews.cases.views.learning import given
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed, first_words


class CollectingPage(CaseView):
    """Who was asked, who has answered what, and what happened when."""

    words = "Information from agencies"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it."""
        case = self.get_case(reference)
        return self.show(
            case,
            "cases/collecting.html",
            requests=requests_of(case),
            entries=chronology_of(case),
            may_change=keeps(case, self.person) and self.access.may(Permission.CASE_COORDINATE),
        )


class CollectingFormView(KeeperFormView):
    """A form that leads back to what was collected."""

    onward = "case_collecting"


class RequestMake(CollectingFormView):
    """Ask an agency. The code is shown once, on the page that answers."""

    words = "Ask an agency"
    button_words = "Send the question"
    code = ""

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask whom, what and until when."""
        return RequestForm(data, agencies=agencies_to_address(case))

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Send it."""
        made, self.code = request_make(by=self.person, case=case, **given(form))
        return str(made)

    def done(self, case: Case, said: str) -> HttpResponse:
        """Show the code this once."""
        return self.show(case, "cases/request_code.html", asked=said, code=self.code)


class RequestRenew(KeeperView):
    """Send a new link; the old one dies."""

    words = "Ask an agency"

    def post(self, request: HttpRequest, reference: str, asked: int) -> HttpResponse:
        """Send it and show its code this once."""
        case = self.get_case(reference)
        row = get_object_or_404(requests_of(case), pk=asked)
        try:
            code = request_renew(by=self.person, request=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
            return redirect("case_collecting", self.partnership.slug, case.reference)
        return self.show(case, "cases/request_code.html", asked=str(row), code=code)


class RequestWithdraw(KeeperView):
    """Make a link die."""

    words = "Information from agencies"

    def post(self, request: HttpRequest, reference: str, asked: int) -> HttpResponse:
        """Withdraw the question."""
        case = self.get_case(reference)
        row = get_object_or_404(requests_of(case), pk=asked)
        try:
            request_withdraw(by=self.person, request=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"The question to {row} is withdrawn. Its link no longer works.")
        return redirect("case_collecting", self.partnership.slug, case.reference)


class ChronologyAdd(CollectingFormView):
    """Add an entry of the coordinator's own."""

    words = "Add to the chronology"
    button_words = "Add"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask when and what."""
        return ChronologyForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Add it."""
        chronology_add(by=self.person, case=case, **given(form))
        return "The entry is in the chronology."


class ChronologyWithdraw(CollectingFormView):
    """Take back an entry that is wrong."""

    words = "Withdraw an entry"
    button_words = "Withdraw"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask why."""
        get_object_or_404(chronology_of(case), pk=found["entry"], withdrawn_at=None)
        return ReasonForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Withdraw it."""
        row = get_object_or_404(chronology_of(case), pk=found["entry"])
        chronology_withdraw(by=self.person, entry=row, because=form.cleaned_data["reason"])
        return "The entry is withdrawn."
