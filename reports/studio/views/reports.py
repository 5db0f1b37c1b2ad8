"""Pages of reports as a whole."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reports.studio.forms import NewReportForm, ReportForm
from reports.studio.outlines import OUTLINES, OUTLINES_BY_KEY
from reports.studio.overview import overview_of
from reports.studio.policies import report_open
from reports.studio.selectors import report_rows
from reports.studio.services import report_create, report_update
from reports.studio.views.base import StudioView


class ReportList(PartnershipView):
    """Every report of the partnership."""

    permission = Permission.REPORT_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """List reports, newest first."""
        may_start = self.access.may(Permission.REPORT_EDIT)
        return self.page("studio/report_list.html", reports=report_rows(self.partnership), may_start=may_start)


class ReportNew(PartnershipView):
    """Starting a report."""

    permission = Permission.REPORT_EDIT

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._form(NewReportForm(initial={"outline": OUTLINES[0].key}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start the report with the sections of the outline."""
        form = NewReportForm(request.POST)
        if not form.is_valid():
            return self._form(form, status=422)
        data = form.cleaned_data
        try:
            report = report_create(
                by=self.person,
                partnership=self.partnership,
                slug=form.slug,
                title=data["title"],
                subtitle=data["subtitle"],
                period=form.period,
                outline=OUTLINES_BY_KEY[data["outline"]],
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self._form(form, status=422)
        return redirect("report_detail", self.partnership.slug, report.slug)

    def _form(self, form: NewReportForm, status: int = 200) -> HttpResponse:
        hints = {one.key: one.sentence for one in OUTLINES}
        return self.page("studio/report_new.html", status, form=form, hints=hints)


class ReportDetail(StudioView):
    """The report's sections, what is wrong with them, and its builds."""

    tab = "report_detail"

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """Show the section tree."""
        found = self.report(report)
        return self.report_page(
            "studio/report_detail.html",
            found,
            overview=overview_of(found),
            may_edit=self.access.may(Permission.REPORT_EDIT) and report_open(found),
        )


class ReportEdit(StudioView):
    """Title and period."""

    permission = Permission.REPORT_EDIT

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """Show the form."""
        found = self.report(report)
        initial = {
            "title": found.title,
            "subtitle": found.subtitle,
            "starts_on": found.span.start,
            "ends_on": found.span.end,
            "version": found.version,
        }
        return self.report_page("studio/report_edit.html", found, form=ReportForm(initial=initial))

    def post(self, request: HttpRequest, report: str) -> HttpResponse:
        """Save title and period."""
        found, form = self.report(report), ReportForm(request.POST)
        if not form.is_valid():
            return self.report_page("studio/report_edit.html", found, 422, form=form)
        data = form.cleaned_data
        try:
            report_update(
                by=self.person,
                report=found,
                title=data["title"],
                subtitle=data["subtitle"],
                period=form.period,
                version=data["version"],
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.report_page("studio/report_edit.html", found, 409, form=form)
        self.say("Title and period are saved.")
        return redirect("report_detail", self.partnership.slug, found.slug)
