"""Charts drawn once. Drawing brings Altair and a JavaScript engine: 150 MB and a tenth of a second a chart.

The SVG depends on nothing but the spec and the drawing code, so it is kept in the shared cache under a digest of both
and drawn again only when either changes. `drawn_apart` keeps the engine out of a process that needs its memory for
something else: a child process draws, and gives everything back when it ends.
"""

import base64
import hashlib
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from django.core.cache import cache as shared

from safeguarding.lib.charts.spec import ChartSpec

FOLDER = Path(__file__).resolve().parent
KEEP = 30 * 24 * 60 * 60  # seconds


class Hand:
    """A child process that draws; started with the first chart it is asked for."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def draw(self, spec: ChartSpec) -> str:
        """Return the SVG of a chart; EOFError when the child broke (its error is in the log)."""
        if self._process is None:
            command = [sys.executable, "-m", "safeguarding.lib.charts.hand"]
            self._process = subprocess.Popen(  # noqa: S603  our own module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=FOLDER.parents[2]
            )
        to_child, from_child = self._process.stdin, self._process.stdout
        if to_child is None or from_child is None:
            raise EOFError
        pickle.dump(spec, to_child)
        to_child.flush()
        return str(pickle.load(from_child))  # noqa: S301  from our own child

    def close(self) -> None:
        """Let the child end."""
        if self._process is not None:
            self._process.communicate()


_hand: ContextVar[Hand | None] = ContextVar("hand", default=None)


@contextmanager
def drawn_apart() -> Iterator[None]:
    """Draw the charts of the block that are not kept in a child process."""
    hand = Hand()
    token = _hand.set(hand)
    try:
        yield
    finally:
        _hand.reset(token)
        hand.close()


def chart_svg(spec: ChartSpec) -> str:
    """Return the chart as one ``<svg role="img">``, see `safeguarding.lib.charts.drawing`."""
    key = f"chart-{_code()}-{hashlib.sha256(repr(spec).encode()).hexdigest()}"
    kept: str | None = shared.get(key)
    if kept is None:
        hand = _hand.get()
        kept = hand.draw(spec) if hand else _draw(spec)
        shared.set(key, kept, KEEP)
    return kept


def chart_data_uri(spec: ChartSpec) -> str:
    """Return the chart as a ``data:`` address for ``<img>``; give the image ``alt(spec)`` as its text."""
    return "data:image/svg+xml;base64," + base64.b64encode(chart_svg(spec).encode()).decode()


def _draw(spec: ChartSpec) -> str:
    # Loaded with the first chart: most processes never draw one.
    return str(import_module("safeguarding.lib.charts.drawing").chart_svg(spec))


@cache
def _code() -> str:
    total = hashlib.sha256(f"{version('altair')} {version('vl-convert-python')}".encode())
    for path in sorted(FOLDER.glob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
