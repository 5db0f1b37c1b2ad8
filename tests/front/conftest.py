"""The pages of no room, at addresses of their own."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _addresses(settings: object) -> None:
    settings.ROOT_URLCONF = "tests.front.urls"  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def _playwright_beside_django() -> Iterator[None]:
    # Playwright's synchronous API runs an event loop in the thread of the test; Django would refuse the database there.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
