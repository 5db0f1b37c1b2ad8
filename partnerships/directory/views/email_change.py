"""Changing one's own e-mail address: a link goes to the new one, and opening it changes the account."""

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View

from partnerships.directory.forms.people import NewEmailForm
from partnerships.directory.models import User
from partnerships.directory.services.people import email_change_ask, email_change_confirm, email_change_read
from partnerships.directory.views.account import too_many_requests
from partnerships.directory.views.base import WRONG, refuse
from safeguarding.lib.workflow import NotAllowed, first_words


@method_decorator(reauthentication_required, name="dispatch")
class EmailChange(View):
    """Ask for the link. The password is asked for again before."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return render(request, "account/email_change.html", {"form": NewEmailForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the link."""
        form, person = NewEmailForm(request.POST), _person(request)
        if not ratelimit.consume(request, action="email_change", user=person):
            return too_many_requests(request)
        if form.is_valid():
            try:
                email_change_ask(by=person, email=form.cleaned_data["email"])
            except NotAllowed as error:
                refuse(form, error)
            else:
                messages.success(request, f"A link is on its way to {form.cleaned_data['email']}. It works for 3 days.")
                return redirect("account")
        return render(request, "account/email_change.html", {"form": form}, status=WRONG)


class EmailConfirm(View):
    """Confirm the new address, signed in to the account it is for."""

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Show the new address."""
        try:
            email = email_change_read(by=_person(request), secret=secret)
        except NotAllowed as error:
            return _over(request, error)
        return render(request, "account/email_confirm.html", {"email": email})

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Change it."""
        try:
            email_change_confirm(by=_person(request), secret=secret)
        except NotAllowed as error:
            return _over(request, error)
        messages.success(request, "Your email address is changed. Sign in with the new one from now on.")
        return redirect("account")


def _over(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    messages.error(request, first_words(error))
    return redirect("account")


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):  # the sign-in middleware lets nobody else through
        raise PermissionDenied
    return request.user
