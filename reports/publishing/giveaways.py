"""Words that give a hidden figure away: its number, in digits or in words, in a sentence that names it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reports.studio.checks.spoken import given_away
from safeguarding.lib.facts import Fact
from safeguarding.lib.richtext import plain


@dataclass(frozen=True, kw_only=True)
class Giveaway:
    """A sentence of a section that says what must not be printed; `section` is the slug, empty for the glossary."""

    section: str
    heading: str
    sentence: str
    key: str


def giveaways(content: Mapping[str, Any], hidden: Iterable[Fact]) -> list[Giveaway]:
    """Return every sentence of everything the report prints that gives one of the hidden figures away."""
    secret = [fact for fact in hidden if fact.number is not None]
    return [
        Giveaway(section=section, heading=heading, sentence=sentence, key=fact.key)
        for section, heading, text in _texts(content)
        for sentence, fact in given_away(text, secret)
    ]


def _texts(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for part in content["sections"]:
        heading = f"{part['number']} {part['title']}".strip()
        for text in strings_in([part["title"], part["data"]]):
            yield part["id"], heading, plain(text)
    for fact in content["facts"].values():
        if fact["note"]:
            yield "", "Notes to figures", f"{fact['label']}: {fact['note']}"


def strings_in(value: Any) -> Iterator[str]:
    """Return every text in a section's data, whatever its block calls it."""
    if isinstance(value, str):
        if " " in value:  # keys, dates and names of templates are no sentences
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)
