"""Database triggers that refuse any change to a live version of a tool, on PostgreSQL and SQLite, for everyone."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_OF_TOOL = "(SELECT status FROM assessments_tool WHERE id = {row}.tool_id) = 'live'"
_OF_PART = (
    "(SELECT t.status FROM assessments_tool t JOIN assessments_part p ON p.tool_id = t.id WHERE p.id = {row}.part_id)"
    " = 'live'"
)
_OF_STATEMENT = (
    "(SELECT t.status FROM assessments_tool t JOIN assessments_part p ON p.tool_id = t.id JOIN assessments_statement s"
    " ON s.part_id = p.id WHERE s.id = {row}.statement_id) = 'live'"
)
# The table, and whether a row of it belongs to a live version.
LIVE = {
    "assessments_tool": "{row}.status = 'live'",
    "assessments_scalelevel": _OF_TOOL,
    "assessments_part": _OF_TOOL,
    "assessments_standard": _OF_PART,
    "assessments_statement": _OF_PART,
    "assessments_descriptor": _OF_STATEMENT,
}
_WORDS = "a live version of a tool never changes; make a new version"
_ACTIONS = (("insert", ("NEW",)), ("update", ("OLD", "NEW")), ("delete", ("OLD",)))


class FreezeLiveTools(Operation):
    """Migration operation: refuse INSERT, UPDATE and DELETE of whatever belongs to a live tool.

    A tool itself may be put in as live (a migration does) and may become live; it may not be changed after that.
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
        for table, live in LIVE.items():
            for action, rows in _ACTIONS:
                asked = [row for row in rows if table != "assessments_tool" or row == "OLD"]
                if asked:
                    when = " OR ".join(f"({live.format(row=row)})" for row in asked)
                    _create(schema_editor, table, action, when)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        postgres = schema_editor.connection.vendor == "postgresql"
        for table in LIVE:
            for action, _ in _ACTIONS:
                on = f" ON {table}" if postgres else ""
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{action}_frozen{on}")

    def describe(self) -> str:
        """Return the sentence `migrate` prints."""
        return "Freeze live versions of tools"

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
