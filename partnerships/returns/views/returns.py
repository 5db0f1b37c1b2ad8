"""The return: its grid, and the answer to each autosaved cell."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.returns.entries import Entry
from partnerships.returns.models import ObservationVersion, Return
from partnerships.returns.policies import why_locked
from partnerships.returns.selectors.grid import grid
from partnerships.returns.services import (
    Outcome,
    OvertakenFigure,
    Saved,
    Source,
    cell_save,
    problems_of,
    return_fill_nil,
    sheet_save,
)
from partnerships.returns.views.base import RoomView
from partnerships.returns.views.drawing import drawing
from partnerships.returns.views.sheet import rows, said_in
from safeguarding.lib.workflow import NotAllowed, first_words

Origin = ObservationVersion.Origin


class ReturnDetail(RoomView):
    """The grid. Anybody who may see the return reads it; those who may edit type into it."""

    permission = Permission.RETURN_VIEW_OWN

    def get(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Show the grid."""
        return self._show(self.own_return(of_return))

    def post(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Save the whole page, the way that works without JavaScript."""
        row = self.own_return(of_return)
        self.access.demand(Permission.RETURN_EDIT_OWN, row.agency)
        said = said_in(request.POST, grid(row))
        try:
            outcome = sheet_save(by=self.person, of_return=row, said=said, beyond_closing=self.manages)
        except NotAllowed as error:
            messages.error(request, first_words(error))
            return self._show(row, status=409)
        if not outcome.clean:
            return self._show(row, outcome, said, status=422)
        if request.POST.get("then") == "submit":
            return redirect("return_submit", self.partnership.slug, row.pk)
        messages.success(request, "Everything on this page is saved.")
        return redirect("return_detail", self.partnership.slug, row.pk)

    def _show(
        self,
        row: Return,
        outcome: Outcome | None = None,
        said: dict[str, dict[str, str]] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        sheet = grid(row)
        locked = why_locked(row, beyond_closing=self.manages)
        may_edit = self.access.may(Permission.RETURN_EDIT_OWN, row.agency)
        period = row.collection.period
        return self.page(
            "returns/return.html",
            status=status,
            crumbs=self.crumbs(row),
            of_return=row,
            sheet=sheet,
            headings=rows(sheet, locked=bool(locked) or not may_edit, outcome=outcome, said=said),
            outcome=outcome,
            locked=locked,
            editable=may_edit and not locked,
            may_submit=self.access.may(Permission.RETURN_SUBMIT_OWN, row.agency),
            may_accept=self.access.may(Permission.RETURN_ACCEPT),
            draw=drawing(row, editable=may_edit and not locked, history_at=self.history_at),
            previous_label=period.previous().label,
            year_label=period.year_earlier().label,
        )


class CellSave(RoomView):
    """One cell, saved while the person types on."""

    permission = Permission.RETURN_EDIT_OWN

    def post(self, request: HttpRequest, of_return: int) -> JsonResponse:
        """Save and say what is kept: 200 saved, 409 somebody else was first, 422 can not be, 423 locked."""
        row = self.own_return(of_return, named=False)
        data = request.POST
        origin = Origin.PASTED if data.get("origin") == Origin.PASTED else Origin.TYPED
        lock = data.get("lock", "")
        try:
            saved = cell_save(
                by=self.person,
                of_return=row,
                name=data.get("name", ""),
                raw=data,
                expected=int(lock) if lock.isdecimal() else 0,
                source=Source(origin),
                beyond_closing=self.manages,
            )
        except OvertakenFigure as conflict:
            return JsonResponse(_conflict(conflict), status=409)
        except NotAllowed as error:
            return JsonResponse({"message": first_words(error)}, status=423)
        except ValidationError as error:
            return JsonResponse({"errors": problems_of(error)}, status=422)
        return JsonResponse(_kept(saved))


class ReturnFillNil(RoomView):
    """Declares a nil return for every cell still blank."""

    permission = Permission.RETURN_EDIT_OWN

    def post(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Fill, then show the grid."""
        row = self.own_return(of_return)
        try:
            filled = return_fill_nil(by=self.person, of_return=row, beyond_closing=self.manages)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"Figures that were blank and are nil returns now: {filled}.")
        return redirect("return_detail", self.partnership.slug, row.pk)


def _kept(saved: Saved) -> dict[str, Any]:
    entry = Entry.of(saved.version)
    shown = entry.shown(saved.version.definition) if saved.version else ""
    return {"lock": saved.observation.version, "shown": shown, "fields": entry.typed}


def _conflict(conflict: OvertakenFigure) -> dict[str, Any]:
    kept = Entry.of(conflict.saved)
    said_by = str(conflict.saved.by) if conflict.saved and conflict.saved.by else "somebody else"
    shown = kept.shown(conflict.saved.definition) if conflict.saved else ""
    return {
        "message": first_words(conflict),
        "lock": conflict.lock,
        "fields": kept.typed,
        "shown": shown or "nothing",
        "by": said_by,
    }
