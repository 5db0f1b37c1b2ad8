"""Adding, planning, moving and taking out sections."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from reports.studio.blocks import BLOCKS
from reports.studio.forms import NewSectionForm, PlanForm
from reports.studio.models import Report, Section
from reports.studio.selectors import agencies_of, section_rows, writers_of
from reports.studio.services import section_add, section_move, section_plan, section_remove
from reports.studio.views.base import StudioView


class SectionNew(StudioView):
    """Adding a section."""

    permission = Permission.REPORT_EDIT

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """Show the form."""
        found = self.report(report)
        return self._form(found, NewSectionForm(parents=self._parents(found), initial={"block": BLOCKS[0].key}))

    def post(self, request: HttpRequest, report: str) -> HttpResponse:
        """Add the section and go to its page."""
        found = self.report(report)
        form = NewSectionForm(request.POST, parents=self._parents(found))
        if not form.is_valid():
            return self._form(found, form, 422)
        try:
            section = section_add(by=self.person, report=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self._form(found, form, 409)
        return redirect("section_edit", self.partnership.slug, found.slug, section.slug)

    def _parents(self, report: Report) -> object:
        return section_rows(self.partnership).filter(report=report)

    def _form(self, report: Report, form: NewSectionForm, status: int = 200) -> HttpResponse:
        hints = {spec.key: spec.sentence for spec in BLOCKS}
        return self.report_page("studio/section_new.html", report, status, form=form, hints=hints)


class SectionPlan(StudioView):
    """Who writes a section, and by when."""

    permission = Permission.REPORT_EDIT

    def get(self, request: HttpRequest, report: str, section: str) -> HttpResponse:
        """Show the form."""
        found = self.section(report, section)
        names = ("assignee", "agency", "due_on", "numbering")
        return self._form(found, self._made(initial={name: getattr(found, name) for name in names}))

    def post(self, request: HttpRequest, report: str, section: str) -> HttpResponse:
        """Save the plan."""
        found, form = self.section(report, section), self._made(request.POST)
        if not form.is_valid():
            return self._form(found, form, 422)
        try:
            section_plan(by=self.person, section=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self._form(found, form, 409)
        self.say(f"The plan of “{found.title}” is saved.")
        return redirect("report_detail", self.partnership.slug, report)

    def _made(self, data: object = None, **more: object) -> PlanForm:
        people, agencies = writers_of(self.partnership), agencies_of(self.partnership)
        return PlanForm(data, people=people, agencies=agencies, **more)

    def _form(self, section: Section, form: PlanForm, status: int = 200) -> HttpResponse:
        return self.report_page("studio/section_plan.html", section.report, status, section=section, form=form)


class SectionMove(StudioView):
    """Moving a section up or down among its siblings."""

    permission = Permission.REPORT_EDIT

    def post(self, request: HttpRequest, report: str, section: str) -> HttpResponse:
        """Move one place."""
        found = self.section(report, section)
        try:
            section_move(by=self.person, section=found, step=-1 if request.POST.get("to") == "up" else 1)
        except ValidationError as error:
            self.refuse(error)
        return redirect("report_detail", self.partnership.slug, report)


class SectionRemove(StudioView):
    """Taking a section out."""

    permission = Permission.REPORT_EDIT

    def get(self, request: HttpRequest, report: str, section: str) -> HttpResponse:
        """Ask first."""
        found = self.section(report, section)
        return self.report_page("studio/section_remove.html", found.report, section=found)

    def post(self, request: HttpRequest, report: str, section: str) -> HttpResponse:
        """Take it out."""
        found = self.section(report, section)
        try:
            section_remove(by=self.person, section=found)
        except ValidationError as error:
            self.refuse(error)
        else:
            self.say(f"“{found.title}” is taken out of the report. Its history is kept.")
        return redirect("report_detail", self.partnership.slug, report)
