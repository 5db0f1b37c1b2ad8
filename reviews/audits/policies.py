"""Whether the state of an audit allows what is asked."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from reviews.audits.models import Audit, Grading
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

_S = Audit.Status
TRANSITIONS = TransitionTable(
    Transition("begin", (_S.PLANNED,), _S.IN_PROGRESS),
    Transition("report", (_S.PLANNED, _S.IN_PROGRESS), _S.REPORTED),
    Transition("call_off", (_S.PLANNED, _S.IN_PROGRESS), _S.NOT_HELD),
    Transition("plan_again", (_S.NOT_HELD,), _S.PLANNED),
    Transition("reopen", (_S.REPORTED,), _S.IN_PROGRESS),
)
BUTTONS = {
    "begin": "Begin the audit",
    "report": "Say it is reported",
    "call_off": "It was not held",
    "plan_again": "Plan it again",
    "reopen": "Open it again",
}
FEWEST_POINTS, MOST_POINTS = 2, 6  # a chart can tell six apart
HUNDRED, SLACK = Decimal(100), Decimal("1.5")  # printed percentages of six points may add to 98.5 or 101.5


def steps(audit: Audit) -> list[str]:
    """Return the events that may happen now."""
    return [event for event in BUTTONS if TRANSITIONS.allows(audit.status, event)]


def check_scale(labels: Sequence[str], good_from: int) -> None:
    """Raise NotAllowed unless the scale has 2 to 6 different points and something on it is less than good."""
    if not FEWEST_POINTS <= len(labels) <= MOST_POINTS:
        raise NotAllowed(f"Give {FEWEST_POINTS} to {MOST_POINTS} grades, one on each line.", code="scale")
    if len({label.casefold() for label in labels}) != len(labels):
        raise NotAllowed("A grade is on the list twice.", code="scale")
    if not 2 <= good_from <= len(labels):
        raise NotAllowed(
            f"Say from which grade on practice is good: a number from 2 to {len(labels)}.", code="good_from"
        )


def check_grades(grading: Grading, values: Mapping[int, Decimal]) -> None:
    """Raise NotAllowed for numbers that can not be: half records, percentages that do not add to 100."""
    whole = all(value == value.to_integral_value() for value in values.values())
    if grading.basis == Grading.Basis.RECORDS and not whole:
        raise NotAllowed("Numbers of records are whole numbers.", code="basis")
    complete = len(values) == len(grading.points.all())
    total = sum(values.values(), Decimal(0))
    if grading.basis == Grading.Basis.PERCENT and (total > HUNDRED + SLACK or (complete and total < HUNDRED - SLACK)):
        raise NotAllowed(
            f"The percentages add to {total.normalize():f}, not to 100. Check what you typed.", code="basis"
        )


def check_sample(grading: Grading, values: Mapping[int, Decimal]) -> None:
    """Raise NotAllowed when more records are graded than the audit says it looked at."""
    sample, graded = grading.audit.records, sum(values.values(), Decimal(0))
    if grading.basis == Grading.Basis.RECORDS and sample is not None and graded > sample:
        raise NotAllowed(
            f"{graded.normalize():f} records are graded, and the audit says it looked at {sample}. "
            "Correct the grades, or change the number of records of the audit first.",
            code="basis",
        )


def shows_grades(audit: Audit, *, keeps: bool) -> bool:
    """Return True when grades may be read: those of an audit not held by nobody, and those of one agency's unfinished
    audit only by the people who keep it."""
    if audit.status == _S.NOT_HELD:
        return False
    return keeps or audit.kind != Audit.Kind.SINGLE or audit.status == _S.REPORTED


def check_past(day: date, field: str) -> None:
    """Raise NotAllowed, beside `field`, for a day that has not come yet."""
    if day > timezone.localdate():
        raise NotAllowed("This day has not come yet. Enter it on the day or later.", code=field)


def check_follows(audit: Audit, follows: Audit | None) -> None:
    """Raise NotAllowed when an audit would follow itself or one that follows it, or one of another partnership."""
    seen = {audit.pk}
    while follows is not None:
        if follows.pk in seen or follows.partnership_id != audit.partnership_id:
            raise NotAllowed("An audit can not be the re-audit of itself. Choose an earlier one.", code="follows")
        seen.add(follows.pk)
        follows = follows.follows
