"""The pages that belong to no room: the way in, a partnership's overview, health."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.models import User
from partnerships.directory.selectors.agencies import partnerships_of
from safeguarding.portal.attention import attention_for

SHOWN = 50


class Home(View):
    """The first page after sign-in: the person's partnerships, or the only one at once."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List partnerships."""
        if not isinstance(request.user, User):
            return redirect("account_login")
        partnerships = partnerships_of(request.user)
        if len(partnerships) == 1:
            return redirect("overview", partnerships[0].slug)
        return render(request, "portal/home.html", {"partnerships": partnerships})


class Overview(PartnershipView):
    """What needs attention in one partnership. Light on purpose: no analytics at sign-in."""

    permission = Permission.PARTNERSHIP_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the most urgent items; a longer list would hide them."""
        items = attention_for(self.access)
        return self.page("portal/overview.html", items=items[:SHOWN], more=max(0, len(items) - SHOWN))


@method_decorator(login_not_required, name="dispatch")
class Privacy(View):
    """What the portal keeps about people who use it, and its cookies."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the page."""
        return render(request, "portal/privacy.html")


@method_decorator(login_not_required, name="dispatch")
class Health(View):
    """For load balancers and containers: answers when the database does."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask the database for a row."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return JsonResponse({"status": "ok"})
