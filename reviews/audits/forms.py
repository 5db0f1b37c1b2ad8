"""Shape and wording of what people enter about audits."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils import timezone

from partnerships.actions.forms import ActionForm
from partnerships.directory.models import Agency, Partnership
from partnerships.directory.selectors import agencies_present
from reviews.audits.models import Audit, Grading, Point, Round
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField, WordsField
from safeguarding.lib.forms.scanned import ScannedForm

IF_SAID = "Leave it empty if it is not known. 0 means none."


def _number(label: str, hint: str = IF_SAID) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=1_000_000, help_text=hint)


GROUPS = (
    ("What is looked at, and when", ("topic", "year", "kind", "why", "planned_for")),
    ("Who audits", ("lead", "agencies", "auditors", "independence")),
    ("The sample", ("cohort", "records", "population", "chosen", "method")),
    ("Who took part", ("practitioners", "families", "involved")),
    ("Reporting and looking again", ("reported_to", "link", "follows", "repeat_on", "source", "version", "confirmed")),
)


class AuditForm(ScannedForm):
    """What describes an audit. Only topic, year and kind are needed."""

    scanned = ("topic", "why", "cohort", "method", "chosen", "involved")

    topic = forms.CharField(max_length=160, help_text="Such as strategy discussions, or neglect of under-fives.")
    year = forms.ChoiceField(label="Year of the programme")
    kind = forms.ChoiceField(label="Kind of audit", choices=Audit.Kind.choices, widget=forms.RadioSelect)
    why = WordsField(label="Why this topic?", required=False, max_words=150, rows=3)
    lead = forms.ModelChoiceField(
        label="Agency that leads it", queryset=Agency.objects.none(), required=False, empty_label="The partnership"
    )
    agencies = forms.ModelMultipleChoiceField(
        label="Agencies that take part",
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    auditors = forms.CharField(
        label="Who audits", max_length=255, required=False, help_text="Roles or organisations, not names of people."
    )
    independence = forms.ChoiceField(
        label="The auditors are", required=False, choices=[("", "Not said"), *Audit.Independence.choices]
    )
    cohort = forms.CharField(
        label="Whose records", max_length=255, required=False, help_text="Such as children on a plan for over a year."
    )
    records = _number("Records in the sample")
    population = _number("Out of how many")
    chosen = forms.CharField(
        label="How the sample was chosen", max_length=255, required=False, help_text="Such as every tenth record."
    )
    method = WordsField(label="How it was done", required=False, max_words=200, rows=3)
    practitioners = _number("Practitioners who took part")
    families = _number("Children, young people or families who took part")
    involved = forms.CharField(label="How they took part", max_length=255, required=False)
    planned_for = DatePartsField(label="Planned for", noun="Planned for", required=False)
    reported_to = forms.CharField(
        label="Reported to", max_length=160, required=False, help_text="Such as the quality and performance group."
    )
    link = forms.URLField(label="Link to the full report", required=False, max_length=500, assume_scheme="https")
    follows = forms.ModelChoiceField(
        label="It is the re-audit of", queryset=Audit.objects.none(), required=False, empty_label="No earlier audit"
    )
    repeat_on = DatePartsField(label="Re-audit due", noun="Re-audit due", required=False)
    source = forms.CharField(
        label="Document it comes from", max_length=255, required=False, help_text="Only for audits of the past."
    )
    version = VersionField(required=False)

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        others: QuerySet[Audit],
        own: frozenset[int] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        this = Period.financial_year(Period.snapshot(timezone.localdate()).financial_year_start)
        years = [Period.financial_year(this.start.year + ahead) for ahead in range(2, -16, -1)]
        self.fields["year"].choices = [(year.token, year.label) for year in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = this.token
        for name in ("lead", "agencies"):
            self.fields[name].queryset = agencies_present(partnership)  # type: ignore[attr-defined]
        self.fields["follows"].queryset = others  # type: ignore[attr-defined]
        if own is not None:  # an agency lead enters audits their own agency leads
            rows = agencies_present(partnership).filter(pk__in=own)
            self.fields["lead"] = forms.ModelChoiceField(label="Agency that leads it", queryset=rows, empty_label=None)

    def clean_year(self) -> Period:
        """Return the year chosen."""
        return Period.parse(self.cleaned_data["year"])

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """Return the fields below the headings of the page."""
        return [(heading, [self[name] for name in names]) for heading, names in GROUPS]

    def said(self) -> dict[str, Any]:
        """Return the arguments of the services."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "confirmed")}


