"""Pages about builds: the list, asking for one, watching it, stopping it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from reports.publishing.models import Build, Variant
from reports.publishing.policies import may_publish
from reports.publishing.selectors import build_rows, builds_of, progress_of
from reports.publishing.services.claims import build_cancel, build_request
from reports.studio.views.base import StudioView
from safeguarding.lib.workflow import NotAllowed, first_words

VARIANTS = (
    (Variant.PUBLIC.value, "Public edition", "For anybody: small numbers are protected."),
    (Variant.PARTNERSHIP.value, "Partnership edition", "For the partnership only: it prints every figure."),
)


class BuildPage(StudioView):
    """Base of pages about one build, which stand under the tabs of its report."""

    tab = "report_builds"

    def build(self, report: str, number: int) -> Build:
        """Return the build of the address or 404."""
        return self.get_own(build_rows(), report__slug=report, number=number)

    def back(self, build: Build) -> HttpResponse:
        """Answer with the build's page."""
        return redirect("build_detail", self.partnership.slug, build.report.slug, build.number)


class ReportBuilds(StudioView):
    """Every build of a report, and the button that asks for the next one."""

    tab = "report_builds"

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """List builds, newest first."""
        found = self.report(report)
        builds = [progress_of(build) for build in builds_of(found)]
        active = next((one for one in builds if not one.over), None)
        issued = next((one.build for one in builds if hasattr(one.build, "edition")), None)
        return self.report_page("publishing/builds.html", found, builds=builds, active=active, issued=issued)


class BuildRequest(StudioView):
    """Ask for a build."""

    permission = Permission.REPORT_BUILD

    def post(self, request: HttpRequest, report: str) -> HttpResponse:
        """Answer with the page of the build, which may be one that is on its way already."""
        build = build_request(by=self.person, report=self.report(report))
        return redirect("build_detail", self.partnership.slug, report, build.number)


class BuildDetail(BuildPage):
    """One build: its stages while it runs, its files or the reason when it is over."""

    def get(self, request: HttpRequest, report: str, number: int) -> HttpResponse:
        """Show the build."""
        return self.report_page("publishing/build.html", **build_context(self.build(report, number)))


class BuildState(BuildPage):
    """The part of the build's page that changes, for the page's own polling."""

    def get(self, request: HttpRequest, report: str, number: int) -> HttpResponse:
        """Answer 204 while nothing has changed, so that nobody loses the focus or is told the same thing twice."""
        context = build_context(self.build(report, number))
        if request.GET.get("seen") == context["token"]:
            return HttpResponse(status=204)
        return self.page("publishing/_state.html", update=True, **context)


class BuildCancel(BuildPage):
    """Stop a build."""

    permission = Permission.REPORT_BUILD

    def post(self, request: HttpRequest, report: str, number: int) -> HttpResponse:
        """Stop it, or say why that is too late."""
        build = self.build(report, number)
        try:
            build_cancel(by=self.person, build=build)
        except NotAllowed as refusal:
            messages.error(request, first_words(refusal))
        return self.back(build)


def build_context(build: Build) -> dict[str, Any]:
    """Return what the build's page and its changing part print."""
    progress = progress_of(build)
    token = f"{build.status}-{build.stage}-{len(build.stage_times)}-{build.attempts}-{build.sent_at is not None}"
    return {
        "build": build,
        "report": build.report,
        "progress": progress,
        "token": token,
        "files": list(build.artifacts.all()),
        "variants": VARIANTS,
        "may_publish": may_publish(build),
    }
