"""Showing a confidential action to everybody who reads the log. Called by the room the action comes from."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from partnerships.actions import policies
from partnerships.actions.models import Action
from partnerships.actions.services.trail import action_audit
from partnerships.directory.models import User
from safeguarding.lib.workflow import NotAllowed, Overtaken


@transaction.atomic
def action_share(
    *,
    by: User,
    action: Action,
    title: str,
    origin_label: str,
    reason: str,
    success: str = "",
    settled_words: str = "",
) -> Action:
    """Take an action out of its circle, in words everybody may read. Raises NotAllowed or Overtaken.

    Updates, evidence and names from before stay with the people of the circle; the address of where it comes from
    is taken away. From now on the board manager manages it. It can not be taken back: who has read it knows of it.
    """
    policies.check_shares(action, settled_words)
    if not reason.strip():
        raise NotAllowed("Say why everybody may know of it.", code="reason")
    rows = Action.objects.filter(pk=action.pk, circle=action.circle_id, status=action.status)
    taken = rows.update(
        title=title.strip(),
        success=success,
        settled_words=settled_words,
        origin_label=origin_label,
        origin_path="",
        circle=None,
        kept_circle=action.circle_id,
        shared_at=timezone.now(),
        shared_by=by,
        shared_because=reason.strip(),
        version=F("version") + 1,
    )
    if not taken:
        raise Overtaken("Somebody else has just changed this. Look at it again before you go on.", code="overtaken")
    action.refresh_from_db()
    # On the partnership's trail as it is known now: nothing of what it said before.
    after = {"title": action.title, "origin": action.origin_label, "reason": action.shared_because}
    action_audit(by=by, deed="action_share", action=action, after=after)
    return action
