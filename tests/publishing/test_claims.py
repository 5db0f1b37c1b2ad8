"""One worker at a time, and an end to builds whose worker is dead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partnerships.directory.models import AuditEvent
from reports.publishing.models import Build
from reports.publishing.services.claims import (
    build_cancel,
    build_claim,
    build_fail,
    build_mark,
    build_request,
    build_sweep,
    build_take_back,
)
from reports.publishing.services.running import build_run
from reports.studio.models import Report
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.publishing.reports import build_made
from tests.support.cast import Cast


@pytest.fixture
def waiting(cast: Cast, report: Report) -> Build:
    """Return a build nobody has claimed."""
    return build_request(by=cast.manager, report=report)


def silent(build: Build) -> None:
    """Let the worker's last sign of life be long ago."""
    Build.objects.filter(pk=build.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=10))


def test_only_the_first_of_two_workers_gets_a_build(waiting: Build) -> None:
    same = Build.objects.get(pk=waiting.pk)
    assert build_claim(build=waiting, worker="one")
    assert not build_claim(build=same, worker="two")
    waiting.refresh_from_db()
    assert (waiting.claimed_by, waiting.attempts) == ("one", 1)


def test_a_message_that_comes_twice_does_nothing_the_second_time(waiting: Build) -> None:
    assert build_claim(build=waiting, worker="one")
    assert build_run(build_id=waiting.pk, worker="two") is None


@pytest.mark.django_db
def test_a_message_for_a_row_that_is_gone_does_nothing() -> None:
    assert build_run(build_id=123456, worker="one") is None


def test_a_build_with_a_fresh_sign_of_life_is_left_alone(waiting: Build) -> None:
    build_claim(build=waiting, worker="one")
    build_sweep()
    waiting.refresh_from_db()
    assert waiting.status == Build.Status.RUNNING


def test_a_build_without_a_sign_of_life_goes_back_and_can_be_claimed(waiting: Build) -> None:
    build_claim(build=waiting, worker="one")
    silent(waiting)
    build_sweep()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.claimed_by, waiting.heartbeat_at) == (Build.Status.WAITING, "", None)
    assert build_claim(build=waiting, worker="two")
    assert waiting.attempts == 2


def test_the_worker_that_was_believed_dead_can_write_no_more(waiting: Build) -> None:
    build_claim(build=waiting, worker="one")
    ghost = Build.objects.get(pk=waiting.pk)
    silent(waiting)
    build_sweep()
    waiting.refresh_from_db()
    build_claim(build=waiting, worker="two")
    with pytest.raises(Overtaken):
        build_mark(build=ghost, stage="store")
    with pytest.raises(Overtaken):
        build_fail(build=ghost, reason="The ghost gives up.")
    with pytest.raises(Overtaken):
        build_take_back(build=ghost)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.claimed_by) == (Build.Status.RUNNING, "two")


def test_the_third_worker_that_dies_is_the_last(waiting: Build) -> None:
    for worker in ("one", "two", "three"):
        assert build_claim(build=waiting, worker=worker)
        silent(waiting)
        build_sweep()
        waiting.refresh_from_db()
    assert waiting.status == Build.Status.FAILED
    assert "started 3 times" in waiting.failure
    assert AuditEvent.objects.filter(action="build_failed", object_id=str(waiting.pk)).exists()


def test_stopping_a_running_build_takes_it_from_its_worker(cast: Cast, waiting: Build) -> None:
    build_claim(build=waiting, worker="one")
    held = Build.objects.get(pk=waiting.pk)
    build_cancel(by=cast.manager, build=waiting)
    with pytest.raises(Overtaken):
        build_mark(build=held, stage="verify")


def test_a_finished_build_can_not_be_stopped(cast: Cast, report: Report) -> None:
    with pytest.raises(NotAllowed):
        build_cancel(by=cast.manager, build=build_made(report))
