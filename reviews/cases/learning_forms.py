"""Shape and wording of findings, recommendations, what came of them, and the public record."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partnerships.actions.forms import ActionForm
from partnerships.directory.models import Agency, User
from reviews.cases.forms import FuzzyField, ScannedForm
from reviews.cases.models import Addressee, Briefing, Finding, Recommendation, Theme
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField, WordsField

OPEN_WORDS = "Everybody who reads the action log will see this. Say nothing the published review does not say."
PUBLIC = "May be printed in reports once the review is released. Do not name anybody."


class CountsForm(GovUKForm):
    """How many the report says it has."""

    findings = forms.IntegerField(
        label="Findings the report says it has",
        required=False,
        min_value=0,
        max_value=999,
        help_text="Leave empty where the report does not say.",
    )
    recommendations = forms.IntegerField(
        label="Recommendations the report says it has", required=False, min_value=0, max_value=999
    )


class NumberedForm(ScannedForm):
    """Something the report numbers, with its themes."""

    scanned = ("text",)

    number = forms.IntegerField(
        required=False, min_value=1, max_value=999, help_text="As in the report. Leave empty for the next number."
    )
    text = WordsField(label="In the words of the report", max_words=500, help_text=PUBLIC)
    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = VersionField(required=False)

    def __init__(self, *args: Any, themes: QuerySet[Theme], adding: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]
        del self.fields["version" if adding else "number"]


class FindingForm(NumberedForm):
    """A finding."""

    tone = forms.ChoiceField(
        label="What is it?", choices=Finding.Tone.choices, widget=forms.RadioSelect, initial=Finding.Tone.LEARNING
    )
    field_order = ("number", "text", "tone", "themes", "version")


class RecommendationForm(NumberedForm):
    """A recommendation, and whom it is addressed to."""

    findings = forms.ModelMultipleChoiceField(
        label="Findings it answers",
        queryset=Finding.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    agencies = forms.ModelMultipleChoiceField(
        label="Addressed to", queryset=Agency.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    body = forms.CharField(
        label="Somebody outside the partnership", max_length=160, required=False, help_text="Such as NHS England."
    )
    field_order = ("number", "text", "agencies", "body", "findings", "themes", "version")

    def __init__(
        self, *args: Any, findings: QuerySet[Finding], agencies: QuerySet[Agency], adding: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, adding=adding, **kwargs)
        self.fields["findings"].queryset = findings  # type: ignore[attr-defined]
        self.fields["findings"].label_from_instance = (  # type: ignore[attr-defined]
            lambda finding: f"{finding.number}. {finding.text[:120]}"
        )
        self.fields["agencies"].queryset = agencies  # type: ignore[attr-defined]


class ResponseForm(ScannedForm):
    """What an addressee answers."""

    scanned = ("words",)

    stance = forms.ChoiceField(label="What do they answer?", choices=Addressee.Stance.choices, widget=forms.RadioSelect)
    words = WordsField(
        label="In their own words",
        required=False,
        max_words=500,
        help_text=f"Needed unless they accept without more. {PUBLIC}",
    )
    answered_on = DatePartsField(label="When did they answer?", noun="The day they answered")
    version = VersionField(required=False)


class ProgressForm(ScannedForm):
    """How far a recommendation has come."""

    scanned = ("words", "evidence")

    standing = forms.ChoiceField(
        label="How far has it come?", choices=Recommendation.Standing.choices, widget=forms.RadioSelect
    )
    words = WordsField(
        label="What was done, or why not",
        max_words=300,
        help_text=f"Say why where it is done by another way, not implemented or deferred. {PUBLIC}",
    )
    evidence = forms.CharField(
        required=False, max_length=255, help_text="Needed for “done”: the audit, the policy, the minute."
    )
    noted_on = DatePartsField(label="As at which day?", noun="The day")


class CaseActionForm(ScannedForm, ActionForm):
    """An action for a recommendation. A person can own it only from the list of the case."""

    scanned = ("title", "success")

    shared = forms.BooleanField(
        required=False,
        label="Everybody who reads the action log may see it",
        help_text="Only once the public record of this case is released. Otherwise only the list of this case sees it.",
    )
    field_order = (*ActionForm.field_order, "shared")

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_person"].queryset = people  # type: ignore[attr-defined]
        self.fields["owner_person"].help_text = "People on the list of this case."


class ActionShareForm(ScannedForm):
    """A confidential action in words everybody who reads the action log may see."""

    scanned: tuple[str, ...] = ("title", "success", "settled_words", "reason")

    title = forms.CharField(label="What is being done?", max_length=255, help_text=OPEN_WORDS)
    success = WordsField(
        label="What will it look like when it has worked?", required=False, max_words=150, rows=3, help_text=OPEN_WORDS
    )
    settled_words = WordsField(
        label="How or why was it settled?",
        max_words=300,
        rows=3,
        help_text=OPEN_WORDS,
        error_messages={"required": "Enter an answer to “How or why was it settled?”"},
    )
    reason = forms.CharField(
        label="Why may everybody know of it now?",
        max_length=255,
        help_text="Such as “The review is published”. Kept on the audit trail of the partnership.",
        error_messages={"required": "Say why everybody may know of it now"},
    )

    def __init__(self, *args: Any, settled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settled:
            self.scanned = tuple(name for name in self.scanned if name != "settled_words")
            del self.fields["settled_words"]


class ImpactForm(ScannedForm):
    """What changed because of the review."""

    scanned = ("title", "words", "evidence")

    title = forms.CharField(
        label="Heading", required=False, max_length=120, help_text="Such as “Exclusions”. May be left empty."
    )
    words = WordsField(label="What changed?", max_words=500, help_text=PUBLIC)
    happened = FuzzyField(label="When did it show?")
    evidence = forms.CharField(label="What shows it?", required=False, max_length=255)
    recommendation = forms.ModelChoiceField(
        label="Recommendation it answers",
        queryset=Recommendation.objects.none(),
        required=False,
        empty_label="The review as a whole",
    )

    def __init__(self, *args: Any, recommendations: QuerySet[Recommendation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recommendation"].queryset = recommendations  # type: ignore[attr-defined]


class AuthorForm(ScannedForm):
    """Who wrote the review."""

    scanned = ("role", "organisation")

    role = forms.CharField(max_length=120, help_text="Such as independent reviewer. Never a name.")
    organisation = forms.CharField(required=False, max_length=160)
    independent = forms.BooleanField(required=False, label="Independent of the agencies reviewed")


class BriefingForm(ScannedForm):
    """How the learning was taken to people."""

    scanned = ("title",)

    sort = forms.ChoiceField(label="What is it?", choices=Briefing.Sort.choices, widget=forms.RadioSelect)
    title = forms.CharField(max_length=160)
    issued = FuzzyField(label="When?")
    readers = forms.MultipleChoiceField(
        label="For whom?", choices=Briefing.Reader.choices, widget=forms.CheckboxSelectMultiple
    )
    reached = forms.IntegerField(label="How many people did it reach?", required=False, min_value=0)
    link = forms.URLField(label="Web address", required=False, assume_scheme="https")


class RecordForm(ScannedForm):
    """Putting the public record up for the second person."""

    scanned = ("title",)

    title = forms.CharField(
        label="Name to print it under",
        max_length=60,
        help_text="The name the review is published under, such as Child Q, or one that gives nothing away.",
    )


class RecordReleaseForm(ScannedForm):
    """Letting the record out."""

    scanned = ("reason",)

    read = forms.BooleanField(
        label="I have read every line above and found nothing that could identify a child, an adult or a family",
        error_messages={"required": "Tick this once you have read every line"},
    )
    reason = forms.CharField(label="What is it for?", max_length=255, help_text="Such as the yearly report.")
