"""The public edition before it is one: what is hidden and why, and the decision that takes two people."""

from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from reports.publishing.models import DisclosureDecision, DisclosurePolicy
from reports.studio import providers
from reports.studio.models import Report
from tests.browser.keyboard import press_enter_on, tab_to_box, tab_until, type_into
from tests.publishing.protected import report_with_small_numbers, small_figures
from tests.publishing.test_browser import address, signed_in
from tests.publishing.test_public_edition import SEXUAL
from tests.support.axe import assert_fits
from tests.support.cast import Cast, cast_made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REASON = "The police published this figure last week."


@pytest.fixture
def cast() -> Cast:
    """Return the cast, committed."""
    return cast_made()


@pytest.fixture
def small(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Report:
    """Return a report with small numbers; its room is the only one the studio asks."""
    monkeypatch.setattr(providers, "PROVIDERS", (small_figures().provider(),))
    return report_with_small_numbers(cast)


def test_two_people_print_a_small_number_with_the_keyboard_alone(
    browser: Browser, live_server: LiveServer, cast: Cast, small: Report
) -> None:
    review = address(live_server, "disclosure_review", small)
    asking = signed_in(browser, live_server, cast.manager).new_page()
    asking.goto(review)
    assert_fits(asking)
    tab_to_box(asking, "id_key")
    asking.keyboard.type("Plans: Sexual abuse (2017")
    assert asking.locator("#id_key").input_value() == SEXUAL
    tab_until(asking, "at.name === 'shows'")
    asking.keyboard.press("ArrowUp")
    type_into(asking, "id_reason", REASON)
    press_enter_on(asking, "Ask for a decision")
    expect(asking.get_by_text("A second person now has to decide.")).to_be_visible()
    assert_fits(asking)
    assert asking.get_by_role("button", name="Approve").count() == 0, "nobody approves what they asked for"

    deciding = signed_in(browser, live_server, cast.chair).new_page()
    deciding.goto(review)
    expect(deciding.get_by_text(REASON)).to_be_visible()
    assert_fits(deciding)
    press_enter_on(deciding, "Approve")
    expect(deciding.get_by_text("Approved.", exact=True)).to_be_visible()
    assert_fits(deciding)
    decision = DisclosureDecision.objects.get()
    assert (decision.key, decision.shows, decision.decided_by) == (SEXUAL, True, cast.chair)


def test_without_scripts_a_mistake_in_the_policy_is_said_in_place_and_mended(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    window = partial(signed_in, browser, live_server, cast.manager)
    plain, scripted = window(java_script_enabled=False).new_page(), window().new_page()
    where = live_server.url + reverse("disclosure_policy", args=[cast.a.slug])
    scripted.goto(where)
    assert_fits(scripted)
    scripted.get_by_role("button", name="Set the policy").click()
    expect(scripted.get_by_role("alert")).to_be_visible()
    assert_fits(scripted)

    plain.goto(where)
    plain.get_by_label("Largest small number").fill("five")
    plain.get_by_label("Why").fill(REASON)
    plain.get_by_role("button", name="Set the policy").click()
    expect(plain.get_by_role("link", name="Largest small number must be a whole number")).to_be_visible()
    assert plain.get_by_label("Why").input_value() == REASON, "what was typed stays"
    assert not DisclosurePolicy.objects.exists()
    plain.get_by_label("Largest small number").fill("7")
    plain.get_by_role("button", name="Set the policy").click()
    expect(plain.get_by_text("The policy holds from now on.")).to_be_visible()
    assert DisclosurePolicy.objects.get().threshold == 7
