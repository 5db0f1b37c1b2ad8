"""Whether a file people hand in is what its name says, by its first bytes."""

from collections.abc import Mapping
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File

_OFFICE = (b"PK\x03\x04",)  # Word, Excel and PowerPoint files are zip archives
SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "docx": _OFFICE,
    "xlsx": _OFFICE,
    "pptx": _OFFICE,
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
}
CONTENT_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
ENDINGS = tuple(SIGNATURES)


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, without the dot."""
    return PurePath(name).suffix.lower().lstrip(".")


def check_content(file: File) -> None:
    """Raise ValidationError unless the file begins as its ending says; unknown endings are refused."""
    signatures = SIGNATURES.get(ending_of(file.name or ""), ())
    file.seek(0)
    head = file.read(max(map(len, signatures), default=0))
    file.seek(0)
    if not signatures or not head.startswith(signatures):
        raise ValidationError(
            "The file is not what its name says. Save it again in the program it came from, then select it.",
            code="file_content",
        )
