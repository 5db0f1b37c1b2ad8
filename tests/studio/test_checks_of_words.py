"""Checks of what is there, of abbreviations, and of what could identify a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.studio.checks import Level
from reports.studio.checks.privacy import valid_nhs_number
from reports.studio.models import Report, Section
from reports.studio.services import comment_add, section_add
from tests.studio.checking import findings, only
from tests.studio.samples import narrative
from tests.support.cast import Cast


def test_a_section_without_words_is_an_error_unless_it_holds_others(cast: Cast, report: Report) -> None:
    chapter = narrative(cast, report, "", title="Chapter")
    assert only(cast, report, "empty_section").section == chapter.slug
    section_add(by=cast.manager, report=report, title="Part", block="narrative", body="<p>Words.</p>", parent=chapter)
    assert not findings(cast, report, "empty_section")


def test_a_missing_foreword_says_who_alone_can_write_it(cast: Cast, report: Report) -> None:
    assert only(cast, report, "foreword").level is Level.WARNING
    section_add(by=cast.manager, report=report, title="Foreword", block="foreword", reserved_for=Section.Reserved.CHAIR)
    found = only(cast, report, "foreword")
    assert found.level is Level.ERROR
    assert "Only the independent chair can write it" in found.mend


@pytest.mark.parametrize(
    "words",
    ["Lorem ipsum dolor", "The figure is TBC.", "XX children", "[insert date]", "to be confirmed", "How many???"],
)
def test_a_placeholder_is_an_error(cast: Cast, report: Report, words: str) -> None:
    narrative(cast, report, f"<p>{words}</p>")
    assert only(cast, report, "placeholder").level is Level.ERROR


def test_guidance_that_slipped_into_the_words_is_an_error(cast: Cast, report: Report) -> None:
    section = narrative(cast, report, "<p>Evidence of impact on children and families. We did well.</p>")
    Section.objects.filter(pk=section.pk).update(guidance="Evidence of impact on children and families. One page.")
    assert "Evidence of impact on children" in only(cast, report, "guidance").text


def test_a_heading_with_nothing_under_it_is_a_warning_and_a_sub_heading_is_something(
    cast: Cast, report: Report
) -> None:
    narrative(cast, report, "<h3>Operational pathways</h3><h3>Training</h3><h4>Level 3</h4><p>Done.</p>")
    assert "Operational pathways" in only(cast, report, "empty_heading").text


def test_two_sections_with_one_title_are_a_warning(cast: Cast, report: Report) -> None:
    for _ in range(2):
        narrative(cast, report, "<p>Words.</p>", title="Public Health")
    assert "2 parts of the report are called “Public Health”" in only(cast, report, "same_title").text


def test_an_open_comment_is_an_error(cast: Cast, report: Report) -> None:
    comment_add(by=cast.chair, section=narrative(cast, report, "<p>Words.</p>"), text="Why?")
    assert only(cast, report, "comment").level is Level.ERROR


def test_abbreviations_without_explanation_are_listed_once(cast: Cast, report: Report) -> None:
    narrative(cast, report, "<p>The MASH met. The Child Death Overview Panel (CDOP) met. MASH again.</p>")
    assert only(cast, report, "acronym").text == "Abbreviations are used but not explained: MASH."


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("His number is 943 476 5919.", "nhs_number"),
        ("She was born on 3 May 2010.", "date_of_birth"),
        ("DOB: 03/05/2010", "date_of_birth"),
        ("They live at SS2 6ER.", "postcode"),
        ("Thanks to Dr Example.", "name"),
        ("The review of Baby S began.", "case_name"),
        ("The 17 year old son was moved.", "relation"),
    ],
)
def test_what_could_identify_somebody_is_found(cast: Cast, report: Report, words: str, code: str) -> None:
    narrative(cast, report, f"<p>{words}</p>")
    assert only(cast, report, code).level in (Level.ERROR, Level.WARNING)


@pytest.mark.parametrize("words", ["Child protection plans rose.", "Call 01702 000 000.", "NHS number checks", "Q3"])
def test_harmless_words_identify_nobody(cast: Cast, report: Report, words: str) -> None:
    narrative(cast, report, f"<p>{words}</p>")
    assert not findings(cast, report, "nhs_number", "date_of_birth", "postcode", "name", "case_name", "relation")


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_check_digit_makes_an_nhs_number(start: str) -> None:
    assert sum(valid_nhs_number(start + str(digit)) for digit in range(10)) <= 1
