"""One-call builders for training, through the services people use."""

from datetime import date
from decimal import Decimal
from typing import Any

from partnerships.directory.models import Agency, Area, Partnership
from partnerships.training.models import Compliance, Course, Evaluation, Session
from partnerships.training.services import (
    compliance_accept,
    compliance_ask,
    compliance_save,
    compliance_submit,
    course_add,
    evaluation_add,
    evaluation_answers_save,
    session_add,
    session_counts_save,
)
from safeguarding.lib.facts import Period
from tests.factories import AreaFactory
from tests.support.cast import Cast

YEAR = Period.financial_year(2025)
DAY = date(2025, 6, 4)
SCALE = ("Poor", "Fair", "Good", "Very good", "Excellent")


def areas_made(partnership: Partnership) -> tuple[Area, Area]:
    """Return two areas below the partnership's own."""
    parent = partnership.area
    return (
        AreaFactory(code="hillside", name="Hillside", parent=parent),
        AreaFactory(code="riverside", name="Riverside", parent=parent),
    )


def course_made(partnership: Partnership, title: str = "Basic awareness", **fields: Any) -> Course:
    """Return a course of the programme."""
    return course_add(by=None, partnership=partnership, title=title, **{"level": "1", **fields})


def session_made(course: Course, starts_on: date = DAY, **fields: Any) -> Session:
    """Return a session."""
    return session_add(by=None, course=course, starts_on=starts_on, **{"places": 30, **fields})


def counted(
    session: Session, rows: dict[Any, dict[str, int | None]], reach: str = "unrecorded", area: Area | None = None
) -> Session:
    """Enter counts of one place."""
    fresh = Session.objects.get(pk=session.pk)
    return session_counts_save(by=None, session=fresh, version=fresh.version, reach=reach, area=area, rows=rows)


def held_made(partnership: Partnership, title: str = "Basic awareness", **said: int | None) -> Session:
    """Return a session that was held, with counts of one unknown sector."""
    course = Course.objects.filter(partnership=partnership, title=title).first() or course_made(partnership, title)
    numbers = {"booked": 20, "attended": 15, "cancelled": 3, "did_not_attend": 2, **said}
    return counted(session_made(course), {"unrecorded": numbers})


def evaluation_made(partnership: Partnership, *answers: int | None, **fields: Any) -> Evaluation:
    """Return a question on a scale of five with answers."""
    said = {"question": "How was the trainer?", "scale": SCALE, "moment": "end", "period": YEAR, **fields}
    made = evaluation_add(by=None, partnership=partnership, **said)
    if not answers:
        return made
    values = [None if value is None else Decimal(value) for value in answers]
    return evaluation_answers_save(by=None, evaluation=made, version=made.version, values=values)


def compliance_made(cast: Cast, agency: Agency | None = None, *, until: str = "accepted", **levels: Any) -> Compliance:
    """Return a statement of 2025-26 counted after the year, moved as far as `until`."""
    made = compliance_ask(by=cast.lead, agency=agency or cast.agency, period=YEAR)
    said = {"1": (120, 116, ""), "2": (80, 60, ""), **{name.removeprefix("l"): level for name, level in levels.items()}}
    made = compliance_save(
        by=cast.lead, compliance=made, version=made.version, as_at=date(2026, 5, 12), note="", levels=said
    )
    if until in ("submitted", "accepted"):
        made = compliance_submit(by=cast.lead, compliance=made)
    return compliance_accept(by=cast.manager, compliance=made) if until == "accepted" else made
