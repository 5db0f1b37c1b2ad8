"""The list of rounds, a round's results, and running it."""

import csv
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from partnerships.assessments.export import round_lines
from partnerships.assessments.forms.rounds import MODE_HINTS, AskForm, ExtendForm, ReopenForm, RoundForm
from partnerships.assessments.policies import can_reopen, is_open
from partnerships.assessments.selectors import sources_of, statistics_by_part
from partnerships.assessments.selectors.heat import heat_map
from partnerships.assessments.selectors.heat import over_time as heat_over_time
from partnerships.assessments.selectors.moderation import difference_report
from partnerships.assessments.selectors.rounds import (
    agencies_to_ask,
    participation,
    progress_of,
    remarks_of,
    responses_of,
    rounds_listed,
    rounds_over_time,
    slips_for,
    slips_of,
)
from partnerships.assessments.selectors.statistics import over_rounds, parts_of
from partnerships.assessments.services import (
    round_close,
    round_extend,
    round_open,
    round_reopen,
    round_respondent_add,
)
from partnerships.assessments.views.base import AssessmentPage, ManagePage, saved_or_shown
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import done_or_said
from partnerships.directory.selectors import agencies_present
from safeguarding.lib.facts import Period
from safeguarding.lib.spreadsheets import safe_cell


class AssessmentList(AssessmentPage):
    """What this person is asked, and all rounds."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List, open ones first, then newest first."""
        rounds = list(rounds_listed(self.partnership))
        today = timezone.localdate()
        asked = [held for held in rounds if is_open(held, today)]
        mine = progress_of(asked, self.own) if self.own else []
        voters = self.access.agency_ids(P.ASSESSMENT_SUBMIT_OWN)
        slips = slips_for(asked, voters) if voters else []
        return self.page("assessments/list.html", rounds=rounds, mine=mine, slips=slips, manages=self.manages)


class AssessmentDetail(AssessmentPage):
    """The statistics of one round."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Show them by part, with where they come from; below the floor of an anonymous round, why there are none."""
        row = self.round(held)
        tables = statistics_by_part(row, everything=self.oversees)
        answered, asked = participation(row)
        return self.page(
            "assessments/detail.html",
            held=row,
            tables=tables,
            levels=list(row.tool.levels.all()),
            sources=sources_of(tables),
            answered=answered,
            asked=asked,
            known=any(line.known for table in tables for line in table.rows),
            remarks=list(remarks_of(row, everything=False)) if row.is_anonymous or row.is_imported else [],
            manages=self.manages,
            oversees=self.oversees,
            reopens=self.manages and can_reopen(row),
        )


class AssessmentHeat(AssessmentPage):
    """Agency by standard."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Show the map; an anonymous or imported round has none."""
        row = self.round(held)
        if row.is_anonymous or row.is_imported:
            raise Http404
        heat = heat_map(row, everything=self.oversees)
        return self.page("assessments/heat.html", held=row, heat=heat, oversees=self.oversees)


class AssessmentDifference(AssessmentPage):
    """Self-score against agreed score."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Show it by standard and by respondent."""
        row = self.round(held)
        if row.is_anonymous or row.is_imported:
            raise Http404
        report = difference_report(row, everything=self.oversees)
        return self.page("assessments/difference.html", held=row, report=report, oversees=self.oversees)


class AssessmentOverTime(AssessmentPage):
    """A tool over its rounds: means by statement, and body by quarter."""

    def get(self, request: HttpRequest, tool: str) -> HttpResponse:
        """Show both; choose an agency to see its statements over time."""
        rounds = rounds_over_time(self.partnership, tool)
        if not rounds:
            raise Http404
        agencies = list(agencies_present(self.partnership))
        agency = next((one for one in agencies if one.slug == request.GET.get("agency")), None)
        named = [row for row in rounds if not row.is_anonymous and not row.is_imported]
        return self.page(
            "assessments/over_time.html",
            tool=rounds[-1].tool,
            rounds=rounds,
            named=named,
            agencies=agencies,
            agency=agency,
            rows=over_rounds(rounds, parts_of(rounds[-1]), everything=self.oversees),
            heat=heat_over_time(named, everything=self.oversees, agency=agency.pk if agency else None),
        )


