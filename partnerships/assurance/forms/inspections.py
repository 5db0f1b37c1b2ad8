"""Forms of the inspection register."""

from collections.abc import Mapping
from typing import Any

from django import forms

from partnerships.assurance.forms.base import AgencyField, RoomForm, version
from partnerships.assurance.models import Framework, InspectionFinding, InspectionNote
from partnerships.directory.models import Agency
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import WordsField

GRADE = "grade-"
ANNOUNCED = {"yes": True, "no": False}


class InspectionForm(RoomForm):
    """An inspection under a framework; one question for the grade of each component."""

    subject = forms.CharField(
        max_length=160,
        label="What was inspected",
        help_text="A service, a setting or an area: Children's services, Riverside School, Front door.",
    )
    agencies = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label="Agencies it concerns",
        widget=forms.CheckboxSelectMultiple,
        help_text="None means the partnership as a whole.",
    )
    starts_on = DatePartsField(label="First day", noun="First day")
    ends_on = DatePartsField(
        label="Last day", noun="Last day", required=False, help_text="Leave it empty for one day, or a letter's date."
    )
    announced = forms.ChoiceField(
        required=False,
        label="Was it announced?",
        choices=[("", "Not recorded"), ("yes", "Announced"), ("no", "Unannounced")],
    )
    published_on = DatePartsField(label="Report or letter published on", noun="Date of publication", required=False)
    previous_said = forms.CharField(
        max_length=160,
        required=False,
        label="Judgement before, if it is not in this register",
        help_text="With its year, for example Good (2014).",
    )
    summary = WordsField(label="What the inspectors said, in short", max_length=4000, rows=5, required=False)
    plan_due_on = DatePartsField(label="Action plan due", noun="Date the action plan is due", required=False)
    link = forms.URLField(max_length=500, required=False, label="Web address of the report", assume_scheme="https")
    version = version()

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = framework.parts
        for part in self.parts:
            choices = [("", "Not graded"), *((grade.slug, grade.label) for grade in part.grades)]
            self.fields[GRADE + part.slug] = forms.ChoiceField(choices=choices, label=part.label, required=False)
        names = [name for name in self.fields if not name.startswith(GRADE)]
        after = names.index("published_on") + 1
        self.order_fields([*names[:after], *(GRADE + part.slug for part in self.parts), *names[after:]])

    def clean(self) -> dict[str, Any]:
        """Take one day where no last day is given, and refuse one that comes first."""
        said = super().clean() or {}
        first, last = said.get("starts_on"), said.get("ends_on")
        if "ends_on" in said:
            said["ends_on"] = last or first
        if first and last and last < first:
            self.add_error("ends_on", "Last day must be on or after the first day")
        if first and (said.get("published_on") or first) < first:
            self.add_error("published_on", "Date of publication must be on or after the first day")
        return said

    def said(self) -> dict[str, Any]:
        """Return what the service takes."""
        plain = {name: value for name, value in self.cleaned_data.items() if not name.startswith(GRADE)}
        plain["announced"] = ANNOUNCED.get(plain["announced"])
        plain["agencies"] = list(plain["agencies"])
        plain.pop("version")
        return {**plain, "grades": self.grades()}

    def grades(self) -> Mapping[str, str]:
        """Return the grades given, by component."""
        return {
            part.slug: self.cleaned_data[GRADE + part.slug]
            for part in self.parts
            if self.cleaned_data.get(GRADE + part.slug)
        }


class FindingForm(RoomForm):
    """A strength or an area for improvement."""

    kind = forms.ChoiceField(choices=InspectionFinding.Kind.choices, label="It is", widget=forms.RadioSelect)
    text = WordsField(label="Finding", max_length=2000, rows=4, help_text="As the inspectors put it.")
    theme = forms.CharField(max_length=80, required=False, label="Theme", help_text="For example, front door.")
    agency = AgencyField(label="For", empty="All agencies of the inspection")


class NoteForm(GovUKForm):
    """What followed."""

    kind = forms.ChoiceField(choices=InspectionNote.Kind.choices, label="What happened", widget=forms.RadioSelect)
    happened_on = DatePartsField(label="Date", noun="Date")
    text = WordsField(label="What it says", max_length=4000, rows=4)


class FrameworkForm(GovUKForm):
    """A framework the portal does not know."""

    name = forms.CharField(max_length=160, label="Name")
    body = forms.ChoiceField(choices=Framework.Body.choices, label="Who inspects")
    edition = forms.CharField(max_length=60, required=False, label="Edition", help_text="For example, from 2027.")
    grades = forms.CharField(
        required=False,
        label="Grades, best first",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One on each line. Empty when no grade is given.",
    )
    components = forms.CharField(
        required=False,
        label="What is graded",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One on each line, the overall judgement first.",
    )

    def said(self) -> dict[str, Any]:
        """Return what the service takes."""
        lines = {name: _lines(self.cleaned_data[name]) for name in ("grades", "components")}
        return {**self.cleaned_data, **lines}


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip()[:160] for line in text.splitlines() if line.strip()))
