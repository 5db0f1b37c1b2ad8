"""The places figures are about."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.forms.places import AreaForm
from partnerships.directory.selectors import areas_around
from partnerships.directory.services.agencies import area_add
from partnerships.directory.views.base import WRONG, refuse
from safeguarding.lib.workflow import NotAllowed


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
