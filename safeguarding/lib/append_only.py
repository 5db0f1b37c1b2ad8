"""Database triggers that make a table append-only on PostgreSQL and SQLite, for everyone, the application included."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION safeguarding_refuse_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '%: rows of this table are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql
"""


class AppendOnly(Operation):
    """Migration operation: refuse UPDATE, DELETE and (on PostgreSQL) TRUNCATE on the table of `model_name`.

    The database raises django.db.IntegrityError. Dropping the trigger needs a migration, which leaves a trace.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: the model's fields stay as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers, again where they are there: SQLite drops them when a field of the table changes."""
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        self._drop(table, schema_editor)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRES_FUNCTION, params=None)  # its % is not a placeholder
            for name, timing in (("row", "UPDATE OR DELETE"), ("truncate", "TRUNCATE")):
                level = "ROW" if name == "row" else "STATEMENT"
                schema_editor.execute(
                    f'CREATE TRIGGER {table}_{name}_append_only BEFORE {timing} ON "{table}" '
                    f"FOR EACH {level} EXECUTE FUNCTION safeguarding_refuse_change()"
                )
            return
        for action in ("update", "delete"):
            schema_editor.execute(
                f'CREATE TRIGGER {table}_{action}_append_only BEFORE {action.upper()} ON "{table}" BEGIN '
                f"SELECT RAISE(ABORT, '{table}: rows of this table are never changed or deleted'); END"
            )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        self._drop(from_state.apps.get_model(app_label, self.model_name)._meta.db_table, schema_editor)

    def _drop(self, table: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for name in ("row", "truncate"):
                schema_editor.execute(f'DROP TRIGGER IF EXISTS {table}_{name}_append_only ON "{table}"')
            return
        for action in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{action}_append_only")

    def describe(self) -> str:
        """Return the sentence `migrate` prints."""
        return f"Make the table of {self.model_name} append-only"

    def deconstruct(self) -> tuple[str, list[str], dict[str, object]]:
        """Return what the migration writer needs."""
        return self.__class__.__name__, [self.model_name], {}
