"""The partnership's agencies."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.forms.places import AgencyAddForm, AgencyEditForm
from partnerships.directory.models import Agency
from partnerships.directory.selectors import agencies_of, agency_rows
from partnerships.directory.services.agencies import agency_add, agency_add_new, agency_edit
from partnerships.directory.views.base import STALE, WRONG, refuse, show_both
from safeguarding.lib.workflow import NotAllowed, Overtaken


class AgencyList(PartnershipView):
    """Every seat, for every member to see."""

    permission = Permission.PARTNERSHIP_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """List."""
        may_manage = self.access.may(Permission.AGENCIES_MANAGE)
        return self.page("directory/agency_list.html", agencies=agencies_of(self.partnership), may_manage=may_manage)


class AgencyAdd(PartnershipView):
    """Give an organisation a seat."""

    permission = Permission.AGENCIES_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        form = AgencyAddForm(partnership=self.partnership, initial={"standing": Agency.Standing.RELEVANT})
        return self.page("directory/agency_add.html", form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add the seat."""
        form = AgencyAddForm(request.POST, partnership=self.partnership)
        if not form.is_valid():
            return self.page("directory/agency_add.html", WRONG, form=form)
        try:
            made = self.add(form)
        except NotAllowed as error:
            refuse(form, error)
            return self.page("directory/agency_add.html", WRONG, form=form)
        messages.success(request, f"{made.name} is now an agency of the partnership.")
        return redirect("agency_list", self.partnership.slug)

    def add(self, form: AgencyAddForm) -> Agency:
        """Call the service that fits what was given."""
        given = form.cleaned_data
        seat = {name: given[name] for name in ("title", "standing", "area", "joined_on")}
        if given["organisation"]:
            return agency_add(by=self.person, partnership=self.partnership, organisation=given["organisation"], **seat)
        return agency_add_new(
            by=self.person, partnership=self.partnership, name=given["new_name"], kind=given["new_kind"], **seat
        )


class AgencyEdit(PartnershipView):
    """Change a seat or end it."""

    permission = Permission.AGENCIES_MANAGE

    def get(self, request: HttpRequest, agency: str) -> HttpResponse:
        """Show the form."""
        row = self.get_agency(agency)
        fields = ("title", "standing", "area", "joined_on", "left_on", "version")
        initial = {name: getattr(row, name) for name in fields}
        return self.form_page(row, AgencyEditForm(partnership=self.partnership, initial=initial))

    def post(self, request: HttpRequest, agency: str) -> HttpResponse:
        """Save, or show what somebody else saved meanwhile."""
        row, form = self.get_agency(agency), AgencyEditForm(request.POST, partnership=self.partnership)
        if not form.is_valid():
            return self.form_page(row, form, WRONG)
        try:
            agency_edit(by=self.person, agency=row, **form.cleaned_data)
        except Overtaken:
            show_both(form, row, said(row))
            return self.form_page(row, form, STALE)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(row, form, WRONG)
        messages.success(request, f"{row.name} has been saved.")
        return redirect("agency_list", self.partnership.slug)

    def get_agency(self, slug: str) -> Agency:
        """Return a seat of this partnership or 404."""
        return self.get_own(agency_rows(), slug=slug)

    def form_page(self, row: Agency, form: AgencyEditForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page("directory/agency_edit.html", status, agency=row, form=form)


def said(agency: Agency) -> dict[str, str]:
    """Return what is stored now, in words, to stand beside what the person typed."""
    return {
        "Title": agency.title,
        "Standing in the partnership": agency.get_standing_display(),
        "Area it answers for": agency.area.name if agency.area else "The whole partnership",
        "Joined on": f"{agency.joined_on:%-d %B %Y}" if agency.joined_on else "",
        "Left on": f"{agency.left_on:%-d %B %Y}" if agency.left_on else "",
    }
