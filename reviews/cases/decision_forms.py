"""Shape and wording of decisions and of publication."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partnerships.directory.models import Agency
from reviews.cases.forms import ScannedForm
from reviews.cases.guidance.criteria import Considered
from reviews.cases.models import Case, Criterion, Decision, DisputeStep, Kind, PanelAnswer, Ratification
from reviews.cases.models.words import KIND_WORDS
from reviews.cases.selectors.editions import criteria_for
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import UploadField, WordsField


class DecisionForm(ScannedForm):
    """A decision, with the criteria of the case's law one by one."""

    scanned: tuple[str, ...] = ("rationale", "dispute")

    outcome = forms.ChoiceField(label="What was decided?", choices=Decision.Outcome.choices, widget=forms.RadioSelect)
    decided_on = DatePartsField(label="When?", noun="The day of the decision")
    decided_by = forms.CharField(
        label="Who decided?", max_length=160, help_text="A role or group, such as the independent scrutineer."
    )
    delegated = forms.BooleanField(required=False)
    rationale = WordsField(max_words=1000, rows=6)
    paragraph = forms.CharField(
        label="Paragraph relied on", max_length=160, help_text="Such as chapter 4, paragraphs 15 to 19."
    )
    dispute = WordsField(label="If it is disputed, how is that being settled?", required=False, max_words=500)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deciders = KIND_WORDS[Kind(case.kind)].deciders
        self.fields["delegated"].label = f"{deciders} had delegated this decision to them"
        self.texts = criteria_for(case)
        self.scanned = (*self.scanned, *(f"note_{number}" for number in range(len(self.texts))))
        for number, text in enumerate(self.texts):
            self.fields[f"answer_{number}"] = forms.ChoiceField(
                label=text,
                choices=Criterion.Answer.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Say whether this is met: {text}"},
            )
            self.fields[f"note_{number}"] = forms.CharField(
                label="Why?", required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.order_fields([*(f"{name}_{n}" for n in range(len(self.texts)) for name in ("answer", "note"))])

    def considered(self) -> list[Considered]:
        """Return every criterion as it was considered."""
        given = self.cleaned_data
        return [
            Considered(text=text, answer=given[f"answer_{number}"], note=given[f"note_{number}"])
            for number, text in enumerate(self.texts)
        ]


class RatificationForm(ScannedForm):
    """What a safeguarding partner said."""

    scanned = ("words",)

    agency = forms.ModelChoiceField(
        label="Safeguarding partner", queryset=Agency.objects.none(), empty_label="Choose a partner"
    )
    stance = forms.ChoiceField(
        label="How does it stand?", choices=Ratification.Stance.choices, widget=forms.RadioSelect
    )
    words = WordsField(label="In its own words", required=False, max_words=500, help_text="Needed where it dissents.")
    given_on = DatePartsField(label="When?", noun="The day it said so")

    def __init__(self, *args: Any, partners: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = partners  # type: ignore[attr-defined]


class DisputeForm(ScannedForm):
    """A step of a disagreement."""

    scanned = ("words",)

    route = forms.ChoiceField(label="What was done?", choices=DisputeStep.Route.choices, widget=forms.RadioSelect)
    taken_on = DatePartsField(label="When?", noun="The day it was done")
    words = WordsField(label="Who disagreed, and what was said?", max_words=500)


class PanelAnswerForm(ScannedForm):
    """The answer of the national body that reads decisions of this kind."""

    scanned = ("verbatim", "goes_ahead")

    stance = forms.ChoiceField(choices=PanelAnswer.Stance.choices, widget=forms.RadioSelect)
    verbatim = WordsField(label="Its answer, word for word", max_words=1500, rows=8)
    answered_on = DatePartsField(
        label="Date of its answer",
        noun="The date of its answer",
        help_text="Enter it only here: “What happened” of the case takes it over.",
    )
    goes_ahead = WordsField(
        label="What does the partnership do about it?",
        required=False,
        max_words=500,
        help_text="Needed where it disagrees.",
    )
    may_be_quoted = forms.BooleanField(
        required=False,
        label="Reports may quote this answer",
        help_text="Only once the review's record is released.",
    )

    def __init__(self, *args: Any, body: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stance"].label = f"Does the {body} agree?"


class DraftForm(GovUKForm):
    """The draft that a second person reads: a file, or a link to it."""

    upload = UploadField(
        label="The draft report",
        required=False,
        endings=("pdf", "docx"),
        max_bytes=20 * 1024 * 1024,
        help_text="Only the list of this case can open it.",
    )
    link = forms.URLField(
        label="Or a link to it",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Where the second person can read it.",
        error_messages={"invalid": "Enter a link in full, like https://www.example.org/page"},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        said = super().clean() or {}
        if not self.errors and bool(said.get("upload")) == bool(said.get("link")):
            words = "Give only one: a file or a link" if said.get("link") else "Select the draft, or give a link to it"
            self.add_error("upload", words)
        return said


class CheckForm(ScannedForm):
    """The redaction check. `seen` is the digest of what the page showed."""

    scanned = ("note",)

    read = forms.BooleanField(
        label="I have read the whole draft and found nothing that could identify a child, an adult or a family",
        error_messages={"required": "Tick this once you have read the whole draft"},
    )
    note = forms.CharField(label="What did you have changed?", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class PublishForm(ScannedForm):
    """Where and when it was published. Without a recorded advance copy it asks why."""

    scanned: tuple[str, ...] = ("without_copy",)

    link = forms.URLField(label="Web address of the review", assume_scheme="https")
    published_on = DatePartsField(label="When was it published?", noun="The day of publication")
    without_copy = WordsField(
        label="Why was no advance copy sent to the national panel?",
        max_words=300,
        help_text="None is recorded. If one was sent, record “Advance copy sent” on the page of the case instead.",
        error_messages={"required": "Say why no advance copy was sent, or record that it was"},
    )

    def __init__(self, *args: Any, copy_missing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not copy_missing:
            self.scanned = ()
            del self.fields["without_copy"]


class PublicationCorrectForm(ScannedForm):
    """The right link and day of a publication recorded wrongly."""

    scanned = ("reason",)

    link = forms.URLField(label="Web address of the review", assume_scheme="https")
    published_on = DatePartsField(label="When was it published?", noun="The day of publication")
    reason = forms.CharField(label="What was wrong?", max_length=255)


class HoldForm(ScannedForm):
    """Why it is not published, or not yet."""

    scanned = ("reason",)

    event = forms.ChoiceField(
        label="What was decided?",
        choices=[("delay", "Publish later"), ("withhold", "Do not publish")],
        widget=forms.RadioSelect,
    )
    reason = WordsField(label="Why?", max_words=300, help_text="Reports may state this reason. Do not name anybody.")
