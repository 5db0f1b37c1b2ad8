"""Forms of the strategic threat assessment."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partnerships.assurance.forms.base import YEARS, version
from partnerships.assurance.models import Risk, ThreatAssessment, ThreatTopic
from partnerships.directory.models import Area
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import WordsField


def periods() -> list[tuple[str, str]]:
    """Return quarters and years, newest first."""
    found: list[Period] = []
    for year in YEARS:
        found += [Period.financial_year(year), *(Period.quarter(year, number) for number in (4, 3, 2, 1))]
    return [(one.token, one.label) for one in found]


class AssessmentForm(GovUKForm):
    """An assessment of a quarter or a year."""

    title = forms.CharField(max_length=160, initial="Strategic threat assessment", label="Title")
    period = forms.TypedChoiceField(choices=periods, coerce=Period.parse, label="Period")
    introduction = WordsField(label="How it was made", max_length=4000, rows=5, required=False)
    gradings = forms.CharField(
        required=False,
        label="Words of grading",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line, lowest first. Leave it empty if topics are not graded.",
    )
    version = version()

    def __init__(self, *args: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            del self.fields["period"]

    def clean_gradings(self) -> list[str]:
        """Return the words, each once."""
        lines = [line.strip()[:60] for line in self.cleaned_data["gradings"].splitlines() if line.strip()]
        return list(dict.fromkeys(lines))


class TopicForm(GovUKForm):
    """A topic under a threat."""

    threat = forms.CharField(
        max_length=160,
        label="Threat it belongs to",
        help_text="Several topics may stand under one, for example Emerging safeguarding issues.",
    )
    title = forms.CharField(max_length=160, label="Topic")
    text = WordsField(label="What is feared", max_length=8000, rows=7, required=False)
    area = forms.ModelChoiceField(
        queryset=Area.objects.none(), required=False, label="Area", empty_label="The whole partnership"
    )
    strength = forms.ChoiceField(
        choices=ThreatTopic.Strength.choices, label="Strength of evidence", widget=forms.RadioSelect
    )
    confidence = forms.ChoiceField(
        choices=ThreatTopic.Confidence.choices, label="Confidence in the judgement", widget=forms.RadioSelect
    )
    grading = forms.ChoiceField(required=False, label="Grading")
    risks = forms.ModelMultipleChoiceField(
        queryset=Risk.objects.none(),
        required=False,
        label="Risks it feeds",
        widget=forms.CheckboxSelectMultiple,
    )
    version = version()

    def __init__(
        self, *args: Any, assessment: ThreatAssessment, areas: QuerySet[Area], risks: QuerySet[Risk], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["risks"].queryset = risks  # type: ignore[attr-defined]
        if not risks.exists():
            del self.fields["risks"]
        if assessment.gradings:
            words = [(word, word) for word in assessment.gradings]
            self.fields["grading"].choices = [("", "Not graded"), *words]  # type: ignore[attr-defined]
        else:
            del self.fields["grading"]

    def said(self) -> dict[str, Any]:
        """Return what the service takes."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {"grading": "", **said, "risks": list(said.get("risks", ()))}


class EvidenceForm(GovUKForm):
    """What a sector or a source says."""

    sector = forms.CharField(max_length=80, label="Sector", help_text="For example, health, police, schools, national.")
    text = WordsField(label="What it shows", max_length=4000, rows=5)
    source = forms.CharField(max_length=255, label="Source", help_text="The document or meeting it comes from.")
    dated_on = DatePartsField(label="Date of the source", noun="Date of the source", required=False)


class RequirementForm(GovUKForm):
    """What must be found out."""

    text = WordsField(label="What must be found out", max_length=2000, rows=4)
    owner = forms.CharField(max_length=160, label="Who finds out", help_text="An agency, a group or a post.")
    due_on = DatePartsField(label="By", noun="Date", required=False)


class RequirementAnswerForm(GovUKForm):
    """What was found out."""

    answered_on = DatePartsField(label="Answered on", noun="Date of the answer")
    answer = WordsField(label="What was found out", max_length=4000, rows=5)


class AgreeForm(GovUKForm):
    """When the executive agreed it."""

    agreed_on = DatePartsField(label="Agreed by the executive on", noun="Date of the agreement")


class RemoveForm(GovUKForm):
    """Why something is taken out."""

    reason = forms.CharField(
        max_length=255, label="Why is it taken out?", help_text="For example, it was entered twice."
    )
