"""The portal as a person meets it: sign in through the page, look at each page, go on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from demonstration.founding import DEMONSTRATION_PASSWORD
from tests.support.axe import assert_fits
from tests.support.browser import WIDE, follow


@dataclass
class Visitor:
    """A signed-in person in a browser of their own. `look` checks the page at both widths."""

    page: Page
    scripts: bool = True
    looked_at: set[str] = field(default_factory=set)

    def look(self) -> None:
        """Fail on anything axe finds on this page, wide and small, and on a page wider than the window."""
        if not self.scripts:
            return  # axe is a script itself; the same pages are looked at where scripts run
        assert_fits(self.page)
        self.looked_at.add(self.page.url)

    def go(self, *links: str) -> None:
        """Follow links by what they say, one after the other, looking at each page."""
        for link in links:
            self.follow(self.page.get_by_role("link", name=link, exact=True).first)

    def press(self, button: str) -> None:
        """Press a button by what it says and look at what comes."""
        self.follow(self.page.get_by_role("button", name=button, exact=True).first)

    def follow(self, target: Locator) -> None:
        """Click what leads to another page and look at that page, not at the one that is being left."""
        follow(target)
        self.look()

    def sees(self, words: str) -> None:
        """Fail unless the words are on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()


@dataclass
class Portal:
    """A running portal with the loaded partnerships."""

    url: str
    new_context: Callable[..., BrowserContext]

    def sign_in(self, email: str, *, scripts: bool = True) -> Visitor:
        """Return a visitor who signed in through the page."""
        options: dict[str, Any] = {"viewport": WIDE, "java_script_enabled": scripts, "accept_downloads": True}
        visitor = Visitor(self.new_context(**options).new_page(), scripts)
        page = visitor.page
        page.goto(f"{self.url}/account/login/")
        visitor.look()
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
        visitor.press("Sign in")
        return visitor
