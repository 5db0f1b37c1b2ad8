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
        ("the son of Exemplar was there", "name", "Exemplar"),
        ("her brother, Exemplar, saw it", "name", "Exemplar"),
        ("Mother's partner Exemplar left", "name", "Exemplar"),
        ("Exemplar Samplewright was seen", "name", "Exemplar Samplewright"),
        ("DOB is 03/04/2015", "birth", "DOB is 03/04/2015"),
        ("date of birth is 3 April 2015", "birth", "date of birth is 3 April 2015"),
        ("born - 3 April 2015", "birth", "born - 3 April 2015"),
        ("Exemplar SAMPLE (3.4.2015)", "birth", "Exemplar SAMPLE (3.4.2015)"),
        ("they live at The Hollies", "address", "live at The Hollies"),
        ("found in Samplewright Lane", "address", "Samplewright Lane"),
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
        "The Working Together guidance and the Children Act 2004",
        "Mid County Police and the Integrated Care Board met in Autumn 2020",
        "Serious Youth Violence: Strategic Priorities and Safer Recruitment",
        "Mother told the Designated Nurse; Father told Police",
        "Partner Agencies and the Multi-Agency Safeguarding Hub",
        "lives in the North West with foster carers",
        "Email of the duty desk (3 June 2026)",
        "published on Great Street Hospital letters in March",
        "",
    ],
)
def test_pseudonyms_roles_and_plain_figures_are_left_alone(text: str) -> None:
    assert identifiers_in(text) == []


def test_a_text_full_of_what_identifies_is_asked_about_piece_by_piece() -> None:
    text = (
        "Mother Exemplar Samplewright and Testina live at The Hollies, Sample Lane. DOB is 03/04/2015. "
        "Testina Samplewright, the daughter of Exemplar, died on 3 April 2020."
    )
    assert [(item.kind, item.text) for item in identifiers_in(text)] == [
        ("name", "Exemplar Samplewright"),
        ("address", "live at The Hollies, Sample Lane"),
        ("birth", "DOB is 03/04/2015"),
        ("name", "Testina Samplewright"),
        ("name", "Exemplar"),
    ]


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
