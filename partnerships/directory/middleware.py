"""What the audit trail needs to know about the request, without passing it through every service."""

import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class RequestFacts:
    """Where a change came from: the client's address and the id that is also in the log and on the error page."""

    address: str = ""
    request_id: str = ""


NO_REQUEST = RequestFacts()
current_request: ContextVar[RequestFacts] = ContextVar("current_request", default=NO_REQUEST)


class RequestContextMiddleware:
    """Gives each request an id and remembers its address for audit events. Commands and workers have neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        facts = RequestFacts(client_address(request), request.request_id)  # type: ignore[attr-defined]
        token = current_request.set(facts)
        try:
            response = self.get_response(request)
        finally:
            current_request.reset(token)
        response["X-Request-ID"] = facts.request_id
        return response


def client_address(request: HttpRequest) -> str:
    """Return the address the request came from, behind settings.ALLAUTH_TRUSTED_PROXY_COUNT proxies of our own."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if trusted and len(hops) >= trusted:
        return str(hops[-trusted])[:45]
    return request.META.get("REMOTE_ADDR") or ""
