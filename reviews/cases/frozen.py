"""Database triggers that refuse any change to a partnership's own edition in force, on PostgreSQL and SQLite.

Shipped editions belong to no partnership and are corrected by a migration that says so; the triggers leave them alone.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# The table, and whether a row of it belongs to an own edition in force.
FROZEN = {
    "cases_guidanceedition": "{row}.partnership_id IS NOT NULL AND {row}.in_force_at IS NOT NULL",
    "cases_clockrule": (
        "EXISTS (SELECT 1 FROM cases_guidanceedition e WHERE e.id = {row}.edition_id"
        " AND e.partnership_id IS NOT NULL AND e.in_force_at IS NOT NULL)"
    ),
}
_WORDS = "an edition in force never changes; make the next edition"
_ACTIONS = (("insert", ("NEW",)), ("update", ("OLD", "NEW")), ("delete", ("OLD",)))


class FreezeEditionsInForce(Operation):
    """Migration operation: refuse INSERT, UPDATE and DELETE of whatever belongs to an own edition in force.

    An edition itself may come into force; it may not be changed after that.
    """

    reversible = True
    reduces_to_sql = True

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
        for table, frozen in FROZEN.items():
            for action, rows in _ACTIONS:
                asked = [row for row in rows if table == "cases_clockrule" or row == "OLD"]
                if asked:
                    _create(schema_editor, table, action, " OR ".join(f"({frozen.format(row=row)})" for row in asked))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        postgres = schema_editor.connection.vendor == "postgresql"
        for table in FROZEN:
            for action, _ in _ACTIONS:
                on = f" ON {table}" if postgres else ""
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{action}_frozen{on}")

    def describe(self) -> str:
        """Return the sentence `migrate` prints."""
        return "Freeze a partnership's own editions of guidance once they are in force"

    def deconstruct(self) -> tuple[str, list[str], dict[str, object]]:
        """Return what the migration writer needs."""
        return self.__class__.__name__, [], {}


def _create(schema_editor: BaseDatabaseSchemaEditor, table: str, action: str, when: str) -> None:
    name, passed = f"{table}_{action}_frozen", "OLD" if action == "delete" else "NEW"
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        )
        return
    # A WHEN clause of PostgreSQL may not look at other tables, so a function of its own asks for each trigger.
    schema_editor.execute(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN IF {when} THEN RAISE EXCEPTION '{_WORDS}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {passed}; END $$ LANGUAGE plpgsql",
        params=None,
    )
    schema_editor.execute(
        f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
