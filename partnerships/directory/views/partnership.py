"""The partnership's own settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.forms.places import PartnershipForm
from partnerships.directory.services.agencies import partnership_edit
from partnerships.directory.views.base import STALE, WRONG, show_both
from safeguarding.lib.workflow import Overtaken

FIELDS = ("name", "short_name", "chair_title", "version")


class PartnershipEdit(PartnershipView):
    """What the partnership is called and what it calls its independent person."""

    permission = Permission.AGENCIES_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.form_page(PartnershipForm(initial={name: getattr(self.partnership, name) for name in FIELDS}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save, or show what somebody else saved meanwhile."""
        form = PartnershipForm(request.POST)
        if not form.is_valid():
            return self.form_page(form, WRONG)
        try:
            partnership_edit(by=self.person, partnership=self.partnership, **form.cleaned_data)
        except Overtaken:
            row = self.partnership
            saved = {"Name": row.name, "Short name": row.short_name, "Title of the independent person": row.chair_title}
            show_both(form, row, saved)
            return self.form_page(form, STALE)
        messages.success(request, "The settings have been saved.")
        return redirect("partnership_edit", self.partnership.slug)

    def form_page(self, form: PartnershipForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page("directory/partnership_edit.html", status, form=form)
