"""Putting a person's name or e-mail address right."""

import logging
from smtplib import SMTPException

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from partnerships.directory.models import Partnership, User
from partnerships.directory.services.audit import audit_record
from safeguarding.lib.workflow import NotAllowed, Overtaken

logger = logging.getLogger(__name__)
LINK_DAYS = 3
_SALT = "directory.email-change"


@transaction.atomic
def person_rename(*, by: User, person: User, was: str, name: str) -> None:
    """Correct a person's name if it is still what `was` says; raises Overtaken.

    The trail of every partnership the person belongs to says so. What was recorded under the old name keeps it.
    """
    if not User.objects.filter(pk=person.pk, name=was).update(name=name):
        raise Overtaken("Somebody else saved this after you opened it.", code="overtaken")
    person.name = name
    for partnership in Partnership.objects.visible_to(person).order_by("pk"):
        audit_record(
            by=by,
            action="person_renamed",
            partnership=partnership,
            about=person,
            before={"name": was},
            after={"name": name},
        )


@transaction.atomic
def email_change_ask(*, by: User, email: str) -> None:
    """Send a link to the new address of one's own account; the address changes when the link is confirmed.

    Whether the address belongs to another account is said only to who can read its mail.
    """
    email = User.objects.normalize_email(email).lower()
    if email == by.email.lower():
        raise NotAllowed("This is your address already. Enter the new one.", code="email")
    secret = signing.dumps({"user": by.pk, "was": by.email, "email": email}, salt=_SALT)
    audit_record(by=by, action="email_change_asked", partnership=None, about=by)
    transaction.on_commit(lambda: _deliver(email, secret))


def email_change_read(*, by: User, secret: str) -> str:
    """Return the new address a link is for. NotAllowed for a link that is over, used or of another account."""
    try:
        said = signing.loads(secret, salt=_SALT, max_age=LINK_DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        said = {}
    if said.get("user") != by.pk or said.get("was") != by.email:
        message = "This link works no longer, or it is for another account. Ask for a new one on your account page."
        raise NotAllowed(message, code="link")
    return str(said["email"])


@transaction.atomic
def email_change_confirm(*, by: User, secret: str) -> None:
    """Change one's own address to the one whose mail holds the link, and tell the old address."""
    email, was = email_change_read(by=by, secret=secret), by.email
    if User.objects.filter(email__iexact=email).exclude(pk=by.pk).exists():
        raise NotAllowed(
            "Another account has this address. Ask your board manager which account you need.", code="used"
        )
    if not User.objects.filter(pk=by.pk, email=was).update(email=email):
        raise Overtaken("Your address was changed meanwhile. Ask for a new link.", code="overtaken")
    EmailAddress.objects.filter(user=by).delete()  # allauth's copy; it makes a new one where it needs one
    by.email = email
    audit_record(
        by=by, action="email_changed", partnership=None, about=by, before={"email": was}, after={"email": email}
    )
    transaction.on_commit(lambda: _tell(was))


def _deliver(email: str, secret: str) -> None:
    link = settings.SITE_URL.rstrip("/") + reverse("account_email_confirm", args=[secret])
    body = render_to_string("account/email/email_change.txt", {"link": link, "days": LINK_DAYS})
    _send("Confirm your new email address", body, email)


def _tell(email: str) -> None:
    words = {"sentence": "The email address of your account was changed.", "site_url": settings.SITE_URL}
    _send("Your account was changed", render_to_string("account/email/security_change.txt", words), email)


def _send(subject: str, body: str, email: str) -> None:
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [email])
    except (OSError, SMTPException) as error:
        logger.warning("An e-mail about a change of address could not be sent: %s", error)
