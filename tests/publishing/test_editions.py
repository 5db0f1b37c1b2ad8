"""Publishing: only what everybody signed, once, and never taken back."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import AuditEvent
from reports.publishing.models import Build, Edition
from reports.publishing.services.claims import build_request
from reports.publishing.services.editions import edition_publish
from reports.publishing.services.running import build_run
from reports.studio.models import Report
from reports.studio.services import report_reopen, section_add
from safeguarding.lib.workflow import NotAllowed
from tests.publishing.reports import build_made, build_published, report_signed
from tests.support.cast import Cast


@pytest.fixture
def signed_build(cast: Cast, report: Report) -> Build:
    """Return a build of the report as everybody signed it."""
    report_signed(cast, report)
    return built(cast, report)


def built(cast: Cast, report: Report) -> Build:
    build = build_run(build_id=build_request(by=cast.manager, report=report).pk, worker="one")
    assert build
    assert build.failure == ""
    return build


def test_the_manager_publishes_a_signed_build(cast: Cast, signed_build: Build) -> None:
    client = Client()
    client.force_login(cast.manager)
    report = signed_build.report
    page = client.post(
        reverse("edition_publish", args=[cast.a.slug, report.slug, signed_build.number]), follow=True
    ).content.decode()
    assert "Edition 1 is published." in page
    report.refresh_from_db()
    assert report.status == Report.Status.PUBLISHED
    assert AuditEvent.objects.filter(action="edition_published").count() == 1


def test_a_draft_is_not_published_and_the_page_says_what_to_do(cast: Cast, report: Report) -> None:
    client = Client()
    client.force_login(cast.manager)
    build = build_made(report, cast.manager)
    page = client.post(reverse("edition_publish", args=[cast.a.slug, report.slug, build.number]), follow=True)
    assert "Build the report again once it is signed" in page.content.decode()
    assert not Edition.objects.exists()


def test_a_second_click_publishes_once(cast: Cast, signed_build: Build) -> None:
    edition_publish(by=cast.manager, build=Build.objects.get(pk=signed_build.pk))
    with pytest.raises(NotAllowed, match="already published"):
        edition_publish(by=cast.manager, build=Build.objects.get(pk=signed_build.pk))
    assert Edition.objects.count() == 1


def test_a_build_of_what_was_signed_before_the_last_change_is_not_published(
    cast: Cast, report: Report, signed_build: Build
) -> None:
    change_and_sign(cast, report)
    with pytest.raises(NotAllowed, match="signed again after this build was made"):
        edition_publish(by=cast.manager, build=Build.objects.get(pk=signed_build.pk))


def test_a_correction_is_the_next_edition(cast: Cast, report: Report, signed_build: Build) -> None:
    edition_publish(by=cast.manager, build=signed_build)
    change_and_sign(cast, report)
    second = edition_publish(by=cast.manager, build=built(cast, report))
    assert second.number == 2
    assert second.build.snapshot
    assert second.build.snapshot.content["edition"] == 2


@pytest.mark.parametrize("change", ["update", "delete"])
def test_an_edition_is_never_changed(cast: Cast, report: Report, change: str) -> None:
    build_published(report, cast.manager)
    rows = Edition.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(number=2) if change == "update" else rows.delete()


def change_and_sign(cast: Cast, report: Report) -> None:
    """Reopen the report, add to it, and have it signed again."""
    report.refresh_from_db()
    report_reopen(by=cast.manager, report=report, reason="A part was missing.")
    report.refresh_from_db()
    section_add(by=cast.manager, report=report, title="Added", block="narrative", body="<p>More.</p>")
    report_signed(cast, report)
