"""The forms that check a section's settings: title and version for every block, and each block's own fields."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from partnerships.directory.models import Partnership
from reports.studio.models import Section
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.fields import VersionField
from safeguarding.lib.prose_editor import ProseField


class SectionForm(GovUKForm):
    """What every section has. Subclasses add fields named in `settings`, which become the section's config."""

    settings: ClassVar[tuple[str, ...]] = ()

    title = forms.CharField(max_length=160)
    version = VersionField()

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(partnership)

    def offer(self, partnership: Partnership) -> None:
        """Fill choices with what the partnership has; nothing here."""

    def choose(self, name: str, choices: Iterable[tuple[str, str]], empty: str = "") -> None:
        """Offer these choices in a field, after an empty one with the words of `empty`."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", empty), *choices] if empty else list(choices)

    @classmethod
    def initial_of(cls, section: Section) -> dict[str, Any]:
        """Return what the form shows for a section."""
        kept = {name: section.config[name] for name in cls.settings if name in section.config}
        return {"title": section.title, "version": section.version, "body": section.body, **kept}

    @property
    def config(self) -> dict[str, Any] | None:
        """Return the settings entered, None where the block has none."""
        return {name: self.cleaned_data[name] for name in self.settings} if self.settings else None


class ProseForm(SectionForm):
    """Words with figures inserted."""

    body = ProseField(label="Words", required=False, rows=18)
    field_order = ("title", "body", "version")


class LinesField(forms.CharField):
    """One thing on each line; cleans to a list. A subclass says what a line is."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Show a stored list as lines."""
        return "\n".join(self.line_of(item) for item in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[Any]:
        """Return what the lines say; the first wrong line is named in the error."""
        text = super().clean(value)
        return [self.item_of(line.strip()) for line in text.splitlines() if line.strip()]

    def line_of(self, item: Any) -> str:
        """Return the line for an item."""
        return str(item)

    def item_of(self, line: str) -> Any:
        """Return the item a line names; ValidationError when it names none."""
        return line


class PeriodsField(LinesField):
    """Periods by their tokens, such as 2017-18 or 2026-27-q3; cleans to tokens."""

    def item_of(self, line: str) -> str:
        """Return the token; people also write 2017/18."""
        try:
            return Period.parse(line.replace("/", "-").lower()).token
        except ValueError as error:
            raise forms.ValidationError(
                f"“{line}” is not a period. Write a financial year as 2017-18, a quarter as 2017-18-q3, "
                "a month as m2018-03."
            ) from error
