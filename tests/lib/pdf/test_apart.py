"""The process that makes the PDF: a refusal, a kill and a fault are three different ends."""

import sys

import pytest

from safeguarding.lib.pdf import PdfError, apart, render_pdf_apart
from tests.lib.pdf.sample import CREATED

PAGE = '<html lang="en"><head><title>A report</title></head><body><h1>A report</h1><p>One page.</p></body></html>'


def made(**options: str) -> bytes:
    return render_pdf_apart(PAGE, stylesheets=[], title=options.get("title", "A report"), created=CREATED)


def test_the_child_gives_the_pdf_back() -> None:
    assert made().startswith(b"%PDF-1.7")


def test_what_can_not_be_printed_is_refused_in_the_same_words() -> None:
    with pytest.raises(PdfError, match="The report has no title"):
        made(title=" ")


@pytest.mark.parametrize(
    ("does", "raises", "says"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", ChildProcessError, "signal 9"),
        ("raise ZeroDivisionError('a fault')", RuntimeError, "broke"),
    ],
    ids=["killed", "broken"],
)
def test_a_child_that_was_killed_may_be_tried_again_and_one_that_broke_may_not(
    monkeypatch: pytest.MonkeyPatch, does: str, raises: type[Exception], says: str
) -> None:
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", f"import sys; sys.stdin.buffer.read(); {does}"))
    with pytest.raises(raises, match=says):
        made()
