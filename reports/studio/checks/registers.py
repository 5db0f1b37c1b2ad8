"""The words of registers that blocks print, so that the checks of words read them too.

They are kept as plain text: what looks like markup in them is what somebody typed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.html import escape

Row = Mapping[str, Any]
Named = Iterator[tuple[str, str]]


def register_texts(part: Row) -> Named:
    """Return the words of a section that prints a register, each with the name of its row, as rich text."""
    read = READERS.get(part["block"])
    for name, text in read(part["data"]) if read else ():
        if text:
            yield name, escape(text)


def _risks(data: Row) -> Named:
    for risk in data["risks"]:
        answers = [one["answer"] for one in risk["escalations"]]
        yield from _all(f"Risk {risk['number']}", risk["title"], risk["mitigation"], risk["closed_reason"], *answers)


def _challenges(data: Row) -> Named:
    for one in data["challenges"]:
        steps = [words for step in one["steps"] for words in (step["whom"], step["text"])]
        yield from _all(one["title"], one["title"], one["text"], one["changed"], one["by"], one["to"], *steps)


def _inspections(data: Row) -> Named:
    for one in data["inspections"]:
        found = [row["text"] for row in (*one["strengths"], *one["improvements"], *one["notes"])]
        yield from _all(one["subject"], one["summary"], *found)


def _threats(data: Row) -> Named:
    yield "", data.get("introduction", "")
    for topic in data["topics"]:
        evidence = [words for one in topic["evidence"] for words in (one["text"], one["source"])]
        asked = [words for one in topic["requirements"] for words in (one["text"], one["owner"], one["answer"])]
        yield from _all(topic["title"], topic["text"], *evidence, *asked)


def _audit(data: Row) -> Named:
    audit = data["audit"]
    yield from _all("", *audit.get("sentences", ()), audit.get("method", ""), audit.get("involved", ""))
    for point in data["points"]:
        yield from _all(point["title"], *point["texts"])


def _answers(data: Row) -> Named:
    for one in data["respondents"]:
        for row in one["rows"]:
            yield from _all(f"{one['name']}, {row['title']}", row["said"], row["lead"], row["rated"])


def _all(name: str, *texts: str) -> Iterable[tuple[str, str]]:
    return [(name, text) for text in texts]


READERS: Mapping[str, Callable[[Row], Named]] = {
    "risks": _risks,
    "challenges": _challenges,
    "inspections": _inspections,
    "threats": _threats,
    "audit": _audit,
    "assessment_answers": _answers,
}
