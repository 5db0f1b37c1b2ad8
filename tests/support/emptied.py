"""Empties the database after a transactional test: only the tables that hold rows, append-only ones too.

Django would empty all tables, which takes PostgreSQL more than a second, and fill its permissions anew each time.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

from tests.support.append_only import triggers_lifted

FILLED_BY_DJANGO = {Permission._meta.db_table, ContentType._meta.db_table}


def database_emptied(test: TransactionTestCase) -> None:
    """Delete every row a test left, as `TransactionTestCase._fixture_teardown` does."""
    for name in test._databases_names(include_mirrors=False):  # type: ignore[attr-defined]  # Django's own
        _emptied(connections[name])


def _emptied(connection: BaseDatabaseWrapper) -> None:
    tables = set(connection.introspection.django_table_names(only_existing=True)) - FILLED_BY_DJANGO
    held = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in sorted(tables)]
    with connection.constraint_checks_disabled(), transaction.atomic(), triggers_lifted(connection):
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(held))
            for (table,) in cursor.fetchall():
                cursor.execute(f'DELETE FROM "{table}"')
