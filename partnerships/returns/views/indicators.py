"""Indicators, their definitions and comparators, and the sets they are asked in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.selectors import agencies_present
from partnerships.returns.forms import ComparatorForm, IndicatorForm, NewIndicatorForm, SetForm
from partnerships.returns.models import Indicator, IndicatorSet, IndicatorVersion
from partnerships.returns.selectors.indicators import comparators_of, indicators_of, lines_of, sets_of, versions_of
from partnerships.returns.selectors.lookups import indicators, sets
from partnerships.returns.services import (
    Definition,
    comparator_save,
    indicator_create,
    indicator_revise,
    set_from_lines,
    shipped_set_add,
)
from partnerships.returns.shipped import shipped_sets
from partnerships.returns.views.base import RoomView
from safeguarding.lib.workflow import NotAllowed, Overtaken, first_words


class IndicatorList(RoomView):
    """Every indicator with the definition now in force."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        return self.page(
            "returns/indicators.html",
            crumbs=self.crumbs(),
            indicators=indicators_of(self.partnership),
            sets=sets_of(self.partnership),
            may_define=self.access.may(Permission.INDICATOR_MANAGE),
        )


class IndicatorDetail(RoomView):
    """One indicator: what it means, what it meant, what it is compared with."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show it."""
        row = self.get_own(indicators(), slug=slug)
        versions = versions_of(row)
        return self.page(
            "returns/indicator.html",
            crumbs=[*self.crumbs(), ("Indicators", self.address("indicator_list"))],
            indicator=row,
            definition=versions[0],
            versions=versions,
            comparators=comparators_of(row),
            may_define=self.access.may(Permission.INDICATOR_MANAGE),
        )


class DefinitionView(RoomView):
    """What defining and revising share."""

    permission = Permission.INDICATOR_MANAGE

    def show(self, form: IndicatorForm, indicator: Indicator | None, status: int = 200) -> HttpResponse:
        """Show the form."""
        crumbs = [*self.crumbs(), ("Indicators", self.address("indicator_list"))]
        return self.page("returns/indicator_form.html", status=status, form=form, indicator=indicator, crumbs=crumbs)


class IndicatorCreate(DefinitionView):
    """Defines a new indicator."""

    permission = Permission.INDICATOR_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show an empty form."""
        return self.show(NewIndicatorForm(), None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Create it."""
        form = NewIndicatorForm(request.POST)
        if not form.is_valid():
            return self.show(form, None, 422)
        try:
            made = indicator_create(
                by=self.person,
                partnership=self.partnership,
                slug=form.cleaned_data["slug"],
                definition=Definition(**form.said()),
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, None, 422)
        return redirect("indicator_detail", self.partnership.slug, made.slug)


class IndicatorRevise(DefinitionView):
    """Makes a new definition version. Figures already given keep the one they were given under."""

    permission = Permission.INDICATOR_MANAGE

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show the definition in force."""
        row = self.get_own(indicators(), slug=slug)
        return self.show(IndicatorForm(initial=_initial(versions_of(row)[0])), row)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Revise; the losing text of a stale form stays on the page beside what is saved."""
        row = self.get_own(indicators(), slug=slug)
        form = IndicatorForm(request.POST)
        if not form.is_valid():
            return self.show(form, row, 422)
        expected = form.cleaned_data["version"] or 0
        try:
            indicator_revise(by=self.person, indicator=row, definition=Definition(**form.said()), expected=expected)
        except Overtaken:
            now = versions_of(row)[0]
            form.add_stale_error(by=str(now.by or "The portal"), at=now.at, values=_words(now))
            return self.show(form, row, 409)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, row, 422)
        messages.success(request, "The definition is saved. Collections already open keep the one they began with.")
        return redirect("indicator_detail", self.partnership.slug, row.slug)


class ComparatorAdd(RoomView):
    """Adds or corrects a comparator."""

    permission = Permission.INDICATOR_MANAGE

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show the form."""
        return self._show(self.get_own(indicators(), slug=slug), ComparatorForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Save it."""
        row, form = self.get_own(indicators(), slug=slug), ComparatorForm(request.POST)
        if not form.is_valid():
            return self._show(row, form, 422)
        try:
            comparator_save(by=self.person, indicator=row, **form.said())
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(row, form, 422)
        return redirect("indicator_detail", self.partnership.slug, row.slug)

    def _show(self, row: Indicator, form: ComparatorForm, status: int = 200) -> HttpResponse:
        crumbs = [*self.crumbs(), ("Indicators", self.address("indicator_list"))]
        return self.page("returns/comparator.html", status=status, form=form, indicator=row, crumbs=crumbs)


class SetEdit(RoomView):
    """Edits a set as lines of text, or makes a new one."""

    permission = Permission.INDICATOR_MANAGE

    def get(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        """Show the set."""
        row = self.get_own(sets(), slug=slug) if slug else None
        given = {"name": row.name, "description": row.description, "lines": lines_of(row)} if row else {}
        return self._show(row, SetForm(initial=given))

    def post(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        """Save it; an unknown short name is said with its line."""
        row = self.get_own(sets(), slug=slug) if slug else None
        form = SetForm(request.POST)
        if not form.is_valid():
            return self._show(row, form, 422)
        try:
            made = set_from_lines(by=self.person, partnership=self.partnership, slug=slug, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(row, form, 422)
        messages.success(request, f"{made.name} is saved. Collections already open keep what they asked.")
        return redirect("indicator_list", self.partnership.slug)

    def _show(self, row: IndicatorSet | None, form: SetForm, status: int = 200) -> HttpResponse:
        crumbs = [*self.crumbs(), ("Indicators", self.address("indicator_list"))]
        return self.page(
            "returns/set.html",
            status=status,
            form=form,
            indicator_set=row,
            indicators=indicators_of(self.partnership),
            agencies=agencies_present(self.partnership),
            crumbs=crumbs,
        )


class ShippedSetList(RoomView):
    """The sets the portal ships with, to choose from."""

    permission = Permission.INDICATOR_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them with every definition."""
        crumbs = [*self.crumbs(), ("Indicators", self.address("indicator_list"))]
        held = {row.slug for row in sets_of(self.partnership)}
        shipped = list(shipped_sets().values())
        return self.page("returns/shipped_sets.html", crumbs=crumbs, shipped=shipped, held=held)


class ShippedSetAdd(RoomView):
    """Adds a shipped set. POST only."""

    permission = Permission.INDICATOR_MANAGE

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Add it, or say why not."""
        shipped = shipped_sets().get(slug)
        if shipped is None:
            raise Http404
        try:
            made, before = shipped_set_add(by=self.person, partnership=self.partnership, shipped=shipped)
        except NotAllowed as error:
            messages.error(request, first_words(error))
            return redirect("shipped_set_list", self.partnership.slug)
        kept = f" {before} of its indicators you had already: they stay as you defined them." if before else ""
        messages.success(request, f"{made.name} is among your sets.{kept}")
        return redirect("set_edit", self.partnership.slug, made.slug)


def _initial(version: IndicatorVersion) -> dict[str, object]:
    names = [name for name in IndicatorForm.base_fields if name not in {"version", "categories"}]
    given: dict[str, object] = {name: getattr(version, name) for name in names}
    given["per"] = version.per or None
    given["categories"] = "\n".join(f"{item.slug}: {item.label}" for item in version.breakdown)
    return {**given, "version": version.number}


def _words(version: IndicatorVersion) -> dict[str, str]:
    return {"Name": version.name, "Definition": version.definition, "Worked example": version.example}
