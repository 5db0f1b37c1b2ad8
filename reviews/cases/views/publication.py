"""Publishing a review, or saying why not."""

from http import HTTPStatus
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from partnerships.directory.authz.permissions import Permission
from reviews.cases.decision_forms import CheckForm, DraftForm, HoldForm, PublicationCorrectForm, PublishForm
from reviews.cases.models import Case
from reviews.cases.policies import advance_copy_missing, publication_steps
from reviews.cases.selectors.decisions import publication_of, publications_of
from reviews.cases.selectors.records import checked_content, release_of, seen_by_checker
from reviews.cases.selectors.register import keeps
from reviews.cases.services import (
    draft_taken,
    publication_check,
    publication_correct,
    publication_draft,
    publication_hold,
    publication_publish,
)
from reviews.cases.views.base import CaseView, KeeperFormView
from reviews.cases.views.learning import given
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.uploads import CONTENT_TYPES, ending_of


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


class PublicationFormView(KeeperFormView):
    """A form about the publication of a case."""

    onward = "case_publication"


class PublicationDraft(PublicationFormView):
    """Put the draft up for the redaction check."""

    words = "Put the draft up for the redaction check"
    template = "cases/draft_form.html"
    button_words = "Put it up"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for the file or a link."""
        return DraftForm(data, self.request.FILES if data is not None else None)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Put it up."""
        said = form.cleaned_data
        publication_draft(by=self.person, case=case, link=said["link"], upload=said["upload"])
        return "The draft is up for the redaction check."


class PublicationFile(CaseView):
    """The draft as an attachment; who took it is on the read log."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        """Send it."""
        row = get_object_or_404(publications_of(self.get_case(reference)).exclude(draft_file=""))
        kept = row.draft_file.open("rb")
        draft_taken(by=self.person, publication=row)
        kind = CONTENT_TYPES.get(ending_of(row.draft_name), "application/octet-stream")
        answer = FileResponse(kept, as_attachment=True, filename=row.draft_name, content_type=kind)
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer


class PublicationCheck(PublicationFormView):
    """The redaction check by a second person."""

    words = "Redaction check"
    template = "cases/redaction_check.html"
    button_words = "Confirm the check"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask them to confirm."""
        row = get_object_or_404(publications_of(case))
        return CheckForm(data, initial={"seen": seen_by_checker(row)})

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        row = get_object_or_404(publications_of(case))
        said = form.cleaned_data
        publication_check(by=self.person, publication=row, note=said["note"], seen=said["seen"])
        return "The redaction check is recorded."

    def form_page(self, case: Case, form: GovUKForm, status: int = 200, **found: Any) -> HttpResponse:
        """Render the draft and every public field above the form."""
        row = get_object_or_404(publications_of(case))
        if status != HTTPStatus.OK:  # what changed while they read is shown now, and confirmed as shown
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["seen"] = seen_by_checker(row)  # type: ignore[index]
        return super().form_page(case, form, status, row=row, content=checked_content(case))


class PublicationPublish(PublicationFormView):
    """Record the publication."""

    words = "Record the publication"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask where and when."""
        get_object_or_404(publications_of(case))
        return PublishForm(data, copy_missing=advance_copy_missing(case))

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        row = get_object_or_404(publications_of(case))
        publication_publish(by=self.person, publication=row, **given(form))
        return "The publication is recorded."


class PublicationCorrect(PublicationFormView):
    """Mend the link or the day of a publication."""

    words = "Correct the publication"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Show it as it is."""
        row = get_object_or_404(publications_of(case), status="published")
        event = case.events.filter(kind="published", withdrawn_at=None).first()
        day = event.when.start if event and event.when.is_exact else None
        return PublicationCorrectForm(data, initial={"link": row.link, "published_on": day})

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Correct it."""
        row = get_object_or_404(publications_of(case))
        publication_correct(by=self.person, publication=row, **given(form))
        again = " Put the public record up again: reports print it as it was released." if release_of(case) else ""
        return f"The publication is corrected.{again}"


class PublicationHold(PublicationFormView):
    """Delay it or decide against it."""

    words = "Delay or do not publish"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask which and why."""
        get_object_or_404(publications_of(case))
        return HoldForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        row, said = get_object_or_404(publications_of(case)), form.cleaned_data
        publication_hold(by=self.person, publication=row, event=said["event"], reason=said["reason"])
        return "The reason is recorded."
