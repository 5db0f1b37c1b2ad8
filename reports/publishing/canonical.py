"""The one way a snapshot becomes text: the same content gives the same bytes on every machine and database."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def canonical_text(content: Mapping[str, Any]) -> str:
    """Return JSON with sorted keys and no white space. Decimals and dates become text.

    Floats raise TypeError: a figure that went through a binary fraction is no longer the figure that was handed in.
    """
    return json.dumps(_plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (Decimal, datetime, date)):
        return value.isoformat() if isinstance(value, date) else str(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)  # enumerations and safe strings become plain text
    raise TypeError(f"A snapshot can not hold {value!r}.")
