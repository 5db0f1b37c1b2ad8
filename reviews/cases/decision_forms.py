"""Shape and wording of decisions and of publication."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partnerships.directory.models import Agency
from reviews.cases.forms import ScannedForm
from reviews.cases.guidance.criteria import Considered
from reviews.cases.models import Case, Criterion, Decision, DisputeStep, PanelAnswer, Ratification
from reviews.cases.selectors.editions import criteria_for
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import WordsField


class DecisionForm(ScannedForm):
    """A decision, with the criteria of the case's law one by one."""

    scanned: tuple[str, ...] = ("rationale", "dispute")

    outcome = forms.ChoiceField(label="What was decided?", choices=Decision.Outcome.choices, widget=forms.RadioSelect)
    decided_on = DatePartsField(label="When?", noun="The day of the decision")
    decided_by = forms.CharField(
        label="Who decided?", max_length=160, help_text="A role or group, such as the independent scrutineer."
    )
    delegated = forms.BooleanField(
        required=False, label="The safeguarding partners had delegated this decision to them"
    )
    rationale = WordsField(max_words=1000, rows=6)
    paragraph = forms.CharField(
        label="Paragraph relied on", max_length=160, help_text="Such as chapter 4, paragraphs 15 to 19."
    )
    dispute = WordsField(label="If it is disputed, how is that being settled?", required=False, max_words=500)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
    """The national panel's answer."""

    scanned = ("verbatim", "goes_ahead")

    stance = forms.ChoiceField(
        label="Does the panel agree?", choices=PanelAnswer.Stance.choices, widget=forms.RadioSelect
    )
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
        help_text="Needed where the panel disagrees.",
    )
    may_be_quoted = forms.BooleanField(
        required=False,
        label="Reports may quote this answer",
        help_text="Only once the review's record is released.",
    )


class CheckForm(ScannedForm):
    """The redaction check."""

    scanned = ("note",)

    read = forms.BooleanField(
        label="I have read the whole draft and found nothing that could identify a child, an adult or a family",
        error_messages={"required": "Tick this once you have read the whole draft"},
    )
    note = forms.CharField(label="What did you have changed?", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(GovUKForm):
    """Where and when it was published."""

    link = forms.URLField(label="Web address of the review", assume_scheme="https")
    published_on = DatePartsField(label="When was it published?", noun="The day of publication")


class HoldForm(ScannedForm):
    """Why it is not published, or not yet."""

    scanned = ("reason",)

    event = forms.ChoiceField(
        label="What was decided?",
        choices=[("delay", "Publish later"), ("withhold", "Do not publish")],
        widget=forms.RadioSelect,
    )
    reason = WordsField(label="Why?", max_words=300, help_text="Reports may state this reason. Do not name anybody.")
