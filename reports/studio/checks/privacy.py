"""Checks for what could identify a person. A report is public; nobody is named in it by accident."""

import re
from collections.abc import Callable, Iterator

from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import Text, found, listed, texts_of

_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\W{0,3}(?:the )?"
    r"\d{1,2}(?:[./-]\d{1,2}[./-]|(?:st|nd|rd|th)? \w+ )\d{2,4}",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?) ?\d[ABD-HJLNP-UW-Z]{2}\b")
_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|PC|DC|DI|DCI|DS|Cllr|Councillor)\.? [A-Z][\w\u2019'-]+")
_CASE = re.compile(r"\b(?:Baby|Child|Adult|Family|Young Person) [A-Z]{1,3}\b(?! [a-z]+ing)")
_RELATION = re.compile(
    r"\b\d{1,2}[ -]?(?:yrs?|years?)[ -]old (?:son|daughter|brother|sister|boy|girl|child)\b", re.IGNORECASE
)


def valid_nhs_number(digits: str) -> bool:
    """Return True for ten digits whose last is the check digit (NHS Data Dictionary, modulus 11)."""
    numbers = [int(digit) for digit in digits if digit.isdigit()]
    if len(numbers) != 10:
        return False
    rest = sum(number * weight for number, weight in zip(numbers, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == numbers[9]


def _nhs_numbers(words: str) -> list[str]:
    return [match[0] for match in _NHS.finditer(words) if valid_nhs_number(match[0])]


def _all(pattern: re.Pattern[str]) -> Callable[[str], list[str]]:
    return lambda words: [match[0] for match in pattern.finditer(words)]


_RULES: tuple[tuple[str, Level, str, Callable[[str], list[str]]], ...] = (
    ("nhs_number", Level.ERROR, "An NHS number stands in the words", _nhs_numbers),
    ("date_of_birth", Level.ERROR, "A date of birth stands in the words", _all(_BIRTH)),
    ("postcode", Level.WARNING, "What looks like a postcode stands in the words", _all(_POSTCODE)),
    ("name", Level.WARNING, "What looks like a person's name stands in the words", _all(_NAME)),
    ("case_name", Level.WARNING, "A case is named in a way that may identify it", _all(_CASE)),
    ("relation", Level.WARNING, "A child is described so closely that it may be recognised", _all(_RELATION)),
)


def check_identifiers(content: Gathered) -> Iterator[Finding]:
    """NHS numbers, dates of birth, postcodes, names and close descriptions in free text."""
    for text in texts_of(content):
        for code, level, words, find in _RULES:
            if marks := list(dict.fromkeys(find(text.words))):
                yield _identifier(content, text, (code, level, words), marks)


def _identifier(content: Gathered, text: Text, rule: tuple[str, Level, str], marks: list[str]) -> Finding:
    code, level, words = rule
    where = f"{text.name}: " if text.name else ""
    said = f"{where}{words}: {listed([f'“{mark}”' for mark in marks])}."
    mend = "Use the role instead of the name, or leave it out."
    return found(content, text.part, level, code, said, mend=mend, subject=text.name)


CHECKS = (check_identifiers,)
