"""What every test may use: the cast of people, and a database that can be emptied between transactional tests."""

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from tests.support.browser import choose_browser_tests, launch_arguments
from tests.support.cast import Cast, cast_made
from tests.support.emptied import database_emptied

# How long an example takes says nothing about the code: the machine may be busy.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave browser tests out where there is no browser, unless REQUIRE_BROWSER=1."""
    choose_browser_tests(config, items)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Start Debian's Chromium instead of Playwright's own."""
    return launch_arguments()


@pytest.fixture(scope="session", autouse=True)
def _only_tables_with_rows_are_emptied() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", database_emptied)
    yield
    patch.undo()


@pytest.fixture
def cast(db: None) -> Cast:
    """Return two partnerships with their agencies and people."""
    return cast_made()
