"""The programme by year, one audit's page, planning, describing and moving."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission as P
from reviews.audits.forms import AuditForm, ReportedForm
from reviews.audits.models import Audit, Point
from reviews.audits.policies import BUTTONS, shows_grades, steps
from reviews.audits.selectors import action_counts, actions_by_recommendation, audits_of, programme_of, years_of
from reviews.audits.services import practice_audit_change, practice_audit_move, practice_audit_plan
from reviews.audits.views.base import AuditPage, KeepPage
from safeguarding.lib.workflow import NotAllowed, first_words

FIELDS = (
    *(
        "topic",
        "kind",
        "why",
        "lead",
        "auditors",
        "independence",
        "cohort",
        "records",
        "population",
        "chosen",
        "method",
    ),
    *("practitioners", "families", "involved", "planned_for", "reported_to", "link", "follows", "repeat_on", "source"),
    "version",
)


class Programme(AuditPage):
    """A year's audits: what is planned, what was reported, what came of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the newest year, or the one asked for."""
        years = years_of(self.partnership)
        asked = request.GET.get("year")
        year = next((one for one in years if one.token == asked), years[0])
        audits = programme_of(self.partnership, year)
        rows = [(audit, self.grades(audit)) for audit in audits]
        return self.page(
            "audits/programme.html",
            rows_shown=rows,
            counts=action_counts(self.partnership, audits),
            years=years,
            year=year,
            plans=self.access.may(P.PRACTICE_AUDIT_OWN),
        )


class AuditDetail(AuditPage):
    """One audit."""

    def get(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Show it."""
        row = self.found(audit)
        keeps = self.may_keep(row)
        points = list(row.points.all())
        return self.page(
            "audits/detail.html",
            audit=row,
            keeps=keeps,
            steps=[(event, BUTTONS[event]) for event in steps(row)] if keeps else [],
            boxes=[(kind.label, [one.text for one in points if one.kind == kind]) for kind in Point.Kind],
            gradings=self.grades(row),
            hidden=not shows_grades(row, keeps=keeps) and bool(row.gradings.all()),
            actions=actions_by_recommendation(row, self.person),
            opens=keeps and self.access.may(P.ACTION_MANAGE),
        )


class AuditPlan(KeepPage):
    """Put an audit into the programme. An agency lead enters audits their agency leads."""

    words: dict[str, Any] = {"heading": "Add an audit", "button_words": "Add the audit"}

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.form_page(self.form(), **self.words)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        form = self.form(request.POST)

        def save() -> HttpResponse:
            made = practice_audit_plan(by=self.person, partnership=self.partnership, **form.said())
            return self.back(made, f"{made.topic} is in the programme of {made.year.label}.")

        return self.saved_or_shown(form, save, **self.words)

    def form(self, data: Any = None) -> AuditForm:
        """Return the form; only those who keep the programme choose who leads."""
        initial = {"kind": Audit.Kind.MULTI if self.manages else Audit.Kind.SINGLE}
        others = audits_of(self.partnership)
        return AuditForm(data, partnership=self.partnership, others=others, own=own_agencies(self), initial=initial)


class AuditEdit(KeepPage):
    """What describes an audit. Two people can not overwrite each other."""

    def get(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Show the form."""
        row = self.kept(audit)
        return self.form_page(self.form(row), **self.words(row))

    def post(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Save it."""
        row = self.kept(audit)
        form = self.form(row, request.POST)

        def save() -> HttpResponse:
            version = form.cleaned_data["version"] or 0
            practice_audit_change(by=self.person, audit=row, version=version, **form.said())
            return self.back(row, "The audit is saved.")

        def overtaken() -> dict[str, Any]:
            now = self.found(row.slug)
            saved = {"Topic": now.topic, "Whose records": now.cohort, "How it was done": now.method}
            return {"by": now.updated_by, "at": now.updated_at, "version": now.version, "saved": saved}

        return self.saved_or_shown(form, save, overtaken, **self.words(row))

    def form(self, row: Audit, data: Any = None) -> AuditForm:
        """Return the form with what is stored."""
        initial = {name: getattr(row, name) for name in FIELDS}
        initial |= {"year": row.year_token, "agencies": list(row.agencies.all())}
        others = audits_of(self.partnership).exclude(pk=row.pk)
        return AuditForm(data, partnership=self.partnership, others=others, own=own_agencies(self), initial=initial)

    def words(self, row: Audit) -> dict[str, Any]:
        """Return what stands around the form."""
        return {"audit": row, "heading": "Change the audit", "button_words": "Save"}


class AuditReported(KeepPage):
    """Say that it is reported, and when."""

    def get(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Ask for the day."""
        row = self.kept(audit)
        return self.form_page(ReportedForm(audit=row), **self.words(row))

    def post(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Move it."""
        row = self.kept(audit)
        form = ReportedForm(request.POST, audit=row)

        def save() -> HttpResponse:
            practice_audit_move(by=self.person, audit=row, event="report", on=form.cleaned_data["on"])
            return self.back(row, "The audit is reported.")

        return self.saved_or_shown(form, save, **self.words(row))

    def words(self, row: Audit) -> dict[str, Any]:
        """Return what stands around the form."""
        return {"audit": row, "heading": BUTTONS["report"], "button_words": "Save"}


class AuditMove(KeepPage):
    """A change of state with one button. POST only."""

    def post(self, request: HttpRequest, audit: str, event: str) -> HttpResponse:
        """Move it, or say why not."""
        row = self.kept(audit)
        if event not in BUTTONS or event == "report":
            raise Http404
        try:
            practice_audit_move(by=self.person, audit=row, event=event)
        except NotAllowed as error:
            messages.error(request, first_words(error))
            return redirect("practice_audit", self.partnership.slug, row.slug)
        return self.back(row, f"The audit is now “{row.get_status_display()}”.")


def own_agencies(page: KeepPage) -> frozenset[int] | None:
    """Return the agencies a lead enters audits for; None for people who keep the whole programme."""
    return None if page.manages else page.access.agency_ids(page.permission)
