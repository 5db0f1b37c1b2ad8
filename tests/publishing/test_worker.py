"""Builds in a real worker process, and what is left when it is killed."""

from itertools import product

import pytest

from partnerships.directory.models import AuditEvent
from reports.publishing.models import Artifact, Build, Snapshot, Variant
from reports.publishing.services.claims import build_request
from reports.studio.models import Report
from reports.studio.services import section_add
from tests.publishing.reports import report_made
from tests.support.cast import Cast, cast_made
from tests.support.worker import wait_until, worker

EVERY_FILE = sorted(product(Variant.values, Artifact.Kind.values))

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast() -> Cast:
    """Return the cast, committed."""
    return cast_made()


@pytest.fixture
def long_report(cast: Cast) -> Report:
    """Return a report that keeps a worker busy for some seconds. It names no figures: the worker knows no room's."""
    report = report_made(cast, figures=False)
    words = "<p>" + "The partnership met and looked at how agencies act on early signs of neglect. " * 40 + "</p>"
    for number in range(30):
        section_add(by=cast.manager, report=report, title=f"Part {number}", block="narrative", body=words)
    return report


def test_a_worker_builds_what_is_asked_for(cast: Cast) -> None:
    report = report_made(cast, figures=False)
    with worker():
        build = build_request(by=cast.manager, report=report)
        wait_until(lambda: status(build) not in Build.ACTIVE)
    build.refresh_from_db()
    assert (build.status, build.failure) == (Build.Status.DONE, "")
    assert kept(build) == EVERY_FILE


def test_a_build_whose_worker_is_killed_is_finished_once_by_the_next(cast: Cast, long_report: Report) -> None:
    with worker() as first:
        build = build_request(by=cast.manager, report=long_report)
        wait_until(lambda: stage(build) == "render_pdf", every=0.02)
        first.kill()
    assert status(build) == Build.Status.RUNNING
    taken = Build.objects.get(pk=build.pk).snapshot_id
    with worker():
        wait_until(lambda: status(build) not in Build.ACTIVE)
    build.refresh_from_db()
    assert (build.status, build.failure, build.attempts) == (Build.Status.DONE, "", 2)
    assert build.snapshot_id == taken
    assert Snapshot.objects.count() == 1
    assert kept(build) == EVERY_FILE
    assert AuditEvent.objects.filter(action="build_done").count() == 1


def kept(build: Build) -> list[tuple[str, str]]:
    """Return edition and kind of every file kept, one entry a file."""
    return sorted(build.artifacts.values_list("variant", "kind"))


def status(build: Build) -> str:
    """Return where the build is now."""
    return Build.objects.values_list("status", flat=True).get(pk=build.pk)


def stage(build: Build) -> str:
    """Return what its worker is doing now."""
    return Build.objects.values_list("stage", flat=True).get(pk=build.pk)
