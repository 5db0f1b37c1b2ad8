"""Pytest plugin of `make test`: gives each test process files, queue and cache of its own.

Loaded with -p by scripts/test, before Django reads its settings. The tests of a file follow one another in one process:
what a file loads is loaded once, and at most two tests at a time start browsers and workers.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from xdist.scheduler import LoadFileScheduling

LOADED_ONCE = ("tests/demonstration",)
REDIS_DATABASES = 16  # Redis' own default


def pytest_configure(config: pytest.Config) -> None:
    """Make the folders of the embedded queue, which Celery expects to find."""
    for folder in ("broker/messages", "broker/control", "files", "cache", "static"):
        Path(os.environ["VAR_DIR"], folder).mkdir(parents=True, exist_ok=True)


class ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist is not typed
    """Gives a process whole files, and whole folders whose tests share what takes long to load."""

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.rpartition("/")[0]
        return folder if folder in LOADED_ONCE else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Return how tests are handed to the processes."""
    return ByFile(config, log)


def own_redis(url: str, process: int) -> str:
    """Return the address with a database number of this test process; other addresses stay as they are."""
    parts = urlsplit(url)
    if not parts.scheme.startswith("redis"):
        return url
    number = (int(parts.path.strip("/") or 0) + process * 2) % REDIS_DATABASES
    return parts._replace(path=f"/{number}").geturl()


def claim_own_places() -> None:
    """Move the environment of an xdist process to places nobody else uses."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker.startswith("gw"):
        return
    process = int(worker.removeprefix("gw"))
    os.environ["VAR_DIR"] = str(Path(os.environ["VAR_DIR"]) / worker)
    for name in ("CELERY_BROKER_URL", "REDIS_URL"):
        if url := os.environ.get(name):
            os.environ[name] = own_redis(url, process)


# Playwright keeps an event loop running in the test's thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
claim_own_places()
