"""Checks of words about figures: stale prose, typed numbers, malformed tokens."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import Part, Text, found, listed, texts_of
from reports.studio.printing import token_text
from reports.studio.tokens import pieces, problems_in, token_parse
from safeguarding.lib.facts import Fact

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
# Digits that are no figures: dates, years, ages, references to law and to parts of the report, deadlines.
HARMLESS = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{4}}"
    r"|\b(?:19|20)\d\d(?:\s?[-/\u2013]\s?(?:(?:19|20)\d\d|\d\d))?\b"
    r"|\b(?:sections?|s\.|Part|Appendix|chapter|paragraphs?|regulation|Article|Level|Tier|Phase|Q|Priority|Version)"
    r"\s?\d+\w*(?:\.\d+)*(?:\(\w+\))*(?:\s(?:and|or|to)\s\d+)?"
    r"|\b(?:aged?|ages|under|over)\s\d{1,2}s?(?:\s?(?:to|and|-|\u2013)\s?\d{1,2})?(?:\sand over)?(?![\d%]|[,.]\d)"
    r"|\b(?:people|children|adults|those|girls|boys|women|men)\s\d{1,2}\s?(?:to|[-\u2013])\s?\d{1,2}\b(?![\d%]|[,.]\d)"
    r"|\b\d{1,2}[-\u2013]\d{1,2}\s(?:year|service)|\b\d+\s(?:working\s)?days?\b|\b\d+[-\s](?:year|month|week)s?\b"
    r"|\b24/7\b|https?://\S+",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![\w.])-?£?\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w])")
_RISE = re.compile(
    r"\b(rose|risen|rises?|rising|increas\w+|grew|grow\w*|higher|more|fell|fall\w*|decreas\w+|declin\w+|dropp?\w*"
    r"|lower|fewer|less|reduc\w+|doubl\w+|halv\w+|unchanged|stable)\b",
    re.IGNORECASE,
)
_STOP = frozenset({"with", "from", "that", "this", "march", "year", "number", "during", "within", "total"})


def check_stale(content: Gathered) -> Iterator[Finding]:
    """A figure that prints otherwise than when the sentence was last saved: the words round it may be wrong now."""
    for node in content.nodes:
        section = node.section
        part = next(one for one in content.content["sections"] if one["id"] == section.slug)
        for token in sorted(section.seen):
            now = token_text(token_parse(token), content.facts)
            if section.seen[token] != now:
                yield _stale(content, part, section.body, token, section.seen[token], now)


def _stale(content: Gathered, part: Part, body: str, token: str, before: str, now: str) -> Finding:
    fact = content.facts.get(token_parse(token).key)
    words = _words_of_change(body, token)
    near = f" The sentence says {listed([f'“{word}”' for word in words])}." if words else ""
    text = f"{fact.label if fact else token} printed {before} when these words were saved and now prints {now}.{near}"
    mend = "Read the sentence again and save the section; the figure itself prints rightly."
    return found(content, part, Level.WARNING, "stale", text, mend=mend, subject=token)


def _words_of_change(body: str, token: str) -> list[str]:
    """Return the words of rise and fall in the sentences that print the token."""
    flat = "".join(piece if isinstance(piece, str) else str(piece) for piece in pieces(body))
    sentences = [one for one in re.split(r"(?<=[.!?])\s|</?(?:p|li|h\d|td)>", flat) if token in one]
    return list(dict.fromkeys(match[0].lower() for one in sentences for match in _RISE.finditer(one)))


def check_tokens(content: Gathered) -> Iterator[Finding]:
    """A text in double square brackets that names no figure."""
    for text in texts_of(content):
        for problem in problems_in(text.html):
            yield found(content, text.part, Level.ERROR, "token", _in(text, problem), mend="Insert the figure again.")


def check_typed_numbers(content: Gathered) -> Iterator[Finding]:
    """Numbers typed into words: contradictions are errors, the others warnings, one for each text."""
    for text in texts_of(content):
        typed = _typed(text)
        if not typed:
            continue
        wrong = list(_contradictions(content, text))
        yield from wrong
        same = [f"{number} ({name})" for number in typed for name in _names_with(content, text, number)]
        known = f" The portal has {listed(same)}." if same else ""
        count = (
            f"Numbers are typed here: {listed(typed)}." if len(typed) > 1 else f"A number is typed here: {typed[0]}."
        )
        yield found(
            content,
            text.part,
            Level.WARNING,
            "typed_number",
            _in(text, f"{count}{known}"),
            mend="Insert the figure where the portal has it, so that it stays right and can be traced.",
            subject=text.name,
        )


def _typed(text: Text) -> list[str]:
    words = HARMLESS.sub(" ", without_tokens(text.words))
    return list(dict.fromkeys(match[0] for match in NUMBER.finditer(words)))


def without_tokens(words: str) -> str:
    """Return the words without the figures that are inserted in them."""
    return re.sub(r"\[\[[^\]]*\]\]", " ", words)


def _names_with(content: Gathered, text: Text, number: str) -> list[str]:
    """Return the name of a figure of this report that prints this very number and that the words speak of."""
    value, said = number_of(number), text.words.casefold()
    same = [fact for fact in content.facts.values() if value is not None and fact.number == value]
    return [fact.label for fact in same if all(word in said for word in telling_words(fact.label))][:1]


def _contradictions(content: Gathered, text: Text) -> Iterator[Finding]:
    for sentence in re.split(r"(?<=[.!?])\s|\n", without_tokens(text.words)):
        typed = [match[0] for match in NUMBER.finditer(HARMLESS.sub(" ", sentence))]
        for fact in content.facts.values() if typed else ():
            if not _speaks_of(sentence, fact) or any(number_of(number) == fact.number for number in typed):
                continue
            said = f"“{sentence.strip()}” says {listed(typed)}, but {fact.label} ({fact.period.label}) is {fact.text}."
            mend = "Replace the number by the figure."
            yield found(content, text.part, Level.ERROR, "contradiction", said, mend=mend, subject=fact.key)


def _speaks_of(sentence: str, fact: Fact) -> bool:
    """Return True when the sentence names the figure and its period: every telling word of both occurs in it."""
    if fact.number is None or fact.period.label.casefold() not in sentence.casefold():
        return False
    said, label = sentence.casefold(), telling_words(fact.label)
    return len(label) >= 2 and all(word in said for word in label)


def telling_words(label: str) -> list[str]:
    """Return the words by which a sentence can be recognised to speak of a figure."""
    return [word for word in re.findall(r"[a-z]{4,}", label.casefold()) if word not in _STOP]


def number_of(number: str) -> Decimal | None:
    """Return the number a text says: 1,200 or 47.7% or £90; None when it is none."""
    try:
        return Decimal(number.replace(",", "").strip("£%"))
    except InvalidOperation:
        return None


def _in(text: Text, words: str) -> str:
    return f"{text.name}: {words}" if text.name else words


CHECKS = (check_tokens, check_stale, check_typed_numbers)
