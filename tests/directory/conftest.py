"""Rate limits are counted in the cache, which tests must not inherit from each other."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from partnerships.directory.models import AuditEvent, User
from tests.factories import PASSWORD, UserFactory


@pytest.fixture(autouse=True)
def _no_tries_counted(settings: Any) -> Iterator[None]:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _playwright_beside_django() -> Iterator[None]:
    # Playwright's synchronous API runs an event loop in the thread of the test; Django would refuse the database there.
    patch = pytest.MonkeyPatch()
    patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    yield
    patch.undo()


@pytest.fixture
def person(db: None, _no_tries_counted: None) -> User:
    """Return somebody with PASSWORD."""
    made: User = UserFactory(name="Council lead", email="lead@example.org", password=PASSWORD)
    return made


@pytest.fixture
def signed_in(person: User, client: Client) -> Client:
    """Return a client that signed in through the page, as reauthentication asks for."""
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def portal_actions() -> list[str]:
    """Return the actions on the portal's chain, oldest first."""
    events = AuditEvent.objects.filter(chain_id="portal").order_by("number")
    return list(events.values_list("action", flat=True))
