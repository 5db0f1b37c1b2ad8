"""Two promises about reading: a snapshot sees one moment of the database, and rendering sees none of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from reports.publishing.errors import LiveDataRead


@contextmanager
def one_moment() -> Iterator[None]:
    """Run the block in one transaction in which every query sees the same moment.

    PostgreSQL: REPEATABLE READ. SQLite: the settings open every transaction with BEGIN IMMEDIATE, so nobody writes
    meanwhile. Inside a caller's transaction that transaction's isolation counts.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def database_closed() -> Iterator[None]:
    """Raise LiveDataRead for any query of this thread while the block runs."""
    with connection.execute_wrapper(_refuse):
        yield


def _refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    raise LiveDataRead(f"Rendering asked the database: {sql[:120]}")
