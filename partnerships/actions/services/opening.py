"""Opening actions and changing what they say."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.actions import policies
from partnerships.actions.models import Action, Circle, Entry, Status
from partnerships.actions.services.trail import action_audit
from partnerships.directory.models import Agency, Partnership, User
from partnerships.directory.services.locking import save_if_unchanged
from safeguarding.lib.references import letters_made
from safeguarding.lib.workflow import NotAllowed

REFERENCE_LETTERS = 7  # 13 thousand million: nobody finds one by trying


@transaction.atomic
def action_open(
    *,
    by: User | None,
    partnership: Partnership,
    title: str,
    origin_kind: str,
    origin_key: str = "",
    origin_label: str = "",
    origin_path: str = "",
    success: str = "",
    owner_agency: Agency | None = None,
    owner_person: User | None = None,
    owner_post: str = "",
    due_on: date | None = None,
    opened_on: date | None = None,
    circle: str = "",
) -> Action:
    """Open an action. Raises NotAllowed without an owner, or with a due date before the day it opens.

    `circle` names a circle made before with `action_circle_set`; Circle.DoesNotExist rather than an action
    everybody can read when there is none. `opened_on` is given only for records of the past.
    """
    opened = opened_on or timezone.localdate()
    policies.check_owned(owner_agency, owner_person, owner_post)
    if due_on and due_on < opened:
        raise NotAllowed("The due date lies before the day the action opens.", code="due_on")
    action = Action.objects.create(
        partnership=partnership,
        reference=_reference(partnership),
        title=title.strip(),
        success=success,
        origin_kind=origin_kind,
        origin_key=origin_key,
        origin_label=origin_label,
        origin_path=origin_path,
        circle=Circle.objects.of(partnership).get(key=circle) if circle else None,
        owner_agency=owner_agency,
        owner_person=owner_person,
        owner_post=owner_post,
        opened_on=opened,
        moved_on=opened,
        due_on=due_on,
    )
    return _begun(action, by)


@transaction.atomic
def action_change(*, by: User | None, action: Action, version: int, **changes: Any) -> Action:
    """Save title, success or origin_label of an action opened for editing at `version`. Raises Overtaken."""
    policies.check_live(action)
    if unknown := set(changes) - {"title", "success", "origin_label"}:
        raise TypeError(f"An action can not be given {sorted(unknown)} here.")
    before = {name: getattr(action, name) for name in changes}
    differing = {name: value for name, value in changes.items() if before[name] != value}
    if differing:
        save_if_unchanged(action, version=version, **differing)
        action_audit(
            by=by,
            deed="action_change",
            action=action,
            before={name: before[name] for name in differing},
            after=differing,
        )
    return action


def _begun(action: Action, by: User | None) -> Action:
    """Write the first line of its story and of the trail."""
    Entry.objects.create(
        action=action,
        kind=Entry.Kind.OPENED,
        on=action.opened_on,
        status=Status.NOT_STARTED,
        due_on=action.due_on,
        entered_by=by,
    )
    after = {"title": action.title, "origin": action.origin_label, "owner": action.owner, "due": action.due_on}
    action_audit(by=by, deed="action_open", action=action, after=after)
    return action


def _reference(partnership: Partnership) -> str:
    taken = Action.objects.of(partnership)
    while taken.filter(reference=(made := f"A-{letters_made(REFERENCE_LETTERS)}")).exists():
        pass  # once in some hundred thousand
    return made
