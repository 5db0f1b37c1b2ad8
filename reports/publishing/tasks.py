"""Builds on the queue: ids in, one service call. Both may run twice; the claim lets only one go on."""

import os
import socket
import uuid

from celery import shared_task

from reports.publishing.services.claims import build_sweep as sweep
from reports.publishing.services.running import build_run as run


@shared_task(name="publishing.build_run")
def build_run(build_id: int) -> None:
    """Run a build. Acknowledged when it is over, so a killed worker's message comes back."""
    run(build_id=build_id, worker=worker_name())


@shared_task(name="publishing.build_sweep")
def build_sweep() -> None:
    """Take back builds of dead workers and send those that wait."""
    sweep()


def worker_name() -> str:
    """Return a name no other run has: host and process for the log, a random part because both are used again."""
    return f"{socket.gethostname()[:60]} {os.getpid()} {uuid.uuid4().hex[:12]}"
