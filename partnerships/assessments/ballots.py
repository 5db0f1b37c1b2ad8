"""The sealed box of an anonymous round, as bytes: what goes in, and that nothing shows from outside.

A box is always the same length: one cell for every slip, each padded to the most a ballot can take. Ballots lie in it
in the order of their own words, so the order in which they came is nowhere. It is encrypted anew each time with a new
nonce, so two looks at the database can not tell which ballot was added. See docs/adr/0042-anonymous-rounds.md.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

COMMENT_MOST = 300  # characters
CELL_PER_STATEMENT = 2048  # bytes: the longest comment in the longest JSON escapes, and its score
_NONCE = 12
_SALT = b"safeguarding portal: anonymous self-assessment"

# Statement id to (score as text, "" for not rated; comment).
Ballot = Mapping[str, tuple[str, str]]


class BoxProblem(Exception):
    """A box that can not be opened: the key changed without SECRET_KEY_FALLBACKS, or its bytes were tampered with."""


@dataclass(frozen=True)
class Measure:
    """How large a box is: fixed when the round opens."""

    round_pk: int
    slips: int
    statements: int

    @property
    def cell(self) -> int:
        """Return the bytes of one ballot."""
        return self.statements * CELL_PER_STATEMENT


def seal(measure: Measure, ballots: Sequence[Ballot]) -> bytes:
    """Return the box that holds the ballots. ValueError when there are more than slips or one is too long."""
    cells = sorted(_cell(measure, ballot) for ballot in ballots)
    if len(cells) > measure.slips:
        raise ValueError("There are more ballots than slips.")
    plain = b"".join(cells).ljust(measure.cell * measure.slips)
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_key(settings.SECRET_KEY, measure)).encrypt(nonce, plain, _about(measure))


def unseal(measure: Measure, box: bytes) -> list[Ballot]:
    """Return the ballots in a box, in the order of their words. Raises BoxProblem."""
    plain = _opened(measure, box)
    cells = [plain[at : at + measure.cell].strip() for at in range(0, len(plain), measure.cell)]
    return [{key: (said[0], said[1]) for key, said in json.loads(cell).items()} for cell in cells if cell]


def _cell(measure: Measure, ballot: Ballot) -> bytes:
    said = json.dumps(ballot, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    if len(said) > measure.cell:
        raise ValueError("A ballot is longer than its cell.")
    return said.ljust(measure.cell)


def _opened(measure: Measure, box: bytes) -> bytes:
    nonce, sealed = box[:_NONCE], box[_NONCE:]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return AESGCM(_key(secret, measure)).decrypt(nonce, sealed, _about(measure))
        except InvalidTag:
            continue
    raise BoxProblem("The box can not be opened with this key. Put the former SECRET_KEY into SECRET_KEY_FALLBACKS.")


def _key(secret: str | bytes, measure: Measure) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=_SALT, info=_about(measure)).derive(force_bytes(secret))


def _about(measure: Measure) -> bytes:
    return f"round {measure.round_pk}".encode()
