"""What every form of the portal has: messages in the Design System's words, a summary, an answer to a stale form."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

# Text typed is "entered"; a choice among offered things is "selected".
SELECTED = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField, forms.BooleanField)


@dataclass(frozen=True)
class Theirs:
    """What somebody else saved meanwhile, field by field, to be read beside one's own words."""

    by: str
    at: datetime.datetime
    values: tuple[tuple[str, str], ...]


class GovUKFormMixin(forms.BaseForm):
    """Makes a Django form speak as the GOV.UK Design System asks."""

    use_required_attribute = False
    theirs: Theirs | None = None
    says_optional = True  # False for a filter, where nothing is needed

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = field.label or name.replace("_", " ").capitalize()
            speak_plainly(field)

    def add_stale_error(self, *, by: str, at: datetime.datetime, values: Mapping[str, str] | None = None) -> None:
        """Say that somebody saved meanwhile. The person's own words stay in the form; `values` shows the others."""
        self.theirs = Theirs(by, at, tuple((values or {}).items()))
        moment = timezone.localtime(at)
        self.add_error(
            None,
            f"{by} saved this page at {date_format(moment, 'g:ia').replace('.', '')} on "
            f"{date_format(moment, 'j F Y')}, after you opened it. Your changes are still below but are not saved. "
            "Compare them with what is saved now, then save again.",
        )


class GovUKForm(GovUKFormMixin, forms.Form):
    """A form without a model."""


class GovUKModelForm(GovUKFormMixin, forms.ModelForm):
    """A form that takes labels and limits from a model. Its `save` is not used: services write."""


def speak_plainly(field: forms.Field) -> None:
    """Replace Django's own wording where the form's author gave none."""
    label = str(field.label)
    noun = inside_sentence(label)
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = required_message(field, label)
    for code, wording in WORDINGS.items():
        # A message set by the form's author is not among the class's defaults.
        if field.error_messages.get(code) in (None, *inherited(field, code)):
            field.error_messages[code] = wording.format(label=label, noun=noun)
    if isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField | forms.FloatField):
        field.error_messages["invalid"] = f"{label} must be a whole number, like 12"
    elif isinstance(field, forms.DecimalField | forms.FloatField):
        field.error_messages["invalid"] = f"{label} must be a number, like 12 or 12.5"
    elif isinstance(field, forms.EmailField):
        field.error_messages["invalid"] = "Enter an email address in the correct format, like name@example.com"


def inside_sentence(label: str) -> str:
    """Return a label as it reads in the middle of a sentence: "ICB lead" and "I agree" keep their capitals."""
    keeps = label[1:2].isupper() or not label[1:2].isalpha()
    return label if keeps else label[:1].lower() + label[1:]


def required_message(field: forms.Field, label: str) -> str:
    """Return what to say of an empty field; a question can not follow "Enter" and a statement is ticked."""
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    verb = "Select" if isinstance(field, SELECTED) else "Enter"
    if label.endswith("?"):
        return f"{verb} an answer to “{label}”"
    return f"{verb} {inside_sentence(label)}"


WORDINGS = {
    "min_value": "{label} must be %(limit_value)s or more",
    "max_value": "{label} must be %(limit_value)s or less",
    "max_length": "{label} must be %(limit_value)d characters or fewer",
    "min_length": "{label} must be %(limit_value)d characters or more",
    "invalid_choice": "Select {noun} from the list",
    "max_decimal_places": "{label} must have %(max)s decimal places or fewer",
    "max_digits": "{label} must have %(max)s digits or fewer",
}


def inherited(field: forms.Field, code: str) -> list[Any]:
    """Return the messages that the field's classes bring for a code."""
    return [kind.__dict__.get("default_error_messages", {}).get(code) for kind in type(field).__mro__]
