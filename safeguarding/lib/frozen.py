"""Database triggers that refuse any change to what is in force, on PostgreSQL and SQLite, for everyone."""

from collections.abc import Mapping
from typing import ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_ACTIONS = (("insert", ("NEW",)), ("update", ("OLD", "NEW")), ("delete", ("OLD",)))


class Freeze(Operation):
    """Migration operation: refuse INSERT, UPDATE and DELETE of the rows that belong to something in force.

    A subclass names the `tables` with the SQL that says whether a `{row}` of each is frozen, the table of the thing
    `itself`, whose rows may come into force but not change after that, the `words` of the refusal and the `sentence`
    that `migrate` prints.
    """

    reversible = True
    reduces_to_sql = True

    tables: ClassVar[Mapping[str, str]]
    itself: ClassVar[str]
    words: ClassVar[str]
    sentence: ClassVar[str]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: fields stay as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers."""
        for table, frozen in self.tables.items():
            for action, rows in _ACTIONS:
                asked = [row for row in rows if table != self.itself or row == "OLD"]
                if asked:
                    when = " OR ".join(f"({frozen.format(row=row)})" for row in asked)
                    self._create(schema_editor, table, action, when)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        postgres = schema_editor.connection.vendor == "postgresql"
        for table in self.tables:
            for action, _ in _ACTIONS:
                on = f" ON {table}" if postgres else ""
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{action}_frozen{on}")

    def describe(self) -> str:
        """Return the sentence `migrate` prints."""
        return self.sentence

    def deconstruct(self) -> tuple[str, list[str], dict[str, object]]:
        """Return what the migration writer needs."""
        return self.__class__.__name__, [], {}

    def _create(self, schema_editor: BaseDatabaseSchemaEditor, table: str, action: str, when: str) -> None:
        name, passed = f"{table}_{action}_frozen", "OLD" if action == "delete" else "NEW"
        if schema_editor.connection.vendor != "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{self.words}'); END"
            )
            return
        # A WHEN clause of PostgreSQL may not look at other tables, so a function of its own asks for each trigger.
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN IF {when} THEN RAISE EXCEPTION "
            f"'{self.words}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {passed}; END $$ "
            "LANGUAGE plpgsql",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
