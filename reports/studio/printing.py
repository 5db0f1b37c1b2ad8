"""How figures become words in print: the one place that turns a token and the facts into text and markup.

Everything here is a pure function of the facts it is given. Given suppressed facts it prints suppressed text, which
is why directions and changes are worked out here and not when the report is gathered.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from reports.studio.tokens import Form, Token, TokenProblem, pieces
from safeguarding.lib.facts import Fact, Status, change, direction, percentage_change

MISSING = "figure not found"
_SENTENCE_STARTS = re.compile(r"(?:<(?:p|li|td|th|h\d)[^>]*>|[.!?]\s)\s*$")
MOST_INPUTS = 4  # more than three inputs are on the page that traces the figure


def token_text(token: Token, facts: Mapping[str, Fact]) -> str:
    """Return what a token prints: the figure, or in words why there is none."""
    if any(key not in facts for key in token.keys):
        return f"[{MISSING}]"
    fact = facts[token.key]
    if token.form is Form.TEXT:
        return fact.text
    if token.form is Form.NUMBER:
        return fact.cell or fact.text
    return _compared(token, facts[token.earlier], fact)


def _compared(token: Token, before: Fact, after: Fact) -> str:
    for fact in (after, before):
        if fact.number is None:
            return f"[{fact.status.label}]"
    if token.form is Form.DIRECTION:
        return direction(before=before, after=after)
    compute = change if token.form is Form.CHANGE else percentage_change
    result = compute(key=after.key, label=after.label, before=before, after=after)
    if not isinstance(result.value, Decimal):
        return f"[{result.note or Status.NOT_AVAILABLE.label}]"
    # The direction has its own token, so the size prints without a sign: "fell by 9", never "fell by -9".
    return result.unit.phrase(abs(result.value))


def prose_text(prose: str, facts: Mapping[str, Fact]) -> str:
    """Return the text with every token replaced by what it prints; tags are kept as they are."""
    return "".join(
        piece if isinstance(piece, str) else token_text(piece, facts) if isinstance(piece, Token) else "[?]"
        for piece in pieces(prose)
    )


def print_figure(fact: Fact | None, text: str = "", *, links: bool = False, number: int = 0, trace: str = "") -> Markup:
    """Return one figure as markup: a `data` element that carries the key, with the way to its source.

    On screen (`links`) the figure leads to the page that traces it; in print it carries its number in the source
    annex, where there is one.
    """
    if fact is None:
        return _missing(MISSING)
    shown = Markup('<data class="figure figure--{}" value="{}">{}</data>').format(
        fact.status.value, fact.key, text or fact.text
    )
    if links and trace:
        return Markup('<a class="figure__source" href="{}">{}</a>').format(trace, shown)
    if number and not links:
        # In brackets, so that nobody reads or copies 291 and source 12 as 29112; the joiner keeps both on one line.
        return shown + Markup('\N{WORD JOINER}<a class="source-ref" href="#source-{}">[{}]</a>').format(number, number)
    return shown


def print_cell(fact: Fact | None, *, links: bool = False, trace: str = "") -> Markup:
    """Return a figure for a table cell: the bare number or the symbol, with the words for who can not see it."""
    if fact is None:
        return _missing(MISSING)
    if fact.status.has_value and fact.status is not Status.NIL:
        return print_figure(fact, fact.cell, links=links, trace=trace)
    if not fact.cell:
        return Markup("")  # a blank cell stays blank; the key under the table says what that means
    symbol = Markup('<abbr title="{}">{}</abbr>').format(fact.note or fact.status.label, fact.cell)
    shown = Markup('<data class="figure figure--{}" value="{}">{}</data>').format(fact.status.value, fact.key, symbol)
    return Markup('<a class="figure__source" href="{}">{}</a>').format(trace, shown) if links and trace else shown


def print_prose(
    text: str,
    facts: Mapping[str, Fact],
    *,
    links: bool = False,
    references: Mapping[str, int] | None = None,
    partnership: str = "",
) -> Markup:
    """Return rich text as markup with every figure inserted; a malformed token is marked where it stands."""
    made, before = Markup(""), "<p>"
    for piece in pieces(text):
        if isinstance(piece, str):
            made += Markup(piece)  # noqa: S704  kept text is always the result of richtext.clean
        elif isinstance(piece, TokenProblem):
            made += _missing(str(piece))
        else:
            words = token_text(piece, facts)
            made += print_figure(
                facts.get(piece.key),
                words[:1].upper() + words[1:] if _SENTENCE_STARTS.search(before) else words,
                links=links,
                number=(references or {}).get(piece.key, 0),
                trace=trace_path(partnership, piece.key) if links and partnership else "",
            )
        before = piece if isinstance(piece, str) else ""
    return made


def print_sources(keys: Iterable[str], references: Mapping[str, int]) -> str:
    """Return "Sources 3 to 17 and 20" for the figures of a table; empty when the report has no source annex."""
    numbers = sorted({references[key] for key in keys if key in references})
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    words = [f"{first} to {last}" if last > first else str(first) for first, last in runs]
    if not words:
        return ""
    listed = ", ".join(words[:-1]) + (" and " if words[1:] else "") + words[-1]
    return f"Source{'s' if len(numbers) > 1 else ''} {listed}"


def trace_path(partnership: str, key: str) -> str:
    """Return the path of the page that shows where a figure came from."""
    return f"{reverse('fact_trace', args=[partnership])}?key={quote(key, safe='')}"


def print_provenance(fact: Fact, facts: Mapping[str, Fact]) -> str:
    """Return where a figure came from, for the source annex. Who typed and approved it is on the page that
    traces the figure: the report travels further than people's names should."""
    source = fact.provenance
    if source.origin == "derived":
        inputs = [f"{facts[key].label} ({facts[key].period.label})" for key in source.inputs if key in facts]
        known = f" from {', '.join(inputs)}" if inputs and len(inputs) < MOST_INPUTS else ""
        return f"Computed by the portal{known}: {source.rule.rstrip('.')}."
    parts = [
        f"{source.origin}, {source.place}",
        source.agency,
        f"entered on {print_day(source.entered_at)}" if source.entered_at else "",
        f"approved on {print_day(source.approved_at)}" if source.approved_at else "",
        f"version {source.version}" if source.version else "",
        f"definition {fact.definition_version}" if fact.definition_version else "",
    ]
    sentence = "; ".join(part for part in parts if part)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def print_day(moment: str) -> str:
    """Return the London day of an ISO moment as people write it: 21 November 2026."""
    day = timezone.localtime(datetime.fromisoformat(moment))
    return f"{day.day} {day:%B %Y}"


