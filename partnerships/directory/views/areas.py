"""The places figures are about."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.forms.places import AreaEditForm, AreaForm
from partnerships.directory.models import Area
from partnerships.directory.selectors import areas_around, areas_below
from partnerships.directory.services.agencies import area_add, area_change
from partnerships.directory.views.base import STALE, WRONG, refuse, show_both
from safeguarding.lib.workflow import NotAllowed, Overtaken


class AreaList(PartnershipView):
    """The tree from the country down to the smallest place of the partnership."""

    permission = Permission.PARTNERSHIP_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the tree."""
        may_manage = self.access.may(Permission.AGENCIES_MANAGE)
        return self.page("directory/area_list.html", areas=areas_around(self.partnership), may_manage=may_manage)


class AreaAdd(PartnershipView):
    """Add a place."""

    permission = Permission.AGENCIES_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        form = AreaForm(partnership=self.partnership, initial={"parent": self.partnership.area_id})
        return self.page("directory/area_add.html", form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        form = AreaForm(request.POST, partnership=self.partnership)
        if not form.is_valid():
            return self.page("directory/area_add.html", WRONG, form=form)
        try:
            made = area_add(by=self.person, partnership=self.partnership, **form.cleaned_data)
        except NotAllowed as error:
            refuse(form, error)
            return self.page("directory/area_add.html", WRONG, form=form)
        messages.success(request, f"{made.name} has been added.")
        return redirect("area_list", self.partnership.slug)


class AreaEdit(PartnershipView):
    """Put right what a place is called and what it is part of."""

    permission = Permission.AGENCIES_MANAGE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form."""
        area = self.get_area(pk)
        given = {"name": area.name, "parent": area.parent_id, "version": area.version}
        return self.form_page(area, AreaEditForm(initial=given, partnership=self.partnership, area=area))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save it, or show what somebody else saved meanwhile."""
        area = self.get_area(pk)
        form = AreaEditForm(request.POST, partnership=self.partnership, area=area)
        if not form.is_valid():
            return self.form_page(area, form, WRONG)
        try:
            area_change(by=self.person, partnership=self.partnership, area=area, **form.cleaned_data)
        except Overtaken:
            show_both(form, area, {"Name": area.name, "Part of": str(area.parent or "")})
            return self.form_page(area, form, STALE)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(area, form, WRONG)
        messages.success(request, f"{area.name} is changed.")
        return redirect("area_list", self.partnership.slug)

    def get_area(self, pk: int) -> Area:
        """Return an area at or below the partnership's own, or 404."""
        return get_object_or_404(areas_below(self.partnership), pk=pk)

    def form_page(self, area: Area, form: AreaEditForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page("directory/area_edit.html", status, area=area, form=form)
