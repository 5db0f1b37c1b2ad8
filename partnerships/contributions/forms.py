"""Shape and wording of what people enter in a contribution."""

from typing import Any

from django import forms

from partnerships.contributions.models import Answer
from partnerships.contributions.policies import MOST_BYTES
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import UploadField, VersionField
from safeguarding.lib.prose_editor import ProseField
from safeguarding.lib.uploads import ENDINGS


class AnswerForm(GovUKForm):
    """One answer, or a reasoned "nothing to report"."""

    body = ProseField(drafting=True, label="Your answer")
    nothing_to_report = forms.BooleanField(
        required=False,
        label="We have nothing to report here",
        help_text="Printed as such, so that silence is not taken for an oversight.",
    )
    reason = forms.CharField(required=False, max_length=255, label="Why there is nothing to report")
    version = VersionField()

    def __init__(self, *args: Any, answer: Answer, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _said(answer))
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        body.label = answer.title
        body.required = answer.required
        body.words = answer.advised  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse words and "nothing to report" together, and "nothing to report" without a reason."""
        said = super().clean() or {}
        if said.get("nothing_to_report") and said.get("body"):
            self.add_error("nothing_to_report", "You wrote an answer too. Take one of the two away.")
        if said.get("nothing_to_report") and not said.get("reason"):
            self.add_error("reason", "Say why there is nothing to report")
        return said


class HeadingForm(GovUKForm):
    """A heading of the contributor's own."""

    heading = forms.CharField(max_length=160, label="Heading")


class PeriodForm(GovUKForm):
    """The contributor's own reporting period; both days empty for the round's."""

    starts_on = DatePartsField(required=False, label="First day", noun="First day")
    ends_on = DatePartsField(required=False, label="Last day", noun="Last day")
    version = VersionField()

    def clean(self) -> dict[str, Any]:
        """Refuse half a period and one that runs backwards."""
        said = super().clean() or {}
        start, end = said.get("starts_on"), said.get("ends_on")
        if not self.errors and bool(start) != bool(end):
            self.add_error("ends_on" if start else "starts_on", "Enter both days, or neither for the round's period")
        if start and end and end < start:
            self.add_error("ends_on", "Last day must be on or after the first day")
        return said


class ExtensionForm(GovUKForm):
    """A later day for one contribution, or the round's again."""

    due_on = DatePartsField(
        required=False, label="New due date", noun="New due date", help_text="Leave it empty for the date of the round."
    )
    due_because = forms.CharField(required=False, max_length=255, label="Why has it more time?")
    version = VersionField()


class ReasonForm(GovUKForm):
    """Why a contribution is no longer asked for."""

    reason = forms.CharField(
        max_length=255,
        label="Why is it no longer asked for?",
        error_messages={"required": "Say why it is no longer asked for"},
    )


class CommentForm(GovUKForm):
    """What has to change before it can be approved."""

    comment = forms.CharField(
        label="What has to change?",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what has to change"},
    )


class RemarkForm(GovUKForm):
    """A comment on one answer, or on the whole."""

    about = forms.ChoiceField(label="About", required=False)
    text = forms.CharField(
        label="Comment", widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Say what you mean"}
    )

    def __init__(self, *args: Any, answers: list[Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "The whole contribution"), *((str(answer.pk), answer.title) for answer in answers)]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]


class SettleForm(GovUKForm):
    """What was done about a comment."""

    how = forms.CharField(
        max_length=255, label="What was done about it?", error_messages={"required": "Say what was done about it"}
    )


class AttachmentForm(GovUKForm):
    """A file that goes with a contribution."""

    title = forms.CharField(max_length=160, label="What the file is")
    upload = UploadField(label="File", endings=ENDINGS, max_bytes=MOST_BYTES)


def _said(answer: Answer) -> dict[str, Any]:
    return {
        "body": answer.body,
        "nothing_to_report": answer.nothing_to_report,
        "reason": answer.reason,
        "version": answer.version,
    }
