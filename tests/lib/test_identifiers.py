"""The scan finds what could identify somebody and leaves pseudonyms, years and roles alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.identifiers import identifiers_in, nhs_number_is_valid


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("seen by Mrs Example-Person at home", "name", "Mrs Example-Person"),
        ("told Dr. Sample Name of it", "name", "Dr. Sample Name"),
        ("a sibling called Exemplar", "name", "called Exemplar"),
        ("born 3 March 2019, she", "birth", "born 3 March 2019"),
        ("DOB: 03/03/2019", "birth", "DOB: 03/03/2019"),
        ("date of birth 2019-03-03", "birth", "date of birth 2019-03-03"),
        ("number 943 476 5919 on file", "nhs", "943 476 5919"),
        ("lived at ZZ99 9ZZ", "postcode", "ZZ99 9ZZ"),
        ("found at 14 Sample Hill Road by", "address", "14 Sample Hill Road"),
        ("write to someone@example.org", "contact", "someone@example.org"),
        ("rang 01632 960 123 twice", "contact", "01632 960 123"),
    ],
)
def test_what_could_identify_somebody_is_found(text: str, kind: str, found: str) -> None:
    assert [(item.kind, item.text) for item in identifiers_in(text)] == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "Child Q, Baby Z and Ms A",
        "the mother's GP saw her in March 2019",
        "the review was published on 15 March 2022",
        "1,234,567,890 pounds",
        "943 476 5918 fails its check digit",
        "12 children of St Example School",
        "Section 47 enquiries and 15 working days",
        "",
    ],
)
def test_pseudonyms_roles_and_plain_figures_are_left_alone(text: str) -> None:
    assert identifiers_in(text) == []


def test_the_question_says_what_to_do() -> None:
    (found,) = identifiers_in("born 3 March 2019. Again: born 3 March 2019")
    assert found.question == (
        "“born 3 March 2019” looks like a date of birth. Take it out, or confirm that it identifies nobody."
    )


@given(st.integers(0, 999_999_999))
def test_at_most_one_check_digit_fits(first: int) -> None:
    valid = [digit for digit in range(10) if nhs_number_is_valid(f"{first:09}{digit}")]
    weighted = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), f"{first:09}", strict=True))
    expected = (11 - weighted % 11) % 11
    assert valid == ([] if expected == 10 else [expected])
