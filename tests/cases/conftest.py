"""What the tests of the register share."""

import os
from collections.abc import Iterator

import pytest
from django.test import Client

from partnerships.directory.models import User
from reports.studio.models import Report
from reports.studio.services import report_create
from reviews.cases.models import Case
from safeguarding.lib.facts import Period
from tests.cases.factories import case_made, coordinator_of, guidance_there
from tests.support.cast import Cast


@pytest.fixture(scope="session", autouse=True)
def _playwright_beside_django() -> Iterator[None]:
    # Playwright's synchronous API runs an event loop in the thread of the test; Django would refuse the database there.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def coordinator(cast: Cast) -> User:
    """Return the case review coordinator of partnership A."""
    guidance_there()
    return coordinator_of(cast.a)


@pytest.fixture
def case(cast: Cast, coordinator: User) -> Case:
    """Return a rapid review kept by the coordinator, on whose list nobody else is."""
    return case_made(coordinator, cast.a)


@pytest.fixture
def keeper(coordinator: User) -> Client:
    """Return the coordinator's browser."""
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def report(cast: Cast) -> Report:
    """Return a draft about 2025-26."""
    return report_create(
        by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=Period.financial_year(2025)
    )
