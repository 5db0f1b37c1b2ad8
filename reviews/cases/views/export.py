"""What leaves the register: the tracker, and figures for reports."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reviews.cases.guidance_forms import PeriodForm, ReleaseForm
from reviews.cases.periods import last_financial_year
from reviews.cases.selectors.calendar import calendar_of
from reviews.cases.selectors.figures import figures_beside_releases
from reviews.cases.selectors.people import FEWEST, parts_of_people, people_of
from reviews.cases.selectors.register import tracker_rows
from reviews.cases.services import figures_release
from reviews.cases.services.access import register_exported
from reviews.cases.tracker import tracker_text
from reviews.cases.views.base import WRONG, refuse
from safeguarding.lib.workflow import NotAllowed


class TrackerExport(PartnershipView):
    """The cases a coordinator keeps as a CSV file, watermarked; taking it is written to the log of each case."""

    permission = Permission.CASE_COORDINATE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Send the file."""
        cases, now = list(tracker_rows(self.partnership, self.person)), timezone.localtime()
        calendar = calendar_of(self.partnership)
        text = tracker_text(cases, taken_by=str(self.person), taken_at=now, today=now.date(), calendar=calendar)
        register_exported(by=self.person, partnership=self.partnership, cases=cases)
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="review-tracker-{now:%Y-%m-%d}.csv"'
        return response


class FigureList(PartnershipView):
    """What the cases a coordinator keeps count in a period, and what of it reports may print."""

    permission = Permission.CASE_COORDINATE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show both."""
        asked = self.get_asked()
        return self.figures_page(ReleaseForm(), asked, 200 if asked.is_valid() else WRONG)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Release the figures as they are now."""
        form, asked = ReleaseForm(request.POST), self.get_asked()
        if not form.is_valid() or not asked.is_valid():
            return self.figures_page(form, asked, WRONG)
        period = asked.cleaned_data["period"]
        try:
            figures_release(by=self.person, partnership=self.partnership, period=period, **form.cleaned_data)
        except NotAllowed as error:
            refuse(form, error)
            return self.figures_page(form, asked, WRONG)
        messages.success(request, f"The figures of {period.label} can be printed in reports now.")
        return redirect(f"{reverse('case_figures', args=[self.partnership.slug])}?period={period.token}")

    def get_asked(self) -> PeriodForm:
        """Return the form that says for which period."""
        return PeriodForm({"period": self.request.GET.get("period", "").strip()})

    def figures_page(self, form: ReleaseForm, asked: PeriodForm, status: int = 200) -> HttpResponse:
        """Render the page; a period that is none is asked about above the figures of the last financial year."""
        named = asked.is_valid()
        period = asked.cleaned_data["period"] if named else last_financial_year(timezone.localdate())
        return self.page(
            "cases/figures.html",
            status,
            form=form,
            period=period,
            asked=PeriodForm(initial={"period": period.label}) if named else asked,
            people=people_of(self.partnership, self.person, period),
            fewest=FEWEST,
            parts=parts_of_people(),
            rows_shown=figures_beside_releases(self.partnership, self.person, period),
        )
