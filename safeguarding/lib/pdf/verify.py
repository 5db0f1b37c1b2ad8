"""Is this file a report anyone can read? Asked of the bytes, not of the code that made them."""

import hashlib
import io
from dataclasses import dataclass

import pikepdf

from safeguarding.lib.pdf.checks import CHECKS
from safeguarding.lib.pdf.inspection import Inspection, inspect

REQUIRED_FONT = "Liberation Sans"


@dataclass(frozen=True)
class Verification:
    """What a file turned out to be; ``ok`` only when no check found a problem.

    ``problems`` are whole sentences that say what is wrong and what to do. ``fonts`` are the names
    in the file without their subset prefix, sorted. ``sha256`` is of the bytes as given.
    """

    ok: bool
    problems: tuple[str, ...]
    page_count: int
    sha256: str
    title: str
    language: str
    fonts: tuple[str, ...]


def verify_pdf(data: bytes, *, required_font: str = REQUIRED_FONT) -> Verification:
    """Run every check on ``data`` and report all problems at once; never raises for a bad file.

    ``required_font`` is the family the text must be set in: with another one the pages break
    differently and the same report no longer gives the same bytes.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            seen = inspect(pdf, required_font=required_font)
            problems = tuple(problem for check in CHECKS for problem in check(seen))
            return _verification(data, seen, problems)
    except (pikepdf.PdfError, RecursionError) as error:
        problem = f"The file can not be read as a PDF ({error}). Build the report again."
        return Verification(False, (problem,), 0, hashlib.sha256(data).hexdigest(), "", "", ())


def _verification(data: bytes, seen: Inspection, problems: tuple[str, ...]) -> Verification:
    return Verification(
        ok=not problems,
        problems=problems,
        page_count=seen.page_count,
        sha256=hashlib.sha256(data).hexdigest(),
        title=seen.title,
        language=seen.language,
        fonts=tuple(sorted({font.name for font in seen.fonts})),
    )
