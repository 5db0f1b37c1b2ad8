"""Let the database ask for proof: an edition is published only where nobody could work out a hidden figure."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSAL = "publishing_edition: the build has no disclosure control that passed"
PROOF = "SELECT 1 FROM publishing_disclosurecontrol AS control WHERE control.build_id = NEW.build_id AND control.passed"
POSTGRES = f"""
CREATE FUNCTION publishing_edition_needs_proof() RETURNS trigger AS $$
BEGIN
    IF NOT EXISTS ({PROOF}) THEN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER publishing_edition_proof BEFORE INSERT ON publishing_edition
FOR EACH ROW EXECUTE FUNCTION publishing_edition_needs_proof();
"""
SQLITE = f"""
CREATE TRIGGER publishing_edition_proof BEFORE INSERT ON publishing_edition WHEN NOT EXISTS ({PROOF})
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
"""


def ask_for_proof(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database itself refuse an edition whose public files nobody attacked without success."""
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE, params=None)


def ask_no_longer(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the trigger away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER publishing_edition_proof ON publishing_edition")
        schema_editor.execute("DROP FUNCTION publishing_edition_needs_proof()")
    else:
        schema_editor.execute("DROP TRIGGER publishing_edition_proof")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]

    operations = [migrations.RunPython(ask_for_proof, ask_no_longer)]
