"""Signs of life while a stage takes long, and an honest end for a build that breaks."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from types import TracebackType

from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from reports.publishing.errors import BuildProblem
from reports.publishing.models import Build
from reports.publishing.services.claims import build_fail, build_take_back
from safeguarding.lib.pdf import PdfError
from safeguarding.lib.workflow import Overtaken

logger = logging.getLogger(__name__)


@contextmanager
def signs_of_life(build: Build) -> Iterator[None]:
    """Renew the build's heartbeat from a small thread until the block ends. A killed process takes its thread along,
    so the heartbeat stops with the work; one that hangs is killed by the queue's time limit.
    """
    stop = Event()
    thread = Thread(target=_beat, args=(build.pk, build.claimed_by, stop), name=f"build {build.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(pk: int, worker: str, stop: Event) -> None:
    mine = Build.objects.filter(pk=pk, status=Build.Status.RUNNING, claimed_by=worker)
    try:
        while not stop.wait(settings.BUILD_STALE_SECONDS / 4):
            try:
                mine.update(heartbeat_at=timezone.now())
            except OperationalError as error:  # a busy database: the next beat is soon
                logger.warning("A sign of life of build %s was not written: %s", pk, error)
    finally:
        connection.close()


class Ending:
    """Decides what becomes of a build whose work raised: said so, given back, or failed. `with Ending(build): ...`

    A problem of the report fails the build in its own words. A database or storage that is away gives it back, so
    that it starts again by itself. A build taken over by somebody else is left to them. Anything else fails it and
    goes on upwards to the worker's log.
    """

    def __init__(self, build: Build) -> None:
        self.build = build

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Return True where the error has been dealt with."""
        if isinstance(error, Overtaken):
            logger.warning("%s is no longer ours; nothing is kept", self.build)
            return True
        if isinstance(error, (BuildProblem, PdfError)):
            build_fail(build=self.build, reason=str(error))
            return True
        if isinstance(error, (OperationalError, OSError)):
            logger.error("%s stopped and starts again by itself: %s", self.build, error)
            build_take_back(build=self.build)
            return True
        if isinstance(error, Exception):
            build_fail(
                build=self.build,
                reason=f"Something in the portal broke at the stage “{self.build.get_stage_display()}”. "
                "This is a fault of the portal and not of your report; its log has the details. You can try again.",
            )
        return False
