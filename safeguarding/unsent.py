"""A form that arrives after its session or its token has ended: what was typed is shown and can be sent again."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field
# What a form carries for itself; nobody typed it.
BOOKKEEPING = ("version", "lock")


@dataclass(frozen=True)
class SentField:
    """One field as it was sent."""

    name: str
    value: str

    @property
    def label(self) -> str:
        """Return the field's name as words: the form that knows its label is not at hand."""
        return self.name.replace("-", " ").replace("_", " ").capitalize()

    @property
    def typed(self) -> bool:
        """Return whether a person wrote or chose it."""
        return bool(self.value.strip()) and not self.name.endswith(BOOKKEEPING)


class SignedOutMiddleware(LoginRequiredMiddleware):
    """Sends people to sign in, as Django does; but a form of the partnership's pages is not dropped on the way."""

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        """Answer 401 with what was sent when a person waits for the answer; programs get Django's redirect."""
        answer = super().process_view(request, *view)
        if answer is not None and can_be_sent_again(request):
            return unsent_page(request, status=401, signed_out=True)
        return answer


def can_be_sent_again(request: HttpRequest) -> bool:
    """Return whether this is a form of our own, of a page below a partnership, sent by a browser.

    Another site can make a browser send us a form, and the page would offer to send it again: so the browser has to
    say that the form came from here.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    page = "text/html" in request.headers.get("Accept", "") and "HX-Request" not in request.headers
    return request.method == "POST" and request.path.startswith("/p/") and ours and page


def unsent_page(request: HttpRequest, *, status: int, signed_out: bool) -> HttpResponse:
    """Return the page that shows what was sent, with a button that sends it once more to the same address."""
    fields = [SentField(name, str(value)) for name, values in request.POST.lists() if name != TOKEN for value in values]
    words = {
        "signed_out": signed_out,
        "action": request.get_full_path(),
        "fields": fields,
        "token": get_token(request),
        "files": sorted(request.FILES),
    }
    return HttpResponse(render_to_string("errors/unsent.html", words), status=status)
