"""Courses, and the money training brings in and costs."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from partnerships.training.models import Amount, Course, Session
from partnerships.training.policies import check_days
from partnerships.training.services.saving import changed
from safeguarding.lib.slugs import slug_among
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def course_add(*, by: User | None, partnership: Partnership, title: str, source: str = "", **fields: Any) -> Course:
    """Put a course in the programme. `fields` are the columns of Course: level, audience, reach, provider, agency,
    area. NotAllowed for a title that is there already (so a double click adds one course) or a foreign agency.
    """
    _check_course(partnership, title, fields)
    courses = Course.objects.of(partnership)
    slug = slug_among(title, set(courses.values_list("slug", flat=True)))
    course = Course.objects.create(
        partnership=partnership, slug=slug, title=title, source=source, updated_by=by, **fields
    )
    audit_record(by=by, action="training_course_add", partnership=partnership, about=course, after={"slug": slug})
    return course


@transaction.atomic
def course_change(*, by: User | None, course: Course, version: int, **fields: Any) -> Course:
    """Change a course; its slug stays, because keys of figures name it. Raises Overtaken."""
    _check_course(course.partnership, fields.get("title", course.title), fields, but=course)
    return changed(
        by=by,
        action="training_course_change",
        row=course,
        version=version,
        fields=fields,
        partnership=course.partnership,
    )


def _check_course(partnership: Partnership, title: str, fields: dict[str, Any], but: Course | None = None) -> None:
    same = Course.objects.of(partnership).filter(title__iexact=title)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise NotAllowed("There is a course of that name already.", code="title")
    agency = fields.get("agency")
    if agency and agency.partnership_id != partnership.pk:
        raise NotAllowed("This agency belongs to another partnership.", code="agency")
    if agency and fields.get("reach") != Course.Reach.SINGLE:
        raise NotAllowed("Only a single-agency course belongs to one agency.", code="agency")


@transaction.atomic
def amount_add(
    *,
    by: User | None,
    partnership: Partnership,
    kind: str,
    label: str,
    pounds: Decimal,
    starts_on: date,
    ends_on: date,
    session: Session | None = None,
    source: str = "",
) -> Amount:
    """Record income or a cost. NotAllowed when it is there already: the same words, day and amount."""
    check_days(starts_on, ends_on)
    if session and session.partnership_id != partnership.pk:
        raise NotAllowed("This session belongs to another partnership.", code="session")
    said = {"kind": kind, "label": label, "pounds": pounds, "starts_on": starts_on, "ends_on": ends_on}
    if Amount.objects.of(partnership).filter(session=session, **said).exists():
        raise NotAllowed("This amount is recorded already.", code="label")
    amount = Amount.objects.create(partnership=partnership, session=session, source=source, **said)
    audit_record(by=by, action="training_amount_add", partnership=partnership, about=amount, after=said)
    return amount


@transaction.atomic
def amount_remove(*, by: User | None, amount: Amount) -> None:
    """Take an amount out; the audit trail keeps what it said."""
    before = {"label": amount.label, "pounds": amount.pounds, "starts_on": amount.starts_on, "ends_on": amount.ends_on}
    audit_record(by=by, action="training_amount_remove", partnership=amount.partnership, about=amount, before=before)
    amount.delete()
