"""The reviews wing: what partnerships learn from cases and audits, and what comes of it."""
