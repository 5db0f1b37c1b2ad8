"""The register's reads."""
