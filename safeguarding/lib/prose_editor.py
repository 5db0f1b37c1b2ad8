"""A form field for rich text: an editor where there is JavaScript, a plain box with simple marks where there is none.

The box holds the text as `richtext_source` writes it and carries the rich text in `data-html`. The module
static/prose/editor.js puts an editor in its place and posts `<name>-as=html` beside it; without it the source is
read. Nothing inline is needed, so the pages keep our content security policy. Templates use the macros of
components/prose.html.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.templatetags.static import static

from safeguarding.lib.richtext import clean, word_count
from safeguarding.lib.richtext_source import HELP, from_source, to_source

MAX_CHARACTERS = 200_000


class ProseWidget(forms.Textarea):
    """Reads either form of the text as clean rich text; shows the source."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        typed = data.get(name)
        if typed is None:
            return None
        text = str(typed)
        if data.get(f"{name}-as") == "html":
            return clean(text)
        # A table with merged cells does not survive the plain box: what nobody touched stays as it was stored.
        stored = clean(str(data.get(f"{name}-stored", "")))
        unchanged = stored and to_source(stored).split() == text.split()
        return stored if unchanged else from_source(text)

    def format_value(self, value: Any) -> str | None:
        return to_source(str(value)) if value else ""


class ProseField(forms.CharField):
    """Rich text; cleans to sanitised HTML. `words` (least, most) is guidance shown while writing, never an error.

    `drafting` lets a field that is needed in the end be saved empty, without calling it optional on the page.
    """

    widget = ProseWidget

    def __init__(
        self, *, words: tuple[int, int] | None = None, rows: int = 12, drafting: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", ProseWidget(attrs={"rows": rows}))
        kwargs.setdefault("strip", False)
        super().__init__(**kwargs)
        self.words = words
        self.drafting = drafting

    def get_bound_field(self, form: Any, field_name: str) -> BoundField:
        """Give the box what the editor needs; the field is this form's own copy."""
        bound = super().get_bound_field(form, field_name)
        self.widget.attrs |= {
            "data-prose": static("django_prose_editor/editor.js"),
            "data-html": str(bound.value() or ""),
            "data-help": HELP,
        }
        if self.words:
            self.widget.attrs |= {"data-words-least": str(self.words[0]), "data-words-most": str(self.words[1])}
        return bound

    def validate(self, value: Any) -> None:
        """Accept an empty draft."""
        if value or not self.drafting:
            super().validate(value)

    def clean(self, value: Any) -> str:
        """Return clean rich text, empty when no word was written."""
        html = super().clean(value)
        if len(html) > MAX_CHARACTERS:
            raise ValidationError("This is too long to keep in one place. Divide it, or shorten it.", code="too_long")
        return html if word_count(html) else ""
