"""What a check found."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters: errors stop signing and publishing, warnings need a word, notes are to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of the checklist.

    `code` names the check, `section` the slug of the section (empty: the whole report), `subject` what in it is
    meant. `text` says what is the matter and `mend` how to put it right; `link` leads to where (a path).
    """

    level: Level
    code: str
    text: str
    mend: str = ""
    section: str = ""
    heading: str = ""
    subject: str = ""
    link: str = ""

    @property
    def fingerprint(self) -> str:
        """Return the digest an accepted warning is known by; it changes with anything the text says."""
        said = "\n".join((self.code, self.section, self.subject, self.text))
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def blocks(self) -> bool:
        """Return True when the report can not be signed with it."""
        return self.level is Level.ERROR
