"""Rounds held before the portal: what a document printed of them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify

from partnerships.assessments.forms.earlier import EarlierRoundForm, PrintedForm
from partnerships.assessments.models import Round
from partnerships.assessments.selectors.rounds import printed_version
from partnerships.assessments.selectors.statistics import headings_of, parts_of
from partnerships.assessments.services import printed_save, round_import
from partnerships.assessments.views.base import ManagePage, saved_or_shown
from safeguarding.lib.refusal import show_both


class EarlierRoundNew(ManagePage):
    """Record that there was a round."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("assessments/earlier.html", form=EarlierRoundForm(partnership=self.partnership))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it and go on to its figures."""
        form = EarlierRoundForm(request.POST, partnership=self.partnership)

        def save() -> HttpResponse:
            said = form.said()
            made = round_import(by=self.person, slug=slugify(said["title"])[:60], **said)
            messages.success(request, f"“{made.title}” is recorded. Now enter what the document prints of it.")
            return redirect("assessment_printed", self.partnership.slug, made.pk)

        return saved_or_shown(self, "assessments/earlier.html", form, save)


class PrintedStatistics(ManagePage):
    """Enter or correct mode, mean and range of every statement as printed."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Show the boxes."""
        row = self.round(held)
        return self.page("assessments/printed.html", form=self.form(row), held=row)

    def post(self, request: HttpRequest, held: int) -> HttpResponse:
        """Save them."""
        row = self.round(held)
        form = self.form(row, request.POST)

        def save() -> HttpResponse:
            given = form.cleaned_data
            source = {"document": given["document"], "place": given["place"], "version": given["version"]}
            count = printed_save(by=self.person, held=row, statistics=form.statistics(), **source)
            messages.success(request, f"Saved: {count} of {len(form.statements)} statements have printed figures.")
            return redirect("assessment_detail", self.partnership.slug, row.pk)

        def overtaken() -> None:
            stored = list(row.statistics.select_related("statement", "entered_by"))
            latest = max(stored, key=lambda one: one.entered_at, default=None)
            by, at = (latest.entered_by, latest.entered_at) if latest else (None, None)
            saved = {f"{one.statement.number}. {one.statement.short_title}": one.printed for one in stored}
            show_both(form, by=by, at=at, version=printed_version(row), saved=saved)

        return saved_or_shown(self, "assessments/printed.html", form, save, overtaken, held=row)

    def form(self, row: Round, data: object = None) -> PrintedForm:
        """Return the form with what is stored; 404 for a round that was answered here."""
        if not row.is_imported:
            raise Http404
        return PrintedForm(
            data,
            levels=list(row.tool.levels.all()),
            statements=[one for heading in headings_of(parts_of(row)) for one in heading.statements],
            held={one.statement_id: one for one in row.statistics.all()},
            version=printed_version(row),
        )
