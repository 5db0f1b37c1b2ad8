"""The person's own account page, and the answer to too many tries."""

from http import HTTPStatus
from typing import Any

from allauth.usersessions.views import ListUserSessionsView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from partnerships.directory.models import User
from partnerships.directory.selectors import account_of
from partnerships.directory.selectors.audit import account_activity
from partnerships.directory.selectors.sentences import deed_of

# Browsers claim to be each other: the first mark that is found decides.
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


class Account(View):
    """What a signed-in person can change about their account, and the roles they hold."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        if not isinstance(request.user, User):
            return redirect("account_login")
        events = [(event, deed_of(event)) for event in account_activity(request.user)]
        return render(request, "account/account.html", {"account": account_of(request.user), "events": events})


class Sessions(ListUserSessionsView):
    """allauth's list of sessions, with the browser in words."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add `rows`: pairs of a session and its browser."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return {**found, "rows": [(session, browser_words(session.user_agent)) for session in found["sessions"]]}


def browser_words(user_agent: str) -> str:
    """Return "Firefox on Windows" for what a browser says of itself, or that it is unknown."""
    browser = next((word for mark, word in BROWSERS if mark in user_agent), "A browser")
    system = next((word for mark, word in SYSTEMS if mark in user_agent), "an unknown system")
    return f"{browser} on {system}"


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429 with words: allauth calls this when a rate limit is reached."""
    return render(request, "account/too_many_requests.html", status=HTTPStatus.TOO_MANY_REQUESTS)
