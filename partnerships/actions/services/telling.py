"""What owners tell about an action: updates, who owns it now, what difference it made; and the read log."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships.actions import policies
from partnerships.actions.models import Action, Entry
from partnerships.actions.services.trail import action_audit
from partnerships.directory.models import Agency, User
from partnerships.directory.services import audit_record
from partnerships.directory.services.locking import save_if_unchanged
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def action_note(*, by: User | None, action: Action, text: str, rag: str = "", on: date | None = None) -> Entry:
    """Add a dated update; a rating, when given, becomes the action's. Raises NotAllowed."""
    day = on or timezone.localdate()
    policies.check_live(action)
    policies.check_past(action, day)
    if not text.strip():
        raise NotAllowed("Say what has happened.", code="text")
    if rag and rag != action.rag:
        Action.objects.filter(pk=action.pk).update(rag=rag)
        action.rag = rag
    made = Entry.objects.create(action=action, kind=Entry.Kind.NOTE, on=day, text=text, rag=rag, entered_by=by)
    action_audit(by=by, deed="action_note", action=action, after={"text": text, "rating": rag, "on": day})
    return made


@transaction.atomic
def action_impact(*, by: User | None, action: Action, text: str, on: date | None = None) -> Entry:
    """Record what difference a completed action made, as seen on a day; several over the years. Raises NotAllowed."""
    day = on or timezone.localdate()
    policies.check_completed(action)
    policies.check_past(action, day)
    if not text.strip():
        raise NotAllowed("Say what difference it made.", code="text")
    made = Entry.objects.create(action=action, kind=Entry.Kind.IMPACT, on=day, text=text, entered_by=by)
    action_audit(by=by, deed="action_impact", action=action, after={"text": text, "on": day})
    return made


@transaction.atomic
def action_reassign(
    *,
    by: User | None,
    action: Action,
    version: int,
    owner_agency: Agency | None = None,
    owner_person: User | None = None,
    owner_post: str = "",
    reason: str = "",
) -> Action:
    """Give the action to another owner. Raises Overtaken, and NotAllowed without an owner or when it is settled."""
    policies.check_live(action)
    policies.check_owned(owner_agency, owner_person, owner_post)
    before, person = action.owner, action.owner_person
    save_if_unchanged(
        action, version=version, owner_agency=owner_agency, owner_person=owner_person, owner_post=owner_post.strip()
    )
    text = f"From {before} to {action.owner}. {reason}".strip()
    Entry.objects.create(
        action=action,
        kind=Entry.Kind.OWNER,
        on=timezone.localdate(),
        text=text,
        owner_before=person,
        entered_by=by,
    )
    action_audit(
        by=by,
        deed="action_reassign",
        action=action,
        before={"owner": before},
        after={"owner": action.owner, "reason": reason},
    )
    return action


def action_read(*, by: User, action: Action, whole: bool = False) -> None:
    """Write to the ledger that a confidential action was shown, or the `whole` of a shared one; nothing for others."""
    kept = whole and action.kept_circle_id is not None
    if action.confidential or kept:
        action_audit(by=by, deed="action_read", action=action, kept=kept)


def actions_exported(*, by: User, action_count: int, partnership: object) -> None:
    """Write to the trail that the shared actions left in a file."""
    audit_record(by=by, action="actions_exported", partnership=partnership, after={"rows": action_count})  # type: ignore[arg-type]
