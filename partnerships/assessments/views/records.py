"""Evidence files, sites and Child Safeguarding Statements."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partnerships.assessments.forms.rounds import (
    ChangedForm,
    EvidenceForm,
    ExpiryForm,
    PledgeForm,
    SignForm,
    SiteForm,
)
from partnerships.assessments.models import EvidenceFile, SafeguardingStatement
from partnerships.assessments.selectors.pledges import pledge_rows, pledges_of
from partnerships.assessments.selectors.rounds import evidence_of, sites_of
from partnerships.assessments.services import (
    evidence_add,
    evidence_expire,
    pledge_begin,
    pledge_changed,
    pledge_save,
    pledge_sign,
    site_close,
    sites_add,
)
from partnerships.assessments.signatories import in_force_from, renewal_of, signings_of, standing_of
from partnerships.assessments.views.base import AnswerPage, AssessmentPage, ManagePage, saved_or_shown
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import done_or_said
from partnerships.directory.models import Agency
from partnerships.directory.selectors import agencies_present
from safeguarding.lib.refusal import show_both


class EvidenceList(AnswerPage):
    """The files of one's own agency; a manager sees all."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them with how often each is used and when it expires."""
        rows = evidence_of(self.partnership)
        if not self.oversees:
            rows = rows.filter(agency__in=self.own)
        seats = [one for one in agencies_present(self.partnership) if self.access.may(P.ASSESSMENT_ANSWER_OWN, one)]
        return self.page("assessments/evidence.html", files=list(rows), seats=seats)


class EvidenceNew(AnswerPage):
    """Add a file of an agency."""

    def get(self, request: HttpRequest, agency: str) -> HttpResponse:
        """Show the form."""
        return self.page("assessments/evidence_form.html", form=EvidenceForm(), agency=self.agency(agency), file=None)

    def post(self, request: HttpRequest, agency: str) -> HttpResponse:
        """Keep it."""
        seat, form = self.agency(agency), EvidenceForm(request.POST, request.FILES)

        def save() -> HttpResponse:
            made = evidence_add(by=self.person, agency=seat, **form.cleaned_data)
            messages.success(request, f"“{made}” can now be chosen beside every statement.")
            return redirect("assessment_evidence", self.partnership.slug)

        return saved_or_shown(self, "assessments/evidence_form.html", form, save, agency=seat, file=None)

    def agency(self, slug: str) -> Agency:
        """Return the agency or 404; 403 for another's."""
        seat = get_object_or_404(agencies_present(self.partnership), slug=slug)
        self.access.demand(self.permission, seat)
        return seat


class EvidenceGet(AssessmentPage):
    """The file itself, as a download."""

    def get(self, request: HttpRequest, file: int) -> FileResponse:
        """Send it to its agency and to those who oversee."""
        row = self.file(file)
        return FileResponse(row.file.open(), as_attachment=True, filename=row.name)

    def file(self, file: int) -> EvidenceFile:
        """Return the file or 404."""
        row = get_object_or_404(evidence_of(self.partnership), pk=file)
        if row.agency_id not in self.own and not self.oversees:
            raise Http404
        return row


class EvidenceExpiry(AnswerPage):
    """Set the last day of a file."""

    def get(self, request: HttpRequest, file: int) -> HttpResponse:
        """Show the form."""
        row = self.file(file)
        form = ExpiryForm(initial={"expires_on": row.expires_on})
        return self.page("assessments/evidence_form.html", form=form, agency=row.agency, file=row)

    def post(self, request: HttpRequest, file: int) -> HttpResponse:
        """Save it."""
        row, form = self.file(file), ExpiryForm(request.POST)

        def save() -> HttpResponse:
            evidence_expire(by=self.person, file=row, expires_on=form.cleaned_data["expires_on"])
            return redirect("assessment_evidence", self.partnership.slug)

        return saved_or_shown(self, "assessments/evidence_form.html", form, save, agency=row.agency, file=row)

    def file(self, file: int) -> EvidenceFile:
        """Return the file or 404; 403 for another agency's."""
        row = get_object_or_404(evidence_of(self.partnership), pk=file)
        self.access.demand(self.permission, row.agency)
        return row


