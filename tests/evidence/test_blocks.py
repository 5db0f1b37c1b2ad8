"""What reports print of evidence, and what the checklist says about it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from partnerships.evidence.services import box_withdraw, wording_save
from reports.studio.assembly import gathered, report_gather
from reports.studio.blocks import BLOCKS_BY_KEY
from reports.studio.checks import Level
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from reports.studio.services import report_create, section_add
from safeguarding.lib.facts import Period
from tests.evidence.factories import box_made, place_made, priority_made, text_made, theme_made
from tests.studio.checking import findings, only
from tests.support.cast import Cast


@pytest.fixture
def report(cast: Cast) -> Report:
    """Return a draft about April 2026 to March 2027."""
    period = Period.financial_year(2026)
    return report_create(by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=period)


def add(cast: Cast, report: Report, block: str, **config: Any) -> None:
    section_add(by=cast.manager, report=report, title=block.title(), block=block, config=config)


def printed(report: Report, *, links: bool = False) -> str:
    """Return how the last section prints."""
    content = gathered(reports_of(report.partnership).get(pk=report.pk))
    section = content.content["sections"][-1]
    context = {"document": content.content, "section": section, "facts": content.facts, "links": links}
    return " ".join(render_to_string(section["template"], context).split())


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("evidence", "No evidence is chosen"),
        ("quotes", "No evidence is chosen"),
        ("voice", "No voice is chosen"),
        ("shared_text", "No shared text is chosen"),
    ],
)
def test_an_empty_section_says_so_and_is_an_error(cast: Cast, report: Report, block: str, words: str) -> None:
    add(cast, report, block)
    assert words in printed(report)
    assert only(cast, report, "nothing_there").level is Level.ERROR


def test_chosen_boxes_print_under_the_name_of_their_kind_with_whose_they_are(cast: Cast, report: Report) -> None:
    impact = box_made(cast.a, "impact", agency=cast.agency, area=place_made(cast.a))
    learning = box_made(cast.a, "learning", details={"addressee": "Schools", "next": "Brief every lead."})
    box_made(cast.a, "strength", heading="Not chosen")
    add(cast, report, "evidence", boxes=[learning.slug, impact.slug])
    words = printed(report)
    assert words.index(">Impact</h3>") < words.index("<h4>Impact one</h4>") < words.index(">Learning</h3>")
    for text in ("Different for whom?", "The audit of May 2026", "Brief every lead.", "12 June 2026, Hillside"):
        assert text in words
    assert "Not chosen" not in words
    assert "/evidence/boxes/" not in words
    assert f"/evidence/boxes/{impact.slug}/" in printed(report, links=True)


def test_every_box_that_fits_can_be_printed_without_ticking_it(cast: Cast, report: Report) -> None:
    theme, priority = theme_made(cast.a), priority_made(cast.a)
    box_made(cast.a, heading="Fits", tags=[theme, priority], agency=cast.agency)
    box_made(cast.a, heading="Another theme", tags=[priority], agency=cast.agency)
    box_made(cast.a, heading="Another year", tags=[theme, priority], agency=cast.agency, happened_on=date(2025, 6, 1))
    box_withdraw(
        by=None, box=box_made(cast.a, heading="Gone", tags=[theme, priority], agency=cast.agency), reason="Twice"
    )
    add(cast, report, "evidence", shows="fitting", theme="neglect", priority="plan-1", agency="council", boxes=[])
    words = printed(report)
    assert "Fits" in words
    for left_out in ("Another theme", "Another year", "Gone"):
        assert left_out not in words
    assert not findings(cast, report, "box_left_out")


def test_you_said_we_did_prints_the_base_as_figures_and_the_gap(cast: Cast, report: Report) -> None:
    full = box_made(cast.a, "voice", heading="Way to school", agency=cast.agency)
    silent = box_made(cast.a, "voice", heading="Waiting rooms", details={"changed": "", "agreed": None})
    add(cast, report, "voice", boxes=[full.slug, silent.slug])
    words = printed(report)
    for text in ("Do you feel safe on your way to school?", "Two crossings have a warden now.", "10 to 14", "Survey"):
        assert text in words
    assert ">75.0%</data>" in words
    assert ">160</data>" in words
    assert "Nothing is recorded yet." in words
    assert "Waiting rooms" in only(cast, report, "no_change").text


def test_quotes_print_with_their_document_and_never_without_consent(cast: Cast, report: Report) -> None:
    given = box_made(cast.a, "quote", heading="Head", details={"year": 2025}, body="<p>They listen.</p>")
    asked = box_made(cast.a, "quote", heading="Parent", details={"consent": "asked"}, body="<p>Not yet.</p>")
    add(cast, report, "quotes", boxes=[given.slug, asked.slug])
    words = printed(report)
    assert "<blockquote" in words
    assert "A head teacher, Schools survey (2025)" in words
    assert "Not yet." not in words
    finding = only(cast, report, "box_left_out")
    assert finding.level is Level.ERROR
    assert "Nobody has agreed" in finding.text


def test_a_box_withdrawn_after_it_was_chosen_leaves_the_report_and_is_an_error(cast: Cast, report: Report) -> None:
    box, other = box_made(cast.a), box_made(cast.a, heading="Stays")
    add(cast, report, "evidence", boxes=[box.slug, other.slug])
    assert "Evidence one" in printed(report)
    box_withdraw(by=cast.manager, box=box, reason="The audit was wrong.")
    assert "Evidence one" not in printed(report)
    assert "The audit was wrong." in only(cast, report, "box_left_out").text


def test_a_box_of_another_year_is_printed_with_its_date_and_a_warning(cast: Cast, report: Report) -> None:
    box = box_made(cast.a, happened_on=date(2024, 5, 1))
    add(cast, report, "evidence", boxes=[box.slug])
    assert "1 May 2024" in printed(report)
    assert only(cast, report, "other_period").level is Level.WARNING


def test_boxes_are_read_by_the_checks_of_words(cast: Cast, report: Report) -> None:
    box = box_made(cast.a, "learning", body="<p>To be confirmed.</p>", details={"next": "Call 943 476 5919."})
    add(cast, report, "evidence", boxes=[box.slug])
    assert "Learning one" in only(cast, report, "placeholder").text
    assert "943 476 5919" in only(cast, report, "nhs_number").text


def test_a_shared_text_prints_the_words_of_the_area_and_warns_when_they_are_behind(cast: Cast, report: Report) -> None:
    text, place = text_made(cast.a), place_made(cast.a)
    wording_save(by=None, text=text, area=place, version=0, body="<p>Call Hillside.</p>")
    add(cast, report, "shared_text", text=text.slug)
    assert "front door" in printed(report)
    add(cast, report, "shared_text", text=text.slug, area="hillside")
    assert "Call Hillside." in printed(report)
    assert not findings(cast, report, "wording_behind")
    wording_save(by=None, text=text, area=None, version=1, body="<p>Call at any hour.</p>")
    assert "Hillside" in only(cast, report, "wording_behind").text


def test_the_picker_offers_what_fits_and_what_is_ticked_already(cast: Cast) -> None:
    ticked, fits = box_made(cast.a, heading="Ticked"), box_made(cast.a, "voice", heading="Fits")
    box_made(cast.a, "learning", heading="Hidden")
    box_made(cast.a, "quote", heading="No consent", details={"consent": "refused"})
    kind = BLOCKS_BY_KEY["evidence"].form
    initial = {"kind": "voice", "boxes": [ticked.slug]}
    offered = [slug for slug, _ in kind(partnership=cast.a, initial=initial).fields["boxes"].choices]
    assert offered == [ticked.slug, fits.slug]
    said = QueryDict(f"title=E&version=1&kind=voice&shows=chosen&boxes={ticked.slug}&boxes={fits.slug}")
    form = kind(said, partnership=cast.a)
    assert form.is_valid(), form.errors
    assert form.config is not None
    assert form.config["boxes"] == [ticked.slug, fits.slug]
    quotes = BLOCKS_BY_KEY["quotes"].form(partnership=cast.a)
    assert "kind" not in quotes.fields
    assert quotes.fields["boxes"].choices == []


def test_a_posted_section_of_quotes_keeps_its_settings(cast: Cast) -> None:
    quote = box_made(cast.a, "quote")
    form = BLOCKS_BY_KEY["quotes"].form(
        QueryDict(f"title=Q&version=1&shows=chosen&boxes={quote.slug}"), partnership=cast.a
    )
    assert form.is_valid(), form.errors
    assert form.config is not None
    assert form.config["boxes"] == [quote.slug]


def test_boxes_are_read_once_however_many_sections_print_them(cast: Cast, report: Report) -> None:
    boxes = [box_made(cast.a, kind) for kind in ("evidence", "voice", "quote")]
    text_made(cast.a)
    counts = []
    for _ in range(2):
        for block in ("evidence", "voice", "quotes"):
            add(cast, report, block, boxes=[box.slug for box in boxes])
        add(cast, report, "shared_text", text="worried-about-a-child")
        boxes.append(box_made(cast.a, "learning", heading=f"More {len(boxes)}"))
        fresh = reports_of(cast.a).get(pk=report.pk)
        with CaptureQueriesContext(connection) as queries:
            report_gather(fresh)
        counts.append(len(queries))
    assert counts[0] == counts[1]
