"""Slugs that fact keys are made of."""

from collections.abc import Container

from django.utils.text import slugify


def slug_among(label: str, taken: Container[str]) -> str:
    """Return a slug of `label` that nothing else has: a number follows where the plain one is taken."""
    stem = slugify(label)[:54].strip("-") or "item"
    tries = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 10_000))
    return next(slug for slug in tries if slug not in taken)
