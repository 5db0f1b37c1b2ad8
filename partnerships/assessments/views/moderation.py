"""Moderation day, second scores, and the practitioner survey."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.assessments.forms.answering import SecondForm, SurveyForm
from partnerships.assessments.models import Response, Round, Statement
from partnerships.assessments.policies import can_second
from partnerships.assessments.selectors.moderation import (
    ModerationLine,
    moderation_day,
    moderation_lines,
    survey_spreads,
)
from partnerships.assessments.selectors.sheets import Page, Sheet, sheet_of
from partnerships.assessments.selectors.statistics import Heading, headings_of, parts_of
from partnerships.assessments.services import moderation_save, survey_save
from partnerships.assessments.statistics import plainly
from partnerships.assessments.views.base import AssessmentPage, ManagePage, saved_or_shown
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.selectors import agencies_present


class ModerationDay(AssessmentPage):
    """One standard across all respondents: self-score, second score and what practitioners say."""

    permission = P.ASSESSMENT_OVERSEE

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Show the standard asked for, else the first."""
        row = self.round(held)
        if row.is_anonymous or row.is_imported:
            raise Http404
        headings = headings_of(parts_of(row))
        asked = request.GET.get("standard")
        shown: Heading = next((one for one in headings if one.key == asked), headings[0])
        days = moderation_day(row, shown)
        return self.page(
            "assessments/moderation.html", held=row, headings=headings, shown=shown, rows=days, manages=self.manages
        )


class ModerationPage(ManagePage):
    """Second and agreed scores of one standard of one response."""

    def get(self, request: HttpRequest, response: int, page: str) -> HttpResponse:
        """Show what the agency says, with evidence, the time before and the survey beside it."""
        row = self.response(response)
        if not can_second(row):
            return redirect("assessment_response", self.partnership.slug, row.pk)
        sheet, shown, lines = self.lines(row, page)
        return self.page(
            "assessments/second.html", form=self.form(row, sheet, lines), **self.around(sheet, shown, lines)
        )

    def post(self, request: HttpRequest, response: int, page: str) -> HttpResponse:
        """Save the scores and go back to the standard."""
        row = self.response(response)
        sheet, shown, lines = self.lines(row, page)
        form = self.form(row, sheet, lines, request.POST)

        def save() -> HttpResponse:
            moderation_save(by=self.person, response=row, said=form.said())
            messages.success(request, f"{row}: “{shown.heading.title}” is saved.")
            later = sheet.after(page)
            if later and "next" in request.POST:
                return redirect("assessment_second", self.partnership.slug, row.pk, later.heading.key)
            return redirect("assessment_response", self.partnership.slug, row.pk)

        def overtaken() -> None:
            stored = self.lines(row, page)[2]
            rows = [line.moderation for line in stored if line.moderation]
            last = max(rows, key=lambda one: one.updated_at)
            saved = {line.statement.short_title: _words(line) for line in stored}
            form.add_stale_error(by=str(last.updated_by), at=last.updated_at, values=saved)
            form.rebase(stored)

        return saved_or_shown(
            self, "assessments/second.html", form, save, overtaken, **self.around(sheet, shown, lines)
        )

    def lines(self, row: Response, key: str) -> tuple[Sheet, Page, list[ModerationLine]]:
        """Return the sheet, the standard of the address or 404, and its answers."""
        sheet = sheet_of(row)
        shown = sheet.page(key)
        if shown is None:
            raise Http404
        return sheet, shown, moderation_lines(row, [line.statement for line in shown.lines])

    def form(self, row: Response, sheet: Sheet, lines: list[ModerationLine], data: object = None) -> SecondForm:
        """Return the form."""
        return SecondForm(data, tool=row.round.tool, levels=sheet.levels, lines=lines)

    def around(self, sheet: Sheet, shown: Page, lines: list[ModerationLine]) -> dict[str, Any]:
        """Return what the page says beside the form."""
        before = {line.statement.pk: line for line in shown.lines}
        return {
            "response": sheet.response,
            "sheet": sheet,
            "shown": shown,
            "lines": lines,
            "before": before,
            "later": sheet.after(shown.heading.key),
            "may_read_files": True,
        }


class SurveyPage(ManagePage):
    """What practitioners of an agency said, as counts by level."""

    def get(self, request: HttpRequest, held: int, agency: str) -> HttpResponse:
        """Show the boxes."""
        row = self.round(held)
        seat = get_object_or_404(agencies_present(self.partnership), slug=agency)
        return self.page("assessments/survey.html", form=self.form(row, seat.pk), held=row, agency=seat)

    def post(self, request: HttpRequest, held: int, agency: str) -> HttpResponse:
        """Save them."""
        row = self.round(held)
        seat = get_object_or_404(agencies_present(self.partnership), slug=agency)
        form = self.form(row, seat.pk, request.POST)

        def save() -> HttpResponse:
            survey_save(by=self.person, held=row, agency=seat, counts=form.counts())
            messages.success(request, f"The survey of {seat.name} is saved.")
            return redirect("assessment_moderation", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/survey.html", form, save, held=row, agency=seat)

    def form(self, row: Round, agency: int, data: object = None) -> SurveyForm:
        """Return the form with the counts as stored; an anonymous round has no survey by agency."""
        if row.is_anonymous or row.is_imported:
            raise Http404
        statements: list[Statement] = [one for heading in headings_of(parts_of(row)) for one in heading.statements]
        spreads = {key[1]: spread for key, spread in survey_spreads(row).items() if key[0] == agency}
        return SurveyForm(data, levels=list(row.tool.levels.all()), statements=statements, held=spreads)


def _words(line: ModerationLine) -> str:
    held = line.moderation
    if held is None:
        return ""
    second, agreed = ("none" if one is None else plainly(one) for one in (held.second_score, held.agreed_score))
    return f"second {second}, agreed {agreed}. {held.challenge}"
