"""A real Celery worker, with the scheduler inside, on the database and the queue of the test that starts it.

    with worker() as one:
        ...               # builds run in another process now
        one.kill()        # SIGKILL, as a machine that loses power

The test must use a transactional database (`transactional_db` or `live_server`): what a test's own transaction holds
nobody else can see. Give `settings` a MEDIA_ROOT only outside such tests: the worker keeps files under VAR_DIR.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from celery import current_app
from django.conf import settings
from django.db import connection

PATIENCE = 60.0  # seconds; a busy machine is slow to start Python


class Worker:
    """A worker process and the processes it starts."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.log = folder / "worker.log"
        command = [sys.executable, "-m", "celery", "-A", "safeguarding", "worker", "--concurrency", "1", "--beat"]
        command += ["--schedule", str(folder / "beat"), "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def ready(self) -> bool:
        """Return True once it takes messages; RuntimeError with its log when it has ended instead."""
        text = self.log.read_text(errors="replace")
        if self.process.poll() is not None:
            raise RuntimeError(f"The worker ended:\n{text}")
        return " ready." in text

    def kill(self) -> None:
        """End it and its children at once, without a chance to tidy up."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """Ask it to end, which it does between two tasks; kill it when it takes too long."""
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def worker(
    *, sweep_seconds: int = 1, stale_seconds: int = 3, take_waiting: bool = False, **more: str
) -> Iterator[Worker]:
    """Run a worker while the block runs. `more` adds to its environment.

    It finds an empty queue, so that nothing of an earlier test is built, unless it is to `take_waiting` messages.
    """
    if not take_waiting:
        queue_emptied()
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(settings.VAR_DIR),
        "MODE": "test",
        "LOG_LEVEL": "INFO",
        "BUILD_SWEEP_SECONDS": str(sweep_seconds),
        "BUILD_STALE_SECONDS": str(stale_seconds),
        "C_FORCE_ROOT": "1",
        **more,
    }
    with tempfile.TemporaryDirectory(prefix="worker-", ignore_cleanup_errors=True) as folder:
        one = Worker(Path(folder), environment)
        try:
            wait_until(one.ready)
            yield one
        finally:
            one.stop()


def queue_emptied() -> None:
    """Drop the messages that wait, whoever sent them."""
    for folder in ("messages", "control"):
        (settings.BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)
    current_app.control.purge()


def wait_until(true: Callable[[], bool], *, seconds: float = PATIENCE, every: float = 0.05) -> None:
    """Return as soon as `true()`; AssertionError when it does not become so in time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"Not so within {seconds} seconds: {true}"
        time.sleep(every)


def database_url() -> str:
    """Return the address of the database this test uses, for another process."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:////{held['NAME']}"
    who = ":".join(quote(str(held[part]), safe="") for part in ("USER", "PASSWORD") if held[part])
    return f"postgres://{who}@{held['HOST']}:{held['PORT'] or 5432}/{held['NAME']}"
