"""Finds in free text what could identify somebody, and asks the author a question they can answer.

A scan is a second pair of eyes, not a proof: it knows names only behind titles, and asks rather than deletes.
Pseudonyms of one letter ("Child Q", "Ms A") are not names.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

NHS_WEIGHTS = range(10, 1, -1)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr|Prof|Professor|Rev|Sir|Lady|PC|DC|DS|DI|Sgt)"
_NAME = r"[A-Z][\w'’-]+"  # noqa: RUF001 - people type the curly apostrophe
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?[ /.-](?:\d{1,2}|[A-Za-z]{3,9})[ /.-]\d{2,4}|\d{4}-\d{2}-\d{2})"
_STREET = (
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Court|Way|Crescent|Gardens|Place|Terrace|Grove|House|Square)"
)


@dataclass(frozen=True)
class Identifier:
    """A piece of text that could identify somebody, and the question to ask about it."""

    kind: str
    text: str

    @property
    def question(self) -> str:
        """Return what to ask the author."""
        return f"“{self.text}” looks like {LABELS[self.kind]}. Take it out, or confirm that it identifies nobody."


LABELS = {
    "name": "a person's name",
    "birth": "a date of birth",
    "nhs": "an NHS number",
    "postcode": "a full postcode",
    "address": "an address",
    "contact": "an email address or a telephone number",
}


def nhs_number_is_valid(digits: str) -> bool:
    """Return True when ten digits end in the check digit of the NHS Data Dictionary (modulus 11)."""
    if len(digits) != 10 or not digits.isdigit():
        return False
    weighted = sum(weight * int(digit) for weight, digit in zip(NHS_WEIGHTS, digits, strict=False))
    check = 11 - weighted % 11
    return check != 10 and check % 11 == int(digits[9])


def identifiers_in(text: str) -> list[Identifier]:
    """Return what could identify somebody, in the order of the text, each once."""
    found = [
        (match.start(), Identifier(kind, " ".join(match[0].split())))
        for kind, pattern, holds in _PATTERNS
        for match in pattern.finditer(text)
        if holds(match[0])
    ]
    return list(dict.fromkeys(item for _, item in sorted(found, key=lambda pair: pair[0])))


def _always(text: str) -> bool:
    return True


def _nhs(text: str) -> bool:
    return nhs_number_is_valid(re.sub(r"\D", "", text))


_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("name", re.compile(rf"\b{_TITLE}\.?\s+{_NAME}(?:\s+{_NAME})*"), _always),
    (
        "name",
        re.compile(rf"\b(?:named|called|forename|surname|first name|last name)[: ]+{_NAME}(?:\s+{_NAME})*"),
        _always,
    ),
    (
        "birth",
        re.compile(rf"\b(?:born(?: on)?|date of birth|d\.?o\.?b\.?)[:\s]+(?:the\s+)?{_DAY}", re.IGNORECASE),
        _always,
    ),
    ("nhs", re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"), _nhs),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b"), _always),
    ("address", re.compile(rf"\b\d{{1,4}}[a-z]?,?\s+(?:{_NAME}\s+){{1,3}}{_STREET}\b"), _always),
    (
        "contact",
        re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b|(?<!\d)0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}(?!\d)"),
        lambda text: not _nhs(text),
    ),
)
