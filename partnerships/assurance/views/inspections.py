"""The inspection register, and the frameworks with their scales."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partnerships.actions.models import Origin
from partnerships.assurance.forms.inspections import (
    GRADE,
    FindingForm,
    FrameworkForm,
    InspectionForm,
    NoteForm,
)
from partnerships.assurance.models import Inspection
from partnerships.assurance.selectors.inspections import (
    earlier_of,
    frameworks_of,
    grades_in_words,
    headline_of,
    inspections_of,
    lines_of,
)
from partnerships.assurance.services import (
    finding_action_open,
    finding_add,
    finding_remove,
    framework_add,
    inspection_add,
    inspection_change,
    note_add,
)
from partnerships.assurance.views.pages import (
    ActionPage,
    AssurancePage,
    Crumb,
    FormPage,
    RemovePage,
    initial_of,
    taken,
)
from partnerships.directory.authz.permissions import Permission as P
from safeguarding.lib.forms.base import GovUKForm

FIELDS = (
    "subject",
    "starts_on",
    "ends_on",
    "published_on",
    "previous_said",
    "summary",
    "plan_due_on",
    "link",
)
ANNOUNCED = {True: "yes", False: "no", None: ""}


class InspectionList(AssurancePage):
    """Every inspection with its grade and the one before."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them, newest first."""
        rows = list(inspections_of(self.partnership))
        shown = []
        for row in rows:
            earlier = earlier_of(row, rows)
            shown.append((row, headline_of(row), headline_of(earlier) if earlier else row.previous_said))
        return self.page("assurance/inspections.html", inspections=shown, manages=self.manages)


class FrameworkList(AssurancePage):
    """The frameworks, each with its scale, to record an inspection under."""

    permission = P.ASSURANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        return self.page("assurance/frameworks.html", frameworks=list(frameworks_of(self.partnership)))


class FrameworkAdd(FormPage):
    """Describe a framework the portal does not know."""

    heading, button = "Describe a framework", "Add the framework"

    def form(self, data: Any) -> FrameworkForm:
        """Return the form."""
        return FrameworkForm(data)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Add it."""
        made = framework_add(by=self.person, partnership=self.partnership, **form.said())  # type: ignore[attr-defined]
        return self.go("inspection_add", made.slug)

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [("Inspections", self.address("inspection_list")), ("Frameworks", self.address("framework_list"))]


class InspectionDetail(AssurancePage):
    """One inspection: grades, findings, what followed."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show it."""
        rows = list(inspections_of(self.partnership))
        row = get_object_or_404(inspections_of(self.partnership), slug=slug)
        earlier = earlier_of(row, rows)
        return self.page(
            "assurance/inspection.html",
            inspection=row,
            lines_of=lines_of(row, earlier),
            earlier=earlier,
            strengths=[one for one in row.findings.all() if one.kind == one.Kind.STRENGTH],
            improvements=[one for one in row.findings.all() if one.kind == one.Kind.IMPROVE],
            changes=self.may_change(row.agencies.all()),
            actions=self.follow_up(Origin.INSPECTION, row.slug),
        )


