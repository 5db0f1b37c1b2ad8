"""Risks, challenges, inspections, threats, documents and the law, through the doors people use."""
