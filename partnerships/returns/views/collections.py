"""Collections: the list, the board of one, opening and closing, its figures as CSV."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.returns.forms import CollectionForm, ExtensionForm
from partnerships.returns.selectors.board import Board, BoardRow, board, collections_of
from partnerships.returns.selectors.export import collection_csv
from partnerships.returns.selectors.lookups import collections
from partnerships.returns.services import collection_close, collection_open, collection_reopen, return_extend
from partnerships.returns.views.base import RoomView
from safeguarding.lib.workflow import NotAllowed, first_words

FILTERS = (
    ("", "All agencies"),
    ("late", "Late"),
    ("outstanding", "Not handed in"),
    ("submitted", "Waiting for acceptance"),
    ("accepted", "Accepted"),
)


class CollectionList(RoomView):
    """Every collection, the latest period first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        sees_all = self.access.may(Permission.RETURN_VIEW_ALL)
        return self.page(
            "returns/collections.html",
            collections=collections_of(self.partnership),
            may_open=self.access.may(Permission.COLLECTION_MANAGE),
            may_define=self.access.may(Permission.INDICATOR_MANAGE),
            sees_all=sees_all,
        )


class CollectionDetail(RoomView):
    """Who has handed in, who is late, what waits for acceptance."""

    def get(self, request: HttpRequest, collection: int) -> HttpResponse:
        """Show the board; an agency's people see their own line."""
        row = self.get_own(collections(), pk=collection)
        whole = board(row)
        chosen = request.GET.get("show", "")
        return self.page(
            "returns/collection.html",
            crumbs=self.crumbs(),
            collection=row,
            board=whole,
            shown=[line for line in self._mine(whole) if _fits(line, chosen)],
            chosen=chosen,
            filters=FILTERS,
            sees_all=self.access.may(Permission.RETURN_VIEW_ALL),
            may_manage=self.access.may(Permission.COLLECTION_MANAGE),
        )

    def _mine(self, whole: Board) -> list[BoardRow]:
        if self.access.may(Permission.RETURN_VIEW_ALL):
            return list(whole.rows)
        own = self.access.agency_ids(Permission.RETURN_VIEW_OWN)
        return [line for line in whole.rows if line.of_return.agency_id in own]


class CollectionOpen(RoomView):
    """Opens a collection: definitions are pinned and every agency gets its return."""

    permission = Permission.COLLECTION_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._show(CollectionForm(partnership=self.partnership))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it."""
        form = CollectionForm(request.POST, partnership=self.partnership)
        if not form.is_valid():
            return self._show(form, 422)
        try:
            made = collection_open(by=self.person, partnership=self.partnership, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(form, 422)
        messages.success(request, f"{made.title} is open.")
        return redirect("collection_detail", self.partnership.slug, made.pk)

    def _show(self, form: CollectionForm, status: int = 200) -> HttpResponse:
        return self.page("returns/collection_open.html", status=status, form=form, crumbs=self.crumbs())


class CollectionClose(RoomView):
    """Closes a collection, or opens a closed one again until its closing day."""

    permission = Permission.COLLECTION_MANAGE

    def post(self, request: HttpRequest, collection: int) -> HttpResponse:
        """Close or reopen."""
        row = self.get_own(collections(), pk=collection)
        try:
            if request.POST.get("event") == "reopen":
                collection_reopen(by=self.person, collection=row, closes_on=row.closes_on)
            else:
                collection_close(by=self.person, collection=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        return redirect("collection_detail", self.partnership.slug, row.pk)


class CollectionExport(RoomView):
    """The figures of a collection as CSV: what this person may see of it."""

    permission = Permission.RETURN_VIEW_OWN

    def get(self, request: HttpRequest, collection: int) -> HttpResponse:
        """Send the file."""
        row = self.get_own(collections(), pk=collection)
        sees_all = self.access.may(Permission.RETURN_VIEW_ALL)
        agencies = None if sees_all else self.access.agency_ids(self.permission)
        response = HttpResponse(collection_csv(row, agencies), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="figures-{row.set.slug}-{row.token}.csv"'
        return response


class ReturnExtend(RoomView):
    """Gives one agency more time, with a reason."""

    permission = Permission.COLLECTION_MANAGE

    def get(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Show the form."""
        return self._show(of_return, ExtensionForm())

    def post(self, request: HttpRequest, of_return: int) -> HttpResponse:
        """Extend."""
        form = ExtensionForm(request.POST)
        if not form.is_valid():
            return self._show(of_return, form, 422)
        row = self.own_return(of_return)
        try:
            return_extend(by=self.person, of_return=row, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(of_return, form, 422)
        messages.success(request, f"{row.agency.name} has until {row.due_on.day} {row.due_on:%B %Y}.")
        return redirect("collection_detail", self.partnership.slug, row.collection_id)

    def _show(self, of_return: int, form: ExtensionForm, status: int = 200) -> HttpResponse:
        row = self.own_return(of_return)
        return self.page("returns/extend.html", status=status, form=form, of_return=row, crumbs=self.crumbs(row))


def _fits(line: BoardRow, chosen: str) -> bool:
    chosen_by = {
        "late": line.outstanding,
        "outstanding": not line.received,
        "submitted": line.waiting,
        "accepted": line.accepted,
    }
    return chosen_by.get(chosen, True)