class ReportedForm(GovUKForm):
    """On which day it was reported. An audit taken from a document that does not say may leave it empty."""

    on = DatePartsField(label="When was it reported?", noun="The day it was reported", initial=timezone.localdate)

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if audit.source:
            self.fields["on"].required = False
            self.fields["on"].initial = None
            self.fields["on"].help_text = "Leave it empty if the document does not say."


class PointsForm(ScannedForm):
    """The boxes of an audit's page, one bullet on each line."""

    scanned = tuple(Point.Kind.values)

    version = VersionField()

    def __init__(self, *args: Any, held: Mapping[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Point.Kind:
            self.fields[kind.value] = forms.CharField(
                label=kind.label,
                required=False,
                max_length=20_000,
                initial="\n".join(held.get(kind.value, [])),
                widget=forms.Textarea(attrs={"rows": 6}),
                help_text="One point on each line. Leave a box empty to leave it out of the page.",
            )

    def points(self) -> dict[str, list[str]]:
        """Return the bullets of each box."""
        return {kind.value: self.cleaned_data[kind.value].splitlines() for kind in Point.Kind}


class AuditActionForm(ScannedForm, ActionForm):
    """An action for a recommendation."""

    scanned = ("title", "success")


class RecommendationForm(ScannedForm):
    """A recommendation."""

    scanned = ("text",)

    text = WordsField(label="What is recommended?", max_words=150, rows=3)


class GradingForm(GovUKForm):
    """What was graded, and on which scale."""

    title = forms.CharField(label="What was graded?", max_length=160, help_text="Such as overall quality of practice.")
    scale = forms.CharField(
        label="Grades",
        widget=forms.Textarea(attrs={"rows": 5}),
        initial="Inadequate\nRequires improvement\nGood\nOutstanding",
        help_text="One on each line, the lowest first.",
    )
    good_from = forms.IntegerField(
        label="From which grade on is practice good?",
        min_value=2,
        max_value=6,
        initial=3,
        help_text="Its number in the list: 3 for Good in the list of four.",
    )
    basis = forms.ChoiceField(
        label="The grades are given as", choices=Grading.Basis.choices, widget=forms.RadioSelect, initial="records"
    )
    agency = forms.ModelChoiceField(
        label="Whose practice", queryset=Agency.objects.none(), required=False, empty_label="All agencies together"
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_present(partnership)  # type: ignore[attr-defined]

    def clean_scale(self) -> list[str]:
        """Return the grades, lowest first."""
        labels = [line.strip() for line in self.cleaned_data["scale"].splitlines() if line.strip()]
        if any(len(label) > 80 for label in labels):
            raise forms.ValidationError("Each grade must be 80 characters or fewer")
        return labels


class RoundForm(GovUKForm):
    """The grades of one round."""

    held_on = DatePartsField(label="When were the records graded?", noun="The day the records were graded")
    known = forms.ChoiceField(
        label="How exactly is this known?", choices=Round.Known.choices, widget=forms.RadioSelect, initial="month"
    )
    version = VersionField()
    field_order = ("held_on", "known")

    def __init__(self, *args: Any, grading: Grading, held: Mapping[int, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = list(grading.points.all())
        percent = grading.basis == Grading.Basis.PERCENT
        for point in self.points:
            value = held.get(point.position)
            self.fields[f"grade-{point.position}"] = forms.DecimalField(
                label=f"{point.label}, {'%' if percent else 'records'}",
                required=False,
                min_value=Decimal(0),
                max_digits=7,
                decimal_places=2 if percent else 0,
                initial=value if value is None or percent else int(value),
                help_text="Empty means not said; 0 means none." if point.position == 1 else "",
            )

    def values(self) -> dict[int, Decimal | None]:
        """Return the grades by position."""
        return {point.position: self.cleaned_data[f"grade-{point.position}"] for point in self.points}
