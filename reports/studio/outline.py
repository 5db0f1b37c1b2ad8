"""The order and numbering of sections: a flat walk over the tree, worked out once and used by every reader."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.studio.models import Section

N = Section.Numbering


@dataclass(frozen=True, kw_only=True)
class Node:
    """A section at its place: `number` is "3.4.1", "Appendix 1" or empty; `level` 1 is a chapter."""

    section: Section
    number: str
    level: int

    @property
    def anchor(self) -> str:
        """Return the id of the heading, the same in every rendering."""
        return f"section-{self.section.slug}"

    @property
    def silent(self) -> bool:
        """Return True where no heading is printed, because the table's caption says it."""
        return self.section.numbering == N.SILENT

    @property
    def heading(self) -> str:
        """Return number and title as the contents list prints them."""
        return f"{self.number} {self.section.title}".strip()


def walk(sections: Iterable[Section]) -> list[Node]:
    """Return the sections in reading order with their numbers. Numbers are never stored, so they can not be wrong."""
    children: dict[int | None, list[Section]] = defaultdict(list)
    for section in sorted(sections, key=lambda one: (one.order, one.pk)):
        children[section.parent_id].append(section)
    return list(_walk(children, None, "", 1))


def _walk(children: dict[int | None, list[Section]], parent: int | None, prefix: str, level: int) -> Iterator[Node]:
    count = appendices = 0
    for section in children[parent]:
        number = ""
        if section.numbering == N.NUMBERED and (prefix or level == 1):
            count += 1
            number = f"{prefix}{count}"
        elif section.numbering == N.APPENDIX:
            appendices += 1
            number = f"Appendix {appendices}"
        yield Node(section=section, number=number, level=level)
        yield from _walk(children, section.pk, f"{number}." if number else "", level + 1)
