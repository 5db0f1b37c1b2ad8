"""A snapshot as rendering reads it: facts restored, sections grouped into chapters. Nothing here asks the database."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from reports.publishing.canonical import canonical_text, digest
from reports.publishing.models import Snapshot, Variant
from safeguarding.lib.facts import Fact

# The web edition has its own title and contents list, so these two blocks are for print only.
PRINT_ONLY = frozenset({"cover", "contents"})
# A chapter of nothing but one of these goes on below the chapter before it, so that no page holds three lines.
FLOWING = frozenset({"narrative", "glossary", "signatures"})


@dataclass(frozen=True)
class Chapter:
    """A first-level section with everything below it, in reading order."""

    sections: list[dict[str, Any]] = field(default_factory=list)

    @property
    def head(self) -> dict[str, Any]:
        """Return the section the chapter begins with."""
        return self.sections[0]

    @property
    def flows(self) -> bool:
        """Return True when the chapter is short and need not begin a page in print."""
        return len(self.sections) == 1 and self.head["block"] in FLOWING

    @property
    def listed(self) -> list[dict[str, Any]]:
        """Return the second-level sections a list of contents names: those whose heading is printed."""
        return [section for section in self.sections if section["level"] == 2 and not section["silent"]]


@dataclass(frozen=True)
class Source:
    """Everything one edition of a snapshot says, and when the snapshot was taken."""

    text: str
    sha256: str
    made_at: datetime
    content: dict[str, Any]
    variant: Variant = Variant.PARTNERSHIP

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Source":
        """Return the partnership edition of a snapshot: everything it says."""
        return cls(snapshot.text, snapshot.sha256, snapshot.made_at, snapshot.content)

    def public(self, content: dict[str, Any]) -> "Source":
        """Return the public edition of the same snapshot, whose digest is that of its own content."""
        text = canonical_text(content)
        return Source(text, digest(text), self.made_at, content, Variant.PUBLIC)

    @property
    def is_public(self) -> bool:
        """Return True for the edition that may go to anybody."""
        return self.variant == Variant.PUBLIC

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Return every fact of the report by its key."""
        return {key: Fact.from_json(data) for key, data in self.content["facts"].items()}

    @cached_property
    def chapters(self) -> list[Chapter]:
        """Return the sections grouped under the first-level section they belong to."""
        chapters: list[Chapter] = []
        for section in self.content["sections"]:
            if section["level"] == 1 or not chapters:
                chapters.append(Chapter())
            chapters[-1].sections.append(section)
        return chapters

    @property
    def web_chapters(self) -> list[Chapter]:
        """Return the chapters of the web edition."""
        return [chapter for chapter in self.chapters if chapter.head["block"] not in PRINT_ONLY]

    @property
    def blocks(self) -> frozenset[str]:
        """Return the kinds of block the report uses."""
        return frozenset(section["block"] for section in self.content["sections"])

    @property
    def digest_groups(self) -> list[str]:
        """Return the digest in groups of eight, as people compare it."""
        return [self.sha256[at : at + 8] for at in range(0, 64, 8)]

    @property
    def is_draft(self) -> bool:
        """Return True until every signature the report needs is there and still holds for what it says."""
        signatures = self.content["signatures"]
        return not signatures or not all(one["valid"] for one in signatures)

    @property
    def title(self) -> str:
        """Return the report's title."""
        return str(self.content["report"]["title"])

    def problems(self) -> list[str]:
        """Return why nothing can be made of this snapshot, one sentence each.

        A signed report must be whole. A draft may have gaps, which it prints as "figure not found": one late
        section must not keep a partnership from seeing the rest.
        """
        found = [] if self.content["sections"] else ["It has no sections yet. Add at least one."]
        missing = [] if self.is_draft else self.content.get("missing", [])
        return found + [f"The figure {key} can not be found. Choose another figure or remove it." for key in missing]