def print_date(day: str) -> str:
    """Return an ISO date as people write it."""
    written = date.fromisoformat(day)
    return f"{written.day} {written:%B %Y}"


def balance_words(balance: Fact | None) -> str:
    """Return what is left over in words, so that no sign convention can mislead."""
    if balance is None or not isinstance(balance.value, Decimal):
        return "not available."
    if not balance.value:
        return "income and expenditure are equal."
    word = "surplus" if balance.value > 0 else "deficit"
    return f"a {word} of {balance.unit.phrase(abs(balance.value))}."


def finance_keys(side: Mapping[str, Any]) -> list[str]:
    """Return the keys of one side of the accounts, for the line that names their sources."""
    lines = [line["value"] for category in side["categories"] for line in category["lines"]]
    return [*lines, side["total"]]


def _missing(words: str) -> Markup:
    return Markup('<mark class="figure figure--missing">[{}]</mark>').format(words)


# What block templates call; safeguarding.jinja adds them to the environment.
JINJA_GLOBALS = {
    "print_figure": print_figure,
    "print_cell": print_cell,
    "print_prose": print_prose,
    "print_sources": print_sources,
    "print_provenance": print_provenance,
    "print_day": print_day,
    "print_date": print_date,
    "balance_words": balance_words,
    "finance_keys": finance_keys,
    "trace_path": trace_path,
}
