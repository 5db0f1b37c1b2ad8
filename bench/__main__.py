"""Measure on a database of its own and print one table; exit code 1 when a budget is broken.

Runs on SQLite in a temporary folder, or on the server of DATABASE_URL in a test database that is removed afterwards.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguarding.settings")
os.environ["MODE"] = "test"


@contextmanager
def temporary_database() -> Iterator[None]:
    """Start Django with files, queue and database in places that go away afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["VAR_DIR"] = folder
        for name in ("broker/messages", "broker/control", "static"):
            os.makedirs(os.path.join(folder, name))
        import django  # noqa: PLC0415  reads the settings, so after the environment is set

        django.setup()
        from django.db import connection  # noqa: PLC0415
        from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415

        setup_test_environment(debug=False)
        former = connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(former, verbosity=0)
            teardown_test_environment()


def main() -> int:
    """Run every measurement; name on the command line the ones that are wanted."""
    with temporary_database():
        from bench import (  # noqa: PLC0415
            actions,
            assessments,
            cases,
            pages,
            protection,
            queries,
            reports,
            weight,
        )
        from bench.table import Row, printed  # noqa: PLC0415

        parts: dict[str, Callable[[], list[Row]]] = {
            "queries": queries.measure,
            "pages": pages.measure,
            "actions": actions.measure,
            "weight": weight.measure,
            "cases": cases.measure,
            "reports": reports.measure,
            "assessments": assessments.measure,
            "protection": protection.measure,
        }
        rows = []
        for name in sys.argv[1:] or parts:
            print(f"bench: {name}", flush=True)
            rows += parts[name]()
    print(f"\n{printed(rows)}")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
