"""What a password must be, as the National Cyber Security Centre advises: long, not a known one, and nothing else.

No rule asks for capitals, digits or signs and no password expires (NCSC, "Password policy: updating your approach").
"""

import re

from django.core.exceptions import ValidationError

from partnerships.directory.models import User

CHOOSE_WELL = (
    "Use 12 characters or more. Three random words work well. "
    "It can not be a common password or one you could guess from your name or this service."
)

# Words people here reach for; Django's own list of 20,000 knows few that are 12 characters long.
GUESSABLE = frozenset(
    {
        "safeguarding", "safeguardingboard", "safeguardingpartnership", "safeguardingchildren", "partnership",
        "password", "passwordpassword", "mypassword", "welcome", "letmein", "changeme", "qwerty", "qwertyuiop",
        "administrator", "boardmanager", "childprotection", "children",
    }
)  # fmt: skip
DISTINCT_CHARACTERS = 5


class GuessableValidator:
    """Refuses the words of this service, however many digits follow, and a few characters repeated."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for a password that is easy to guess here."""
        letters = re.sub(r"[^a-z]", "", password.lower())
        if letters in GUESSABLE or len(set(password)) < DISTINCT_CHARACTERS:
            raise ValidationError("This password is easy to guess. Try three random words.", code="guessable")

    def get_help_text(self) -> str:
        """Return the rule as the forms show it."""
        return CHOOSE_WELL
