"""Whether the state of a training record allows what is asked."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from partnerships.directory.models import User
from partnerships.training.models import MEASURES, Compliance, ComplianceLine, Session
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

_S, _C = Session.Status, Compliance.Status
SESSION_TRANSITIONS = TransitionTable(
    Transition("hold", (_S.PLANNED,), _S.HELD),
    Transition("take_back", (_S.HELD,), _S.PLANNED),
    Transition("call_off", (_S.PLANNED,), _S.CANCELLED),
    Transition("plan_again", (_S.CANCELLED,), _S.PLANNED),
)
COMPLIANCE_TRANSITIONS = TransitionTable(
    Transition("submit", (_C.DRAFT,), _C.SUBMITTED),
    Transition("send_back", (_C.SUBMITTED,), _C.DRAFT),
    Transition("accept", (_C.SUBMITTED,), _C.ACCEPTED),
    Transition("reopen", (_C.ACCEPTED,), _C.DRAFT),
)
# Words with a capital after a title, or an address: what a quote or a note must not hold.
_NAMED = re.compile(r"\b(Mrs?|Ms|Miss|Dr|Prof|Sgt|PC|DC|DI|Sister|Nurse)\.?\s+[A-Z][a-z]+|\S+@\S+\.\S+")
NUMBERS_PER_COUNT = 100_000  # more than anybody trains: a slip of the keyboard


def check_counts(session: Session, rows: Mapping[Any, Mapping[str, int | None]], today: date) -> None:
    """Raise NotAllowed when counts can not be entered: a session called off or still to come, or absurd numbers."""
    if session.status == _S.CANCELLED:
        raise NotAllowed("This session was called off, so nobody attended it.", code="state")
    came = any(row.get(measure) for row in rows.values() for measure in MEASURES if measure != "booked")
    if came and session.starts_on > today:
        raise NotAllowed("This session has not been held yet. Enter who attended on the day or later.", code="future")
    numbers = [number for row in rows.values() for number in row.values() if number is not None]
    if any(number < 0 or number > NUMBERS_PER_COUNT for number in numbers):
        raise NotAllowed("A number is below zero or far too large. Check what you typed.", code="number")


def check_days(starts_on: date, ends_on: date) -> None:
    """Raise NotAllowed unless the days run forward within one financial year: no year would count what crosses it."""
    if ends_on < starts_on:
        raise NotAllowed("The last day must be on or after the first.", code="ends_on")
    first, last = (Period.snapshot(day).financial_year_start for day in (starts_on, ends_on))
    if first != last:
        raise NotAllowed(
            "The days lie in two financial years, so neither would count it. Enter the part of each year apart.",
            code="ends_on",
        )


def can_count(session: Session) -> bool:
    """Return True while counts can be entered."""
    return session.status != _S.CANCELLED


def can_call_off(session: Session) -> bool:
    """Return True while the session has not been held."""
    return SESSION_TRANSITIONS.allows(session.status, "call_off")


def check_take_back(session: Session) -> None:
    """Raise NotAllowed while counts say who came to the session: it was held, then."""
    if says_who_came(session):
        raise NotAllowed("Counts say who came to this session. Empty them first; bookings may stay.", code="counts")


def can_take_back(session: Session) -> bool:
    """Return True when the session says it was held and no count says who came. Prefetch `counts`."""
    return SESSION_TRANSITIONS.allows(session.status, "take_back") and not says_who_came(session)


def says_who_came(session: Session) -> bool:
    """Return True when a count says more than bookings. Prefetch `counts`."""
    came = [measure for measure in MEASURES if measure != "booked"]
    return any(getattr(count, measure) is not None for count in session.counts.all() for measure in came)


def can_plan_again(session: Session) -> bool:
    """Return True when the session was called off."""
    return SESSION_TRANSITIONS.allows(session.status, "plan_again")


def check_editable(compliance: Compliance) -> None:
    """Raise NotAllowed unless the statement is a draft."""
    if compliance.status != _C.DRAFT:
        raise NotAllowed(
            f"These figures are {compliance.get_status_display().lower()} and can not be changed. "
            "Ask the board manager to open them again.",
            code="state",
        )


def can_edit(compliance: Compliance) -> bool:
    """Return True while the statement is a draft."""
    return compliance.status == _C.DRAFT


def check_submit(compliance: Compliance, lines: list[ComplianceLine]) -> None:
    """Raise NotAllowed unless every level says something, nobody is trained twice over and the day is given."""
    check_editable(compliance)
    if compliance.as_at is None:
        raise NotAllowed("Say on which day the figures were counted, then hand them in.", code="as_at")
    silent = [line for line in lines if line.eligible is None and not line.silence]
    if silent or not lines:
        first = silent[0].get_level_display() if silent else "Every level"
        raise NotAllowed(f"{first} has no figures. Enter them, or choose why there are none.", code="blank")
    half = [line for line in lines if (line.eligible is None) != (line.trained is None)]
    if half:
        raise NotAllowed(f"{half[0].get_level_display()} needs both numbers: eligible and trained.", code="half")
    over = [line for line in lines if line.trained is not None and line.trained > (line.eligible or 0)]
    if over:
        line = over[0]
        raise NotAllowed(
            f"{line.get_level_display()}: {line.trained} trained is more than {line.eligible} eligible. "
            "Correct one of them.",
            code="over",
        )


def check_accept(compliance: Compliance, by: User) -> None:
    """Raise NotAllowed when the person who would accept also handed the figures in or typed them (four-eyes)."""
    if by.pk in (compliance.submitted_by_id, compliance.updated_by_id):
        raise NotAllowed("You handed these figures in, so somebody else must accept them.", code="four_eyes")


def can_accept(compliance: Compliance, by: User) -> bool:
    """Return True when the person may accept the statement as it stands."""
    return compliance.status == _C.SUBMITTED and by.pk not in (compliance.submitted_by_id, compliance.updated_by_id)


def check_unnamed(text: str, field: str) -> None:
    """Raise NotAllowed when words seem to name a person or give an address."""
    if found := _NAMED.search(text):
        raise NotAllowed(
            f"“{found[0]}” looks like a person's name or address. Take it out and say the role instead.", code=field
        )
