"""The portal's addresses and one more: the least a signed-in page can do, the measure for all others."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from safeguarding.urls import urlpatterns as portal


def minimal(request: HttpRequest) -> HttpResponse:
    """Answer a person whose session and account were read, as every page must."""
    return HttpResponse(f"Signed in: {request.user.pk}")


urlpatterns = [path("minimal/", minimal, name="minimal"), *portal]
