"""The way into the registers."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from partnerships.assurance.summary import summary_of
from partnerships.assurance.views.pages import AssurancePage


class Home(AssurancePage):
    """What the registers hold today, for this person."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the numbers."""
        return self.page("assurance/home.html", summary=summary_of(self.access, timezone.localdate()))
