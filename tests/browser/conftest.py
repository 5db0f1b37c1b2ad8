"""The loaded partnerships behind a live server."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from playwright.sync_api import BrowserContext

from demonstration.alderbrook.loading import demo_load
from demonstration.founding import DEMONSTRATION_PASSWORD
from demonstration.southend.loading import reference_load
from partnerships.assurance.frameworks import frameworks_load
from reviews.cases.guidance import criteria_load, guidance_load
from tests.browser.portal import Portal
from tests.support.signed_in import _playwright_beside_django  # noqa: F401  a fixture of the session
from tests.support.worker import queue_emptied


def shipped_loaded() -> None:
    """Put back what migrations had filled: a test before this one emptied every table."""
    frameworks_load(apps)
    guidance_load(apps)
    criteria_load(apps)


@pytest.fixture
def alderbrook(live_server: Any, new_context: Callable[..., BrowserContext]) -> Portal:
    """Return the portal with the invented partnership."""
    shipped_loaded()
    demo_load(password=DEMONSTRATION_PASSWORD, today=timezone.localdate())
    return Portal(live_server.url, new_context)


@pytest.fixture
def southend(live_server: Any, new_context: Callable[..., BrowserContext]) -> Portal:
    """Return the portal with the reference partnership."""
    queue_emptied()
    shipped_loaded()
    reference_load(password=DEMONSTRATION_PASSWORD)
    return Portal(live_server.url, new_context)
