"""Measures the portal against its budgets: `make bench`."""
