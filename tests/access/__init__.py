"""The access table: every address of the portal against every kind of person (DESIGN 5, third ring)."""
