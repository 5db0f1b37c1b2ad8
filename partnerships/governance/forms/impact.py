"""Impact chains: their title, and each of their four links."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from partnerships.evidence.models import EvidenceBox
from partnerships.governance.models import Step
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField
from safeguarding.lib.prose_editor import ProseField

# Label and hint of the words, of the day and of the source, by step. {people}: whom the partnership protects.
ASKED = {
    Step.DID: (
        ("What did you do?", "What changed in practice, not what exists."),
        ("On which day, or by which day?", ""),
        ("Where can that be checked?", "For example, minutes of the executive, 12 March 2026."),
    ),
    Step.EVIDENCE: (
        ("How do you know?", "What an audit, figures, an inspection or {people} and families showed."),
        ("Of which day is the evidence?", ""),
        ("Which document or survey is it from?", "For example, multi-agency audit of neglect, June 2026."),
    ),
    Step.DIFFERENCE: (
        ("What is different for {people}?", "In their lives, not in procedures. Bad news belongs here too."),
        ("On which day was that known?", ""),
        ("Who says so, and where?", "For example, survey of 60 families by Healthwatch."),
    ),
    Step.NEXT: (
        ("What comes next?", "One to three things, or why nothing more is needed."),
        ("By which day?", ""),
        ("Who decided it, and where?", "For example, partnership board, 4 June 2026."),
    ),
}


class ChainForm(GovUKForm):
    """A new chain."""

    title = forms.CharField(
        max_length=160, label="What is it about?", help_text="A few words, such as: One neglect toolkit for everybody."
    )


class LinkForm(GovUKForm):
    """One link of a chain. Figures are found by words and ticked; the search works without scripts."""

    text = ProseField(rows=6)
    happened_on = DatePartsField(required=False)
    source = forms.CharField(max_length=255, required=False)
    known_by = DatePartsField(
        required=False,
        label="Too early to tell? Then when will you know?",
        noun="The day you will know",
        help_text="The report prints that it is too early, and the gap opens on that day.",
    )
    figures = forms.MultipleChoiceField(
        required=False, label="Figures that show it", widget=forms.CheckboxSelectMultiple
    )
    boxes = forms.ModelMultipleChoiceField(
        queryset=EvidenceBox.objects.none(),
        required=False,
        label="Evidence that shows it",
        widget=forms.CheckboxSelectMultiple,
        to_field_name="slug",
    )
    words = forms.CharField(
        max_length=100,
        required=False,
        label="Find figures and evidence",
        help_text="A word of their name, such as neglect or plans.",
    )
    version = VersionField()

    def __init__(
        self,
        *args: Any,
        step: Step,
        people: str,
        offered: Mapping[str, str],
        boxes: QuerySet[EvidenceBox],
        **kwargs: Any,
    ) -> None:
        """`offered` figures (key to words) and `boxes` can be ticked: those chosen before and those found."""
        super().__init__(*args, **kwargs)
        for name, (label, hint) in zip(("text", "happened_on", "source"), ASKED[step], strict=True):
            field = self.fields[name]
            field.label, field.help_text = label.format(people=people), hint.format(people=people)
        self.fields["happened_on"].noun = "The day"  # type: ignore[attr-defined]
        self.fields["text"].error_messages["required"] = "Say something, or leave this step for later"
        self.fields["figures"].choices = list(offered.items())  # type: ignore[attr-defined]
        self.fields["boxes"].queryset = boxes  # type: ignore[attr-defined]
        absent = {"known_by": step is not Step.DIFFERENCE, "figures": not offered, "boxes": not boxes}
        for name in (name for name, gone in absent.items() if gone):
            del self.fields[name]

    def typed(self) -> dict[str, Any]:
        """Return what stands in every box, right or wrong, to show the page again with more figures to tick."""
        return {name: field.widget.value_from_datadict(self.data, {}, name) for name, field in self.fields.items()}
