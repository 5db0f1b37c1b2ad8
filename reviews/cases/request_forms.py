"""Shape and wording of questions to agencies, of their answers, and of the chronology."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partnerships.directory.models import Agency
from reviews.cases.forms import FuzzyField, ScannedForm
from reviews.cases.models import InformationRequest
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import WordsField

NO_NAMES = "Write no names, addresses or dates of birth: say “mother”, “older brother”, “class teacher”."


class RequestForm(ScannedForm):
    """A question to one agency."""

    scanned = ("question",)

    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), empty_label="Choose an agency")
    asked = forms.CharField(label="Whom do you ask?", max_length=120, help_text="A role, such as named nurse.")
    email = forms.EmailField(label="Email address", help_text="The email says only that there is a question.")
    question = WordsField(
        label="What do you ask?",
        max_words=500,
        help_text=f"Tell them by telephone whom it is about. {NO_NAMES}",
    )
    due_on = DatePartsField(label="When do you need the answer?", noun="The due date")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class CodeForm(GovUKForm):
    """The code told by telephone."""

    code = forms.CharField(max_length=20, help_text="Six letters and numbers you were told by telephone.")


class ChronologyForm(ScannedForm):
    """One thing that happened."""

    scanned = ("text", "source")

    happened = FuzzyField(label="When was it?")
    text = WordsField(label="What happened?", max_words=300, help_text=NO_NAMES)
    source = forms.CharField(
        label="Where is it written?", max_length=160, required=False, help_text="Such as health visiting record."
    )


class AnswerForm(ScannedForm):
    """Sending the answer."""

    scanned = ("learning", "reason", "answered_as")

    answer = forms.ChoiceField(
        label="What is your answer?", choices=InformationRequest.Answer.choices, widget=forms.RadioSelect
    )
    learning = WordsField(
        label="What has your agency learned from it?",
        required=False,
        max_words=500,
        help_text=f"What worked well and what you would do in another way. {NO_NAMES}",
    )
    reason = WordsField(label="If you can not answer, why?", required=False, max_words=200)
    answered_as = forms.CharField(
        label="Your role", max_length=120, help_text="Such as named nurse. Your name is not needed."
    )
