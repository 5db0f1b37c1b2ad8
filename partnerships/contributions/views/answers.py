"""Writing one answer, its history, headings of one's own, last year's answers, files."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from partnerships.contributions.forms import AnswerForm, AttachmentForm, HeadingForm
from partnerships.contributions.models import Answer, Contribution
from partnerships.contributions.policies import can_edit
from partnerships.contributions.selectors import attachments_of, compared, contribution_answers, last_years
from partnerships.contributions.services import (
    answer_save,
    attachment_add,
    attachment_remove,
    attachment_taken,
    contribution_prefill,
    heading_add,
    heading_remove,
)
from partnerships.contributions.views.base import ContributionPage, WritePage
from partnerships.contributions.views.contributions import detail
from partnerships.directory.authz.saving import saved_or_shown
from safeguarding.lib.refusal import WRONG, refuse, show_both
from safeguarding.lib.richtext import plain
from safeguarding.lib.uploads import CONTENT_TYPES, ending_of
from safeguarding.lib.workflow import NotAllowed, Overtaken


class AnswerEdit(WritePage):
    """One prompt with its guidance, and what was said last year, beside the answer."""

    def get(self, request: HttpRequest, contribution: int, answer: int) -> HttpResponse:
        """Show the answer as it stands."""
        row = self.found(contribution)
        said = self.answer(row, answer)
        if not can_edit(row):
            return self.back(row)
        return self.answer_page(row, said, AnswerForm(answer=said))

    def post(self, request: HttpRequest, contribution: int, answer: int) -> HttpResponse:
        """Save it, keeping the words of whoever was slower beside what is saved."""
        row = self.found(contribution)
        said = self.answer(row, answer)
        form, status = AnswerForm(request.POST, answer=said), int(WRONG)
        if form.is_valid():
            try:
                answer_save(by=self.person, answer=said, **form.cleaned_data)
                return self.onwards(row, said)
            except Overtaken:
                said.refresh_from_db()
                saved = {said.title: plain(said.body) or said.reason}
                status = show_both(form, by=said.updated_by, at=said.updated_at, version=said.version, saved=saved)
            except NotAllowed as error:
                status = refuse(form, error)
        return self.answer_page(row, said, form, status)

    def answer(self, row: Contribution, pk: int) -> Answer:
        """Return the answer or 404."""
        return get_object_or_404(row.answers.standing(), pk=pk)

    def answer_page(self, row: Contribution, said: Answer, form: AnswerForm, status: int = 200) -> HttpResponse:
        """Show the form with the list of prompts, the open comments and last year's answer."""
        return self.page(
            "contributions/answer.html",
            status,
            form=form,
            answer=said,
            answers=contribution_answers(row),
            contribution=row,
            comments=said.comments.filter(settled_at__isnull=True).select_related("by"),
            before=last_years(row).get(said.title.casefold()),
        )

    def onwards(self, row: Contribution, said: Answer) -> HttpResponse:
        """Go to the next prompt, or back to the whole when asked or at the end."""
        messages.success(self.request, f"“{said.title}” is saved.")
        answers = contribution_answers(row)
        later = answers[answers.index(said) + 1 :]
        if later and "next" in self.request.POST:
            return redirect("answer_edit", self.partnership.slug, row.pk, later[0].pk)
        return self.back(row)


class AnswerHistory(ContributionPage):
    """Every version of an answer, and any two of them compared word by word."""

    def get(self, request: HttpRequest, contribution: int, answer: int) -> HttpResponse:
        """List the versions, newest first."""
        row = self.found(contribution)
        said = get_object_or_404(row.answers.select_related("prompt"), pk=answer)
        versions = list(said.versions.select_related("saved_by"))
        pair = compared(versions, request.GET.dict())
        return self.page("contributions/history.html", contribution=row, answer=said, versions=versions, pair=pair)


class Prefill(WritePage):
    """Fill in what is empty from last year's approved answers. POST only."""

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Fill in."""
        row = self.found(contribution)
        words = "Last year's answers are filled in where yours were empty. Say in each what is different now."
        return self.done(row, lambda: contribution_prefill(by=self.person, contribution=row), words)


class HeadingAdd(WritePage):
    """Add a heading of one's own. POST only."""

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Add it and go to write under it."""
        row, form = self.found(contribution), HeadingForm(request.POST)
        if form.is_valid():
            try:
                made = heading_add(by=self.person, contribution=row, heading=form.cleaned_data["heading"])
            except NotAllowed as error:
                refuse(form, error)
            else:
                return redirect("answer_edit", self.partnership.slug, row.pk, made.pk)
        return detail(self, row, heading=form)


class HeadingRemove(WritePage):
    """Take a heading of one's own out. POST only."""

    def post(self, request: HttpRequest, contribution: int, answer: int) -> HttpResponse:
        """Remove it."""
        row = self.found(contribution)
        said = get_object_or_404(row.answers.all(), pk=answer)
        return self.done(
            row, lambda: heading_remove(by=self.person, answer=said), "The heading is taken out; its words are kept."
        )


class AttachmentAdd(WritePage):
    """Add a file."""

    def get(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Show the form."""
        return self.page("contributions/attach.html", form=AttachmentForm(), contribution=self.found(contribution))

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Keep it."""
        row, form = self.found(contribution), AttachmentForm(request.POST, request.FILES)

        def keep(said: dict[str, Any]) -> HttpResponse:
            attachment_add(by=self.person, contribution=row, **said)
            messages.success(request, f"“{said['title']}” is kept with the contribution.")
            return self.back(row)

        return saved_or_shown(self, "contributions/attach.html", form, keep, contribution=row)


class AttachmentFile(ContributionPage):
    """The file itself, always as a download; who took it is on the trail."""

    def get(self, request: HttpRequest, contribution: int, attachment: int) -> HttpResponseBase:
        """Send it."""
        file = get_object_or_404(attachments_of(self.found(contribution)), pk=attachment)
        kept = file.file.open("rb")
        attachment_taken(by=self.person, attachment=file)
        kind = CONTENT_TYPES.get(ending_of(file.name), "application/octet-stream")
        answer = FileResponse(kept, as_attachment=True, filename=file.name, content_type=kind)
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer


class AttachmentRemove(WritePage):
    """Take a file out. POST only."""

    def post(self, request: HttpRequest, contribution: int, attachment: int) -> HttpResponse:
        """Take it out."""
        row = self.found(contribution)
        file = get_object_or_404(attachments_of(row), pk=attachment)
        return self.done(row, lambda: attachment_remove(by=self.person, attachment=file), "The file is taken out.")
