"""Pytest plugin of `make test`: gives each test process files, queue and cache of its own.

Loaded with -p by scripts/test, before Django reads its settings. Browser and worker tests drive other processes; those
of a file follow one another in one test process, so that at most two at a time compete for the machine.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

REDIS_DATABASES = 16  # Redis' own default


def pytest_configure(config: pytest.Config) -> None:
    """Make the folders of the embedded queue, which Celery expects to find."""
    for folder in ("broker/messages", "broker/control", "files", "cache", "static"):
        Path(os.environ["VAR_DIR"], folder).mkdir(parents=True, exist_ok=True)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Make a group of each file's tests that start processes."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("worker"):
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


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
