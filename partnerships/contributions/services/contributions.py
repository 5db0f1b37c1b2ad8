"""Handing in, approving, sending back, reopening, extending and taking out a contribution."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships.contributions.models import Approval, Comment, Contribution
from partnerships.contributions.policies import (
    TRANSITIONS,
    check_approve,
    check_author,
    check_edit,
    check_settled,
    check_submit,
    waiting_roles,
)
from partnerships.contributions.services.trail import contribution_locked, tell
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance


@transaction.atomic
def contribution_describe(
    *, by: User, contribution: Contribution, version: int, starts_on: date | None, ends_on: date | None
) -> Contribution:
    """Set the contributor's own reporting period, or None for the round's. Raises Overtaken on a stale `version`."""
    stored = contribution_locked(contribution.pk)
    check_edit(stored)
    check_author(stored, by)
    return _changed(by, "contribution_describe", stored, version, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def contribution_extend(
    *, by: User, contribution: Contribution, version: int, due_on: date | None, due_because: str
) -> Contribution:
    """Give it a later day of its own with the reason, or None for the round's. Raises Overtaken."""
    stored = contribution_locked(contribution.pk)
    check_edit(stored)
    reason = due_because.strip() if due_on else ""
    if due_on and not reason:
        raise NotAllowed("Say why it has more time.", code="due_because")
    if due_on and due_on <= stored.round.due_on:
        raise NotAllowed("The new day must be after the day the round is due.", code="due_on")
    return _changed(by, "contribution_extend", stored, version, due_on=due_on, due_because=reason)


@transaction.atomic
def contribution_submit(*, by: User, contribution: Contribution) -> Contribution:
    """Hand it in. Every required prompt needs an answer or a reasoned "nothing to report"; no comment may be open.

    Handing in again what one has just handed in (a double click) changes nothing.
    """
    stored = contribution_locked(contribution.pk)
    if stored.status == Contribution.Status.SUBMITTED and stored.submitted_by_id == by.pk:
        return stored
    check_author(stored, by)
    check_submit(stored, list(stored.answers.standing()), _open_comments(stored))
    advance(
        stored,
        "submit",
        TRANSITIONS,
        submitted_at=timezone.now(),
        submitted_by=by,
        approved_at=None,
        approved_by=None,
        submission=stored.submission + 1,
    )
    tell(by, "contribution_submit", stored, after={"status": stored.status})
    return stored


@transaction.atomic
def contribution_approve(
    *, by: User, contribution: Contribution, role: str = Role.BOARD_MANAGER.value, note: str = ""
) -> Contribution:
    """Approve what somebody else submitted, in one of the roles the template names.

    With the last of them it is approved and reports may print it. A second click changes nothing.
    """
    stored = contribution_locked(contribution.pk)
    given = list(stored.approvals.all())
    if any((one.by_id, one.role, one.submission) == (by.pk, role, stored.submission) for one in given):
        return stored
    check_approve(stored, given, by, role)
    check_settled(_open_comments(stored))
    given.append(_said(stored, by, role, Approval.Stance.APPROVED, note))
    waiting = waiting_roles(stored, given)
    if not waiting:
        advance(stored, "approve", TRANSITIONS, approved_at=timezone.now(), approved_by=by)
    tell(by, "contribution_approve", stored, after={"status": stored.status, "role": role, "waiting": waiting})
    return stored


@transaction.atomic
def contribution_send_back(*, by: User, contribution: Contribution, comment: str, role: str = "") -> Contribution:
    """Return a submitted one with what has to change. One "needs action" is enough, whoever has approved already."""
    stored = _return(by, contribution, "send_back", comment)
    if role and role in stored.round.template.approvers:
        _said(stored, by, role, Approval.Stance.NEEDS_ACTION, comment.strip())
    return stored


@transaction.atomic
def contribution_reopen(*, by: User, contribution: Contribution, comment: str) -> Contribution:
    """Return an approved one to its contributor, with the reason; its approved words stay in the history."""
    return _return(by, contribution, "reopen", comment)


@transaction.atomic
def contribution_withdraw(*, by: User, contribution: Contribution, reason: str) -> Contribution:
    """Stop asking for it, with the reason; what was written stays and it can be asked for again."""
    if not reason.strip():
        raise NotAllowed("Say why it is no longer asked for.", code="reason")
    stored = contribution_locked(contribution.pk)
    advance(stored, "withdraw", TRANSITIONS, status_because=reason.strip())
    tell(by, "contribution_withdraw", stored, after={"reason": reason.strip()})
    return stored


@transaction.atomic
def contribution_ask_again(*, by: User, contribution: Contribution) -> Contribution:
    """Ask again for one that was taken out; it comes back with all its words."""
    stored = contribution_locked(contribution.pk)
    named = {name: getattr(stored, name) for name in ("agency", "group", "area", "theme", "subtitle")}
    if Contribution.objects.filter(round=stored.round, **named).wanted().exclude(pk=stored.pk).exists():
        raise NotAllowed("Somebody else was asked for this meanwhile. Take that one out first.", code="duplicate")
    advance(stored, "ask_again", TRANSITIONS, status_because="")
    tell(by, "contribution_ask_again", stored, after={"status": stored.status})
    return stored


def _return(by: User, contribution: Contribution, event: str, comment: str) -> Contribution:
    if not comment.strip():
        raise NotAllowed("Say what has to change.", code="comment")
    stored = contribution_locked(contribution.pk)
    advance(stored, event, TRANSITIONS, approved_at=None, approved_by=None)
    Comment.objects.create(contribution=stored, text=comment.strip(), by=by)
    tell(by, f"contribution_{event}", stored, after={"status": stored.status, "comment": comment.strip()})
    return stored


def _changed(by: User, action: str, stored: Contribution, version: int, **after: object) -> Contribution:
    before = {name: getattr(stored, name) for name in after}
    if before == after:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this after you opened the page.", code="overtaken")
    for name, value in after.items():
        setattr(stored, name, value)
    stored.version = version + 1
    stored.save(update_fields=[*after, "version"])
    tell(by, action, stored, before=before, after=after)
    return stored


def _said(stored: Contribution, by: User, role: str, stance: str, note: str) -> Approval:
    made, _ = Approval.objects.get_or_create(
        contribution=stored,
        submission=stored.submission,
        role=role,
        defaults={"by": by, "stance": stance, "note": note.strip()},
    )
    return made


def _open_comments(stored: Contribution) -> int:
    return stored.comments.filter(settled_at__isnull=True).count()
