"""May this happen in this state? Each policy is a raising `check_x`; who may is a question for authz."""

from datetime import date

from django.utils import timezone

from partnerships.directory.models import User
from partnerships.returns.models import Collection, Query, Return
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

_S = Return.Status
EDITABLE = (_S.DRAFT.value, _S.SENT_BACK.value, _S.REOPENED.value)

TRANSITIONS = TransitionTable(
    Transition("submit", EDITABLE, _S.SUBMITTED.value),
    Transition("accept", (_S.SUBMITTED.value,), _S.ACCEPTED.value),
    Transition("send_back", (_S.SUBMITTED.value,), _S.SENT_BACK.value),
    Transition("reopen", (_S.ACCEPTED.value,), _S.REOPENED.value),
)
COLLECTION_TRANSITIONS = TransitionTable(
    Transition("close", (Collection.Status.OPEN.value,), Collection.Status.CLOSED.value),
    Transition("reopen", (Collection.Status.CLOSED.value,), Collection.Status.OPEN.value),
)
QUERY_TRANSITIONS = TransitionTable(
    Transition("answer", (Query.Status.OPEN.value,), Query.Status.ANSWERED.value),
    Transition("ask_again", (Query.Status.ANSWERED.value,), Query.Status.OPEN.value),
    Transition("close", (Query.Status.OPEN.value, Query.Status.ANSWERED.value), Query.Status.CLOSED.value),
)

_LOCKED = {
    _S.SUBMITTED: "This return has been handed in, so its figures are locked. The board manager can send it back.",
    _S.ACCEPTED: "This return has been accepted, so its figures are locked. The board manager can reopen it.",
}


def why_locked(of_return: Return, *, beyond_closing: bool = False, today: date | None = None) -> str:
    """Return which rule locks the return's figures and what to do about it, or "" when they may be changed.

    `beyond_closing` holds for people who may enter figures for every agency: closing binds agencies only.
    """
    if of_return.status not in EDITABLE:
        return _LOCKED[_S(of_return.status)]
    if beyond_closing:
        return ""
    collection = of_return.collection
    if collection.status == Collection.Status.CLOSED and not (of_return.extended_to or of_return.open_until):
        return "This collection has been closed. Ask the board manager for an extension."
    today = today or timezone.localdate()
    if today < collection.opens_on:
        return f"This collection opens on {_day(collection.opens_on)}."
    if today > of_return.closes_on:
        return f"This collection closed on {_day(of_return.closes_on)}. Ask the board manager for an extension."
    return ""


def check_editable(of_return: Return, *, beyond_closing: bool = False) -> None:
    """Raise NotAllowed, saying which rule locked it, unless figures may be changed."""
    if reason := why_locked(of_return, beyond_closing=beyond_closing):
        raise NotAllowed(reason, code="locked")


def acceptable_by(of_return: Return, by: User) -> bool:
    """Return True unless `by` handed the return in: nobody accepts their own (four eyes)."""
    return of_return.status == _S.SUBMITTED and of_return.submitted_by_id != by.pk


def check_acceptable_by(of_return: Return, by: User) -> None:
    """Raise NotAllowed when `by` handed the return in."""
    if of_return.status == _S.SUBMITTED and of_return.submitted_by_id == by.pk:
        raise NotAllowed("You handed this return in, so somebody else has to accept it.", code="four_eyes")


def check_reason(text: str, *, message: str) -> str:
    """Return the reason without surrounding blanks, or raise NotAllowed with `message` when there is none."""
    if not (stripped := text.strip()):
        raise NotAllowed(message, code="reason")
    return stripped


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
