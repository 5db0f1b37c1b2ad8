"""Shape and wording of what people enter in the studio."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Agency, User
from reports.studio.blocks import BLOCKS
from reports.studio.models import Section
from reports.studio.outlines import OUTLINES
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField, WordsField


class PeriodFields(GovUKForm):
    """First and last day; two days that make a financial year are kept as that year."""

    starts_on = DatePartsField(label="First day of the period", noun="First day")
    ends_on = DatePartsField(label="Last day of the period", noun="Last day")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "The last day must be on or after the first day")
        return cleaned

    @property
    def period(self) -> Period:
        """Return the period entered."""
        start, end = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        year = Period.financial_year(start.year)
        return year if (year.start, year.end) == (start, end) else Period.span(start, end)


class NewReportForm(PeriodFields):
    """A report to start."""

    title = forms.CharField(max_length=160)
    subtitle = forms.CharField(max_length=160, required=False, help_text="Printed under the title on the cover.")
    outline = forms.ChoiceField(
        label="Sections to start with", widget=forms.RadioSelect, choices=[(one.key, one.title) for one in OUTLINES]
    )
    field_order = ("title", "subtitle", "starts_on", "ends_on", "outline")

    @property
    def slug(self) -> str:
        """Return the report's short name for its address."""
        return slugify(f"{self.cleaned_data['title']} {self.period.token}")[:60]


class ReportForm(PeriodFields):
    """Title and period of a report."""

    title = forms.CharField(max_length=160)
    subtitle = forms.CharField(max_length=160, required=False, help_text="Printed under the title on the cover.")
    version = VersionField()
    field_order = ("title", "subtitle", "starts_on", "ends_on", "version")


class NewSectionForm(GovUKForm):
    """A section to add."""

    title = forms.CharField(max_length=160)
    block = forms.ChoiceField(
        label="What it prints", widget=forms.RadioSelect, choices=[(spec.key, spec.title) for spec in BLOCKS]
    )
    parent = forms.ModelChoiceField(
        label="Place", queryset=Section.objects.none(), required=False, empty_label="At the end, as a main section"
    )
    numbering = forms.ChoiceField(label="Heading", choices=Section.Numbering.choices)

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["parent"], parents)


class PlanForm(GovUKForm):
    """Who writes a section, and by when."""

    assignee = forms.ModelChoiceField(
        label="Person who writes it", queryset=User.objects.none(), required=False, empty_label="Nobody yet"
    )
    agency = forms.ModelChoiceField(
        label="Agency it is about", queryset=Agency.objects.none(), required=False, empty_label="None"
    )
    due_on = DatePartsField(label="Due on", noun="Due date", required=False)
    numbering = forms.ChoiceField(label="Heading", choices=Section.Numbering.choices)

    def __init__(self, *args: Any, people: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["assignee"], people)
        _offer(self.fields["agency"], agencies)


class CommentForm(GovUKForm):
    """A remark on a section."""

    text = WordsField(label="Your comment", max_words=300, rows=3)


class AcceptForm(GovUKForm):
    """The word with which a warning is accepted."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
    word = forms.CharField(label="Why it can stay as it is", max_length=300)


class ReopenForm(GovUKForm):
    """Why a report is reopened."""

    reason = WordsField(label="Why is the report reopened?", max_words=150, rows=3)


class SignForm(GovUKForm):
    """The content a person signs."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SlotForm(GovUKForm):
    """A signature to ask for: an agency's signatory, or the chair where no agency is chosen."""

    title = forms.CharField(label="What is printed above the signature", max_length=120)
    agency = forms.ModelChoiceField(
        label="Who signs",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="The independent chair or scrutineer",
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["agency"], agencies)

    @property
    def role(self) -> Role:
        """Return whose signature it is."""
        return Role.SIGNATORY if self.cleaned_data["agency"] else Role.CHAIR


def _offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
