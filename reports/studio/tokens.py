"""Tokens: how prose names the figures it prints. `[[returns/cla?at=2018-03-31|direction:returns/cla?at=2017-03-31]]`.

Without a form the figure prints with its unit; `number` prints the bare number; `direction`, `change` and
`percentage` compare it with an earlier figure, so that "rose" and "by 9" are computed like everything else.
"""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from safeguarding.lib.facts import FactKey, KeyProblem


class Form(StrEnum):
    """What of the figure is printed."""

    TEXT = "text"
    NUMBER = "number"
    DIRECTION = "direction"
    CHANGE = "change"
    PERCENTAGE = "percentage"

    @property
    def compares(self) -> bool:
        """Return True where a second, earlier figure is needed."""
        return self in {Form.DIRECTION, Form.CHANGE, Form.PERCENTAGE}


class TokenProblem(ValueError):
    """A text in double square brackets that is not a token; the message says what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """One figure named in prose: its key, what of it is printed, and what it is compared with."""

    key: str
    form: Form = Form.TEXT
    earlier: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every key the token needs."""
        return (self.key, self.earlier) if self.earlier else (self.key,)

    def __str__(self) -> str:
        if self.form is Form.TEXT:
            return f"[[{self.key}]]"
        return f"[[{self.key}|{self.form}:{self.earlier}]]" if self.earlier else f"[[{self.key}|{self.form}]]"


# Brackets and angle brackets can not be inside: a token never reaches across a tag or into another token.
_TOKEN = re.compile(r"\[\[([^\[\]<>]*)\]\]")


def token_parse(text: str) -> Token:
    """Return the token written between double square brackets; TokenProblem when it is not one."""
    inner = html.unescape(text.strip().removeprefix("[[").removesuffix("]]")).strip()
    key, _, form = inner.partition("|")
    name, _, earlier = form.strip().partition(":")
    try:
        kind = Form(name.strip() or Form.TEXT)
    except ValueError as error:
        raise TokenProblem(f"[[{inner}]]: {name.strip()!r} is not something a figure can print.") from error
    if kind.compares != bool(earlier.strip()):
        needs = "needs the earlier figure after a colon" if kind.compares else "takes no second figure"
        raise TokenProblem(f"[[{inner}]]: {kind} {needs}.")
    return Token(key=_canonical(key), form=kind, earlier=_canonical(earlier) if earlier.strip() else "")


def tokens_in(prose: str) -> Iterator[Token]:
    """Return the well-formed tokens of a text in order; `problems_in` lists the others."""
    for piece in pieces(prose):
        if isinstance(piece, Token):
            yield piece


def tokens_as_written(prose: str) -> dict[str, Token]:
    """Return the well-formed tokens of a text by how they stand there; one that is there twice is one entry."""
    written = {}
    for match in _TOKEN.finditer(prose):
        with suppress(TokenProblem):
            written[html.unescape(match[0])] = token_parse(match[0])
    return written


def problems_in(prose: str) -> list[str]:
    """Return what is wrong with each malformed token of a text."""
    return [str(piece) for piece in pieces(prose) if isinstance(piece, TokenProblem)]


def pieces(prose: str) -> Iterator[str | Token | TokenProblem]:
    """Return the text cut at its tokens: plain stretches, tokens, and problems where a token is malformed."""
    position = 0
    for match in _TOKEN.finditer(prose):
        if match.start() > position:
            yield prose[position : match.start()]
        try:
            yield token_parse(match[0])
        except TokenProblem as problem:
            yield problem
        position = match.end()
    if position < len(prose):
        yield prose[position:]


def _canonical(key: str) -> str:
    try:
        return str(FactKey.parse(key))
    except KeyProblem as problem:
        raise TokenProblem(str(problem)) from problem
