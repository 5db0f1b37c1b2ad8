"""Shape and wording of what people enter in publishing."""

import hashlib
import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from safeguarding.lib.disclosure import Policy
from safeguarding.lib.disclosure.policy import HIGHEST, LOWEST
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.fields import UploadField

_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileCheckForm(GovUKForm):
    """A PDF, or the SHA-256 digest of one; `digest` of the cleaned data is what to look for."""

    file = UploadField(
        label="Upload the PDF",
        help_text="The file is not kept.",
        endings=("pdf",),
        max_bytes=settings.FILE_UPLOAD_MAX_BYTES,
        required=False,
    )
    sha256 = forms.CharField(
        label="Or enter the SHA-256 digest of the file",
        help_text="64 letters and digits. Spaces do not matter.",
        max_length=120,
        required=False,
    )

    def clean_sha256(self) -> str:
        """Return the digest without spaces, in small letters."""
        said = re.sub(r"\s", "", self.cleaned_data["sha256"]).lower()
        if said and not _DIGEST.fullmatch(said):
            raise ValidationError(
                "Enter a SHA-256 digest: 64 characters, digits and the letters a to f only", code="digest"
            )
        return said

    def clean(self) -> dict[str, Any]:
        """Work out the digest of the file where one was given."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        given = data.get("file")
        if given:
            total = hashlib.sha256()
            for chunk in given.chunks():
                total.update(chunk)
            data["digest"] = total.hexdigest()
        elif data.get("sha256"):
            data["digest"] = data["sha256"]
        elif not self.errors:
            self.add_error("file", ValidationError("Select a PDF or enter its digest", code="required"))
        return data


class PolicyForm(GovUKForm):
    """What counts as a small number."""

    threshold = forms.IntegerField(
        label="Largest small number",
        help_text="Counts from 1 up to this are hidden. The Department for Education uses 5.",
        min_value=LOWEST,
        max_value=HIGHEST,
    )
    zeros = forms.ChoiceField(
        label="Zeros",
        widget=forms.RadioSelect,
        choices=[("shown", "Printed as true zeros"), ("hidden", "Hidden like small numbers")],
    )
    reason = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}), max_length=600)

    @property
    def policy(self) -> Policy:
        """Return the policy entered."""
        return Policy(threshold=self.cleaned_data["threshold"], zeros_shown=self.cleaned_data["zeros"] == "shown")


class DecisionForm(GovUKForm):
    """Print a figure against the rules, or hide one though they allow it."""

    key = forms.ChoiceField(label="Figure")
    shows = forms.ChoiceField(
        label="What should the public edition do?",
        widget=forms.RadioSelect,
        choices=[("hide", "Hide it"), ("show", "Print it")],
    )
    reason = forms.CharField(
        label="Why",
        help_text="For the person who decides, and for the record. Say nothing here about a child.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
    )

    def __init__(self, *args: Any, figures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["key"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", ""), *figures]
