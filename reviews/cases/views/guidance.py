"""Deadlines across cases, missed ones, guidance editions, the calendar and the feed."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reviews.cases.feed import calendar_text
from reviews.cases.guidance_forms import BasisForm, HolidayForm, LocalRuleForm
from reviews.cases.models import KINDS, ClockRule, KindSpec, LocalRule
from reviews.cases.selectors.calendar import corrections_of, what_if
from reviews.cases.selectors.editions import edition_named, editions_page, reading_of, rules_known
from reviews.cases.selectors.feeds import feed_deadlines, feed_of
from reviews.cases.selectors.figures import bases_of, basis_choices
from reviews.cases.selectors.register import breached_clocks, clock_page, running_clocks
from reviews.cases.services import (
    basis_set,
    feed_make,
    feed_revoke,
    holiday_correct,
    holiday_remove,
    local_rule_remove,
    local_rule_set,
)
from reviews.cases.views.base import WRONG, refuse
from safeguarding.lib.workflow import NotAllowed


class DeadlineList(PartnershipView):
    """Every running deadline of the cases a person may read."""

    permission = Permission.CASE_READ

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them, most urgent first."""
        clocks = running_clocks(self.partnership, self.person)
        found = clock_page(self.partnership, clocks, request.GET.get("page"), timezone.localdate())
        return self.page("cases/deadlines.html", found=found)


class BreachList(PartnershipView):
    """Every deadline missed in the cases a person may read."""

    permission = Permission.CASE_READ

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them, latest first."""
        today = timezone.localdate()
        clocks = breached_clocks(self.partnership, self.person, today)
        found = clock_page(self.partnership, clocks, request.GET.get("page"), today)
        return self.page("cases/breaches.html", found=found)


class GuidanceList(PartnershipView):
    """The editions, what each says, and how sure that is."""

    permission = Permission.PARTNERSHIP_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        chosen = basis_choices(self.partnership)
        kinds = [(spec, chosen.get(spec.kind)) for spec in KINDS]
        editions = editions_page(self.partnership, timezone.localdate())
        return self.page("cases/guidance.html", editions=editions, kinds=kinds)


class BasisSet(PartnershipView):
    """The event by which the partnership counts one kind in a year."""

    permission = Permission.GUIDANCE_MANAGE

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Show the form, filled with how it is counted now."""
        spec = self.get_spec(kind)
        return self.form_page(spec, BasisForm(initial={"basis": bases_of(self.partnership)[spec.kind]}), 200)

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Keep it."""
        spec, form = self.get_spec(kind), BasisForm(request.POST)
        if not form.is_valid():
            return self.form_page(spec, form, WRONG)
        basis_set(by=self.person, partnership=self.partnership, kind=spec.kind, **form.cleaned_data)
        messages.success(request, "Saved. Figures released before stay as they are until they are released again.")
        return redirect("guidance_list", self.partnership.slug)

    def get_spec(self, kind: str) -> KindSpec:
        """Return the kind or 404."""
        found = next((spec for spec in KINDS if spec.kind == kind), None)
        if found is None:
            raise Http404
        return found

    def form_page(self, spec: KindSpec, form: BasisForm, status: int) -> HttpResponse:
        """Render the form."""
        return self.page("cases/basis.html", status, form=form, spec=spec)


class GuidanceWhatIf(PartnershipView):
    """What the running deadlines would be under another edition."""

    permission = Permission.CASE_READ

    def get(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Show both dates; nothing is changed."""
        wanted = get_object_or_404(edition_named(self.partnership, edition))
        found = what_if(self.partnership, self.person, wanted, request.GET.get("page"))
        return self.page("cases/what_if.html", edition=wanted, found=found)


