"""What respondents of an anonymous round wrote, and what a document prints of an earlier one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.assessments.forms.earlier import PrintedRemarkForm
from partnerships.assessments.models import Round
from partnerships.assessments.selectors.rounds import remarks_of
from partnerships.assessments.services import remark_delete, remark_import, remark_release
from partnerships.assessments.views.base import ManagePage, saved_or_shown
from partnerships.directory.authz.saving import done_or_said


class AssessmentRemarks(ManagePage):
    """Remarks, to be read before anybody else does; printed ones are entered here."""

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """List them in the order of statements and words."""
        row = self.round(held)
        form = PrintedRemarkForm(held=row) if row.is_imported else None
        return self.page("assessments/remarks.html", form=form, **self.around(row))

    def post(self, request: HttpRequest, held: int) -> HttpResponse:
        """Add a printed one; release one, perhaps with words taken out; or delete it."""
        row = self.round(held)
        if "add" in request.POST:
            return self.add(row)
        remark = get_object_or_404(remarks_of(row, everything=True), pk=request.POST.get("remark"))
        if "delete" in request.POST:
            done_or_said(self, lambda: remark_delete(by=self.person, remark=remark), "The remark is deleted.")
        else:
            text = request.POST.get("text", "")
            done = "It is saved." if row.is_imported else "It is released."
            done_or_said(self, lambda: remark_release(by=self.person, remark=remark, text=text), done)
        return redirect("assessment_remarks", self.partnership.slug, row.pk)

    def add(self, row: Round) -> HttpResponse:
        """Keep a printed remark."""
        form = PrintedRemarkForm(self.request.POST, held=row)

        def save() -> HttpResponse:
            remark_import(by=self.person, held=row, **form.cleaned_data)
            messages.success(self.request, "The remark is added.")
            return redirect("assessment_remarks", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/remarks.html", form, save, **self.around(row))

    def around(self, row: Round) -> dict[str, Any]:
        """Return what stands beside the form."""
        return {"held": row, "remarks": list(remarks_of(row, everything=True))}
