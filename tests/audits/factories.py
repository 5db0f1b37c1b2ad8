"""Audits made through the services."""

from datetime import date
from decimal import Decimal
from typing import Any

from reviews.audits.models import Audit, Grading
from reviews.audits.services import grading_add, grading_round_save, practice_audit_plan
from safeguarding.lib.facts import Period
from tests.support.cast import Cast

YEAR = Period.financial_year(2025)
OFSTED = ("Inadequate", "Requires improvement", "Good", "Outstanding")


def audit_made(cast: Cast, topic: str = "Strategy discussions", **said: Any) -> Audit:
    """Return an audit of 2025-26 the council leads."""
    given = {"year": YEAR, "lead": cast.agency, "agencies": [cast.agency, cast.other_agency]}
    return practice_audit_plan(by=cast.manager, partnership=cast.a, topic=topic, **{**given, **said})


def graded_made(
    audit: Audit, *rounds: tuple[date, tuple[int | None, ...]], scale: tuple[str, ...] = OFSTED, **said: Any
) -> Grading:
    """Return a grading with its rounds; one round of June 2025 when none is given."""
    made = grading_add(by=None, audit=audit, title="Overall quality", scale=scale, **{"good_from": 3, **said})
    for held_on, values in rounds or ((date(2025, 6, 10), (1, 4, 4, 1)),):
        grades = {at: None if value is None else Decimal(value) for at, value in enumerate(values, 1)}
        grading_round_save(by=None, grading=made, version=made.version, held_on=held_on, values=grades)
    return made
