"""Where the link of a question leads: for somebody at an agency who may have no account.

Nothing is shown before the code is entered. A link that never was and one that is dead get one answer.
"""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from partnerships.directory.middleware import client_address
from reviews.cases.models import InformationRequest
from reviews.cases.request_forms import AnswerForm, ChronologyForm, CodeForm
from reviews.cases.selectors.requests import entries_of, request_by_secret
from reviews.cases.services.requests import (
    DEAD,
    request_answer,
    request_entry_add,
    request_entry_remove,
    request_unlock,
)
from reviews.cases.views.base import WRONG, refuse
from reviews.cases.views.learning import given
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed

UNLOCKED = "information-request"  # in the session: the one request whose code was entered in this browser


@method_decorator((login_not_required, never_cache, sensitive_post_parameters()), name="dispatch")
class AskedView(View):
    """A page behind a link. `self.asked` is the request, `self.secret` what its address holds."""

    asked: InformationRequest
    secret: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the request, send everybody to the code first, and slow down whoever tries links that do not work.

        Work on a question that is open in this browser is never slowed down, whatever others in the same network do.
        """
        self.secret = kwargs.pop("secret")
        found = request_by_secret(self.secret)
        unlocked = found is not None and request.session.get(UNLOCKED) == found.secret_digest
        if not unlocked and tries_used_up(request):
            return render(request, "cases/asked_later.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        if found is None:
            try_count(request)
            return self.closed()
        self.asked = found
        if self.needs_code and not unlocked:
            return redirect("request_open", self.secret)
        return super().dispatch(request, *args, **kwargs)

    needs_code = True

    def answer(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """Render a page of the request."""
        words = {"asked": self.asked, "secret": self.secret, **context}
        return render(self.request, template, words, status=status)

    def closed(self) -> HttpResponse:
        """Render the page of a link that does not work, without saying why."""
        return render(self.request, "cases/asked_closed.html", {"reason": DEAD}, status=HTTPStatus.NOT_FOUND)


class AskedOpen(AskedView):
    """Ask for the code. Nothing about the question is on this page, not even who asks."""

    needs_code = False

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, or the question when the code was entered before."""
        if request.session.get(UNLOCKED) == self.asked.secret_digest:
            return redirect("request_show", self.secret)
        return self.answer("cases/asked_code.html", form=CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it with the right code."""
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.answer("cases/asked_code.html", WRONG, form=form)
        try:
            request_unlock(request=self.asked, secret=self.secret, code=form.cleaned_data["code"])
        except NotAllowed as error:
            try_count(request)
            refuse(form, error)
            return self.answer("cases/asked_code.html", WRONG, form=form)
        request.session.cycle_key()
        request.session[UNLOCKED] = self.asked.secret_digest
        return redirect("request_show", self.secret)


class AskedShow(AskedView):
    """The question, what has been entered so far, and a form for one more entry."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        return self.show(ChronologyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the entry."""
        form = ChronologyForm(request.POST)
        if not form.is_valid():
            return self.show(form, WRONG)
        try:
            request_entry_add(request=self.asked, **given(form))
        except NotAllowed as error:
            refuse(form, error)
            return self.show(form, WRONG)
        return redirect("request_show", self.secret)

    def show(self, form: GovUKForm, status: int = 200) -> HttpResponse:
        """Render the page."""
        return self.answer("cases/asked_show.html", status, form=form, entries=entries_of(self.asked))


class AskedRemove(AskedView):
    """Take an entry out before the answer is sent."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, entry: int) -> HttpResponse:
        """Take it out."""
        row = get_object_or_404(entries_of(self.asked), pk=entry)
        request_entry_remove(request=self.asked, entry=row)
        return redirect("request_show", self.secret)


class AskedAnswer(AskedView):
    """Send the answer. The link is used up by it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.answer("cases/asked_answer.html", form=AnswerForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send it."""
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.answer("cases/asked_answer.html", WRONG, form=form)
        try:
            request_answer(request=self.asked, **given(form))
        except NotAllowed as error:
            refuse(form, error)
            return self.answer("cases/asked_answer.html", WRONG, form=form)
        request.session.pop(UNLOCKED, None)
        return redirect("request_done")


@method_decorator((login_not_required, never_cache), name="dispatch")
class AskedDone(View):
    """The thanks, the same for everybody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        return render(request, "cases/asked_done.html")


def tries_used_up(request: HttpRequest) -> bool:
    """Return True when this address tried as many dead links and wrong codes in a minute as it may."""
    return bool(cache.get(_tries(request), 0) >= settings.INVITATION_TRIES_PER_MINUTE)


def try_count(request: HttpRequest) -> None:
    """Count a link that does not work, or a wrong code, from this address."""
    cache.add(_tries(request), 0, timeout=60)
    cache.incr(_tries(request))


def _tries(request: HttpRequest) -> str:
    return f"request-tries:{client_address(request)}"
