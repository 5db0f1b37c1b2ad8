"""What a review found and recommends, and what came of it."""

from abc import abstractmethod
from typing import Any, Generic, TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from partnerships.directory.authz.permissions import Permission
from reviews.cases.forms import ScannedForm
from reviews.cases.learning_forms import (
    AuthorForm,
    BriefingForm,
    CountsForm,
    FindingForm,
    ImpactForm,
    ProgressForm,
    RecommendationForm,
    ResponseForm,
)
from reviews.cases.models import Addressee, Case, Finding, Recommendation
from reviews.cases.selectors.actions import actions_of
from reviews.cases.selectors.corrections import ON_LEARNING, parts_withdrawn
from reviews.cases.selectors.learning import (
    addressees_of,
    agencies_to_address,
    findings_of,
    learning_of,
    recommendations_of,
)
from reviews.cases.selectors.records import release_of
from reviews.cases.selectors.register import keeps, themes_offered
from reviews.cases.services import (
    author_add,
    briefing_add,
    counts_state,
    finding_add,
    finding_change,
    impact_record,
    progress_note,
    recommendation_add,
    recommendation_change,
    response_record,
)
from reviews.cases.views.base import CaseView, KeeperFormView
from safeguarding.lib.forms.base import GovUKForm

Row = TypeVar("Row", bound=Model)


class LearningPage(CaseView):
    """Findings, recommendations with responses and progress, impact, briefings."""

    words = "Findings and recommendations"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show them."""
        case = self.get_case(reference)
        may_change = keeps(case, self.person) and self.access.may(Permission.CASE_COORDINATE)
        learning = learning_of(case)
        actions = actions_of(case, learning.recommendations, self.person)
        may_share = may_change and release_of(case) is not None
        return self.show(
            case,
            "cases/learning.html",
            learning=learning,
            actions=actions,
            may_change=may_change,
            may_share=may_share,
            withdrawn_parts=parts_withdrawn(case, self.person, *ON_LEARNING),
        )


class LearningFormView(KeeperFormView):
    """A form that leads back to the findings and recommendations."""

    onward = "case_learning"


class VersionedFormView(LearningFormView, Generic[Row]):
    """A form about one row that two coordinators may have open at a time."""

    saved: tuple[str, ...]

    @abstractmethod
    def get_row(self, case: Case, **found: Any) -> Row:
        """Return the row of this case or 404."""

    @abstractmethod
    def theirs(self, row: Row) -> dict[str, str]:
        """Return what is saved now, by label."""

    def stale(self, case: Case, form: GovUKForm, **found: Any) -> None:
        """Show what is saved beside the person's own words, and let the next save through."""
        row = self.get_row(case, **found)
        self.stale_form(case, form, self.saved, self.theirs(row), row.version)  # type: ignore[attr-defined]


class CountsState(LearningFormView):
    """How many the report says it has."""

    words = "How many the report says it has"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for both."""
        initial = {"findings": case.stated_findings, "recommendations": case.stated_recommendations}
        return CountsForm(data, initial=initial)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Keep them."""
        counts_state(by=self.person, case=case, **form.cleaned_data)
        return "What the report says is saved."


class FindingAdd(LearningFormView):
    """Add a finding."""

    words = "Add a finding"
    button_words = "Add"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for its words."""
        return FindingForm(data, themes=themes_offered(), adding=True)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Add it."""
        return f"{finding_add(by=self.person, case=case, **given(form))} is added."


class FindingChange(VersionedFormView[Finding]):
    """Correct a finding."""

    words = "Correct a finding"
    saved = ("case_finding_changed", "case_finding_added")

    def get_row(self, case: Case, **found: Any) -> Finding:
        """Return the finding or 404."""
        return get_object_or_404(findings_of(case), pk=found["finding"])

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Show it as it is."""
        row = self.get_row(case, **found)
        initial = {"text": row.text, "tone": row.tone, "themes": list(row.themes.all()), "version": row.version}
        return FindingForm(data, initial=initial, themes=themes_offered(), adding=False)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Save it."""
        row = self.get_row(case, **found)
        finding_change(by=self.person, finding=row, **given(form))
        return f"{row} is saved."

    def theirs(self, row: Finding) -> dict[str, str]:
        """Return its words and tone."""
        return {"In the words of the report": row.text, "What is it?": row.get_tone_display()}


