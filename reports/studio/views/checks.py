"""The checklist."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from reports.studio.assembly import gathered
from reports.studio.checklist import checklist_of
from reports.studio.forms import AcceptForm
from reports.studio.services import warning_accept
from reports.studio.views.base import StudioView

LEVELS = (("all", "Everything"), ("error", "Errors"), ("warning", "Warnings"), ("note", "Notes"))


class ReportChecks(StudioView):
    """What the checks find, grouped by section."""

    tab = "report_checks"

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """Show the checklist, filtered by level."""
        found = self.report(report)
        level = request.GET.get("level", "all")
        content = gathered(found)
        return self.report_page(
            "studio/report_checks.html",
            found,
            checklist=checklist_of(content),
            headings=[("", "The report as a whole"), *((node.section.slug, node.heading) for node in content.nodes)],
            level=level if level in dict(LEVELS) else "all",
            levels=LEVELS,
            may_edit=self.access.may(Permission.REPORT_EDIT),
        )


class WarningAccept(StudioView):
    """Accepting a warning with a word."""

    permission = Permission.REPORT_EDIT

    def post(self, request: HttpRequest, report: str) -> HttpResponse:
        """Keep the word; a warning that has changed meanwhile is shown again instead."""
        found, form = self.report(report), AcceptForm(request.POST)
        lines = {line.finding.fingerprint: line for line in checklist_of(gathered(found)).lines}
        line = lines.get(request.POST.get("fingerprint", ""))
        if line is None:
            raise Http404
        if not form.is_valid():
            return self.report_page("studio/warning_accept.html", found, 422, line=line, form=form)
        try:
            warning_accept(by=self.person, report=found, finding=line.finding, word=form.cleaned_data["word"])
        except ValidationError as error:
            self.refuse(error)
        else:
            self.say("The warning is accepted. It opens again when what it is about changes.")
        return redirect("report_checks", self.partnership.slug, report)

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """Ask for the word."""
        found = self.report(report)
        wanted = request.GET.get("warning", "")
        line = next((one for one in checklist_of(gathered(found)).lines if one.finding.fingerprint == wanted), None)
        if line is None:
            return redirect("report_checks", self.partnership.slug, report)
        form = AcceptForm(initial={"fingerprint": wanted})
        return self.report_page("studio/warning_accept.html", found, line=line, form=form)
