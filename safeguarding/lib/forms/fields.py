"""Fields whose limits show on the page: word counts, file sizes, the version of what is being edited."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from safeguarding.lib.forms.validators import FileType, MaxFileSize, MaxWords, megabytes, one_of


class WordsField(forms.CharField):
    """Longer text with an optional limit in words (`max_words`) or characters (`max_length`), counted while typing."""

    widget = forms.Textarea

    def __init__(self, *, max_words: int | None = None, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.max_words = max_words
        if max_words:
            self.validators.append(MaxWords(max_words))


class UploadField(forms.FileField):
    """A file of a named type up to a size in bytes; both limits stand in the hint before anybody chooses a file."""

    def __init__(self, *, endings: tuple[str, ...], max_bytes: int, **kwargs: Any) -> None:
        limits = f"{one_of(endings)}, up to {megabytes(max_bytes)}."
        kwargs["help_text"] = f"{kwargs.get('help_text', '')} {limits}".strip()
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(f".{ending}" for ending in endings)
        self.validators = [*self.validators, FileType(endings), MaxFileSize(max_bytes)]
        self.error_messages["required"] = "Select a file"
        self.error_messages["empty"] = "The file is empty. Select another one."

    def clean(self, data: UploadedFile | None, initial: Any = None) -> Any:
        return super().clean(data, initial)


class VersionField(forms.IntegerField):
    """The version a person began to edit; hidden. The service compares it with the stored one."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", True)
        super().__init__(min_value=0, **kwargs)
        # Only a tampered or truncated form gets here: the box is not on the page to be mended.
        self.error_messages["required"] = self.error_messages["invalid"] = "Open the page again and repeat the change"
