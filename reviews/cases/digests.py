"""What is kept of secrets: addresses of calendars, links of questions."""

import hashlib


def digest_of(secret: str) -> str:
    """Return what is kept of a secret of 256 random bits; it needs no salt, because it can not be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
