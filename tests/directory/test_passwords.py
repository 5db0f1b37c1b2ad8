"""Long, not known, not guessable here; nothing else is asked of a password."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from partnerships.directory.models import User
from partnerships.directory.passwords import GuessableValidator

SOMEBODY = User(email="council.lead@example.org", name="Council lead")


@pytest.mark.parametrize(
    "password",
    ["copper lantern meadow", "only small letters here", "1357924680135 79", "ééééàààà ùùùù çççç öööö"],
)
def test_a_long_password_of_any_signs_is_accepted(password: str) -> None:
    validate_password(password, SOMEBODY)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short words", "at least 12 characters"),
        ("Safeguarding2026!", "easy to guess"),
        ("password-password-1", "easy to guess"),
        ("aaaaaaaaaaaaaaaa", "easy to guess"),
        ("121212121212121", "easy to guess"),
        ("council.lead@example", "similar"),
        ("qwertyuiop123456", "easy to guess"),
    ],
)
def test_a_password_that_is_short_known_or_guessable_is_refused(password: str, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, SOMEBODY)
    assert why in " ".join(refused.value.messages)


@given(st.integers(min_value=0, max_value=10**12))
def test_no_number_after_a_word_of_the_service_makes_it_a_password(number: int) -> None:
    with pytest.raises(ValidationError):
        GuessableValidator().validate(f"Safeguarding{number}")
