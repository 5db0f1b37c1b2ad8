"""Publishing."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from reports.publishing.disclosing import grounds_of
from reports.publishing.models import Build, Edition
from reports.publishing.policies import check_publish, check_signed_content
from reports.studio.models import Report
from reports.studio.services import report_publish
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def edition_publish(*, by: User, build: Build) -> Edition:
    """Make a signed report's build its next edition and the report published. Nothing is ever taken back: a
    correction reopens the report and becomes the edition after this one.

    Raises NotAllowed when the build is a draft, has no files or is published, or the report is not signed.
    """
    report = Report.objects.select_for_update().select_related("partnership").get(pk=build.report_id)
    # One publication at a time in a partnership: each is attacked together with all before it.
    Partnership.objects.select_for_update().get(pk=report.partnership_id)
    check_publish(build)
    check_signed_content(build)
    _check_control_holds(build)
    report_publish(by=by, report=report)
    last = Edition.objects.filter(report=report).aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        report=report, number=last + 1, build=build, published_at=timezone.now(), published_by=by
    )
    audit_record(
        by=by,
        action="edition_published",
        partnership=report.partnership,
        about=edition,
        after={"edition": edition.number, "build": build.number},
    )
    return edition


def _check_control_holds(build: Build) -> None:
    """Raise NotAllowed when the attack on the build knew less than a reader would know today."""
    kept, now = build.control.content, grounds_of(build.report)
    if any(kept[name] != now[name] for name in now):
        raise NotAllowed(
            "Since this build was made another edition was published, or the policy or a decision about a figure "
            "changed. Build the report again and publish that build.",
            code="control",
        )
