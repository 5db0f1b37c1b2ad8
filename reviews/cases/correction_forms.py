"""Shape and wording of corrections, and of a real name kept with consent."""

from typing import Any

from django import forms

from reviews.cases.forms import SubjectForm
from reviews.cases.models import Kind
from reviews.cases.policies import KIND_BECOMES
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField
from safeguarding.lib.forms.scanned import ScannedForm


class SubjectChangeForm(SubjectForm):
    """What is recorded of a child or adult, as somebody opened it."""

    version = VersionField(required=False)


class NameForm(GovUKForm):
    """A real name, and the consent without which it may not be kept."""

    name = forms.CharField(label="Name", max_length=160, help_text="Shown on this page only. Never printed.")
    consent_by = forms.CharField(
        label="Who consented to it being kept and published?",
        max_length=160,
        help_text="Their relation to the person and where it is recorded, such as the mother, letter of that day.",
    )
    consent_on = DatePartsField(label="When did they consent?", noun="The day of the consent")


class KindForm(ScannedForm):
    """The other kind of safeguarding adults review, and why."""

    scanned = ("because",)

    kind = forms.ChoiceField(label="Kind of review", widget=forms.RadioSelect)
    because = forms.CharField(
        label="Why?", max_length=255, help_text="Such as who found that the criteria are not met, and when."
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other = KIND_BECOMES.get(Kind(kind))
        self.fields["kind"].choices = [(other.value, other.label)] if other else []  # type: ignore[attr-defined]
