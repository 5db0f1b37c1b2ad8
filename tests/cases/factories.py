"""Cases made through the services, and the person who keeps them."""

from datetime import date
from typing import Any

from django.apps import apps

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Partnership, User
from reviews.cases.guidance import criteria_load, guidance_load
from reviews.cases.guidance.criteria import CRITERIA, Considered
from reviews.cases.models import Case, Clock, Decision, GuidanceEdition
from reviews.cases.services import case_open, decision_record
from tests.factories import MembershipFactory, UserFactory

EVIDENCE = "Email from the duty desk"


def guidance_there() -> None:
    """Load the shipped editions again where a transactional test has emptied the tables."""
    if not GuidanceEdition.objects.exists():
        guidance_load(apps)
        criteria_load(apps)


def coordinator_of(partnership: Partnership, name: str = "Case coordinator") -> User:
    """Return a new person with the role of case review coordinator."""
    person = UserFactory(name=name)
    MembershipFactory(user=person, partnership=partnership, role=Role.CASE_COORDINATOR)
    return person


def case_made(by: User, partnership: Partnership, **said: Any) -> Case:
    """Open a rapid review notified on Tuesday 31 March 2026, or what `said` changes."""
    guidance_there()
    given = {"kind": "rapid_review", "pseudonym": "Child Q", "began": date(2026, 3, 31), "evidence": EVIDENCE}
    return case_open(by=by, partnership=partnership, **{**given, **said})


def clock_of(case: Case, key: str) -> Clock:
    """Return one clock of a case as stored now."""
    rows = Clock.objects.select_related("case__partnership", "rule", "started_by").prefetch_related("pauses")
    return rows.get(case=case, rule__key=key)


def decision_made(by: User, case: Case, **said: Any) -> Decision:
    """Record the decision to carry out a review, every criterion met, on the day that event has already."""
    standing = case.events.filter(kind="decided", withdrawn_at=None).first()
    given = {
        "outcome": "review",
        "decided_on": standing.when.start if standing else date(2026, 4, 20),
        "decided_by": "Independent scrutineer",
        "delegated": True,
        "rationale": "The harm was serious and the learning is new.",
        "paragraph": "Chapter 4, paragraphs 15 to 19",
        "criteria": [Considered(text=text, answer="met", note="") for text in CRITERIA["children"]],
    }
    return decision_record(by=by, case=case, **{**given, **said})