class SiteList(ManagePage):
    """Schools of trusts and other places that answer apart."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them with the form to add some."""
        form = SiteForm(partnership=self.partnership)
        return self.page("assessments/sites.html", sites=list(sites_of(self.partnership)), form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add those of the list."""
        form = SiteForm(request.POST, partnership=self.partnership)

        def save() -> HttpResponse:
            made = sites_add(by=self.person, **form.cleaned_data)
            there = len(form.cleaned_data["names"]) - len(made)
            messages.success(request, f"Sites added: {len(made)}." + (f" There already: {there}." if there else ""))
            return redirect("assessment_sites", self.partnership.slug)

        return saved_or_shown(self, "assessments/sites.html", form, save, sites=list(sites_of(self.partnership)))


class SiteClose(ManagePage):
    """A site is gone. POST only."""

    def post(self, request: HttpRequest, site: int) -> HttpResponse:
        """Close it today."""
        row = get_object_or_404(sites_of(self.partnership), pk=site)
        site_close(by=self.person, site=row, on=timezone.localdate())
        messages.success(request, f"{row} is not asked any more.")
        return redirect("assessment_sites", self.partnership.slug)


class PledgeList(AssessmentPage):
    """Where every agency's Child Safeguarding Statement stands."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them; those overdue are counted first."""
        rows = pledge_rows(self.partnership, timezone.localdate())
        own = {row.agency.pk for row in rows if self.access.may(P.ASSESSMENT_ANSWER_OWN, row.agency)}
        late = [row for row in rows if row.standing.late]
        return self.page("assessments/pledges.html", rows=rows, own=own, late=late)


class PledgeBegin(AnswerPage):
    """Begin an agency's next edition. POST only."""

    def post(self, request: HttpRequest, agency: str) -> HttpResponse:
        """Begin it."""
        seat = get_object_or_404(agencies_present(self.partnership), slug=agency)
        self.access.demand(self.permission, seat)
        done_or_said(self, lambda: pledge_begin(by=self.person, agency=seat))
        newest = pledges_of(self.partnership).filter(agency=seat).first()
        return redirect("assessment_pledge", self.partnership.slug, newest.pk if newest else 0)


class PledgeDetail(AssessmentPage):
    """One statement with its signatures."""

    def get(self, request: HttpRequest, pledge: int) -> HttpResponse:
        """Show it."""
        row = self.pledge(pledge)
        return self.page(
            "assessments/pledge.html",
            pledge=row,
            signings=signings_of(row),
            standing=standing_of(row, timezone.localdate()),
            renewal=renewal_of(row),
            signed=in_force_from(row),
            edits=self.access.may(P.ASSESSMENT_ANSWER_OWN, row.agency),
            signs=self.access.may(P.ASSESSMENT_SUBMIT_OWN, row.agency) and in_force_from(row) is None,
        )

    def pledge(self, pledge: int) -> SafeguardingStatement:
        """Return the statement or 404; one that is not in force shows to its agency and managers alone."""
        row = get_object_or_404(pledges_of(self.partnership), pk=pledge)
        if in_force_from(row) is None and not self.access.may(P.ASSESSMENT_ANSWER_OWN, row.agency):
            raise Http404
        return row


class PledgeEdit(AnswerPage):
    """Write a statement."""

    def get(self, request: HttpRequest, pledge: int) -> HttpResponse:
        """Show it as it stands."""
        row = own_pledge(self, pledge)
        return self.page("assessments/pledge_form.html", form=PledgeForm(pledge=row), pledge=row)

    def post(self, request: HttpRequest, pledge: int) -> HttpResponse:
        """Save it."""
        row = own_pledge(self, pledge)
        form = PledgeForm(request.POST, pledge=row)

        def save() -> HttpResponse:
            pledge_save(by=self.person, pledge=row, **form.cleaned_data)
            return redirect("assessment_pledge", self.partnership.slug, row.pk)

        def overtaken() -> None:
            now = own_pledge(self, pledge)
            saved = {"Services": now.services, "Commitment": now.commitment, "Risks": now.risks}
            show_both(form, by=now.updated_by, at=now.updated_at, version=now.version, saved=saved)

        return saved_or_shown(self, "assessments/pledge_form.html", form, save, overtaken, pledge=row)


class PledgeSign(AnswerPage):
    """Record an office's signature."""

    permission = P.ASSESSMENT_SUBMIT_OWN

    def get(self, request: HttpRequest, pledge: int) -> HttpResponse:
        """Show the form."""
        row = own_pledge(self, pledge)
        form = SignForm(pledge=row, initial={"on": timezone.localdate()})
        return self.page("assessments/pledge_form.html", form=form, pledge=row)

    def post(self, request: HttpRequest, pledge: int) -> HttpResponse:
        """Record it."""
        row = own_pledge(self, pledge)
        form = SignForm(request.POST, pledge=row)

        def save() -> HttpResponse:
            pledge_sign(by=self.person, pledge=row, **form.cleaned_data)
            return redirect("assessment_pledge", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/pledge_form.html", form, save, pledge=row)


class PledgeChanged(AnswerPage):
    """Record a material change."""

    def get(self, request: HttpRequest, pledge: int) -> HttpResponse:
        """Show the form."""
        row = own_pledge(self, pledge)
        form = ChangedForm(initial={"on": timezone.localdate()})
        return self.page("assessments/pledge_form.html", form=form, pledge=row)

    def post(self, request: HttpRequest, pledge: int) -> HttpResponse:
        """Record it."""
        row, form = own_pledge(self, pledge), ChangedForm(request.POST)

        def save() -> HttpResponse:
            pledge_changed(by=self.person, pledge=row, **form.cleaned_data)
            return redirect("assessment_pledge", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/pledge_form.html", form, save, pledge=row)


def own_pledge(view: AnswerPage, pledge: int) -> SafeguardingStatement:
    """Return a statement the person's agency may change, or 404; 403 for another agency's that is in force."""
    row = get_object_or_404(pledges_of(view.partnership), pk=pledge)
    view.access.demand(view.permission, row.agency)
    return row
