"""A signed-in person's browser, for tests of pages inside a partnership."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from partnerships.directory.models import User

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session", autouse=True)
def _playwright_beside_django() -> Iterator[None]:
    # Playwright's synchronous API runs an event loop in the thread of the tests, to the end of the session; Django
    # would refuse the database there.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


def page_of(new_context: NewContext, live_server: Any, person: User, **options: Any) -> tuple[Page, list[str]]:
    """Return a page signed in as `person`, and the list its errors and policy violations are gathered in."""
    client = Client()
    client.force_login(person)
    context = new_context(base_url=live_server.url, **options)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints
