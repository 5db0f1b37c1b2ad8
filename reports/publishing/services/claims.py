"""Who runs a build: asking, sending, claiming, signs of life, taking back, ending. Every move is compare-and-set."""

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from reports.publishing.models import Build
from reports.publishing.policies import BUILD_TRANSITIONS
from reports.studio.models import Report
from safeguarding.lib.queue import send
from safeguarding.lib.workflow import Overtaken, advance

logger = logging.getLogger(__name__)

# A message younger than this is believed to be on its way; an older one may have died with the queue.
MESSAGE_TRUSTED = timedelta(seconds=60)
FREE: dict[str, Any] = {"claimed_by": "", "heartbeat_at": None}


@transaction.atomic
def build_request(*, by: User | None, report: Report, makes: Build.Makes = Build.Makes.BOTH) -> Build:
    """Ask for a build and return it. While one is waiting or running, that one is returned: a double click, or two
    colleagues, get the same build.
    """
    Report.objects.select_for_update().get(pk=report.pk)
    if active := Build.objects.active().filter(report=report).first():
        return active
    last = Build.objects.filter(report=report).aggregate(last=Max("number"))["last"] or 0
    build = Build.objects.create(report=report, number=last + 1, makes=makes, asked_by=by, asked_at=timezone.now())
    audit_record(by=by, action="build_asked_for", partnership=report.partnership, about=build)
    transaction.on_commit(partial(build_send, build=build))
    return build


def build_send(*, build: Build) -> bool:
    """Put a message for a waiting build on the queue and note the time; False when there is no need to, because it
    runs in the foreground, or when the queue can not be reached.
    """
    if build.status != Build.Status.WAITING or not send("publishing.build_run", build.pk):
        return False
    build.sent_at = timezone.now()
    Build.objects.filter(pk=build.pk, status=Build.Status.WAITING).update(sent_at=build.sent_at)
    return True


def build_claim(*, build: Build, worker: str) -> bool:
    """Make `worker` the only one that runs the build; False when somebody else was first or it is over."""
    fresh = {"claimed_by": worker, "heartbeat_at": timezone.now(), "attempts": F("attempts") + 1}
    if not BUILD_TRANSITIONS.allows(build.status, "claim"):
        return False
    try:
        with transaction.atomic():
            advance(build, "claim", BUILD_TRANSITIONS, **fresh)
    except Overtaken:
        return False
    build.refresh_from_db()
    return True


def build_mark(*, build: Build, **changes: Any) -> None:
    """Write progress and a sign of life; Overtaken when the build is no longer this worker's."""
    changes["heartbeat_at"] = timezone.now()
    mine = Build.objects.filter(pk=build.pk, status=Build.Status.RUNNING, claimed_by=build.claimed_by)
    if not mine.update(**changes):
        raise Overtaken("This build was taken back or stopped.", code="overtaken")
    for name, value in changes.items():
        setattr(build, name, value)


@transaction.atomic
def build_fail(*, build: Build, reason: str) -> None:
    """End a build without files. `reason` is read by the person who asked."""
    _still_mine(build)
    advance(build, "fail", BUILD_TRANSITIONS, failure=reason, finished_at=timezone.now(), **FREE)
    audit_record(by=None, action="build_failed", partnership=build.partnership, about=build, after={"reason": reason})


@transaction.atomic
def build_cancel(*, by: User, build: Build) -> None:
    """Stop a build. A worker in the middle of it notices at the end of its stage and keeps nothing."""
    advance(build, "cancel", BUILD_TRANSITIONS, finished_at=timezone.now(), **FREE)
    audit_record(by=by, action="build_cancelled", partnership=build.partnership, about=build)


@transaction.atomic
def build_take_back(*, build: Build) -> None:
    """Give up a worker's claim, so that the next worker can go on; after too many attempts the build fails."""
    _still_mine(build)
    if build.attempts >= settings.BUILD_MAX_ATTEMPTS:
        build_fail(
            build=build,
            reason=f"The build was started {build.attempts} times and stopped each time before it was ready. "
            "Try again; if it stops again, the people who run the portal need to look at the worker's log.",
        )
        return
    advance(build, "take_back", BUILD_TRANSITIONS, sent_at=None, **FREE)


def build_sweep() -> int:
    """Take back builds whose worker is dead and send those that wait; return how many were sent. Runs every 10 s."""
    dead_since = timezone.now() - timedelta(seconds=settings.BUILD_STALE_SECONDS)
    for build in Build.objects.abandoned(before=dead_since).select_related("report__partnership"):
        logger.warning("%s: no sign of life from %s, taken back", build, build.claimed_by)
        try:
            build_take_back(build=build)
        except Overtaken:
            logger.info("%s went on meanwhile", build)
    waiting = Build.objects.unsent(before=timezone.now() - MESSAGE_TRUSTED).select_related("report")
    return sum(build_send(build=build) for build in waiting)


def _still_mine(build: Build) -> None:
    # The row may have passed to another worker since it was read: its claim is part of the compare-and-set.
    held = Build.objects.select_for_update().filter(pk=build.pk, claimed_by=build.claimed_by, attempts=build.attempts)
    if not held.filter(status=build.status).exists():
        raise Overtaken("This build was taken back or stopped.", code="overtaken")
