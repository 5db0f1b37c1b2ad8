"""Asks axe-core whether a page keeps to WCAG 2.2 AA and to its best practice."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.support.browser import SMALL, WIDE

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def axe_source() -> str:
    """Return the checker's script; `scripts/assets` installs it."""
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds on the page as it stands now, of every impact."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(axe_source())
    result = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    found: list[dict[str, Any]] = result["violations"]
    return found


def readable(violation: dict[str, Any]) -> str:
    """Say one violation in lines: what, how bad, where, and what axe asks for."""
    nodes = [f"    {node['html'][:160]}\n      {node['failureSummary']}" for node in violation["nodes"][:5]]
    return "\n".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *nodes])


def assert_accessible(page: Page) -> None:
    """Fail with a readable list when axe finds anything."""
    found = violations(page)
    assert not found, f"{page.url} at {page.viewport_size}:\n" + "\n".join(readable(item) for item in found)


def assert_fits(page: Page) -> None:
    """Fail on anything axe finds on the page, small and wide, and on a page wider than the window. Leaves it wide."""
    page.wait_for_load_state()
    for size in (SMALL, WIDE):
        page.set_viewport_size(size)
        assert_accessible(page)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{page.url} scrolls sideways by {wider} pixels at {size['width']}"
