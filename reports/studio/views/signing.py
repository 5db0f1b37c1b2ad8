"""Putting a report up for signing, signing it and reopening it."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from reports.studio.forms import ReopenForm, SignForm, SlotForm
from reports.studio.models import Report
from reports.studio.policies import TRANSITIONS, report_open
from reports.studio.selectors import agencies_of, slot_rows
from reports.studio.services import report_put_up, report_reopen, report_sign, slot_add, slot_remove
from reports.studio.signing import sign_off_of
from reports.studio.views.base import StudioView


class SignOff(StudioView):
    """Who has to sign, who has, and what stops it."""

    tab = "report_sign_off"

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """Show the signatures."""
        found = self.report(report)
        may = self.access.may(Permission.REPORT_EDIT)
        return self.report_page(
            "studio/report_sign_off.html",
            found,
            sign_off=sign_off_of(found, self.access),
            may_put_up=may and TRANSITIONS.allows(found.status, "put_up_for_signing"),
            may_reopen=may and TRANSITIONS.allows(found.status, "reopen"),
            may_ask=may and report_open(found),
        )


class PutUp(StudioView):
    """Putting the report up for signing."""

    permission = Permission.REPORT_EDIT

    def post(self, request: HttpRequest, report: str) -> HttpResponse:
        """Begin a round of signing."""
        found = self.report(report)
        try:
            report_put_up(by=self.person, report=found)
        except ValidationError as error:
            self.refuse(error)
        else:
            self.say("The report is up for signing.")
        return redirect("report_sign_off", self.partnership.slug, report)


class Sign(StudioView):
    """Giving one's signature."""

    permission = Permission.REPORT_SIGN

    def post(self, request: HttpRequest, report: str, slot: int) -> HttpResponse:
        """Sign the content the person was shown."""
        found = self.get_own(slot_rows(self.partnership), pk=slot, report__slug=report)
        form = SignForm(request.POST)
        try:
            form.full_clean()
            report_sign(access=self.access, slot=found, digest=form.cleaned_data.get("digest", ""))
        except ValidationError as error:
            self.refuse(error)
        else:
            self.say("You have signed the report.")
        return redirect("report_sign_off", self.partnership.slug, report)


class Reopen(StudioView):
    """Taking a report back to draft."""

    permission = Permission.REPORT_EDIT

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """Ask for the reason."""
        return self.report_page("studio/report_reopen.html", self.report(report), form=ReopenForm())

    def post(self, request: HttpRequest, report: str) -> HttpResponse:
        """Reopen with the reason."""
        found, form = self.report(report), ReopenForm(request.POST)
        if not form.is_valid():
            return self.report_page("studio/report_reopen.html", found, 422, form=form)
        try:
            report_reopen(by=self.person, report=found, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            self.refuse(error)
        else:
            self.say("The report is a draft again. Signatures given so far no longer count.")
        return redirect("report_sign_off", self.partnership.slug, report)


class SlotAdd(StudioView):
    """Asking for one more signature."""

    permission = Permission.REPORT_EDIT
    tab = "report_sign_off"

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """Show the form."""
        return self._form(self.report(report), SlotForm(agencies=agencies_of(self.partnership)))

    def post(self, request: HttpRequest, report: str) -> HttpResponse:
        """Ask for the signature, or say what is wrong beside the field."""
        found = self.report(report)
        form = SlotForm(request.POST, agencies=agencies_of(self.partnership))
        if form.is_valid():
            said = form.cleaned_data
            try:
                slot_add(by=self.person, report=found, title=said["title"], role=form.role.value, agency=said["agency"])
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.say("The signature is asked for.")
                return redirect("report_sign_off", self.partnership.slug, report)
        return self._form(found, form, status=400)

    def _form(self, report: Report, form: SlotForm, status: int = 200) -> HttpResponse:
        return self.report_page("studio/slot_add.html", report, status, form=form)


class SlotRemove(StudioView):
    """Asking no longer for a signature."""

    permission = Permission.REPORT_EDIT

    def post(self, request: HttpRequest, report: str, slot: int) -> HttpResponse:
        """Take the place out unless somebody signed there."""
        found = self.get_own(slot_rows(self.partnership), pk=slot, report__slug=report)
        try:
            slot_remove(by=self.person, slot=found)
        except ValidationError as error:
            self.refuse(error)
        else:
            self.say("The signature is no longer asked for.")
        return redirect("report_sign_off", self.partnership.slug, report)
