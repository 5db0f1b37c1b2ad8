"""What the pages of one case share: reaching it, writing the read log, showing a form."""

from abc import ABC, abstractmethod
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reviews.cases.models import Case
from reviews.cases.selectors.register import cases_readable
from reviews.cases.selectors.trail import last_saved
from reviews.cases.services import case_read
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed, Overtaken, first_words

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
STALE = HTTPStatus.CONFLICT


class CaseView(PartnershipView):
    """A page of one case, for everybody on its list. Showing it is written to the read log.

    A case that is not theirs and a case that is not there are the same query and the same answer.
    """

    permission = Permission.CASE_READ
    words = ""

    def get_case(self, reference: str) -> Case:
        """Return a case the person may read, or 404."""
        return get_object_or_404(cases_readable(self.partnership, self.person), reference=reference)

    def show(self, case: Case, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """Render a page about the case, and log that it was shown."""
        case_read(by=self.person, case=case, page=self.words)
        return self.page(template, status, case=case, **context)


class KeeperView(CaseView):
    """A page on which the people who keep the case change it. Emergency access does not reach it."""

    permission = Permission.CASE_COORDINATE

    def get_case(self, reference: str) -> Case:
        """Return a case the person keeps, or 404."""
        rows = cases_readable(self.partnership, self.person).coordinated_by(self.person)  # type: ignore[attr-defined]
        return get_object_or_404(rows, reference=reference)


class KeeperFormView(KeeperView, ABC):
    """A page with one form about a case: `ask` makes the form, `apply` calls the service and says what was done."""

    template = "cases/form.html"
    button_words = "Save"

    def get(self, request: HttpRequest, reference: str, **found: Any) -> HttpResponse:
        """Show the form."""
        case = self.get_case(reference)
        return self.form_page(case, self.ask(case, None, **found), **found)

    def post(self, request: HttpRequest, reference: str, **found: Any) -> HttpResponse:
        """Do it, or say what is wrong."""
        case = self.get_case(reference)
        form = self.ask(case, request.POST, **found)
        if not form.is_valid():
            return self.form_page(case, form, WRONG, **found)
        try:
            said = self.apply(case, form, **found)
        except Overtaken:
            self.stale(case, form, **found)
            return self.form_page(case, form, STALE, **found)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(case, form, WRONG, **found)
        return self.done(case, said)

    def done(self, case: Case, said: str) -> HttpResponse:
        """Say what was done and go on."""
        messages.success(self.request, said)
        return redirect(self.onward, self.partnership.slug, case.reference)

    onward = "case_detail"

    @abstractmethod
    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Return the form, bound to `data` when there is any."""

    @abstractmethod
    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Call the service; return the sentence that says what was done."""

    def stale(self, case: Case, form: GovUKForm, **found: Any) -> None:
        """Say that somebody changed it meanwhile. Forms with a version also show what is saved now."""
        form.add_error(None, "Somebody else has just changed this. Look at it again before you go on.")

    def stale_form(
        self, case: Case, form: GovUKForm, actions: tuple[str, ...], values: dict[str, str], version: int
    ) -> None:
        """Show what somebody else saved (`values`) beside the person's own words; saving again then replaces it."""
        change = last_saved(case, *actions)
        form.add_stale_error(by=change.actor_name, at=change.at, values=values)
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = str(version)  # type: ignore[index]

    def form_page(self, case: Case, form: GovUKForm, status: int = 200, **found: Any) -> HttpResponse:
        """Render the form."""
        return self.show(
            case, self.template, status, form=form, words=self.words, button_words=self.button_words, **found
        )


def refuse(form: GovUKForm, error: NotAllowed) -> None:
    """Put the words of a refusal beside the field its code names, or above the form."""
    code = getattr(error, "code", "") or ""
    form.add_error(code if code in form.fields else None, first_words(error))
