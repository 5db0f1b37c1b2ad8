"""Error pages in plain English: what happened, what was kept, what to do. They make no query."""

import uuid

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from safeguarding.lib.forms.validators import megabytes
from safeguarding.unsent import can_be_sent_again, unsent_page

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def error_page(request: HttpRequest, name: str, status: int, **context: object) -> HttpResponse:
    """Return the page templates/errors/<name>.html.

    Rendered without the request, so that no context processor runs: a fault in one must not hide the message.
    """
    words = {"request_id": getattr(request, "request_id", ""), **context}
    return HttpResponse(render_to_string(f"errors/{name}.html", words), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400; 413 when the reason is size, whatever Django calls it."""
    if isinstance(exception, TOO_MUCH):
        return too_large(request)
    return error_page(request, "400", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413 and name the limit."""
    return error_page(request, "413", 413, limit=megabytes(settings.FILE_UPLOAD_MAX_BYTES))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403: a member without the permission. A stranger gets 404 instead."""
    return error_page(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with the same bytes for what does not exist and for what is not theirs, reference excepted."""
    return error_page(request, "404", 404, request_id="")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a reference that also stands in the log."""
    reference = getattr(request, "request_id", "") or uuid.uuid4().hex[:12]
    return error_page(request, "500", 500, request_id=reference)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 for a form whose token is missing or old; the reason is for the log, not for the person."""
    if can_be_sent_again(request):
        return unsent_page(request, status=403, signed_out=False)
    return error_page(request, "csrf", 403)
