"""A public page: is this PDF the one that was issued? Anybody who holds a report may ask, signed in or not."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from partnerships.directory.views.account import too_many_requests
from reports.publishing.forms import FileCheckForm
from reports.publishing.selectors import artifact_by_digest


@method_decorator(login_not_required, name="dispatch")
class FileCheck(View):
    """Compares a file with the digests of all published PDFs. Nothing about drafts can be learnt here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the file."""
        return render(request, "publishing/check.html", {"form": FileCheckForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer yes, naming the edition, or no."""
        if not ratelimit.consume(request, action="file_check"):
            return too_many_requests(request)
        form = FileCheckForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "publishing/check.html", {"form": form})
        digest = form.cleaned_data["digest"]
        context = {"form": FileCheckForm(), "digest": digest, "found": artifact_by_digest(digest)}
        return render(request, "publishing/check.html", context)
