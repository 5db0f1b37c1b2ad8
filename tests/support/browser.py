"""A real browser for tests: Debian's Chromium, named by CHROMIUM or found at one of its usual places.

The headless shell is the same engine without windows around the page; where it is there, it is the quicker one.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Locator

USUAL_PLACES = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
WIDE, SMALL = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def chromium() -> str:
    """Return the path of the browser, or nothing when there is none."""
    places = [os.environ["CHROMIUM"]] if "CHROMIUM" in os.environ else USUAL_PLACES
    return next((place for place in places if Path(place).exists()), "")


def launch_arguments() -> dict[str, object]:
    """Return how Playwright starts the browser. It runs as root in containers, so without its own sandbox."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {"executable_path": chromium(), "args": arguments}


def follow(target: Locator) -> None:
    """Click what leads to another page and return when that page is there, never on the page that is being left."""
    with target.page.expect_navigation():
        target.click()


def browser_tests_of(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests marked `browser`."""
    return [item for item in items if item.get_closest_marker("browser")]


def choose_browser_tests(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave browser tests out, and say so, on a machine without a browser; REQUIRE_BROWSER=1 makes that a failure."""
    found = browser_tests_of(items)
    if not found or chromium():
        return
    places = os.environ.get("CHROMIUM", ", ".join(USUAL_PLACES))
    advice = f"Install chromium or set CHROMIUM to its path (looked for {places})."
    if os.environ.get("REQUIRE_BROWSER") == "1":
        raise pytest.UsageError(f"{len(found)} browser tests can not run: no browser. {advice}")
    config.hook.pytest_deselected(items=found)
    items[:] = [item for item in items if item not in found]
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        reporter.write_line(f"{len(found)} browser tests left out: no browser on this machine. {advice}", yellow=True)
