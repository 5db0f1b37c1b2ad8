"""Rich text: what may be kept of what people paste, and what can be read out of it.

Kept text is always the result of `clean`, so pages and the PDF may print it without another look. Fact tokens,
`[[returns/cp-plans?at=2018-03-31]]` or `[[key|form]]`, are plain text here and pass through untouched.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple

import nh3
from markupsafe import Markup

TAGS = {
    *("p", "br", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "a"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
# Word and other editors write these; they mean one of ours.
_SYNONYMS = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
_ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
_BLOCKS = TAGS - {"strong", "em", "a"}
_LONE_PARAGRAPH = re.compile(r"<(li|t[dh][^>]*)><p>((?:(?!</?p>).)*)</p>(?=\s*(?:</li>|</t[dh]>|<[uo]l>))", re.DOTALL)
_EMPTY = re.compile(r"<(p|h3|h4|li|blockquote|strong|em)>(?:\s|<br>|&nbsp;)*</\1>")
TOKEN = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]|]*))?\]\]")


class Token(NamedTuple):
    """A fact named in prose: its key as written, and how it should be printed ("" for the usual way)."""

    key: str
    form: str


def clean(html: str) -> str:
    """Return the part of `html` that is on the list: no script, style, image, class or address other than https."""
    safe = nh3.clean(
        html,
        tags=TAGS | set(_SYNONYMS),
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"https"},
        link_rel=None,
        strip_comments=True,
    )
    for theirs, ours in _SYNONYMS.items():  # after sanitising, so a tag has exactly this spelling
        safe = safe.replace(f"<{theirs}>", f"<{ours}>").replace(f"</{theirs}>", f"</{ours}>")
    safe = _LONE_PARAGRAPH.sub(r"<\1>\2", safe)
    while (less := _EMPTY.sub("", safe)) != safe:
        safe = less
    return _wrapped(safe.strip())


def rich(html: str) -> Markup:
    """Return kept text as markup for a page. Cleaned once more, so that no page depends on who wrote the row."""
    return Markup(clean(html))  # noqa: S704


def plain(html: str) -> str:
    """Return the words alone: one line per paragraph, heading, list item or cell, for counting and checking."""
    reader = _Lines()
    reader.feed(html)
    reader.close()
    return "\n".join(line for line in (" ".join(line.split()) for line in reader.lines) if line)


def paragraphs(html: str) -> list[str]:
    """Return the lines of `plain`."""
    return plain(html).splitlines()


def word_count(html: str) -> int:
    """Count words as a reader would; a fact token is one word."""
    return len(re.findall(r"\S*\w\S*", TOKEN.sub("figure", plain(html))))


def tokens(html: str) -> list[Token]:
    """Return the facts the text names, in order, each as often as it is named."""
    return [Token(unescape(match[1]).strip(), match[2] or "") for match in TOKEN.finditer(html)]


def replace_tokens(html: str, write: Callable[[Token], str]) -> str:
    """Return `html` with each token replaced by the plain text `write` gives for it, escaped."""
    return TOKEN.sub(lambda match: escape(write(Token(unescape(match[1]).strip(), match[2] or ""))), html)


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute in {"colspan", "rowspan"}:
        return value if value.isascii() and value.isdigit() and 1 < int(value[:4]) <= 40 else None
    if attribute == "scope":
        return value if value in {"col", "row"} else None
    return value if value.startswith("https://") else None


def _wrapped(html: str) -> str:
    """Put bare text between blocks into paragraphs, so that kept text is a row of blocks."""
    if not html or re.match(r"<(p|h3|h4|ul|ol|blockquote|table)>", html):
        return html
    head = re.split(r"(?=<(?:p|h3|h4|ul|ol|blockquote|table)>)", html, maxsplit=1)
    return f"<p>{head[0].strip()}</p>" + "".join(head[1:])


class _Lines(HTMLParser):
    """Collects text, with a new line wherever a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data
