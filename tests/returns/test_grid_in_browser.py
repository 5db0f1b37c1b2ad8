"""The data grid in a real browser: autosave, keyboard, paste, two people at once, a lost connection, axe."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from partnerships.returns.models import ObservationVersion, Return
from partnerships.returns.services import Definition, query_open
from safeguarding.lib.facts import UnitKind
from tests.returns.factories import COUNT, Q3, cell_of, collection_made, hand_in, return_ready, say
from tests.support.axe import assert_accessible, assert_fits
from tests.support.browser import WIDE
from tests.support.cast import Cast
from tests.support.signed_in import NewContext, _playwright_beside_django, page_of

__all__ = ["_playwright_beside_django"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHARE = Definition(name="Reviews on time", kind=UnitKind.PERCENT, decimals=1, from_parts=True)
DEFINITIONS = {"cp-plans": COUNT, "cin": replace(COUNT, name="Children in need"), "reviews": SHARE}


@pytest.fixture
def draft(cast: Cast) -> Return:
    return collection_made(cast.a, DEFINITIONS, agencies=[cast.agency]).first


@pytest.fixture
def grid_page(cast: Cast, draft: Return, new_context: NewContext, live_server: Any) -> Iterator[Page]:
    page, complaints = page_of(new_context, live_server, cast.lead)
    page.goto(reverse("return_detail", args=["alderbrook", draft.pk]))
    yield page
    unexpected = [text for text in complaints if "409" not in text and "422" not in text and "INTERNET" not in text]
    assert not unexpected


def _state(page: Page, name: str, words: str) -> None:
    expect(page.locator(f'[data-cell="{name}"] .ret-mark')).to_have_text(words)


def _box(page: Page, name: str) -> Any:
    return page.locator(f'[id="{name}"]')


def test_figures_are_saved_as_one_types_and_moves_with_the_keyboard(grid_page: Page) -> None:
    _box(grid_page, "cp-plans-value").focus()
    for keys in ("116", "Enter", "1310", "ArrowDown", "38", "Tab", "42", "Tab"):
        if keys.isdigit():
            grid_page.keyboard.type(keys)
        else:
            grid_page.keyboard.press(keys)
    for name in ("cp-plans", "cin", "reviews"):
        _state(grid_page, name, "Saved")
    expect(grid_page.locator('[data-cell="reviews"] [data-shown]')).to_have_text("90.5%")
    expect(grid_page.locator("[data-filled]")).to_have_text("3")
    assert ObservationVersion.objects.filter(origin="typed").count() == 3


def test_a_mistake_is_told_beside_the_box_and_mended(grid_page: Page) -> None:
    _box(grid_page, "cp-plans-value").fill("many")
    grid_page.keyboard.press("Tab")
    _state(grid_page, "cp-plans", "Not saved")
    expect(_box(grid_page, "cp-plans-value-error")).to_contain_text("is not a number")
    assert_accessible(grid_page)
    _box(grid_page, "cp-plans-value").fill("nil")
    grid_page.keyboard.press("Tab")
    _state(grid_page, "cp-plans", "Saved")
    expect(_box(grid_page, "cp-plans-status")).to_have_value("nil")


def test_a_missing_figure_asks_for_its_reason(grid_page: Page, draft: Return) -> None:
    _box(grid_page, "cp-plans-status").focus()
    _box(grid_page, "cp-plans-status").select_option("not_available")
    expect(_box(grid_page, "cp-plans-reason")).to_be_focused()
    grid_page.keyboard.type("New system")
    grid_page.keyboard.press("Tab")
    _state(grid_page, "cp-plans", "Saved")
    assert cell_of(draft, "cp-plans").entry.reason == "New system"


def test_a_block_from_a_spreadsheet_fills_downwards(grid_page: Page) -> None:
    _box(grid_page, "cp-plans-value").focus()
    grid_page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "1,116\\r\\n42\\r\\n9\\t10\\r\\n");
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }"""
    )
    for name in ("cp-plans", "cin", "reviews"):
        _state(grid_page, name, "Saved")
    values = ObservationVersion.objects.order_by("id").values_list("origin", "value", "numerator")
    assert sorted(values, key=str) == sorted(
        [("pasted", 1116, None), ("pasted", 42, None), ("pasted", None, 9)], key=str
    )