class InspectionAdd(FormPage):
    """Record an inspection under a framework."""

    button = "Record the inspection"

    def find(self, **where: Any) -> None:
        """Find the framework."""
        self.framework = get_object_or_404(frameworks_of(self.partnership), slug=where["framework"])
        self.heading = f"Record an inspection: {self.framework}"
        self.about = self.framework.name

    def form(self, data: Any) -> InspectionForm:
        """Return the form."""
        return InspectionForm(data, framework=self.framework, seats=self.seats)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Record it."""
        said = form.said()  # type: ignore[attr-defined]
        made = inspection_add(by=self.person, partnership=self.partnership, framework=self.framework, **said)
        return self.go("inspection_detail", made.slug, said=f"{made} is recorded. Add what the inspectors found.")

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [("Inspections", self.address("inspection_list")), ("Frameworks", self.address("framework_list"))]


class InspectionFormPage(FormPage):
    """A form about one inspection, for those who keep the register and the leads of its agencies."""

    permission = P.ASSURANCE_EDIT_OWN
    kept: Inspection

    def find(self, **where: Any) -> None:
        """Find the inspection; 403 for agencies it does not concern."""
        self.kept = get_object_or_404(inspections_of(self.partnership), slug=where["slug"])
        self.demand_change(self.kept.agencies.all())

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        page = (str(self.kept), self.address("inspection_detail", self.kept.slug))
        return [("Inspections", self.address("inspection_list")), page]

    def back(self, said: str) -> HttpResponse:
        """Go to the inspection."""
        return self.go("inspection_detail", self.kept.slug, said=said)


class InspectionEdit(InspectionFormPage):
    """Correct an inspection and its grades. Only those who keep the register may."""

    permission = P.ASSURANCE_MANAGE
    heading = "Change the inspection"

    def form(self, data: Any) -> InspectionForm:
        """Return it as it stands."""
        initial = initial_of(self.kept, FIELDS) | {"announced": ANNOUNCED[self.kept.announced]}
        initial["agencies"] = [agency.pk for agency in self.kept.agencies.all()]
        initial |= {GRADE + row.component: row.grade for row in self.kept.grades.all()}
        return InspectionForm(data, initial=initial, framework=self.kept.framework, seats=self.seats)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Save it."""
        said = form.said()  # type: ignore[attr-defined]
        version = form.cleaned_data["version"] or 0
        inspection_change(by=self.person, inspection=self.kept, version=version, **said)
        return self.back("The inspection is saved.")

    def theirs(self, row: Inspection) -> Mapping[str, str]:
        """Return what was saved meanwhile."""
        words = grades_in_words(row)
        grades = {part.label: words.get(part.slug, "Not graded") for part in row.framework.parts}
        return {"What was inspected": row.subject, "When": row.when, **grades, "In short": row.summary}


class FindingAdd(InspectionFormPage):
    """Add a finding."""

    heading, button = "Add a finding", "Add the finding"

    def form(self, data: Any) -> FindingForm:
        """Return the form with the agencies of the inspection."""
        own = self.kept.agencies.all()
        seats = self.seats.filter(pk__in=[agency.pk for agency in own]) if own else self.seats
        return FindingForm(data, seats=seats)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Add it."""
        finding_add(by=self.person, inspection=self.kept, **taken(form))
        return self.back("The finding is added.")


class OfFinding(InspectionFormPage):
    """A form about one finding."""

    permission = P.ASSURANCE_EDIT_OWN

    def find(self, **where: Any) -> None:
        """Find the inspection and the finding in it."""
        super().find(slug=where["slug"])
        held = {one.pk: one for one in self.kept.findings.all()}
        if where["finding"] not in held:
            raise Http404
        self.finding = held[where["finding"]]
        self.about = f"{self.kept}: {self.finding.text}"


class FindingRemove(RemovePage, OfFinding):
    """Take a finding out that was entered wrongly."""

    permission = P.ASSURANCE_EDIT_OWN
    heading = "Take the finding out?"

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Take it out."""
        finding_remove(by=self.person, finding=self.finding)
        return self.back("The finding is taken out. The audit trail keeps it.")


class FindingAction(ActionPage, OfFinding):
    """Open an action of the plan that answers the inspection."""

    permission = P.ASSURANCE_EDIT_OWN

    def suggested(self) -> dict[str, Any]:
        """Return whose finding it is; of an inspection of one agency, that agency."""
        agencies = list(self.kept.agencies.all())
        return {"agency": self.finding.agency or (agencies[0] if len(agencies) == 1 else None)}

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Open it."""
        made = finding_action_open(by=self.person, finding=self.finding, **taken(form))
        return self.back(f"Action {made.reference} is open.")


class NoteAdd(InspectionFormPage):
    """Note what followed."""

    heading, button = "Note what followed", "Add the note"

    def form(self, data: Any) -> NoteForm:
        """Return the form with today."""
        return NoteForm(data, initial={"happened_on": timezone.localdate()})

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Add it."""
        note_add(by=self.person, inspection=self.kept, **taken(form))
        return self.back("The note is added.")
