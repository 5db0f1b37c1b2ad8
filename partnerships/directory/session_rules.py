"""Two rules for signed-in people: a session ends when nothing happens, and a second factor has to be set up."""

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.models import User

SEEN_AT = "seen_at"

# Pages a person without a second factor can open: those that set one up, and the way out.
OPEN_WITHOUT_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_set_password",
        "account_change_password",
        "account_reset_password_from_key",
        "accessibility",
        "privacy",
        "health",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
    }
)


class _Rule:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class IdleTimeoutMiddleware(_Rule):
    """Signs out a person who did nothing for settings.SESSION_IDLE_SECONDS.

    The moment is kept in the session and renewed only when a twelfth of the time has passed, so that reading pages
    does not write to the database each time: a session ends between 55 and 60 minutes after the last page.
    """

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        """Sign out, renew or leave alone. The sign-in rule, which follows, sends the person to sign in."""
        if not request.user.is_authenticated:
            return
        limit, now = settings.SESSION_IDLE_SECONDS, int(time.time())
        idle = now - request.session.get(SEEN_AT, now - limit // 12)
        if idle >= limit:
            logout(request)
            messages.info(request, f"You were signed out because nothing happened for {limit // 60} minutes.")
        elif idle >= limit // 12:
            request.session[SEEN_AT] = now


class SecondFactorMiddleware(_Rule):
    """Where settings.MFA_REQUIRED, a person without a second factor can reach its set-up and nothing else."""

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        """Redirect to the set-up page."""
        if not settings.MFA_REQUIRED or not isinstance(request.user, User) or request.resolver_match is None:
            return None
        if request.resolver_match.url_name in OPEN_WITHOUT_SECOND_FACTOR or has_second_factor(request.user):
            return None
        return redirect("mfa_index")


def has_second_factor(user: User) -> bool:
    """Return True when the person has an authenticator app or a passkey; recovery codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()
