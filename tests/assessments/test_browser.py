"""Self-assessment in a real browser: a lead's self-assessment with evidence, a moderation day, every page checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from partnerships.assessments.models import Response, Round
from partnerships.assessments.services import round_close, round_open, tool_adopt
from tests.assessments.factories import (
    electorate,
    handed_in,
    named_round,
    plan,
    pledge_made,
    rag_tool,
    response_of,
    round_made,
)
from tests.support.axe import assert_fits
from tests.support.browser import SMALL, WIDE, follow
from tests.support.cast import Cast, cast_made

NewContext = Callable[..., BrowserContext]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Return the people, in a database the browser's server sees."""
    return cast_made()


def signed_in(new_context: NewContext, live_server: Any, person: Any, **options: Any) -> Page:
    """Return a page of a person who is signed in already."""
    client = Client()
    client.force_login(person)
    context = new_context(**options)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return context.new_page()


def visited(page: Page, live_server: Any, addresses: list[str]) -> None:
    """Open each page and let axe look at it; no page is wider than the window."""
    for address in addresses:
        page.goto(live_server.url + address)
        expect(page.locator("h1")).to_have_count(1)
        assert_fits(page)


def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(
    new_context: NewContext, live_server: Any, cast: Cast
) -> None:
    held = named_round(cast, moderated=True)
    done = handed_in(cast.other_lead, response_of(held, cast.other_agency), leader=1)
    row = response_of(held, cast.agency)
    tool = rag_tool(cast.a, live=False, slug="draft")
    pledge = pledge_made(cast.other_lead, done)
    national = tool_adopt(by=cast.manager, partnership=cast.a, key="board-effectiveness")
    voters = electorate(cast, 5)
    asked = plan("Board", mode="anonymous", agencies=[agency for agency, _ in voters])
    box = round_open(by=cast.manager, tool=national, plan=asked)

    def at(name: str, *args: Any) -> str:
        return reverse(f"assessment_{name}", args=[cast.a.slug, *args])

    manager = signed_in(new_context, live_server, cast.manager, viewport=WIDE)
    pages = [at(name) for name in ("list", "round_open", "tools", "tool_new", "evidence", "sites", "pledges")]
    pages += [
        at(name, held.pk) for name in ("detail", "heat", "difference", "progress", "extend", "close", "moderation")
    ]
    pages += [at(name, box.pk) for name in ("progress", "close")]
    pages += [at(name, done.pk) for name in ("response", "send_back")]
    pages += [at(name, tool.pk) for name in ("tool", "tool_edit")]
    pages += [at("over_time", held.tool.slug), at("survey", held.pk, cast.other_agency.slug)]
    pages += [at("second", done.pk, "standard-1-1"), at("statement_new", tool.pk, 1)]
    visited(manager, live_server, pages)
    lead = signed_in(new_context, live_server, cast.lead, viewport=WIDE)
    visited(
        lead,
        live_server,
        [
            at("list"),
            at("response", row.pk),
            at("answer", row.pk, "standard-1-1"),
            at("evidence_new", cast.agency.slug),
        ],
    )
    other = signed_in(new_context, live_server, cast.other_lead, viewport=WIDE)
    visited(
        other,
        live_server,
        [at("pledge", pledge.pk), at("pledge_edit", pledge.pk), at("pledge_sign", pledge.pk)],
    )
    voter = signed_in(new_context, live_server, voters[0][1], viewport=WIDE)
    visited(voter, live_server, [at("ballot", box.pk)])
    round_close(by=cast.manager, held=box)
    visited(manager, live_server, [at("detail", box.pk), at("remarks", box.pk)])
    earlier = round_made(cast.a)
    visited(manager, live_server, [at("earlier"), at("printed", earlier.pk), at("remarks", earlier.pk)])


def section(page: Page, title: str) -> Any:
    """Return the part of the page about one statement."""
    return page.get_by_role("region", name=title)


