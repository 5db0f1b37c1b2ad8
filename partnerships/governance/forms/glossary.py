"""Abbreviations."""

from collections.abc import Container
from typing import Any

from django import forms

from partnerships.governance.acronyms import USUAL
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.fields import VersionField


class TermForm(GovUKForm):
    """An abbreviation."""

    abbreviation = forms.CharField(max_length=40, label="Abbreviation")
    expansion = forms.CharField(max_length=255, label="What it stands for")
    note = forms.CharField(max_length=255, required=False, label="Note")


class TermChangeForm(TermForm):
    """An abbreviation that is in the register."""

    version = VersionField()


class UsualForm(GovUKForm):
    """Which of the usual abbreviations to take over."""

    terms = forms.MultipleChoiceField(
        label="Abbreviations to add",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, listed: Container[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(short, f"{short}: {given[0]}") for short, given in USUAL.items() if short not in listed]
        self.fields["terms"].choices = choices  # type: ignore[attr-defined]
