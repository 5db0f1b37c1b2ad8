"""Inviting people by e-mail. The link holds a secret of which only the digest is kept; it works once, for two days."""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from partnerships.directory import policies
from partnerships.directory.authz.roles import AGENCY_ROLES
from partnerships.directory.models import Agency, Invitation, Membership, Partnership, User
from partnerships.directory.services.audit import audit_record
from partnerships.directory.services.locking import queue_up
from partnerships.directory.services.memberships import membership_begin
from safeguarding.lib.workflow import NotAllowed, Overtaken

logger = logging.getLogger(__name__)

USED = "This invitation has been used, withdrawn or replaced, or its time is up. Ask for a new one."


def digest_of(secret: str) -> str:
    """Return what is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invitation_send(
    *, by: User, partnership: Partnership, email: str, name: str, role: str, agency: Agency | None = None
) -> Invitation:
    """Invite a person to a role and send the link once the invitation is stored. Raises NotAllowed."""
    queue_up(partnership)
    address = email.strip().lower()
    held_for = agency if role in AGENCY_ROLES else None
    policies.check_not_oneself(by=by, email=address)
    policies.check_role_given(by=by, partnership=partnership, role=role, agency=held_for)
    policies.check_not_held(partnership=partnership, email=address, role=role, agency=held_for)
    policies.check_invitation_new(partnership=partnership, email=address, role=role, agency=held_for)
    policies.check_invitation_rate(by=by)
    secret = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        partnership=partnership,
        email=address,
        name=name,
        role=role,
        agency=held_for,
        secret_digest=digest_of(secret),
        invited_by=by,
        expires_at=_expiry(),
    )
    said = {"role": role, "agency": str(held_for) if held_for else ""}
    audit_record(by=by, action="invitation_sent", partnership=partnership, about=made, label=address, after=said)
    transaction.on_commit(partial(_deliver, made, secret))
    return made


@transaction.atomic
def invitation_resend(*, by: User, invitation: Invitation) -> None:
    """Send a new link; the old one stops working. Raises NotAllowed when the invitation is used or withdrawn."""
    policies.check_role_given(by=by, partnership=invitation.partnership, role=invitation.role, agency=invitation.agency)
    secret = secrets.token_urlsafe(32)
    changes = {"secret_digest": digest_of(secret), "expires_at": _expiry(), "sent_at": None}
    _change_waiting(invitation, **changes)
    audit_record(
        by=by,
        action="invitation_resent",
        partnership=invitation.partnership,
        about=invitation,
        label=invitation.email,
    )
    transaction.on_commit(partial(_deliver, invitation, secret))


@transaction.atomic
def invitation_withdraw(*, by: User, invitation: Invitation) -> None:
    """Make the link stop working. Raises NotAllowed when it has been used or withdrawn."""
    _change_waiting(invitation, withdrawn_at=timezone.now(), withdrawn_by=by)
    audit_record(
        by=by,
        action="invitation_withdrawn",
        partnership=invitation.partnership,
        about=invitation,
        label=invitation.email,
    )


@transaction.atomic
def invitation_accept(*, by: User, invitation: Invitation) -> Membership:
    """Begin the role for the signed-in person the invitation was sent to. Works once. Raises NotAllowed."""
    if by.email.lower() != invitation.email:
        raise NotAllowed("This invitation was sent to another email address.", code="address")
    now = timezone.now()
    taken = Invitation.objects.open(now).filter(pk=invitation.pk, secret_digest=invitation.secret_digest)
    if not taken.update(accepted_at=now, accepted_by=by):
        raise Overtaken(USED, code="used")
    held = Membership.objects.of(invitation.partnership).current()
    same = held.filter(user=by, role=invitation.role, agency=invitation.agency).first()
    audit_record(
        by=by,
        action="invitation_accepted",
        partnership=invitation.partnership,
        about=invitation,
        label=invitation.email,
    )
    return same or membership_begin(
        by=by, partnership=invitation.partnership, person=by, role=invitation.role, agency=invitation.agency
    )


@transaction.atomic
def invitation_accept_new(*, invitation: Invitation, name: str, password: str) -> Membership:
    """Open the account of an invited person who has none, with the password they chose, and begin the role.

    Raises NotAllowed when the account exists: then the person has to sign in. `by` is the person made here.
    """
    Invitation.objects.select_for_update().get(pk=invitation.pk)  # a double click opens one account
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise NotAllowed("There is an account for this email address. Sign in to accept.", code="account")
    person = User.objects.create_user(invitation.email, password, name=name)
    audit_record(by=person, action="account_opened", partnership=None, about=person)
    return invitation_accept(by=person, invitation=invitation)


def _change_waiting(invitation: Invitation, **changes: object) -> None:
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(**changes):
        raise NotAllowed("This invitation has been used or withdrawn.", code="used")
    invitation.refresh_from_db()


def _expiry() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


def _deliver(invitation: Invitation, secret: str) -> None:
    # After the commit, because the mail server may be slow and the chain of the audit trail is locked until then.
    link = settings.SITE_URL.rstrip("/") + reverse("invitation_open", args=[secret])
    body = render_to_string(
        "directory/email/invitation.txt",
        {"invitation": invitation, "link": link, "days": settings.INVITATION_DAYS},
    )
    subject = f"Invitation to {invitation.partnership.name}"
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email])
    except (OSError, SMTPException) as error:
        logger.warning("Invitation %s could not be sent: %s", invitation.pk, error)
        return
    invitation.sent_at = timezone.now()
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=invitation.sent_at)