class RecommendationAdd(LearningFormView):
    """Add a recommendation."""

    words = "Add a recommendation"
    button_words = "Add"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for its words and whom it is addressed to."""
        return RecommendationForm(
            data,
            themes=themes_offered(),
            findings=findings_of(case),
            agencies=agencies_to_address(case),
            adding=True,
        )

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Add it."""
        return f"{recommendation_add(by=self.person, case=case, **given(form))} is added."


class RecommendationChange(VersionedFormView[Recommendation]):
    """Correct a recommendation."""

    words = "Correct a recommendation"
    saved = ("case_recommendation_changed", "case_recommendation_added")

    def get_row(self, case: Case, **found: Any) -> Recommendation:
        """Return the recommendation or 404."""
        return get_object_or_404(recommendations_of(case), pk=found["recommendation"])

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Show it as it is."""
        row = self.get_row(case, **found)
        initial = {
            "text": row.text,
            "themes": list(row.themes.all()),
            "findings": list(row.findings.all()),
            "agencies": [one.agency_id for one in row.addressees.all() if one.agency_id],
            "body": next((one.body for one in row.addressees.all() if one.body), ""),
            "version": row.version,
        }
        return RecommendationForm(
            data,
            initial=initial,
            themes=themes_offered(),
            findings=findings_of(case),
            agencies=agencies_to_address(case),
            adding=False,
        )

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Save it."""
        row = self.get_row(case, **found)
        recommendation_change(by=self.person, recommendation=row, **given(form))
        return f"{row} is saved."

    def theirs(self, row: Recommendation) -> dict[str, str]:
        """Return its words."""
        return {"In the words of the report": row.text}


class ResponseRecord(VersionedFormView[Addressee]):
    """Record what an addressee answers."""

    words = "Record a response"
    saved = ("case_response_recorded", "case_recommendation_added")

    def get_row(self, case: Case, **found: Any) -> Addressee:
        """Return the addressee or 404."""
        return get_object_or_404(addressees_of(case), pk=found["addressee"])

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask how they answer."""
        row = self.get_row(case, **found)
        names = ("stance", "words", "answered_on", "version")
        return ResponseForm(data, initial={name: getattr(row, name) for name in names})

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        row = self.get_row(case, **found)
        response_record(by=self.person, addressee=row, **given(form))
        return f"The response of {row} is recorded."

    def theirs(self, row: Addressee) -> dict[str, str]:
        """Return the answer as saved."""
        return {"What do they answer?": row.get_stance_display(), "In their own words": row.words}


class ProgressNote(LearningFormView):
    """Say how far a recommendation has come."""

    words = "Record progress"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask how far, since when and what shows it."""
        get_object_or_404(recommendations_of(case), pk=found["recommendation"])
        return ProgressForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        row = get_object_or_404(recommendations_of(case), pk=found["recommendation"])
        return f"{row}: {progress_note(by=self.person, recommendation=row, **given(form))}."


class ImpactRecord(LearningFormView):
    """Record what changed."""

    words = "Record what changed"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask what, when and for which recommendation."""
        return ImpactForm(data, recommendations=recommendations_of(case))

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        impact_record(by=self.person, case=case, **given(form))
        return "What changed is recorded."


class AuthorAdd(LearningFormView):
    """Name an author by role."""

    words = "Add an author"
    button_words = "Add"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for role and organisation."""
        return AuthorForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Add them."""
        return f"{author_add(by=self.person, case=case, **given(form))} is added."


class BriefingAdd(LearningFormView):
    """Record how the learning was taken to people."""

    words = "Add a briefing or event"
    button_words = "Add"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask what, when and for whom."""
        return BriefingForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Add it."""
        return f"{briefing_add(by=self.person, case=case, **given(form))} is added."


def given(form: GovUKForm) -> dict[str, Any]:
    """Return the answers as the services want them, without the answer to the scan."""
    scanned = isinstance(form, ScannedForm)
    return {name: value for name, value in form.cleaned_data.items() if not (scanned and name == "confirmed")}
