"""Forms whose free text is looked through for what could identify somebody before it is kept."""

from typing import Any

from django import forms

from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.identifiers import identifiers_in
from safeguarding.lib.prose_editor import ProseField
from safeguarding.lib.richtext import plain


class ScannedForm(GovUKForm):
    """A form whose free text is scanned for names, birth dates, NHS numbers and addresses before it is kept.

    The author is asked once, beside the field; ticking the box that then appears answers for all that was found.
    """

    scanned: tuple[str, ...] = ()
    confirmed = forms.BooleanField(
        required=False, label="I have checked: what was found in the text identifies nobody", widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        """Ask about what the scan finds."""
        given = super().clean() or {}
        found = {name: identifiers_in(self._words(name, given.get(name))) for name in self.scanned}
        if any(found.values()):
            self.fields["confirmed"].widget = forms.CheckboxInput()
        if not given.get("confirmed"):
            for name, identifiers in found.items():
                for identifier in identifiers[:3]:
                    self.add_error(name, identifier.question)
        return given

    def _words(self, name: str, said: object) -> str:
        text = str(said or "")
        return plain(text) if isinstance(self.fields.get(name), ProseField) else text
