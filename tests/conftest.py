"""What every test may use: the cast of people, and a database that can be emptied between transactional tests."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

from tests.support.append_only import triggers_lifted
from tests.support.browser import choose_browser_tests, launch_arguments
from tests.support.cast import Cast, cast_made


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave browser tests out where there is no browser, unless REQUIRE_BROWSER=1."""
    choose_browser_tests(config, items)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Start Debian's Chromium instead of Playwright's own."""
    return launch_arguments()


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_append_only_tables() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_without_triggers(self: BaseDatabaseOperations, sql_list: list[str]) -> Any:
        with triggers_lifted(self.connection):
            return flush(self, sql_list)

    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_without_triggers)
    yield
    patch.undo()


@pytest.fixture
def cast(db: None) -> Cast:
    """Return two partnerships with their agencies and people."""
    return cast_made()