@pytest.mark.parametrize(("choice", "kept"), [("Use mine", 116), ("Keep 118", 118)])
def test_two_people_at_once_see_both_values_and_choose(
    cast: Cast, grid_page: Page, draft: Return, choice: str, kept: int
) -> None:
    say(draft, "cp-plans", 118, by=cast.contributor)
    _box(grid_page, "cp-plans-value").fill("116")
    grid_page.keyboard.press("Tab")
    _state(grid_page, "cp-plans", "Saved by someone else")
    expect(grid_page.locator(".ret-conflict legend")).to_have_text("Council contributor saved 118 meanwhile.")
    assert_accessible(grid_page)
    grid_page.get_by_role("button", name=choice).click()
    _state(grid_page, "cp-plans", "Saved")
    assert cell_of(draft, "cp-plans").entry.value == kept


def test_what_is_typed_without_a_connection_is_kept_and_saved_later(grid_page: Page, draft: Return) -> None:
    grid_page.context.set_offline(True)
    _box(grid_page, "cp-plans-value").fill("116")
    grid_page.keyboard.press("Tab")
    _state(grid_page, "cp-plans", "Not saved yet")
    expect(grid_page.locator("#grid-banner")).to_contain_text("connection is down")
    grid_page.context.set_offline(False)
    _state(grid_page, "cp-plans", "Saved")
    assert cell_of(draft, "cp-plans").entry.value == 116


def test_what_is_typed_after_signing_out_elsewhere_is_offered_again(cast: Cast, grid_page: Page, draft: Return) -> None:
    session = next(cookie for cookie in grid_page.context.cookies() if cookie["name"] == "sessionid")
    grid_page.context.clear_cookies(name="sessionid")
    _box(grid_page, "cp-plans-value").fill("116")
    grid_page.keyboard.press("Tab")
    expect(grid_page.locator("#grid-banner")).to_contain_text("You are signed out")
    grid_page.context.add_cookies([session])
    grid_page.on("dialog", lambda dialog: dialog.accept())
    grid_page.goto(reverse("return_detail", args=["alderbrook", draft.pk]))
    grid_page.get_by_role("button", name="Put them back").click()
    _state(grid_page, "cp-plans", "Saved")
    assert cell_of(draft, "cp-plans").entry.value == 116


def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(
    cast: Cast, draft: Return, new_context: NewContext, live_server: Any
) -> None:
    return_ready(cast.a, {"cp-plans": 100}, period=Q3.previous(), agency=cast.agency)
    cell = say(draft, "cp-plans", 250, by=cast.lead).observation
    query_open(by=cast.manager, of_return=draft, cell=cell_of(draft, "cp-plans"), text="Which day?")
    other = collection_made(cast.a, {"cin": COUNT}, agencies=[cast.agency], slug="other").first
    say(other, "cin", 5)
    hand_in(other, cast.lead)
    page, complaints = page_of(new_context, live_server, cast.manager, viewport=WIDE)
    names: list[tuple[Any, ...]] = [
        *(
            (name,)
            for name in (
                "collection_list",
                "collection_open",
                "rule_list",
                "set_create",
                "indicator_list",
                "indicator_create",
            )
        ),
        *((name, draft.pk) for name in ("return_detail", "return_submit", "return_upload", "return_extend")),
        ("return_detail", other.pk),
        ("return_review", other.pk),
        ("collection_detail", draft.collection_id),
        ("observation_history", cell.pk),
        *((name, "cp-plans") for name in ("indicator_detail", "indicator_revise", "comparator_add")),
        ("set_edit", "quarterly"),
    ]
    for name, *rest in names:
        address = reverse(name, args=["alderbrook", *rest])
        page.goto(address)
        assert_fits(page)
    assert complaints == []
