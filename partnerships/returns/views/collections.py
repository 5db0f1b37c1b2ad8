"""Collections: the list, the board of one, opening and closing, its figures as CSV."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.selectors.audit import last_change_of
from partnerships.returns.entries import day_written
from partnerships.returns.forms import CollectionForm, CollectionReopenForm, DaysForm, ExtensionForm
from partnerships.returns.models import Collection
from partnerships.returns.selectors.board import Board, BoardRow, board, collections_of
from partnerships.returns.selectors.export import accepted_csv, collection_csv
from partnerships.returns.selectors.lookups import collections
from partnerships.returns.services import (
    collection_close,
    collection_open,
    collection_reopen,
    collection_reschedule,
    return_extend,
)
from partnerships.returns.views.base import RoomView
from safeguarding.lib.refusal import show_both
from safeguarding.lib.workflow import NotAllowed, Overtaken, first_words

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
            sees_returns=self.access.may(Permission.RETURN_VIEW_OWN),
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
    """Closes a collection."""

    permission = Permission.COLLECTION_MANAGE

    def post(self, request: HttpRequest, collection: int) -> HttpResponse:
        """Close."""
        row = self.get_own(collections(), pk=collection)
        try:
            collection_close(by=self.person, collection=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        return redirect("collection_detail", self.partnership.slug, row.pk)


class CollectionReopen(RoomView):
    """Opens a closed collection again until a new closing day."""

    permission = Permission.COLLECTION_MANAGE

    def get(self, request: HttpRequest, collection: int) -> HttpResponse:
        """Ask for the day."""
        return self._show(self.get_own(collections(), pk=collection), CollectionReopenForm())

    def post(self, request: HttpRequest, collection: int) -> HttpResponse:
        """Open it."""
        row, form = self.get_own(collections(), pk=collection), CollectionReopenForm(request.POST)
        if not form.is_valid():
            return self._show(row, form, 422)
        try:
            collection_reopen(by=self.person, collection=row, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(row, form, 422)
        messages.success(request, f"{row.title} is open until {day_written(row.closes_on)}.")
        return redirect("collection_detail", self.partnership.slug, row.pk)

    def _show(self, row: Collection, form: CollectionReopenForm, status: int = 200) -> HttpResponse:
        return self.page(
            "returns/collection_reopen.html", status, form=form, collection=row, crumbs=self.crumbs_to(row)
        )


class CollectionDays(RoomView):
    """Changes the day returns are due and the closing day."""

    permission = Permission.COLLECTION_MANAGE

    def get(self, request: HttpRequest, collection: int) -> HttpResponse:
        """Show the days."""
        row = self.get_own(collections(), pk=collection)
        days = {"due_on": row.due_on, "closes_on": row.closes_on, "version": row.version}
        return self._show(row, DaysForm(initial=days))

    def post(self, request: HttpRequest, collection: int) -> HttpResponse:
        """Save them, or show what somebody else saved meanwhile."""
        row, form = self.get_own(collections(), pk=collection), DaysForm(request.POST)
        if not form.is_valid():
            return self._show(row, form, 422)
        try:
            collection_reschedule(by=self.person, collection=row, **form.cleaned_data)
        except Overtaken:
            row = self.get_own(collections(), pk=collection)
            days = {"Due": day_written(row.due_on), "Closes": day_written(row.closes_on)}
            change = last_change_of(row)
            status = show_both(form, by=change.actor_name, at=change.at, version=row.version, saved=days)
            return self._show(row, form, status)
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(row, form, 422)
        messages.success(request, f"Returns are due on {day_written(row.due_on)}.")
        return redirect("collection_detail", self.partnership.slug, row.pk)

    def _show(self, row: Collection, form: DaysForm, status: int = 200) -> HttpResponse:
        return self.page("returns/collection_days.html", status, form=form, collection=row, crumbs=self.crumbs_to(row))


class CollectionExport(RoomView):
    """The figures of a collection as CSV: what this person may see of it, for readers what is accepted."""

    def get(self, request: HttpRequest, collection: int) -> HttpResponse:
        """Send the file."""
        row = self.get_own(collections(), pk=collection)
        sees_all = self.access.may(Permission.RETURN_VIEW_ALL)
        own = self.access.agency_ids(Permission.RETURN_VIEW_OWN)
        text = collection_csv(row, None if sees_all else own) if sees_all or own else accepted_csv(row)
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
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