class AssessmentExport(AssessmentPage):
    """A round for a spreadsheet."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Send the answers this person may read; of an anonymous round the counts, in the order of the tool."""
        row = self.round(held)
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{row.tool.slug}-{row.slug}.csv"'
        writer = csv.writer(answer)
        for line in round_lines(row, everything=self.oversees):
            writer.writerow([safe_cell(cell) for cell in line])
        return answer


class AssessmentProgress(ManagePage):
    """Who has answered; of an anonymous round never what."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """List the respondents."""
        row = self.round(held)
        slips = slips_of(row) if row.is_anonymous else []
        rows = [] if row.is_anonymous else progress_of([row])
        return self.page(
            "assessments/progress.html", held=row, slips=slips, rows=rows, used=sum(1 for slip in slips if slip.used)
        )


class AssessmentRoundOpen(ManagePage):
    """Open a round."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        today = timezone.localdate()
        year = Period.financial_year(Period.snapshot(today).financial_year_start)
        form = RoundForm(partnership=self.partnership, initial={"opens_on": today, "period": year.token})
        return self.page("assessments/round_open.html", form=form, hints=MODE_HINTS)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it."""
        form = RoundForm(request.POST, partnership=self.partnership)

        def save() -> HttpResponse:
            made = round_open(by=self.person, tool=form.tools[form.cleaned_data["tool"]], plan=form.plan())
            messages.success(request, f"{made.title} is open.")
            return redirect("assessment_progress", self.partnership.slug, made.pk)

        return saved_or_shown(self, "assessments/round_open.html", form, save, hints=MODE_HINTS)


class AssessmentAsk(ManagePage):
    """Ask an agency that was forgotten when the round opened."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Show the agencies that are not asked yet."""
        row = self.round(held)
        return self.page("assessments/ask.html", form=AskForm(agencies=agencies_to_ask(row)), held=row)

    def post(self, request: HttpRequest, held: int) -> HttpResponse:
        """Ask it."""
        row = self.round(held)
        form = AskForm(request.POST, agencies=agencies_to_ask(row))

        def save() -> HttpResponse:
            per_site = form.cleaned_data["per_site"]
            round_respondent_add(by=self.person, held=row, agency=form.chosen, per_site=per_site)
            messages.success(request, f"{form.chosen.name} is asked now.")
            return redirect("assessment_progress", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/ask.html", form, save, held=row)


class AssessmentExtend(ManagePage):
    """Give more time."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Show the form."""
        row = self.round(held)
        form = ExtendForm(responses=self._choices(row), initial={"respondent": request.GET.get("respondent", "")})
        return self.page("assessments/extend.html", form=form, held=row)

    def post(self, request: HttpRequest, held: int) -> HttpResponse:
        """Give it."""
        row = self.round(held)
        form = ExtendForm(request.POST, responses=self._choices(row))

        def save() -> HttpResponse:
            said = form.cleaned_data
            round_extend(by=self.person, held=row, until=said["until"], reason=said["reason"], response=form.response)
            messages.success(request, "More time is given.")
            return redirect("assessment_progress", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/extend.html", form, save, held=row)

    def _choices(self, row: Any) -> list[Any]:
        return list(responses_of(self.partnership).filter(round=row))


class AssessmentClose(ManagePage):
    """Close a round: asks once more, because an anonymous one closes for good."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Say what closing does."""
        row = self.round(held)
        answered, asked = participation(row)
        return self.page("assessments/close.html", held=row, answered=answered, asked=asked)

    def post(self, request: HttpRequest, held: int) -> HttpResponse:
        """Close it."""
        row = self.round(held)
        done_or_said(self, lambda: round_close(by=self.person, held=row), f"{row.title} is closed.")
        return redirect("assessment_detail", self.partnership.slug, row.pk)


class AssessmentReopen(ManagePage):
    """Open a closed round again."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Show the form."""
        return self.page("assessments/reopen.html", form=ReopenForm(), held=self.round(held))

    def post(self, request: HttpRequest, held: int) -> HttpResponse:
        """Open it."""
        row, form = self.round(held), ReopenForm(request.POST)

        def save() -> HttpResponse:
            round_reopen(by=self.person, held=row, **form.cleaned_data)
            return redirect("assessment_progress", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/reopen.html", form, save, held=row)
