"""Rendering in a process of its own, which gives all its memory back when it ends.

WeasyPrint keeps a box for every line of every page, and Python rarely returns what it once had. A worker that
rendered in its own process would keep the memory of its longest report beside everything else it has loaded.
"""

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from safeguarding.lib.pdf.errors import PdfError

ROOT = Path(__file__).resolve().parents[3]
COMMAND = (sys.executable, "-m", "safeguarding.lib.pdf.hand")


def render_pdf_apart(html: str, **options: Any) -> bytes:
    """Return what `render_pdf` returns for the same arguments, made by a child process.

    Raises PdfError in the same words; ChildProcessError when the child was killed, which may not happen again;
    RuntimeError when it broke, which will: its error is in the log.
    """
    asked = pickle.dumps((html, options))
    done = subprocess.run(COMMAND, input=asked, stdout=subprocess.PIPE, cwd=ROOT, check=False)  # noqa: S603  our own
    if done.returncode < 0:
        raise ChildProcessError(f"The process that makes the PDF was ended by signal {-done.returncode}.")
    if done.returncode:
        raise RuntimeError(f"The process that makes the PDF broke (code {done.returncode}).")
    refused, made = pickle.loads(done.stdout)  # noqa: S301  from our own child
    if refused:
        raise PdfError(refused)
    return bytes(made)
