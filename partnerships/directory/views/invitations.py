"""Inviting, and the public page an invitation leads to."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.forms.people import ROLE_SENTENCES, InvitationForm, NewAccountForm
from partnerships.directory.middleware import client_address
from partnerships.directory.models import Invitation, User
from partnerships.directory.selectors import account_exists, invitation_by_digest, invitations_sent, role_words
from partnerships.directory.services.invitations import (
    USED,
    digest_of,
    invitation_accept,
    invitation_accept_new,
    invitation_resend,
    invitation_send,
    invitation_withdraw,
)
from partnerships.directory.views.account import too_many_requests
from partnerships.directory.views.base import WRONG, refuse
from safeguarding.lib.workflow import NotAllowed, first_words


class InvitationSend(PartnershipView):
    """Invite somebody by e-mail."""

    permission = Permission.PEOPLE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.form_page(InvitationForm(partnership=self.partnership))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the invitation."""
        form = InvitationForm(request.POST, partnership=self.partnership)
        if not form.is_valid():
            return self.form_page(form, WRONG)
        try:
            made = invitation_send(by=self.person, partnership=self.partnership, **form.cleaned_data)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(form, WRONG)
        say_sent(request, made)
        return redirect("people_list", self.partnership.slug)

    def form_page(self, form: InvitationForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page("directory/invitation_send.html", status, form=form, sentences=ROLE_SENTENCES)


class InvitationChange(PartnershipView):
    """Base of the buttons beside an invitation that waits. POST only."""

    permission = Permission.PEOPLE_MANAGE
    http_method_names = ["post"]

    def get_invitation(self, pk: int) -> Invitation:
        """Return an invitation of this partnership or 404."""
        return self.get_own(invitations_sent(), pk=pk)


class InvitationResend(InvitationChange):
    """A new link in place of the old one."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send again."""
        invitation = self.get_invitation(pk)
        try:
            invitation_resend(by=self.person, invitation=invitation)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            say_sent(request, invitation)
        return redirect("people_list", self.partnership.slug)


class InvitationWithdraw(InvitationChange):
    """The link stops working."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw."""
        invitation = self.get_invitation(pk)
        try:
            invitation_withdraw(by=self.person, invitation=invitation)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"The invitation of {invitation.email} is withdrawn. Its link no longer works.")
        return redirect("people_list", self.partnership.slug)


@method_decorator((login_not_required, never_cache, sensitive_post_parameters()), name="dispatch")
class InvitationOpen(View):
    """Where the link of the e-mail leads. Everybody who tries a link that is not one gets the same 404."""

    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Count the tries of an address, find the invitation, and turn away what can not be accepted."""
        if too_many_tries(request):
            return too_many_requests(request)
        found = invitation_by_digest(digest_of(str(kwargs.pop("secret"))))
        if found is None:
            return self.closed(HTTPStatus.NOT_FOUND)
        if found.accepted_at or found.withdrawn_at or found.expires_at <= timezone.now():
            return self.closed(HTTPStatus.GONE)
        self.invitation = found
        if isinstance(request.user, User) and request.user.email.lower() != found.email:
            return render(request, "directory/invitation_other.html", status=HTTPStatus.FORBIDDEN)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Offer what fits: accept, sign in first, or open an account."""
        if request.user.is_authenticated:
            return self.answer("directory/invitation_accept.html")
        if account_exists(self.invitation.email):
            return self.answer("directory/invitation_sign_in.html")
        form = NewAccountForm(email=self.invitation.email, initial={"name": self.invitation.name})
        return self.answer("directory/invitation_account.html", form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Accept, as oneself or with a new account."""
        if isinstance(request.user, User):
            return self.accept(request.user)
        if account_exists(self.invitation.email):
            return self.answer("directory/invitation_sign_in.html")
        form = NewAccountForm(request.POST, email=self.invitation.email)
        if not form.is_valid():
            return self.answer("directory/invitation_account.html", WRONG, form=form)
        return self.open_account(form)

    def accept(self, user: User) -> HttpResponse:
        """Begin the role of somebody with an account."""
        try:
            membership = invitation_accept(by=user, invitation=self.invitation)
        except NotAllowed:
            return self.closed(HTTPStatus.GONE)
        messages.success(self.request, f"You now hold the role {role_words(membership)}.")
        return redirect("overview", membership.partnership.slug)

    def open_account(self, form: NewAccountForm) -> HttpResponse:
        """Open an account; the person signs in with it at once, so that the password manager learns it."""
        given = form.cleaned_data
        try:
            invitation_accept_new(invitation=self.invitation, name=given["name"], password=given["password"])
        except NotAllowed:
            return self.closed(HTTPStatus.GONE)
        messages.success(self.request, "Your account is open. Sign in with the password you chose.")
        return redirect("account_login")

    def answer(self, template: str, status: int = 200, **context: object) -> HttpResponse:
        """Render a page about the invitation."""
        words = {"invitation": self.invitation, "words": role_words(self.invitation), **context}
        return render(self.request, template, words, status=status)

    def closed(self, status: int) -> HttpResponse:
        """Render the page for a link that does not work, without saying why to those who guess."""
        return render(self.request, "directory/invitation_closed.html", {"reason": USED}, status=status)


def say_sent(request: HttpRequest, invitation: Invitation) -> None:
    """Tell the sender whether the mail server took the e-mail."""
    if invitation.sent_at:
        messages.success(request, f"The invitation has been sent to {invitation.email}.")
    else:
        messages.warning(
            request,
            f"The invitation of {invitation.email} is stored, but the e-mail could not be sent. Send it again later.",
        )


def too_many_tries(request: HttpRequest) -> bool:
    """Count one try of a link from this address; True above settings.INVITATION_TRIES_PER_MINUTE.

    allauth's rate limits leave GET alone, and a guess at a link is a GET.
    """
    key = f"invitation-tries:{client_address(request)}"
    cache.add(key, 0, timeout=60)
    return cache.incr(key) > settings.INVITATION_TRIES_PER_MINUTE
