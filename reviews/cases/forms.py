"""Shape and wording of what coordinators enter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from partnerships.directory.models import Area, Partnership, User
from reviews.cases.models import (
    KINDS,
    Case,
    EventKind,
    Kind,
    Relation,
    Subject,
    Theme,
)
from reviews.cases.models.words import events_offered
from safeguarding.lib.calendar import FuzzyDate, FuzzyDateProblem
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField, WordsField
from safeguarding.lib.forms.scanned import ScannedForm

ROUGH = (
    "As exactly as it is known: 3 December 2020, December 2020, Q4 2020, autumn 2020, early 2020, 2020, 2020-21 "
    "or before 2015."
)
EVIDENCE = "What shows it: the email, minute or form and its date. Do not write names here."


class FuzzyField(forms.CharField):
    """A date in words, as exactly as it is known; cleans to FuzzyDate or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", ROUGH)
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> FuzzyDate | None:  # type: ignore[override]
        """Read the words."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return FuzzyDate.read(text)
        except FuzzyDateProblem as error:
            raise ValidationError(str(error), code="date") from error

    def run_validators(self, value: Any) -> None:
        """Skip the checks of texts: what is here is a date."""


class CaseForm(ScannedForm):
    """What describes a case."""

    scanned = ("pseudonym", "summary", "public_summary", "public_decision", "lead_board", "other_boards")

    pseudonym = forms.CharField(
        max_length=60, help_text="A letter, a code or a chosen name, such as Child Q. Never a real name."
    )
    incident = FuzzyField(label="When was the incident?", required=False)
    area = forms.ModelChoiceField(queryset=Area.objects.none(), required=False, empty_label="Whole partnership")
    summary = WordsField(
        required=False, max_words=1000, rows=8, help_text="Read only by people on the list of this case."
    )
    public_summary = WordsField(
        required=False, max_words=300, help_text="What may be printed in the yearly report once the case is published."
    )
    public_decision = WordsField(
        label="What was decided and why, for the public",
        required=False,
        max_words=300,
        help_text="Such as who decided not to carry out a review, and on what grounds.",
    )
    lead_board = forms.CharField(
        label="Partnership that leads",
        max_length=160,
        required=False,
        help_text="Leave empty when yours does. A review led elsewhere is not counted in your figures.",
    )
    other_boards = forms.CharField(
        label="Other partnerships involved", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.none(),
        required=False,
        label="Themes and vulnerabilities",
        widget=forms.CheckboxSelectMultiple,
    )
    version = VersionField(required=False)

    def __init__(self, *args: Any, partnership: Partnership, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = Area.objects.filter(pk=partnership.area_id) | Area.objects.filter(parent=partnership.area_id)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]


class CaseOpenForm(ScannedForm):
    """The little that is needed to open a case; the rest is entered on its page."""

    scanned = ("pseudonym", "evidence", "summary")

    kind = forms.ChoiceField(
        label="Kind of case",
        choices=[(spec.kind.value, spec.kind.label) for spec in KINDS if spec.opens_with],
        widget=forms.RadioSelect,
    )
    pseudonym = forms.CharField(
        max_length=60, help_text="A letter, a code or a chosen name, such as Child Q. Never a real name."
    )
    began = DatePartsField(
        label="When did it begin?",
        noun="The day it began",
        help_text="The day the first clock counts from: for a notification when the council became aware, for a rapid "
        "review when the panel was notified, for a practice review the decision, for a SAR the referral.",
    )
    evidence = forms.CharField(label="Evidence of that day", max_length=255, help_text=EVIDENCE)
    incident = FuzzyField(label="When was the incident?", required=False)
    summary = WordsField(required=False, max_words=1000, help_text="Read only by people on the list of this case.")


class CaseImportForm(ScannedForm):
    """A past review, entered from its report; dates as exactly as the report says them."""

    scanned = ("pseudonym", "evidence")

    kind = forms.ChoiceField(label="Kind of review", choices=Kind.choices, widget=forms.RadioSelect)
    pseudonym = forms.CharField(
        max_length=60, help_text="The one used in the published report, such as Child Q. Never a real name."
    )
    incident = FuzzyField(label="When was the incident?", required=False)
    started = FuzzyField(label="When did the review start?", required=False)
    published = FuzzyField(label="When was it published?", required=False)
    evidence = forms.CharField(
        label="Where the dates are from", max_length=255, help_text="Such as the report and its page."
    )

    def events(self) -> dict[EventKind, FuzzyDate]:
        """Return the dates given, by what happened."""
        given = self.cleaned_data
        kinds = {"incident": EventKind.INCIDENT, "started": EventKind.STARTED, "published": EventKind.PUBLISHED}
        return {kind: given[name] for name, kind in kinds.items() if given[name]}


class EventForm(ScannedForm):
    """Something that happened."""

    scanned = ("evidence",)

    kind = forms.ChoiceField(label="What happened?")
    when = FuzzyField(label="When?")
    evidence = forms.CharField(max_length=255, help_text=EVIDENCE)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = events_offered(kind)  # type: ignore[attr-defined]


class ReasonForm(ScannedForm):
    """Only a reason."""

    scanned = ("reason",)

    reason = forms.CharField(max_length=255)


class CloseForm(ScannedForm):
    """Closing a case whose deadlines still run."""

    scanned = ("because",)

    because = forms.CharField(
        label="Why is the case closed all the same?",
        max_length=255,
        help_text="Such as: the partners decided on 4 March that there will be no review.",
        error_messages={"required": "Say why the case is closed with these deadlines not met"},
    )


class PauseForm(ScannedForm):
    """Stopping a clock."""

    scanned = ("reason",)

    paused_on = DatePartsField(label="First day that does not count", noun="First day that does not count")
    reason = forms.CharField(max_length=255)
    decided_by = forms.CharField(
        label="Who decided?", max_length=160, help_text="A role or a group, such as the safeguarding partners."
    )


class ResumeForm(GovUKForm):
    """Letting a clock run again."""

    resumed_on = DatePartsField(label="First day that counts again", noun="First day that counts again")


class ExpectForm(ScannedForm):
    """The forecast of a clock."""

    scanned = ("because",)

    expected_on = DatePartsField(label="When do you expect it to be done?", noun="The day you expect")
    because = forms.CharField(label="Why then?", max_length=255)


class SubjectForm(ScannedForm):
    """A child or adult the case is about."""

    scanned = ("pseudonym", "exact_age", "characteristics")

    pseudonym = forms.CharField(max_length=60, help_text="A letter, a code or a chosen name. Never a real name.")
    age_band = forms.ChoiceField(
        label="Age at the time", choices=Subject.AgeBand.choices, help_text="Reports print this band."
    )
    sex = forms.ChoiceField(choices=Subject.Sex.choices, initial=Subject.Sex.UNKNOWN, required=False)
    ethnicity = forms.ChoiceField(
        label="Ethnic group", choices=Subject.Ethnicity.choices, initial=Subject.Ethnicity.UNKNOWN, required=False
    )
    disability = forms.ChoiceField(
        label="Disabled",
        choices=Subject.Disability.choices,
        initial=Subject.Disability.UNKNOWN,
        required=False,
        help_text="These three are counted to find disproportionality, and never printed of one person.",
    )
    exact_age = forms.CharField(
        label="Exact age", max_length=40, required=False, help_text="Restricted: never printed. Not a date of birth."
    )
    characteristics = forms.CharField(
        label="What else matters for the review",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as a first language or a faith. Restricted: never printed.",
    )

    def clean(self) -> dict[str, Any]:
        """Take what was left out as not known."""
        given = super().clean()
        blank = {name: "unknown" for name in ("sex", "ethnicity", "disability") if not given.get(name)}
        return {**given, **blank}


class AccessForm(ScannedForm):
    """Putting somebody on the list."""

    scanned = ("reason",)

    person = forms.ModelChoiceField(queryset=User.objects.none(), empty_label="Choose a person")
    reason = forms.CharField(label="Why do they need to know?", max_length=255)
    coordinates = forms.BooleanField(
        required=False, label="This person keeps the case", help_text="They can change it and its list."
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class EmergencyForm(ScannedForm):
    """Opening a case in an emergency."""

    scanned = ("reason",)

    reference = forms.CharField(label="Reference of the case", max_length=20, help_text="Such as K7XD-2PQM.")
    reason = forms.CharField(
        label="Why do you need to see it now?",
        max_length=255,
        help_text="Kept for good and read by the case review coordinator.",
    )


class TakeOverForm(GovUKForm):
    """Taking over a case nobody keeps any more."""

    reference = forms.CharField(label="Reference of the case", max_length=20, help_text="Such as K7XD-2PQM.")
    reason = forms.CharField(
        label="Why do you take it over?", max_length=255, help_text="Kept for good on the list of the case."
    )


class RegisterFilterForm(GovUKForm):
    """The register's filter."""

    words = forms.CharField(label="Reference or pseudonym", required=False, max_length=60)
    kind = forms.ChoiceField(required=False, choices=[("", "Any kind"), *Kind.choices])
    status = forms.ChoiceField(required=False, choices=[("", "Open and closed"), *Case.Status.choices])
    theme = forms.ModelChoiceField(queryset=Theme.objects.none(), required=False, empty_label="Any theme")

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]

    def kept(self, rows: QuerySet[Case]) -> QuerySet[Case]:
        """Return the rows the filter keeps; a wrong choice keeps none."""
        if not self.is_valid():
            return rows.none()
        given = self.cleaned_data
        if given["words"]:
            rows = rows.filter(reference__icontains=given["words"]) | rows.filter(pseudonym__icontains=given["words"])
        if given["kind"]:
            rows = rows.filter(kind=given["kind"])
        if given["status"]:
            rows = rows.filter(status=given["status"])
        return rows.filter(themes=given["theme"]) if given["theme"] else rows


class CountForm(ScannedForm):
    """The day that puts the case in a year."""

    scanned = ("because",)

    counted_on = DatePartsField(
        label="Day it is counted on",
        noun="The day it is counted on",
        required=False,
        help_text="Leave empty to count it by its kind: a rapid review by its notification, a review by publication.",
    )
    because = forms.CharField(label="Why then?", max_length=255, required=False)


class RelateForm(ScannedForm):
    """How this case belongs with another."""

    scanned = ("scrutiny",)

    sort = forms.ChoiceField(label="This case", choices=Relation.Sort.choices, widget=forms.RadioSelect)
    target = forms.ModelChoiceField(
        label="Other case",
        queryset=Case.objects.none(),
        empty_label="Choose a case",
        help_text="Cases you keep.",
        error_messages={"invalid_choice": "Choose a case from the list"},
    )
    scrutiny = forms.CharField(
        label="Areas agreed for further scrutiny",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only for an update: one area on each line. They may be printed in reports.",
    )

    def __init__(self, *args: Any, others: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = others  # type: ignore[attr-defined]
        self.fields["target"].label_from_instance = (  # type: ignore[attr-defined]
            lambda case: f"{case.reference}, {case.pseudonym}, {case.get_kind_display()}"
        )
