"""What the studio's pages share: finding the report and the section of an address, and the tabs of a report."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reports.studio.models import Report, Section
from reports.studio.selectors import reports_of, section_rows
from safeguarding.lib.workflow import first_words

# The last two are publishing's; they are named here because people look for them beside the others.
PAGES = (
    ("Sections", "report_detail"),
    ("Checks", "report_checks"),
    ("Sign-off", "report_sign_off"),
    ("Public edition", "disclosure_review"),
    ("Builds and downloads", "report_builds"),
)


@dataclass(frozen=True)
class Tab:
    """A page of the report, as the tabs show it."""

    label: str
    url: str
    current: bool


class StudioView(PartnershipView):
    """Base of pages about one report."""

    permission = Permission.REPORT_VIEW
    tab = ""

    def report(self, slug: str) -> Report:
        """Return a report of this partnership or 404."""
        return get_object_or_404(reports_of(self.partnership), slug=slug)

    def section(self, report: str, section: str) -> Section:
        """Return a standing section of a report of this partnership or 404."""
        return get_object_or_404(section_rows(self.partnership), report__slug=report, slug=section)

    def report_page(self, template: str, report: Report, status: int = 200, **context: object) -> HttpResponse:
        """Render a page with the report and its tabs."""
        return self.page(
            template, status, report=report, tabs=self._tabs(report), crumbs=self._crumbs(report), **context
        )

    def refuse(self, error: ValidationError) -> None:
        """Tell the person on the next page why something was not done."""
        messages.error(self.request, first_words(error))

    def say(self, text: str) -> None:
        """Tell the person on the next page what was done."""
        messages.success(self.request, text)

    def _tabs(self, report: Report) -> list[Tab]:
        return [
            Tab(label, reverse(route, args=[self.partnership.slug, report.slug]), self.tab == route)
            for label, route in PAGES
        ]

    def _crumbs(self, report: Report) -> list[tuple[str, str]]:
        crumbs = [("Reports", reverse("report_list", args=[self.partnership.slug]))]
        if self.tab != "report_detail":
            crumbs.append((report.title, reverse("report_detail", args=[self.partnership.slug, report.slug])))
        return crumbs
