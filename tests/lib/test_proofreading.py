"""What an attentive reader would stop at."""

import pytest

from safeguarding.lib.proofreading import (
    empty_headings,
    guidance_sentences,
    leaked,
    placeholders,
    repeated_headings,
    unfinished,
)


@pytest.mark.parametrize(
    ("html", "end"),
    [
        ("<p>The report of the audit is attached and</p>", "… of the audit is attached and"),
        ("<p>We trained every practice in the toolkit</p>", "… trained every practice in the toolkit"),
        ("<p>Staff were offered sessions about neglect,</p>", "… Staff were offered sessions about neglect,"),
        ("<p>Further details can be found in the …</p>", "… can be found in the …"),
        ("<p>We shall look at this together with the.</p>", "… look at this together with the."),
        ("<p>Designated officers and</p><p>The hospital trained its staff.</p>", "… Designated officers and"),
    ],
)
def test_a_paragraph_that_breaks_off_is_found(html: str, end: str) -> None:
    assert unfinished(html) == [end]


@pytest.mark.parametrize(
    "html",
    [
        "<p>We trained every practice in the toolkit.</p>",
        "<p>We trained every practice in the following tools</p><ul><li>one</li></ul>",
        "<p>What did children say about their worker?</p>",
        "<p>“We were listened to at every meeting”</p>",
        "<p>Short line</p>",
        "<p>Children need an adult whom they can go to.</p>",
        "<p>Staff say who the lead for exploitation was.</p>",
        "<ul><li>A point of a list without a full stop</li></ul>",
        "<p>The number of plans fell to [[returns/cp-plans?at=2018-03-31]].</p>",
        "",
    ],
)
def test_what_is_finished_is_left_alone(html: str) -> None:
    assert unfinished(html) == []


def test_headings_that_are_empty_or_stand_twice_are_found() -> None:
    html = (
        "<h3>Training</h3><p>Done.</p><h3>Audit</h3><h3>Training</h3><p>More.</p><h3>Policies</h3><h4>New</h4><p>x</p>"
    )
    assert empty_headings(html) == ["Audit"]
    assert repeated_headings(html) == ["Training"]
    assert repeated_headings("<h3>Key successes</h3><p>x</p>", "Key Successes") == ["Key successes"]
    assert repeated_headings("<h3>One</h3><h3>Two</h3>") == []


def test_guidance_is_recognised_whatever_its_case_and_spacing() -> None:
    sentences = guidance_sentences(["Summary of key achievements by your agency. Be brief.", ""])
    assert sentences == ["Summary of key achievements by your agency."]
    html = "<p>SUMMARY of key   achievements by your agency We did well.</p>"
    assert leaked(html, sentences) == sentences
    assert leaked("<p>A summary of what we did.</p>", sentences) == []


def test_placeholders_are_found_and_figures_are_not() -> None:
    assert placeholders("<p>Figures to follow.</p><p>To follow</p>") == ["Figures to follow", "To follow"]
    assert placeholders("<p>The action plan was easy to follow, and we set out to follow what children said.</p>") == []
    assert placeholders("<p>Numbers TBC, see [insert date] [[a/b?at=2018-03-31]]</p>") == ["TBC", "[insert date]"]
