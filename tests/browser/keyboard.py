"""A person without a mouse: everything is reached with the Tab key."""

from playwright.sync_api import Page

ENOUGH = 400  # presses; no page of the portal has more places to stop at


def tab_until(page: Page, stands: str) -> None:
    """Press Tab until the expression `stands` holds for the focused element `at`; AssertionError when it never does."""
    for _ in range(ENOUGH):
        if page.evaluate(f"(() => {{ const at = document.activeElement; return Boolean({stands}); }})()"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key never reaches {stands} on {page.url}")


def tab_to_box(page: Page, box: str) -> None:
    """Stand in the box with this id."""
    tab_until(page, f"at.id === {box!r}")


def type_into(page: Page, box: str, words: str) -> None:
    """Replace what a box holds."""
    tab_to_box(page, box)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def press_enter_on(page: Page, words: str) -> None:
    """Stand on the link or button whose words begin so and press Enter; the page it leads to is there on return."""
    tab_until(page, f"at.matches('a, button, summary') && at.textContent.trim().startsWith({words!r})")
    if page.evaluate("document.activeElement.matches('summary')"):
        page.keyboard.press("Enter")
        return
    with page.expect_navigation():
        page.keyboard.press("Enter")
