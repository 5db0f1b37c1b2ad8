"""Publishing a review, or saying why not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission
from reviews.cases.decision_forms import CheckForm, HoldForm, PublishForm
from reviews.cases.models import Case
from reviews.cases.policies import publication_steps
from reviews.cases.selectors.decisions import publication_of, publications_of
from reviews.cases.selectors.register import keeps
from reviews.cases.services import publication_check, publication_draft, publication_hold, publication_publish
from reviews.cases.views.base import CaseView, KeeperFormView, KeeperView
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed, first_words


class PublicationPage(CaseView):
    """How far publication has come, and what can be done next."""

    words = "Publication"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it."""
        case = self.get_case(reference)
        row = publication_of(case)
        may_change = keeps(case, self.person) and self.access.may(Permission.CASE_COORDINATE)
        return self.show(
            case, "cases/publication.html", row=row, may_change=may_change, offered=publication_steps(row, self.person)
        )


class PublicationDraft(KeeperView):
    """Put the draft up for the redaction check."""

    words = "Publication"

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Put it up."""
        case = self.get_case(reference)
        try:
            publication_draft(by=self.person, case=case)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, "The draft is up for the redaction check.")
        return redirect("case_publication", self.partnership.slug, case.reference)


class PublicationFormView(KeeperFormView):
    """A form about the publication of a case."""

    onward = "case_publication"


class PublicationCheck(PublicationFormView):
    """The redaction check by a second person."""

    words = "Redaction check"
    button_words = "Confirm the check"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask them to confirm."""
        get_object_or_404(publications_of(case))
        return CheckForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        row = get_object_or_404(publications_of(case))
        publication_check(by=self.person, publication=row, note=form.cleaned_data["note"])
        return "The redaction check is recorded."


class PublicationPublish(PublicationFormView):
    """Record the publication."""

    words = "Record the publication"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask where and when."""
        get_object_or_404(publications_of(case))
        return PublishForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        row, given = get_object_or_404(publications_of(case)), form.cleaned_data
        publication_publish(by=self.person, publication=row, link=given["link"], published_on=given["published_on"])
        return "The publication is recorded."


class PublicationHold(PublicationFormView):
    """Delay it or decide against it."""

    words = "Delay or do not publish"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask which and why."""
        get_object_or_404(publications_of(case))
        return HoldForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        row, given = get_object_or_404(publications_of(case)), form.cleaned_data
        publication_hold(by=self.person, publication=row, event=given["event"], reason=given["reason"])
        return "The reason is recorded."