class LocalRuleSet(PartnershipView):
    """How the partnership reads one deadline."""

    permission = Permission.GUIDANCE_MANAGE

    def get(self, request: HttpRequest, rule: int) -> HttpResponse:
        """Show the form, filled with how it is read now."""
        row = get_object_or_404(rules_known(self.partnership), pk=rule)
        reading = reading_of(self.partnership, row)
        return self.form_page(row, reading, LocalRuleForm.of(row, reading), 200)

    def post(self, request: HttpRequest, rule: int) -> HttpResponse:
        """Keep it."""
        row, form = get_object_or_404(rules_known(self.partnership), pk=rule), LocalRuleForm(request.POST)
        reading = reading_of(self.partnership, row)
        if not form.is_valid():
            return self.form_page(row, reading, form, WRONG)
        try:
            local_rule_set(by=self.person, partnership=self.partnership, rule=row, **form.cleaned_data)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(row, reading, form, WRONG)
        messages.success(request, "Saved. It holds for cases opened from now on.")
        return redirect("guidance_list", self.partnership.slug)

    def form_page(self, rule: ClockRule, reading: LocalRule | None, form: LocalRuleForm, status: int) -> HttpResponse:
        """Render the form."""
        return self.page("cases/local_rule.html", status, form=form, rule=rule, reading=reading)


class LocalRuleRemove(PartnershipView):
    """Go back to what the edition says."""

    permission = Permission.GUIDANCE_MANAGE

    def post(self, request: HttpRequest, rule: int) -> HttpResponse:
        """Remove the reading; a second click finds nothing left to remove."""
        row = get_object_or_404(rules_known(self.partnership), pk=rule)
        if reading := reading_of(self.partnership, row):
            local_rule_remove(by=self.person, reading=reading)
        messages.success(request, f"“{row.title}” counts as the edition says, for cases opened from now on.")
        return redirect("guidance_list", self.partnership.slug)


class HolidayList(PartnershipView):
    """Corrections of the calendar of bank holidays."""

    permission = Permission.PARTNERSHIP_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        may_manage = self.access.may(Permission.GUIDANCE_MANAGE)
        return self.page("cases/holidays.html", corrections=corrections_of(self.partnership), may_manage=may_manage)


class HolidayAdd(PartnershipView):
    """Record a proclaimed or withdrawn bank holiday."""

    permission = Permission.GUIDANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("cases/holiday_add.html", form=HolidayForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Record it; deadlines are counted again."""
        form = HolidayForm(request.POST)
        if not form.is_valid():
            return self.page("cases/holiday_add.html", WRONG, form=form)
        try:
            holiday_correct(by=self.person, partnership=self.partnership, **form.cleaned_data)
        except NotAllowed as error:
            refuse(form, error)
            return self.page("cases/holiday_add.html", WRONG, form=form)
        messages.success(request, "Recorded. Every running deadline has been counted again.")
        return redirect("holiday_list", self.partnership.slug)


class HolidayRemove(PartnershipView):
    """Take a correction back."""

    permission = Permission.GUIDANCE_MANAGE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove it; deadlines are counted again."""
        row = get_object_or_404(corrections_of(self.partnership).select_related("partnership"), pk=pk)
        holiday_remove(by=self.person, correction=row)
        messages.success(request, "The correction is taken back. Every running deadline has been counted again.")
        return redirect("holiday_list", self.partnership.slug)


class FeedPage(PartnershipView):
    """A person's calendar address: make one, replace it, end it."""

    permission = Permission.CASE_READ

    def get(self, request: HttpRequest) -> HttpResponse:
        """Say whether there is one. Its address was shown when it was made and is not kept."""
        return self.page("cases/feed.html", feed=feed_of(self.partnership, self.person), address="")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make a new address and show it this once, or end it."""
        if request.POST.get("event") == "revoke":
            feed_revoke(by=self.person, partnership=self.partnership)
            messages.success(request, "The calendar address has stopped working.")
            return redirect("deadline_feed", self.partnership.slug)
        secret = feed_make(by=self.person, partnership=self.partnership)
        address = settings.SITE_URL.rstrip("/") + reverse("deadline_calendar", args=[secret])
        return self.page("cases/feed.html", feed=feed_of(self.partnership, self.person), address=address)


@method_decorator(login_not_required, name="dispatch")
class DeadlineCalendar(View):
    """The calendar itself, for calendar programs: dates and a link, never a word about a case."""

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Answer with the deadlines of the moment; 404 for an address that does not work."""
        found = feed_deadlines(secret)
        if found is None:
            raise Http404
        response = HttpResponse(calendar_text(found), content_type="text/calendar; charset=utf-8")
        response["Cache-Control"] = "private, no-store"
        return response
