"""A fetcher that refuses, and a listener that hears what WeasyPrint only logs."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.urls import URLFetcher, URLFetcherResponse

LOGGER = logging.getLogger("weasyprint")

# Warnings that mean words or cells are missing from the page. Every error counts as such; the other
# warnings are about style and are left to the tests of our own stylesheets.
LOSSES = (
    ".notdef glyph",
    "more columns than the table",
    "cannot be loaded",
    "Unable to subset",
    "Malformed URL",
)

# WeasyPrint's own words, followed by what the reader of the message can do about it.
ADVICE = {
    "No anchor": "a link points at a place the report does not have; mend or remove the link",
    ".notdef glyph": "no installed font has these characters; replace them",
    "no required alt description": "every picture needs an alternative text",
    "Failed to load": "a picture or style can not be read; upload it again",
    "Failed to render SVG": "a chart can not be drawn; check its figures",
    "Relative URI": "an address without a beginning can not be fetched; put the picture into the report",
    "more columns than the table": "a table row has more cells than its heading; make the rows equal",
}


class RefusingFetcher(URLFetcher):
    """Allows ``data:`` addresses only, and remembers what it refused.

    Remembering matters: WeasyPrint swallows the error when the address stands inside an SVG picture.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=False)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The decoded ``data:`` address; raises ValueError for every other scheme."""
        if not url.lower().startswith("data:"):
            if url not in self.refused:
                self.refused.append(url)
            raise ValueError(f"Refused: {url}")
        return super().fetch(url, headers)


class LossListener(logging.Handler):
    """Collects the messages of this thread that mean content is missing, each once, in order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.losses: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a loss with advice; drop warnings about style."""
        if record.thread != self._thread:
            return
        message = record.getMessage()
        if record.levelno < logging.ERROR and not any(words in message for words in LOSSES):
            return
        advice = next((text for words, text in ADVICE.items() if words in message), None)
        sentence = _shortened(message) + (f" ({advice})" if advice else "")
        if sentence not in self.losses:
            self.losses.append(sentence)


def _shortened(message: str) -> str:
    # A data: address in a message can be a whole picture.
    return message if len(message) <= 200 else message[:200] + "…"


@contextmanager
def listening() -> Iterator[LossListener]:
    """Hear WeasyPrint's warnings and errors in this thread for as long as the block runs."""
    listener = LossListener()
    LOGGER.addHandler(listener)
    try:
        yield listener
    finally:
        LOGGER.removeHandler(listener)