def test_a_lead_answers_with_evidence_without_scripts_and_hands_in(
    new_context: NewContext, live_server: Any, cast: Cast, tmp_path: Path
) -> None:
    held = named_round(cast)
    policy = tmp_path / "policy.pdf"
    policy.write_bytes(b"%PDF-1.4 policy")
    page = signed_in(new_context, live_server, cast.lead, java_script_enabled=False, viewport=SMALL)
    page.goto(live_server.url + reverse("assessment_list", args=[cast.a.slug]))
    page.get_by_role("link", name="Evidence files").click()
    page.get_by_role("button", name="Add a file").click()
    page.get_by_label("What it is").fill("Supervision policy")
    page.get_by_label("File", exact=True).set_input_files(policy)
    follow(page.get_by_role("button", name="Add the file"))
    page.goto(live_server.url + reverse("assessment_list", args=[cast.a.slug]))
    page.get_by_role("link", name=held.title).first.click()
    page.get_by_role("link", name="Lead", exact=True).click()
    leader = section(page, "Leader")
    leader.get_by_label("3: Green").check()
    leader.get_by_label("How you know").fill("She is on the board.")
    leader.get_by_text("Files that show it (0)").click()
    leader.get_by_label("Supervision policy").check()
    reports = section(page, "Reports")
    reports.get_by_label("2: Amber").check()
    reports.get_by_text("What will be done", exact=True).first.click()
    reports.get_by_label("What will be done").fill("Report in June")
    page.get_by_role("button", name="Save and go to the next standard").click()
    section(page, "Asked").get_by_label("3: Green").check()
    page.get_by_role("button", name="Save and return").click()
    expect(page.get_by_text("3 of 3").first).to_be_visible()
    expect(page.get_by_role("link", name="Supervision policy")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Your self-assessment is handed in.")).to_be_visible()
    assert response_of(held, cast.agency).status == "submitted"


def test_a_standard_is_answered_with_the_keyboard_alone(new_context: NewContext, live_server: Any, cast: Cast) -> None:
    row = response_of(named_round(cast), cast.agency)
    page = signed_in(new_context, live_server, cast.lead, viewport=WIDE)
    page.goto(live_server.url + reverse("assessment_answer", args=[cast.a.slug, row.pk, "standard-1-2"]))
    section(page, "Asked").get_by_label("1: Red").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(section(page, "Asked").get_by_label("3: Green")).to_be_checked()
    page.get_by_role("button", name="Save and return").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("is saved.")).to_be_visible()
    assert row.answers.get().score == 3


def test_a_moderation_day(new_context: NewContext, live_server: Any, cast: Cast) -> None:
    held = named_round(cast, moderated=True)
    row = handed_in(cast.lead, response_of(held, cast.agency))
    page = signed_in(new_context, live_server, cast.manager, viewport=WIDE)
    page.goto(live_server.url + reverse("assessment_moderation", args=[cast.a.slug, held.pk]))
    page.get_by_role("link", name="Alderbrook Council second scores").click()
    leader = section(page, "Leader")
    leader.get_by_label("Second score: Leader").select_option("2")
    leader.get_by_label("Challenge: Leader").fill("No name on the website.")
    leader.get_by_label("Agreed score: Leader").select_option("2")
    page.get_by_role("button", name="Save and go to the next standard").click()
    page.get_by_role("button", name="Save and return").click()
    page.get_by_role("button", name="Moderation is finished").click()
    page.get_by_role("button", name="Agree", exact=True).click()
    expect(page.get_by_text("The self-assessment is agreed.")).to_be_visible()
    page.goto(live_server.url + reverse("assessment_difference", args=[cast.a.slug, held.pk]))
    expect(page.locator("#standards")).to_contain_text("\u22120.5")
    assert Response.objects.get(pk=row.pk).status == "agreed"
    assert Round.objects.get().status == "open"
