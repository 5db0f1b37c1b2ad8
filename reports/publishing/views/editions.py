"""Reading, downloading and publishing what a build made."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from markupsafe import Markup

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reports.publishing.models import Artifact, Variant
from reports.publishing.policies import may_read
from reports.publishing.selectors import editions_of
from reports.publishing.services.artifacts import download_record
from reports.publishing.services.editions import edition_publish
from reports.publishing.views.builds import BuildPage
from safeguarding.lib.workflow import NotAllowed, first_words


class EditionList(PartnershipView):
    """What the partnership has published."""

    permission = Permission.REPORT_DOWNLOAD

    def get(self, request: HttpRequest) -> HttpResponse:
        """List editions, newest first."""
        return self.page("publishing/editions.html", editions=editions_of(self.partnership))


class FilePage(BuildPage):
    """Base of what hands out files: whoever sees no drafts learns nothing of builds that are not published."""

    permission = Permission.REPORT_DOWNLOAD

    def artifact(self, report: str, number: int, variant: str, kind: str) -> Artifact:
        """Return a file of a build this person may read, or 404."""
        build = self.build(report, number)
        if not may_read(build, variant, sees_drafts=self.access.may(Permission.REPORT_VIEW)):
            raise Http404
        return get_object_or_404(build.artifacts.all(), variant=variant, kind=kind)


class EditionHtml(FilePage):
    """The web edition, from the file that was kept when the report was built."""

    def get(self, request: HttpRequest, report: str, number: int, variant: str) -> HttpResponse:
        """Put the kept body between the portal's header and footer."""
        artifact = self.artifact(report, number, variant, Artifact.Kind.HTML)
        with artifact.file.open("rb") as kept:
            # Our own escaped output, kept with its digest; nothing a person typed reaches it unescaped.
            body = Markup(kept.read().decode())  # noqa: S704
        build = artifact.build
        return self.page(
            "publishing/edition.html", build=build, report=build.report, body=body, variant=Variant(artifact.variant)
        )


class ArtifactDownload(FilePage):
    """A file, as an attachment; who took it is kept."""

    def get(self, request: HttpRequest, report: str, number: int, variant: str, kind: str) -> HttpResponseBase:
        """Send the file."""
        artifact = self.artifact(report, number, variant, kind)
        kept = artifact.file.open("rb")
        download_record(by=self.person, artifact=artifact)
        answer = FileResponse(kept, as_attachment=True, filename=artifact.filename, content_type=artifact.content_type)
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer


class Publish(BuildPage):
    """Make a build the next edition."""

    permission = Permission.REPORT_PUBLISH

    def post(self, request: HttpRequest, report: str, number: int) -> HttpResponse:
        """Publish, or say what is missing."""
        build = self.build(report, number)
        try:
            edition = edition_publish(by=self.person, build=build)
        except NotAllowed as refusal:
            messages.error(request, first_words(refusal))
        else:
            messages.success(request, f"Edition {edition.number} is published.")
        return self.back(build)
