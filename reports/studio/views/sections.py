"""Writing a section."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from reports.studio.blocks import BLOCKS_BY_KEY
from reports.studio.blocks.forms import SectionForm
from reports.studio.desk import Desk, desk_of, figures_in_words, saved_words, with_token
from reports.studio.diff import history_of
from reports.studio.models import Section
from reports.studio.policies import may_write, report_open
from reports.studio.selectors import versions_of
from reports.studio.services import section_save
from reports.studio.tokens import TokenProblem, token_parse
from reports.studio.views.base import StudioView

# What the buttons of the page do besides saving; each shows the page again with the words typed so far.
STEPS = ("preview", "search", "compare")


class SectionEdit(StudioView):
    """The desk: the words or settings of a section, figures to insert, guidance, comments, and how it prints.

    Everybody who reads the report may look; only those who may write this section may save it.
    """

    def get(self, request: HttpRequest, report: str, section: str) -> HttpResponse:
        """Show the section as saved."""
        found = self.section(report, section)
        form = BLOCKS_BY_KEY[found.block].form
        return self._desk(
            found,
            form(initial=form.initial_of(found), partnership=self.partnership),
            words=request.GET.get("words", ""),
        )

    def post(self, request: HttpRequest, report: str, section: str) -> HttpResponse:
        """Save, or search for figures, insert one or preview, keeping what was typed."""
        found = self.section(report, section)
        if not may_write(self.access, found):
            raise PermissionDenied
        kind = BLOCKS_BY_KEY[found.block].form
        form = kind(request.POST, partnership=self.partnership)
        if "insert" in request.POST or request.POST.get("step") in STEPS:
            typed = with_token(_typed(form), _asked_for(request.POST))
            return self._desk(
                found,
                kind(initial=typed, partnership=self.partnership),
                words=request.POST.get("words", ""),
                typed=typed,
            )
        if not form.is_valid():
            return self._desk(found, form, 422)
        return self._save(found, form)

    def _save(self, section: Section, form: SectionForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            section_save(
                by=self.person,
                section=section,
                version=data["version"],
                title=data["title"],
                body=data.get("body"),
                config=form.config,
            )
        except ValidationError as error:
            return self._not_saved(section, form, error)
        self.say(f"“{section.title}” is saved as version {section.version}.")
        return redirect("section_edit", self.partnership.slug, section.report.slug, section.slug)

    def _not_saved(self, section: Section, form: SectionForm, error: ValidationError) -> HttpResponse:
        if getattr(error, "code", "") != "stale":
            form.add_error(None, error)
            return self._desk(section, form, 422)
        latest = self.section(section.report.slug, section.slug)
        last = versions_of(latest)[0]
        form.add_stale_error(by=str(last.saved_by or "The portal"), at=last.saved_at, values=saved_words(latest))
        # Their version is what the next saving builds on: the person has now been shown it.
        form.data = {**self.request.POST.dict(), "version": latest.version}
        return self._desk(latest, form, 409)

    def _desk(
        self, section: Section, form: SectionForm, status: int = 200, *, words: str = "", typed: Any = None
    ) -> HttpResponse:
        may = may_write(self.access, section) and report_open(section.report)
        openly = self.access.may(Permission.REPORT_BUILD)
        desk: Desk = desk_of(section, openly=openly, words=words, body=(typed or {}).get("body"))
        body = str(form["body"].value() or "") if "body" in form.fields else ""
        return self.report_page(
            "studio/section_edit.html",
            section.report,
            status,
            section=section,
            form=form,
            may_write=may,
            desk=desk,
            in_words=figures_in_words(self.partnership, body, desk.facts, openly=openly),
        )


class SectionHistory(StudioView):
    """Every earlier wording of a section, word by word."""

    def get(self, request: HttpRequest, report: str, section: str) -> HttpResponse:
        """List the savings, newest first."""
        found = self.section(report, section)
        changes = list(history_of(versions_of(found)))
        return self.report_page("studio/section_history.html", found.report, section=found, changes=changes)


def _asked_for(posted: QueryDict) -> str:
    """Return the token of the figure, or of the comparison of two, that was asked for; nothing else is a token."""
    if posted.get("step") != "compare":
        return posted.get("insert", "")
    written = f"[[{posted.get('later', '')}|{posted.get('form', '')}:{posted.get('earlier', '')}]]"
    try:
        return str(token_parse(written))
    except TokenProblem:
        return ""


def _typed(form: SectionForm) -> dict[str, Any]:
    """Return what was typed, as the form shows it, without judging it."""
    return {name: form[name].value() for name in form.fields}
