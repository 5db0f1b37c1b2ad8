"""Finds in free text what could identify somebody, and asks the author a question they can answer.

A scan is a second pair of eyes, not a proof: it asks rather than deletes.
Pseudonyms of one letter ("Child Q", "Ms A") are not names.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from safeguarding.lib.names import is_unusual, names_in

NHS_WEIGHTS = range(10, 1, -1)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr|Prof|Professor|Rev|Sir|Lady|PC|DC|DS|DI|Sgt)"
_NAME = r"[A-Z][\w'’-]+"  # noqa: RUF001 - people type the curly apostrophe
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?[ /.-](?:\d{1,2}|[A-Za-z]{3,9})[ /.-]\d{2,4}|\d{4}-\d{2}-\d{2})"
_STREET = (
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Court|Way|Crescent|Gardens|Place|Terrace|Grove|House|Square)"
)
_ROAD = r"(?:Road|Street|Avenue|Lane|Crescent|Terrace|Grove)"
_LIVES = r"(?:[Ll]iv(?:es?|ed|ing)\s+(?:at|in)|[Ss]taying\s+at|[Aa]ddress(?:\s+is|:)|[Mm]oved\s+(?:in)?to)"
_LEADS = r"(?:\s*(?:is|was|on|[:–(-])\s*|\s+){1,3}"  # noqa: RUF001 - people type the dash


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
    spans = [
        (match.start(), match.end(), kind, match[0])
        for kind, pattern, holds in _PATTERNS
        for match in pattern.finditer(text)
        if holds(match[0])
    ]
    spans += [(start, start + len(words), "name", words) for start, words in names_in(text)]
    whole = [one for one in spans if not any(_inside(one, other) for other in spans)]
    return list(dict.fromkeys(Identifier(kind, " ".join(words.split())) for _, _, kind, words in sorted(whole)))


def _inside(one: tuple[int, int, str, str], other: tuple[int, int, str, str]) -> bool:
    # "Mrs Example" says all that "Example" says: each piece of text is asked about once.
    return other[0] <= one[0] and one[1] <= other[1] and (one[0], one[1]) != (other[0], other[1])


def _always(text: str) -> bool:
    return True


def _somebody(text: str) -> bool:
    return is_unusual(text.split()[0])


def _somewhere(text: str) -> bool:
    # "lives at The Willows, Church Lane": a place of that name, not "lives at Home".
    return any(is_unusual(word) for word in re.findall(_NAME, text))


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
        re.compile(rf"\b(?:born|date of birth|birthday|d\.?o\.?b\.?){_LEADS}(?:the\s+)?{_DAY}", re.IGNORECASE),
        _always,
    ),
    ("birth", re.compile(rf"\b{_NAME}\s+[A-Z][\w'’-]+\s*\(\s*\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\s*\)"), _somebody),  # noqa: RUF001
    ("nhs", re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"), _nhs),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b"), _always),
    ("address", re.compile(rf"\b{_LIVES}\s+(?:The\s+)?{_NAME}(?:,?\s+{_NAME}){{0,4}}"), _somewhere),
    ("address", re.compile(rf"\b(?:{_NAME}\s+){{1,2}}{_ROAD}\b(?!\s+[A-Z])"), _always),
    ("address", re.compile(rf"\b\d{{1,4}}[a-z]?,?\s+(?:{_NAME}\s+){{1,3}}{_STREET}\b"), _always),
    (
        "contact",
        re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b|(?<!\d)0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}(?!\d)"),
        lambda text: not _nhs(text),
    ),
)
