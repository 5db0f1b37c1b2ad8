"""Moving actions through their vocabulary, and moving their due dates."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.actions import policies
from partnerships.actions.models import Action, Entry
from partnerships.actions.policies import MOVES, TRANSITIONS
from partnerships.actions.services.trail import action_audit
from partnerships.directory.authz.access import access_of
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import User
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance


@transaction.atomic
def action_move(
    *,
    by: User,
    action: Action,
    event: str,
    words: str = "",
    on: date | None = None,
    due_on: date | None = None,
    into: Action | None = None,
) -> Action:
    """Bring about one event of `policies.TRANSITIONS`. Raises NotAllowed or Overtaken.

    `words` answer the event's question. `due_on` is the day an action is deferred to, `into` the action it is merged
    into. Whoever owns or owned the action, gave it to its owner, acts for the agency that owns it or said it was done
    can not settle it.
    """
    day = on or timezone.localdate()
    policies.check_move(action, event, words)
    policies.check_day(action, day)
    if MOVES[event].settles:
        acts, handed_on = _acts_for_owner(by, action), _handed_on(by, action)
        policies.check_settles(action, by, acts_for_owner=acts, handed_on=handed_on)
    if event == "close":
        policies.check_seen(words, evidence=action.evidence.exists())
    before = action.get_status_display()
    changes = {**_changes(action, event, by=by, day=day, words=words, due_on=due_on, into=into), "moved_on": day}
    advance(action, event, TRANSITIONS, **changes)
    _tell(action, Entry.Kind.MOVED, by=by, on=day, text=words)
    after = {"status": action.get_status_display(), "words": words, "due": action.due_on}
    action_audit(by=by, deed="action_moved", action=action, before={"status": before}, after=after)
    return action


@transaction.atomic
def action_reschedule(*, by: User | None, action: Action, due_on: date, reason: str, on: date | None = None) -> Action:
    """Give the action another due date; the reason and the old date stay on record. Raises NotAllowed, Overtaken."""
    policies.check_live(action)
    before, day = action.due_on, on or timezone.localdate()
    policies.check_day(action, day)
    if not reason.strip():
        raise NotAllowed("Say why the date changes.", code="reason")
    if due_on == before:
        raise NotAllowed("This is the due date already. Enter another one.", code="due_on")
    if due_on < action.opened_on:
        raise NotAllowed("The due date lies before the day the action was opened.", code="due_on")
    rows = Action.objects.filter(pk=action.pk, due_on=before, status=action.status)
    if not rows.update(due_on=due_on, moved_on=day):
        raise Overtaken("Somebody else has just changed this. Look at it again before you go on.", code="overtaken")
    action.due_on, action.moved_on = due_on, day
    _tell(action, Entry.Kind.DUE, by=by, on=day, text=reason, due_before=before)
    action_audit(
        by=by, deed="action_reschedule", action=action, before={"due": before}, after={"due": due_on, "reason": reason}
    )
    return action


def _changes(
    action: Action, event: str, *, by: User, day: date, words: str, due_on: date | None, into: Action | None
) -> dict[str, Any]:
    """Return what the event sets beside the status."""
    if event == "defer":
        if due_on is None or due_on <= day:
            raise NotAllowed("Say until when: a day still to come.", code="due_on")
        return {"due_on": due_on}
    if event == "report_done":
        return {"done_on": day, "done_by": by}
    if event == "send_back":
        return {"done_on": None, "done_by": None}
    if event == "reopen":
        cleared = {"done_on": None, "done_by": None, "settled_on": None, "settled_by": None}
        return {**cleared, "settled_words": "", "merged_into": None}
    if not MOVES[event].settles:
        return {}
    if event == "merge":
        policies.check_merges(action, into)
    return {"settled_on": day, "settled_by": by, "settled_words": words, "merged_into": into}


def _acts_for_owner(by: User, action: Action) -> bool:
    if action.owner_agency_id is None:
        return False
    return action.owner_agency_id in access_of(by, action.partnership).agency_ids(Permission.ACTION_UPDATE_OWN)


def _handed_on(by: User, action: Action) -> bool:
    lines = action.entries.filter(kind=Entry.Kind.OWNER)
    last = lines.order_by("pk").last()
    return lines.filter(owner_before=by).exists() or (last is not None and last.entered_by_id == by.pk)


def _tell(action: Action, kind: Entry.Kind, *, by: User | None, on: date, text: str, **said: Any) -> None:
    Entry.objects.create(
        action=action, kind=kind, on=on, text=text, status=action.status, due_on=action.due_on, entered_by=by, **said
    )
