"""The return as a spreadsheet, out and in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.returns.forms import UploadForm
from partnerships.returns.models import Return
from partnerships.returns.policies import why_locked
from partnerships.returns.selectors.grid import grid
from partnerships.returns.services import figures_import
from partnerships.returns.spreadsheet.reader import Reading, read
from partnerships.returns.spreadsheet.template import template
from partnerships.returns.views.base import RoomView
from partnerships.returns.views.drawing import drawing
from partnerships.returns.views.sheet import rows, said_in
from safeguarding.lib.workflow import NotAllowed, first_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReturnTemplate(RoomView):
    """The spreadsheet to fill in."""

    permission = Permission.RETURN_VIEW_OWN

    def get(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Send the file."""
        row = self.own_return(of_return)
        response = HttpResponse(template(grid(row)), content_type=XLSX)
        name = f"{row.collection.set.slug}-{row.collection.token}-{row.agency.slug}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class ReturnUpload(RoomView):
    """Uploads a filled-in spreadsheet: first what was read and what can not be, then the saving."""

    permission = Permission.RETURN_EDIT_OWN

    def get(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Show the form."""
        return self._show(self.own_return(of_return), UploadForm())

    def post(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Read the file and show what it says, or save what was shown."""
        row = self.own_return(of_return)
        if "confirmed" in request.POST:
            return self._save(row)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(row, form, status=422)
        file = form.cleaned_data["file"]
        try:
            reading = read(file, grid(row))
        except ValidationError as error:
            form.add_error("file", error)
            return self._show(row, form, status=422)
        return self._show(row, form, reading, file.name)

    def _save(self, row: Return) -> HttpResponse:
        sheet = grid(row)
        said = said_in(self.request.POST, sheet)
        try:
            outcome = figures_import(
                by=self.person,
                of_return=row,
                said=said,
                file_name=self.request.POST.get("file_name", ""),
                beyond_closing=self.manages,
            )
        except NotAllowed as error:
            messages.error(self.request, first_words(error))
            return redirect("return_detail", self.partnership.slug, row.pk)
        if outcome.clean:
            messages.success(self.request, f"{outcome.saved} figures from the spreadsheet are saved.")
            return redirect("return_detail", self.partnership.slug, row.pk)
        period = row.collection.period
        return self.page(
            "returns/return.html",
            status=409,
            crumbs=self.crumbs(row),
            of_return=row,
            sheet=grid(row),
            headings=rows(grid(row), locked=False, outcome=outcome, said=said),
            outcome=outcome,
            locked="",
            editable=True,
            may_submit=self.access.may(Permission.RETURN_SUBMIT_OWN, row.agency),
            may_accept=self.access.may(Permission.RETURN_ACCEPT),
            draw=drawing(row, editable=True, history_at=self.history_at),
            previous_label=period.previous().label,
            year_label=period.year_earlier().label,
        )

    def _show(
        self, row: Return, form: UploadForm, reading: Reading | None = None, file_name: str = "", status: int = 200
    ) -> HttpResponse:
        cells = grid(row).by_name if reading else {}
        return self.page(
            "returns/upload.html",
            status=status,
            crumbs=self.crumbs(row, inside=True),
            of_return=row,
            form=form,
            reading=reading,
            cells=cells,
            file_name=file_name,
            locked=why_locked(row, beyond_closing=self.manages),
        )
