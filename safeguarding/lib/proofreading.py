"""What an attentive reader would stop at in rich text: placeholders, guidance left in, headings, broken-off sentences.

Pure functions of the text. They point, they never change anything; a room shows them to the writer, the checklist of
a report to whoever assembles it.
"""

import re
from collections import Counter
from collections.abc import Iterable

from safeguarding.lib.richtext import TOKEN, plain

_PLACEHOLDER = re.compile(
    r"\blorem ipsum\b|\bTBC\b|\bTBA\b|\bto be confirmed\b|\bXX+\b|\[\s*(?:insert|add|name|date)[^\]]*\]?"
    r"|(?:^|\b(?:details|figures?|text|chart|table|data|words|photo|more)\s+)to follow\b"
    r"|\?{3,}|<<[^>]*>>|\bdelete as appropriate\b|\btype here\b",
    re.IGNORECASE | re.MULTILINE,
)
_EMPTY_HEADING = re.compile(r"<h([34])>((?:(?!</h\1>).)*)</h\1>\s*(?=<h([34])>|$)", re.DOTALL)
_HEADING = re.compile(r"<h[34]>(.*?)</h[34]>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>(\s*<(?:ul|ol|table|blockquote)>)?", re.DOTALL)
_ENDS = tuple(".!?:;)]”’\"'…%")  # noqa: RUF001 - people type curly quotation marks
# A sentence may end on "to", "with" or "was": "whom they spoke to." It may not end on these, full stop or not.
_LEFT_HANGING = re.compile(r"(?:\b(?:and|or|the|including|attached is)\s*\.?|,\s*\.?|(?:…|\.{2,}))$", re.IGNORECASE)
_JOINS = re.compile(r"\b(?:and|or|the)\s*\.?$", re.IGNORECASE)
_LONG_ENOUGH = 5  # words of guidance that can not stand in an answer by chance; words of a line that is a sentence


def placeholders(html: str) -> list[str]:
    """Return words that were to be replaced, each once."""
    words = re.sub(r"\[\[[^\]]*\]\]", " ", plain(html))
    return list(dict.fromkeys(match[0] for match in _PLACEHOLDER.finditer(words)))


def empty_headings(html: str) -> list[str]:
    """Return headings inside the text with nothing under them; a lower heading counts as something."""
    return [plain(match[2]) for match in _EMPTY_HEADING.finditer(html) if not (match[3] and match[3] > match[1])]


def repeated_headings(html: str, title: str = "") -> list[str]:
    """Return headings that stand twice, or once below a title that says the same."""
    found = [plain(match[1]) for match in _HEADING.finditer(html)]
    counts = Counter(words.casefold() for words in (title, *found) if words)
    return list(dict.fromkeys(words for words in found if counts[words.casefold()] > 1))


def guidance_sentences(texts: Iterable[str]) -> list[str]:
    """Return the sentences of guidance that are long enough to be recognised."""
    sentences = {one.strip() for text in texts for one in re.split(r"(?<=[.!?;])\s", plain(text))}
    return [one for one in sorted(sentences) if len(one.split()) >= _LONG_ENOUGH]


def leaked(html: str, sentences: Iterable[str]) -> list[str]:
    """Return the sentences of guidance that stand in the text."""
    words = _flat(plain(html))
    return [sentence for sentence in sentences if _flat(sentence).rstrip(".") in words]


def unfinished(html: str) -> list[str]:
    """Return the ends of paragraphs that break off: without a full stop, or on a word that needs another."""
    found = []
    for match in _PARAGRAPH.finditer(html):
        words = " ".join(plain(TOKEN.sub("figure", match[1])).split())
        leads_on = bool(match[2])  # a list or table follows, so "including" and a missing full stop are right
        # A short line may do without a full stop, but not end on "and".
        judged = _breaks_off if len(words.split()) >= _LONG_ENOUGH else _JOINS.search
        if not leads_on and judged(words):
            found.append("… " + " ".join(words.split()[-6:]))
    return found


def _breaks_off(words: str) -> bool:
    return not words.endswith(_ENDS) or bool(_LEFT_HANGING.search(words))


def _flat(words: str) -> str:
    return " ".join(words.casefold().split())
