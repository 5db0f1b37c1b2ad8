"""Hidden figures that the words say all the same."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.prose import HARMLESS, NUMBER, number_of, telling_words, without_tokens
from reports.studio.checks.reading import found, texts_of
from safeguarding.lib.disclosure import Policy, cause_of
from safeguarding.lib.facts import Fact

_NUMERALS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        (Decimal(number) for number in range(1, 21)),
        strict=True,
    )
)
# "One" is a number too, but not in "no one", "one another" or where what is counted can not be a person or a case.
_NO_NUMBER = (
    r"(?<!\bno )\bone(?!\s(?:another|by\sone|of\sthe\s(?:three|four|five|six)?\s?priorit|priorit|theme|topic|area|page"
    r"|meeting|session|agency|group|day|week|month|year|quarter|report|audit|way|reason|thing|lesson|side|hand)|-)"
)
_NUMERAL = re.compile(rf"\b(?:{'|'.join(_NUMERALS)[4:]})\b|{_NO_NUMBER}\b", re.IGNORECASE)


def given_away(words: str, hidden: Sequence[Fact]) -> Iterator[tuple[str, Fact]]:
    """Return each sentence that says the number of a hidden figure and names it, with the figure."""
    for sentence in re.split(r"(?<=[.!?])\s|\n", without_tokens(words)):
        said = _numbers(sentence)
        for fact in hidden if said else ():
            if fact.number in said and _names(sentence, fact):
                yield sentence.strip(), fact


def check_spoken(content: Gathered) -> Iterator[Finding]:
    """A figure the public edition will not print, typed into the words. Which others it hides is decided when it is
    built; the review of the public edition looks for those.
    """
    policy = Policy()
    hidden = [fact for fact in content.facts.values() if cause_of(fact, policy)]
    for text in texts_of(content):
        for sentence, fact in given_away(text.words, hidden):
            said = f"“{sentence}” says what the public edition must not print: {fact.label} ({fact.period.label})."
            mend = "Insert the figure instead of typing it: then it is left out of the public edition by itself."
            yield found(content, text.part, Level.ERROR, "spoken", said, mend=mend, subject=f"{text.name}{fact.key}")


def _numbers(sentence: str) -> set[Decimal]:
    plain = HARMLESS.sub(" ", sentence)
    digits = {number_of(match[0]) for match in NUMBER.finditer(plain)}
    return {*filter(None, digits), *(_NUMERALS[match[0].lower()] for match in _NUMERAL.finditer(plain))}


def _names(sentence: str, fact: Fact) -> bool:
    """Return True when the sentence speaks of the figure: of its category where it has one, else of half its name."""
    _, _, category = fact.label.partition(": ")
    words, said = telling_words(category) or telling_words(fact.label), sentence.casefold()
    there = [word for word in words if word.rstrip("s") in said]
    return bool(there) and (len(there) == len(words) if category else 2 * len(there) >= len(words))


CHECKS = (check_spoken,)
