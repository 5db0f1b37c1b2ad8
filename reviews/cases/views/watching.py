"""Watching over the register: opening a case in an emergency, its notices, taking a case over, the register's log."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reviews.cases.forms import EmergencyForm, TakeOverForm
from reviews.cases.models import Case
from reviews.cases.selectors.keepers import cases_nobody_keeps, keepers_of, told_of
from reviews.cases.selectors.register import notices_for
from reviews.cases.selectors.trail import events_of_register
from reviews.cases.services import case_break_glass, case_take_over, emergency_notice
from reviews.cases.views.base import WRONG, refuse
from reviews.cases.views.learning import given
from safeguarding.lib.workflow import NotAllowed

EVENTS_PER_PAGE = 50


class Emergency(PartnershipView):
    """Open a case whose list one is not on. Needs its reference and a reason, and is told to its coordinators."""

    permission = Permission.CASE_BREAK_GLASS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("cases/emergency.html", form=EmergencyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it, or say that nothing can be opened."""
        form = EmergencyForm(request.POST)
        if not form.is_valid():
            return self.page("cases/emergency.html", WRONG, form=form)
        try:
            case = case_break_glass(by=self.person, partnership=self.partnership, **given(form))
        except NotAllowed as error:
            refuse(form, error)
            return self.page("cases/emergency.html", WRONG, form=form)
        messages.success(request, f"You can read this case for 24 hours. {self.told(case)}")
        return redirect("case_detail", self.partnership.slug, case.reference)

    def told(self, case: Case) -> str:
        """Say who was told, which is not always its coordinators."""
        if keepers_of(case).exists():
            return "Its coordinators have been told."
        if told_of(case).exclude(pk=self.person.pk).exists():
            return "It has no coordinator any more, so every coordinator of the partnership has been told."
        return "It has no coordinator any more and nobody could be told. Ask the board manager to name one."


class TakeOver(PartnershipView):
    """Take over a case whose coordinators have all left. Needs its reference and a reason."""

    permission = Permission.CASE_COORDINATE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("cases/takeover.html", form=TakeOverForm(initial={"reference": request.GET.get("case", "")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it over, or say that nothing can be taken over."""
        form = TakeOverForm(request.POST)
        if not form.is_valid():
            return self.page("cases/takeover.html", WRONG, form=form)
        try:
            case = case_take_over(by=self.person, partnership=self.partnership, **given(form))
        except NotAllowed as error:
            refuse(form, error)
            return self.page("cases/takeover.html", WRONG, form=form)
        messages.success(request, "You coordinate this case from now on. Your reason is on its list.")
        return redirect("case_detail", self.partnership.slug, case.reference)


class Notices(PartnershipView):
    """Emergency accesses to the cases a coordinator keeps, and cases that nobody keeps any more."""

    permission = Permission.CASE_COORDINATE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show those nobody has confirmed, and what waits for a coordinator."""
        entries = notices_for(self.partnership, self.person)
        return self.page("cases/notices.html", entries=entries, left=cases_nobody_keeps(self.partnership))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Confirm one."""
        entry = get_object_or_404(notices_for(self.partnership, self.person), pk=request.POST.get("entry") or 0)
        emergency_notice(by=self.person, entry=entry)
        messages.success(request, "You have confirmed that you know of it.")
        return redirect("case_notices", self.partnership.slug)


class RegisterLog(PartnershipView):
    """What happened to the register as a whole: refused attempts, files taken, calendar addresses. Names no case."""

    permission = Permission.CASE_COORDINATE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it, newest first."""
        page = Paginator(events_of_register(self.partnership), EVENTS_PER_PAGE).get_page(request.GET.get("page"))
        return self.page("cases/register_log.html", page=page)
