"""Checks of abbreviations: every one used is explained, none has two meanings."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from partnerships.governance.acronyms import USUAL, clashes_in, plain_form, written_out
from partnerships.governance.models import GlossaryTerm
from partnerships.governance.selectors import glossary_of
from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import Part, found, listed, texts_of

_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&]*[A-Z][A-Za-z+]{0,2}\b\+?")
_EXPLAINED = re.compile(r"\w\s\(([A-Z][A-Za-z0-9&+]*[A-Z+][a-z+]?)\)")
# Roman numerals, and what every reader of a public report knows.
_KNOWN = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX", "UK", "PDF", "OK", "AM", "PM"})


def used_in(content: Gathered) -> dict[str, str]:
    """Return every abbreviation in the words and titles, with the section it is first used in."""
    used: dict[str, str] = {}
    for part in content.content["sections"]:
        for match in _ACRONYM.finditer(part["title"]):
            used.setdefault(match[0], part["id"])
    for text in texts_of(content):
        for match in _ACRONYM.finditer(re.sub(r"\[\[[^\]]*\]\]", " ", text.words)):
            used.setdefault(match[0], text.part["id"])
    return {word: place for word, place in used.items() if word not in _KNOWN}


def check_acronyms(content: Gathered) -> Iterator[Finding]:
    """Used without explanation, or listed in the printed glossary and never used."""
    part = _glossary(content)
    printed = {term["term"] for term in content.content["glossary"]}
    used = used_in(content)
    explained = {match[1] for text in texts_of(content) for match in _EXPLAINED.finditer(text.words)}
    upper = {term.upper() for term in printed}
    missing = sorted(
        word for word in used if word.upper() not in upper and word not in explained and _singular(word, printed)
    )
    if missing:
        text = f"Abbreviations are used but not explained: {listed(missing, 40)}."
        usual = [f"{word}, usually {USUAL[word.upper()][0]}" for word in missing if word.upper() in USUAL]
        mend = "Add them to the glossary, or write them out at their first use."
        mend += f" The list of usual ones has {listed(usual)}." if usual else ""
        yield found(content, part, Level.WARNING, "acronym", text, mend=mend)
    unused = sorted(term for term in printed if term not in used and term.upper() not in {u.upper() for u in used})
    if unused:
        text = f"The glossary lists abbreviations the report does not use: {listed(unused, 40)}."
        yield found(content, part, Level.NOTE, "acronym_unused", text)


def check_register(content: Gathered) -> Iterator[Finding]:
    """What the partnership's register and the words of the report say of one abbreviation. One query.

    The register is asked whether or not the report prints it, but only about abbreviations the report uses or prints.
    """
    part, register = _glossary(content), glossary_of(content.report.partnership)
    concerned = {word.upper() for word in used_in(content)} | {
        one["term"].upper() for one in content.content["glossary"]
    }
    mends = {
        "two_meanings": "Use it for one of them only, and write the other out.",
        "unusual": "Correct the register, or write it out so that nobody takes it for the usual one.",
        "two_forms": "Use one of them throughout.",
    }
    for clash in clashes_in(register):
        if clash.abbreviation.upper() in concerned:
            level = Level.NOTE if clash.kind == "two_forms" else Level.WARNING
            short = clash.abbreviation
            yield found(content, part, level, "acronym_clash", clash.text, mend=mends[clash.kind], subject=short)
    yield from _written_otherwise(content, register)


def _written_otherwise(content: Gathered, register: Sequence[GlossaryTerm]) -> Iterator[Finding]:
    meanings: dict[str, list[str]] = defaultdict(list)
    for term in register:
        meanings[term.abbreviation.upper()].append(term.expansion)
    for text in texts_of(content):
        for short, words in written_out(text.words).items():
            known = meanings.get(short.upper(), [])
            if known and plain_form(words) not in {plain_form(one) for one in known}:
                said = (
                    f"{short} is written out as “{words}”; the register says {listed([f'“{one}”' for one in known])}."
                )
                mend = "Correct the one that is wrong."
                yield found(content, text.part, Level.WARNING, "acronym_written", said, mend=mend, subject=short)


def _glossary(content: Gathered) -> Part | None:
    return next((one for one in content.content["sections"] if one["block"] == "glossary"), None)


def _singular(word: str, meanings: Container[str]) -> bool:
    """Return False for the plural of a listed abbreviation (CSPRs)."""
    return word.removesuffix("s") not in meanings


CHECKS = (check_acronyms, check_register)
