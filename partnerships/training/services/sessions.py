"""Sessions, what came of their bookings, and totals printed elsewhere."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Agency, Area, Organisation, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.training.models import MEASURES, Count, Course, PrintedTotal, Reach, Sector, Session
from partnerships.training.policies import SESSION_TRANSITIONS, check_counts, check_days, check_take_back
from partnerships.training.services.saving import changed, locked, stamp
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed, advance

Row = str | Agency  # a sector, or a named agency
SECTOR_OF = {
    Organisation.Kind.COUNCIL: Sector.COUNCIL,
    Organisation.Kind.POLICE: Sector.POLICE,
    Organisation.Kind.ICB: Sector.HEALTH,
    Organisation.Kind.NHS_PROVIDER: Sector.HEALTH,
    Organisation.Kind.EDUCATION: Sector.EDUCATION,
    Organisation.Kind.VOLUNTARY: Sector.VOLUNTARY,
}


@transaction.atomic
def session_add(
    *, by: User | None, course: Course, starts_on: date, ends_on: date | None = None, **fields: Any
) -> Session:
    """Put a session of a course in the programme. `fields`: runs, mode, places, only_for, source.

    NotAllowed when the very same session is there, so a double click adds one.
    """
    ends_on = ends_on or starts_on
    check_days(starts_on, ends_on)
    if Session.objects.filter(course=course, starts_on=starts_on, ends_on=ends_on, **fields).exists():
        raise NotAllowed(
            "This session is in the programme already. If there were two that day, say so under “How many sessions”.",
            code="starts_on",
        )
    session = Session.objects.create(
        partnership=course.partnership, course=course, starts_on=starts_on, ends_on=ends_on, updated_by=by, **fields
    )
    after = {"starts_on": starts_on, "places": session.places, "runs": session.runs}
    audit_record(by=by, action="training_session_add", partnership=course.partnership, about=session, after=after)
    return session


@transaction.atomic
def session_change(*, by: User | None, session: Session, version: int, **fields: Any) -> Session:
    """Change a session's days, mode, places or course. Raises Overtaken."""
    if fields.get("course", session.course).partnership_id != session.partnership_id:
        raise NotAllowed("This course belongs to another partnership.", code="course")
    check_days(fields.get("starts_on", session.starts_on), fields.get("ends_on", session.ends_on))
    return changed(
        by=by,
        action="training_session_change",
        row=session,
        version=version,
        fields=fields,
        partnership=session.partnership,
    )


@transaction.atomic
def session_call_off(*, by: User | None, session: Session) -> Session:
    """Say that a planned session will not take place; it stays in the programme."""
    return _move(by, session, "call_off")


@transaction.atomic
def session_take_back(*, by: User | None, session: Session) -> Session:
    """Say that a session was not held after all, once the counts entered by mistake are gone."""
    check_take_back(session)
    return _move(by, session, "take_back")


@transaction.atomic
def session_plan_again(*, by: User | None, session: Session) -> Session:
    """Take back that it was called off."""
    return _move(by, session, "plan_again")


@transaction.atomic
def session_counts_save(
    *,
    by: User | None,
    session: Session,
    version: int,
    reach: str,
    area: Area | None = None,
    rows: Mapping[Row, Mapping[str, int | None]],
    today: date | None = None,
) -> Session:
    """Record what came of the bookings of sectors or agencies of one area; a row of nothing but None goes away.

    Rows not named stay. Counting who came makes the session held. Saving the same again changes nothing.
    Raises Overtaken when somebody saved after `version`.
    """
    if (reach == Reach.ONE) != (area is not None):
        raise NotAllowed("Choose one area, several or none recorded.", code="area")
    if any(isinstance(row, Agency) and row.partnership_id != session.partnership_id for row in rows):
        raise NotAllowed("An agency of another partnership can not be counted here.", code="agency")
    check_counts(session, rows, today or timezone.localdate())
    held = {_key(count): count for count in session.counts.filter(reach=reach, area=area)}
    before = {row: _numbers(held.get(_row_key(row))) for row in rows}
    after = {row: {measure: said.get(measure) for measure in MEASURES} for row, said in rows.items()}
    if before == after:
        return session
    stored = locked(session, version)
    _write(stored, reach, area, after)
    came = any(said[measure] is not None for said in after.values() for measure in MEASURES if measure != "booked")
    if came and SESSION_TRANSITIONS.allows(stored.status, "hold"):
        advance(stored, "hold", SESSION_TRANSITIONS)
    Session.objects.filter(pk=stored.pk).update(**stamp(stored, by))
    changes = [row for row in after if before[row] != after[row]]
    audit_record(
        by=by,
        action="training_counts_save",
        partnership=stored.partnership,
        about=stored,
        before={str(row): before[row] for row in changes},
        after={"place": area.name if area else reach, **{str(row): after[row] for row in changes}},
    )
    return Session.objects.select_related("course", "partnership").get(pk=stored.pk)


@transaction.atomic
def printed_total_add(
    *,
    by: User | None,
    partnership: Partnership,
    period: Period,
    measure: str,
    value: Decimal,
    source: str,
    sector: str = "",
    reach: str = "",
    area: Area | None = None,
) -> PrintedTotal:
    """Keep what a document prints for a period, with its decimals. NotAllowed when it is kept already or says no
    source."""
    if not source.strip():
        raise NotAllowed("Say which document prints it.", code="source")
    about = {"period_token": period.token, "measure": measure, "sector": sector, "reach": reach, "area": area}
    if PrintedTotal.objects.of(partnership).filter(source=source, **about).exists():
        raise NotAllowed("This document's figure is kept already.", code="measure")
    places = max(0, -int(value.as_tuple().exponent))
    row = PrintedTotal.objects.create(
        partnership=partnership, value=value, decimals=places, source=source, updated_by=by, **about
    )
    audit_record(
        by=by, action="training_printed_add", partnership=partnership, about=row, after={"value": value, "in": source}
    )
    return row


@transaction.atomic
def printed_total_remove(*, by: User | None, row: PrintedTotal) -> None:
    """Take a printed figure out; the audit trail keeps what it said."""
    before = {"value": row.value, "in": row.source}
    audit_record(by=by, action="training_printed_remove", partnership=row.partnership, about=row, before=before)
    row.delete()


def _move(by: User | None, session: Session, event: str) -> Session:
    before = session.status
    advance(session, event, SESSION_TRANSITIONS)
    audit_record(
        by=by,
        action=f"training_session_{event}",
        partnership=session.partnership,
        about=session,
        before={"status": before},
        after={"status": session.status},
    )
    return session


def _write(session: Session, reach: str, area: Area | None, rows: Mapping[Row, Mapping[str, int | None]]) -> None:
    place: dict[str, Any] = {"reach": reach, "area": area}
    for row, said in rows.items():
        who: dict[str, Any] = {"agency": row} if isinstance(row, Agency) else {"agency": None, "sector": row}
        if all(number is None for number in said.values()):
            session.counts.filter(**place, **who).delete()
            continue
        sector = (
            SECTOR_OF.get(Organisation.Kind(row.organisation.kind), Sector.OTHER) if isinstance(row, Agency) else row
        )
        Count.objects.update_or_create(session=session, **place, **who, defaults={**said, "sector": sector})


def _key(count: Count) -> tuple[str, int]:
    return ("", count.agency_id) if count.agency_id else (count.sector, 0)


def _row_key(row: Row) -> tuple[str, int]:
    return ("", row.pk) if isinstance(row, Agency) else (row, 0)


def _numbers(count: Count | None) -> dict[str, int | None]:
    return {measure: getattr(count, measure) if count else None for measure in MEASURES}
