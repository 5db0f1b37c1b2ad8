"""Limits on what people hand in, in words that say how to mend it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.deconstruct import deconstructible

MEGABYTE = 1024 * 1024


def megabytes(size: int) -> str:
    """Say a number of bytes as people read it: "40 MB", "0.3 MB"; never rounds a small file to nothing."""
    amount = size / MEGABYTE
    if amount >= 10:
        return f"{round(amount)} MB"
    return f"{max(amount, 0.1):.1f}".removesuffix(".0") + " MB"


@deconstructible
@dataclass(unsafe_hash=True)
class MaxFileSize:
    """Refuses a file larger than `limit` bytes."""

    limit: int

    def __call__(self, file: File) -> None:
        if file.size > self.limit:
            # A file one byte too large must not read "The file is 10 MB. It must be smaller than 10 MB."
            actual = megabytes(file.size) if file.size >= self.limit * 1.05 else f"more than {megabytes(self.limit)}"
            message = f"The file is {actual}. It must be smaller than {megabytes(self.limit)}."
            raise ValidationError(message, code="file_too_large")


@deconstructible
@dataclass(unsafe_hash=True)
class FileType:
    """Refuses a file by the ending of its name. The content is checked where it is read."""

    endings: tuple[str, ...]

    def __call__(self, file: File) -> None:
        if PurePath(file.name or "").suffix.lower().lstrip(".") not in self.endings:
            raise ValidationError(f"The file must be {one_of(self.endings)}.", code="file_type")


def one_of(endings: Iterable[str]) -> str:
    """Return "CSV or XLSX" from ("csv", "xlsx")."""
    names = [ending.upper() for ending in endings]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def word_count(text: str) -> int:
    """Count words as the Design System's counter in the browser does: runs of characters that are not spaces."""
    return len(re.findall(r"\S+", text))


@deconstructible
@dataclass(unsafe_hash=True)
class MaxWords:
    """Refuses a text of more than `limit` words and says by how many."""

    limit: int

    def __call__(self, text: str) -> None:
        over = word_count(text) - self.limit
        if over > 0:
            words = "1 word" if over == 1 else f"{over:,} words"
            raise ValidationError(f"Shorten the text by {words}: the limit is {self.limit:,}.", code="max_words")
