"""Both rooms in a real browser, and a voice captured and chosen into a report."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from partnerships.contributions.services import comment_add, heading_add, template_draft
from partnerships.evidence.models import EvidenceBox
from reports.studio.services import report_create, section_add
from safeguarding.lib.facts import Period
from tests.contributions.factories import attachment_made, contribution_made
from tests.evidence.factories import box_made, place_made, priority_made, text_made, theme_made
from tests.support.axe import assert_accessible, assert_fits
from tests.support.browser import SMALL, WIDE
from tests.support.cast import Cast
from tests.support.signed_in import NewContext, _playwright_beside_django, page_of

__all__ = ["_playwright_beside_django"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _files(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def addresses(cast: Cast) -> list[str]:
    """Return every page of both rooms that shows or asks something, with something on it."""
    theme, place, text = theme_made(cast.a), place_made(cast.a), text_made(cast.a)
    box = box_made(cast.a, "voice", tags=[theme, priority_made(cast.a)], area=place, agency=cast.agency)
    made = contribution_made(cast.a, cast.agency, own_headings=True)
    heading_add(by=cast.lead, contribution=made, heading="Peer review")
    attachment_made(made, cast.lead)
    answer = made.answers.first()
    comment = comment_add(by=cast.chair, contribution=made, text="Which audit?", answer=answer)
    draft = template_draft(by=None, template=made.round.template)
    names: list[tuple[str, list[Any]]] = [
        ("evidence_list", []),
        ("evidence_kinds", []),
        ("evidence_add", ["voice"]),
        ("evidence_box", [box.slug]),
        ("evidence_edit", [box.slug]),
        ("evidence_tags", []),
        ("evidence_tag", [theme.pk]),
        ("evidence_shared_texts", []),
        ("evidence_shared_text_add", []),
        ("evidence_shared_text", [text.slug]),
        ("evidence_wording", [text.slug, place.code]),
        ("contribution_list", []),
        ("contribution_detail", [made.pk]),
        ("contribution_comment_settle", [made.pk, comment.pk]),
        ("contribution_extend", [made.pk]),
        ("contribution_attach", [made.pk]),
        ("answer_edit", [made.pk, answer.pk]),
        ("answer_history", [made.pk, answer.pk]),
        ("contribution_templates", []),
        ("contribution_template", [draft.pk]),
        ("contribution_template_edit", [draft.pk]),
        ("contribution_round_add", []),
        ("contribution_round_edit", [made.round_id]),
        ("contribution_ask", [made.round_id]),
    ]
    return [reverse(name, args=[cast.a.slug, *args]) for name, args in names]


def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(
    cast: Cast, new_context: NewContext, live_server: Any
) -> None:
    page, complaints = page_of(new_context, live_server, cast.manager, viewport=WIDE)
    for address in addresses(cast):
        page.goto(address)
        expect(page.locator("h1")).to_have_count(1)
        assert_fits(page)
    assert complaints == []


def fill_date(page: Page, label: str, day: str) -> None:
    """Type a date in its three boxes."""
    group = page.get_by_role("group", name=label, exact=True)
    for part, text in zip(("Day", "Month", "Year"), day.split(), strict=True):
        group.get_by_label(part).fill(text)


def test_a_voice_is_captured_without_scripts_and_chosen_into_a_report(
    cast: Cast, new_context: NewContext, live_server: Any
) -> None:
    page, _ = page_of(new_context, live_server, cast.lead, java_script_enabled=False, viewport=SMALL)
    page.goto(reverse("evidence_list", args=[cast.a.slug]))
    page.get_by_role("button", name="Capture something").click()
    page.get_by_role("link", name="Voice").click()
    page.get_by_label("Heading").fill("Pupils on the way to school")
    page.get_by_label("What they said").fill("Mrs Sampleson says that most feel safe.")
    page.get_by_label("How were they asked?").select_option("Survey")
    page.get_by_label("Who answered?").select_option("Aged 10 to 14")
    page.get_by_label("How many were asked?").fill("200")
    page.get_by_label("How many answered?").fill("160")
    page.get_by_label("How many of them said this?").fill("120")
    page.get_by_label("Positive").check()
    page.get_by_label("What changed because of it?").fill("Two crossings have a warden now.")
    fill_date(page, "Date", "12 6 2026")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="“Mrs Sampleson” looks like a person's name")).to_be_visible()
    page.get_by_label("What they said").fill("Most feel safe.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("is kept and can be chosen into reports")).to_be_visible()
    assert EvidenceBox.objects.get().agency == cast.agency
    period = Period.financial_year(2026)
    report = report_create(by=cast.manager, partnership=cast.a, slug="annual", title="Annual", period=period)
    section_add(by=cast.manager, report=report, slug="voices", title="Voices", block="voice", config={})
    desk, _ = page_of(new_context, live_server, cast.manager, java_script_enabled=False, viewport=WIDE)
    desk.goto(reverse("section_edit", args=[cast.a.slug, "annual", "voices"]))
    expect(desk.get_by_text("No voice is chosen for this section.")).to_be_visible()
    desk.get_by_label("Pupils on the way to school").check()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_role("table", name="You said, we did")).to_contain_text("75.0% said this")
    with_scripts, _ = page_of(new_context, live_server, cast.manager, viewport=WIDE)
    with_scripts.goto(desk.url)
    assert_accessible(with_scripts)  # axe needs scripts
