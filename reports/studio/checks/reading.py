"""What the checks read: every text of the report, and where a finding in it leads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.registers import register_texts
from safeguarding.lib.richtext import plain

Part = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Text:
    """One rich text of a section; `name` says which where there are several (an agency's answer, a progress note)."""

    part: Part
    html: str
    name: str = ""

    @property
    def words(self) -> str:
        """Return the words alone, a line for each paragraph."""
        return plain(self.html)


def parts_of(content: Gathered, *blocks: str) -> list[Part]:
    """Return the gathered sections, of some blocks only where they are named."""
    return [part for part in content.content["sections"] if not blocks or part["block"] in blocks]


def texts_of(content: Gathered) -> Iterator[Text]:
    """Return everything people wrote that the report prints."""
    for part in content.content["sections"]:
        for name, html in (*_texts(part["data"]), *register_texts(part)):
            if html:
                yield Text(part=part, html=html, name=name)


def _texts(data: Part) -> Iterator[tuple[str, str]]:
    yield "", data.get("body", "")
    for given in data.get("contributions", ()):
        for answer in given["answers"]:
            yield f"{given['title']}, {answer['title']}", answer["body"]
    for box in data.get("boxes", ()):
        yield box["heading"], box["body"]
        yield box["heading"], str(box["details"].get("changed", ""))
        for label, words in (pair for pair in box["told"] if pair[0] in box["free"]):
            yield f"{box['heading']}, {label}", words
    yield from _texts_of_priorities(data)


def _texts_of_priorities(data: Part) -> Iterator[tuple[str, str]]:
    for priority in data.get("priorities", ()):
        words = [priority["text"], priority["outcome"], priority["pledge"]]
        for text in [*words, *(note["text"] for note in priority["progress"])]:
            yield f"Priority {priority['number']}", text
    for priority in data.get("impact", ()):
        for chain in priority["chains"]:
            for step in chain["steps"]:
                for text in (step["text"], *(box["body"] for box in step["boxes"])):
                    yield f"Priority {priority['number']}, {chain['title']}", text


def found(
    content: Gathered, part: Part | None, level: Level, code: str, text: str, *, mend: str = "", subject: str = ""
) -> Finding:
    """Return a finding about a section, with the way there; None for the report as a whole."""
    report = content.report
    if part is None:
        return Finding(level=level, code=code, text=text, mend=mend, subject=subject)
    return Finding(
        level=level,
        code=code,
        text=text,
        mend=mend,
        subject=subject,
        section=part["id"],
        heading=f"{part['number']} {part['title']}".strip(),
        link=reverse("section_edit", args=[report.partnership.slug, report.slug, part["id"]]),
    )


def listed(words: list[str], most: int = 12) -> str:
    """Return "a, b and c", cut after `most`."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
