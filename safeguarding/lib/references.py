"""References people read out on the telephone, random so that they count nothing."""

import secrets

# Without vowels and look-alikes: a reference never spells a word and is not misheard.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"


def letters_made(length: int) -> str:
    """Return so many random letters and digits, from the system's source of randomness."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
