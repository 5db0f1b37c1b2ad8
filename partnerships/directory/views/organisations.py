"""Organisations: their names over time and who took over from whom."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.forms.places import OrganisationRenameForm, OrganisationSucceedForm
from partnerships.directory.models import Organisation
from partnerships.directory.selectors import organisations_of
from partnerships.directory.services.organisations import organisation_rename, organisation_succeed
from partnerships.directory.views.base import STALE, WRONG, refuse, show_both
from safeguarding.lib.workflow import NotAllowed, Overtaken


class OrganisationView(PartnershipView):
    """Base of the pages about one organisation that has, or inherited, a seat in this partnership."""

    permission = Permission.AGENCIES_MANAGE

    def get_organisation(self, slug: str) -> Organisation:
        """Return it or 404."""
        return get_object_or_404(organisations_of(self.partnership), slug=slug)


class OrganisationDetail(OrganisationView):
    """Names, predecessors and successors, for every member to see."""

    permission = Permission.PARTNERSHIP_VIEW

    def get(self, request: HttpRequest, organisation: str) -> HttpResponse:
        """Show it."""
        row = self.get_organisation(organisation)
        may_manage = self.access.may(Permission.AGENCIES_MANAGE)
        return self.page("directory/organisation_detail.html", organisation=row, may_manage=may_manage)


class OrganisationRename(OrganisationView):
    """A new name from a day on."""

    def get(self, request: HttpRequest, organisation: str) -> HttpResponse:
        """Show the form."""
        row = self.get_organisation(organisation)
        return self.form_page(row, OrganisationRenameForm(initial={"version": row.version}))

    def post(self, request: HttpRequest, organisation: str) -> HttpResponse:
        """Rename, or show the name somebody else gave meanwhile."""
        row, form = self.get_organisation(organisation), OrganisationRenameForm(request.POST)
        if not form.is_valid():
            return self.form_page(row, form, WRONG)
        try:
            organisation_rename(by=self.person, organisation=row, **form.cleaned_data)
        except Overtaken:
            show_both(form, row, {"Name": row.name})
            return self.form_page(row, form, STALE)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(row, form, WRONG)
        messages.success(request, f"It is now called {row.name}. Reports about earlier days keep the old name.")
        return redirect("organisation_detail", self.partnership.slug, row.slug)

    def form_page(self, row: Organisation, form: OrganisationRenameForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page("directory/organisation_rename.html", status, organisation=row, form=form)


class OrganisationSucceed(OrganisationView):
    """Record a merger, a split or the transfer of a service."""

    def get(self, request: HttpRequest, organisation: str) -> HttpResponse:
        """Show the form."""
        row = self.get_organisation(organisation)
        return self.form_page(row, OrganisationSucceedForm(organisation=row))

    def post(self, request: HttpRequest, organisation: str) -> HttpResponse:
        """Record it."""
        row = self.get_organisation(organisation)
        form = OrganisationSucceedForm(request.POST, organisation=row)
        if not form.is_valid():
            return self.form_page(row, form, WRONG)
        try:
            made = organisation_succeed(by=self.person, organisation=row, **form.cleaned_data)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(row, form, WRONG)
        messages.success(request, f"It is recorded that {made.successor} took over from {row}.")
        return redirect("organisation_detail", self.partnership.slug, row.slug)

    def form_page(self, row: Organisation, form: OrganisationSucceedForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page("directory/organisation_succeed.html", status, organisation=row, form=form)
