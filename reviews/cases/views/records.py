"""What reports may print about one case: put up, read by a second person, released, taken back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from partnerships.directory.authz.permissions import Permission
from reviews.cases.forms import ReasonForm
from reviews.cases.learning_forms import RecordForm, RecordReleaseForm
from reviews.cases.models import Case
from reviews.cases.selectors.records import record_waiting, records_of, release_of
from reviews.cases.selectors.register import keeps
from reviews.cases.services import record_prepare, record_release, record_withdraw
from reviews.cases.views.base import CaseView, KeeperFormView
from safeguarding.lib.forms.base import GovUKForm


class RecordPage(CaseView):
    """What reports print now, and what waits for a second person."""

    words = "In reports"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show both."""
        case = self.get_case(reference)
        may_change = keeps(case, self.person) and self.access.may(Permission.CASE_COORDINATE)
        waiting, released = record_waiting(case), release_of(case)
        return self.show(
            case,
            "cases/record.html",
            waiting=waiting,
            released=released,
            may_change=may_change,
            may_release=may_change and waiting is not None and waiting.prepared_by_id != self.person.pk,
        )


class RecordFormView(KeeperFormView):
    """A form that leads back to what reports print."""

    onward = "case_record"


class RecordPrepare(RecordFormView):
    """Put the public fields up as they are now."""

    words = "Put the public record up"
    button_words = "Put it up"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for the name to print it under."""
        released = release_of(case)
        return RecordForm(data, initial={"title": str(released.record) if released else ""})

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Put it up."""
        record_prepare(by=self.person, case=case, title=form.cleaned_data["title"])
        return "Another coordinator of the case can read it and let it out now."


class RecordRelease(RecordFormView):
    """Read what somebody else put up, and let it out to reports."""

    words = "Release to reports"
    template = "cases/record_release.html"
    button_words = "Release it"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask them to confirm."""
        get_object_or_404(records_of(case), pk=found["record"])
        return RecordReleaseForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Release it."""
        row = get_object_or_404(records_of(case), pk=found["record"])
        record_release(by=self.person, record=row, reason=form.cleaned_data["reason"])
        return f"Reports can print “{row}” now."

    def form_page(self, case: Case, form: GovUKForm, status: int = 200, **found: Any) -> HttpResponse:
        """Render every line that would be printed above the form."""
        row = get_object_or_404(records_of(case), pk=found["record"])
        return super().form_page(case, form, status, row=row)


class RecordWithdraw(RecordFormView):
    """Take the record back."""

    words = "Take it back from reports"
    button_words = "Take it back"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask why."""
        return ReasonForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Take it back."""
        record_withdraw(by=self.person, case=case, reason=form.cleaned_data["reason"])
        return "Reports that are still being written print nothing about it any more. Published editions stay."
