"""What allauth may do here: nobody signs up alone, and everything that touches an account is in the audit trail.

allauth calls these methods at every point we record, so no signal is needed (docs/adr/0003).
"""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from partnerships.directory.models import User
from partnerships.directory.services.accounts import account_event_record

logger = logging.getLogger(__name__)

# allauth's notices of changes to an account, as audit actions and as the sentence of the e-mail that warns the person.
SECURITY_CHANGES = {
    "account/email/password_changed": ("password_changed", "Your password was changed."),
    "account/email/password_reset": ("password_reset", "Your password was changed through a reset link."),
    "account/email/password_set": ("password_set", "A password was set for your account."),
    "mfa/email/totp_activated": ("authenticator_app_added", "An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": (
        "authenticator_app_removed",
        "The authenticator app was removed from your account.",
    ),
    "mfa/email/webauthn_added": ("passkey_added", "A passkey or security key was added to your account."),
    "mfa/email/webauthn_removed": ("passkey_removed", "A passkey or security key was removed from your account."),
    "mfa/email/recovery_codes_generated": ("recovery_codes_made", "New recovery codes were made for your account."),
}


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Closes sign-up, speaks plainly and records what happens to accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Enter the email address and password of your account. One of them is not right.",
        "enter_current_password": "Enter the password you use now",
        "incorrect_code": "Enter the code as it is shown now. This one does not match.",
        "incorrect_password": "Enter the password you use now",
        "too_many_login_attempts": "You have tried too many times. Wait 5 minutes, then try again.",
        "rate_limited": "You have tried too many times. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: see services.invitations."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as written: the name of a host tells nobody anything."""
        return str(subject)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Record the sign-in."""
        account_event_record(by=user, action="signed_in")
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password. `by` is nobody: the person has not shown who they are."""
        account_event_record(by=None, action="sign_in_failed", label=str(credentials.get("email", "")))

    def logout(self, request: HttpRequest) -> None:
        """Record the sign-out."""
        if isinstance(request.user, User):
            account_event_record(by=request.user, action="signed_out")
        super().logout(request)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Send a closed account back to the sign-in page, with the reason."""
        messages.error(request, "This account is closed. Ask the board manager of your partnership to open it again.")
        return redirect("account_login")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Record that a reset link was asked for, then send it."""
        account_event_record(by=None, action="password_reset_asked", about=user)
        super().send_password_reset_mail(user, email, context)

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """Record a change to an account and tell its owner, who may not have made it."""
        action, sentence = SECURITY_CHANGES[template_prefix]
        account_event_record(by=user, action=action)
        words = {"sentence": sentence, "site_url": settings.SITE_URL}
        body = render_to_string("account/email/security_change.txt", words)
        try:
            send_mail("Your account was changed", body, settings.DEFAULT_FROM_EMAIL, [user.email])
        except (OSError, SMTPException) as error:
            logger.warning("The notice about %s could not be sent: %s", action, error)


class PlainMFAAdapter(DefaultMFAAdapter):
    """Two-step verification in plain words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
        "incorrect_code": "Enter the code as it is shown now. This one does not match.",
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """Return a name for a new key, which the person can change."""
        return f"Key {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_totp_issuer(self) -> str:
        """Return the name the authenticator app shows."""
        return "Safeguarding portal"


class RecordedSessionsAdapter(DefaultUserSessionsAdapter):
    """Records that a person ended their other sessions."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        """End the sessions and say in the trail how many there were and where they came from."""
        for session in sessions:
            account_event_record(by=session.user, action="session_ended", label=f"session from {session.ip}")
        super().end_sessions(sessions)
