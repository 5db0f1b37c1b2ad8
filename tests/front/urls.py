"""Addresses of the tests of this folder: the pages that belong to no room, and one way into every error."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path


@login_not_required
def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@login_not_required
def hide(request: HttpRequest) -> HttpResponse:
    raise Http404("Partnership 12 of Hill Valley is not theirs")


@login_not_required
def suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("secret reason")


@login_not_required
def swell(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret stack")


@login_not_required
def read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)))


urlpatterns = [
    path("", include("safeguarding.pages")),
    path("account/", include("allauth.urls")),
    path("forbid/", forbid),
    path("hide/", hide),
    path("suspect/", suspect),
    path("swell/", swell),
    path("fail/", fail),
    path("read/", read),
]
handler400 = "safeguarding.errors.bad_request"
handler403 = "safeguarding.errors.permission_denied"
handler404 = "safeguarding.errors.not_found"
handler500 = "safeguarding.errors.server_error"
