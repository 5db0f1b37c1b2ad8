"""The PDF's document and the web edition, from the same block templates."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from reports.publishing.source import Source
from safeguarding.lib.pdf import REQUIRED_FONT, render_pdf_apart

STYLESHEETS = ("report/report.css", "report/print.css", "publishing/document.css")
ENGINES = (("WeasyPrint", "weasyprint"), ("pydyf (PDF writer)", "pydyf"), ("vl-convert (charts)", "vl-convert-python"))


@dataclass(frozen=True)
class Rendered:
    """A file in memory; `pages` is known once a PDF has been verified."""

    data: bytes
    pages: int | None = None


def render_document(source: Source) -> str:
    """Return the HTML the PDF is made of: cover, contents, body, colophon."""
    return render_to_string("reports/edition/document.html", _context(source, links=False))


def render_page(source: Source) -> Rendered:
    """Return the web edition: the part of a page between the portal's header and footer."""
    return Rendered(render_to_string("reports/edition/page.html", _context(source, links=True)).encode())


def render_pdf_file(source: Source, document: str) -> bytes:
    """Return the PDF of a document. Its date is the snapshot's, so the same snapshot gives the same bytes.

    Raises PdfError when something would not be printed, ChildProcessError when the process that renders was killed,
    RuntimeError when it broke.
    """
    report = source.content["report"]
    return render_pdf_apart(
        document,
        stylesheets=_stylesheets(),
        title=f"{source.title} - {report['partnership']}",
        author=report["partnership"],
        language=report["language"],
        created=source.made_at,
    )


def software() -> list[tuple[str, str]]:
    """Return name and version of what decides how a page looks, for the colophon."""
    return [(name, version(package)) for name, package in ENGINES]


def _context(source: Source, *, links: bool) -> dict[str, Any]:
    return {
        "document": source.content,
        "source": source,
        "facts": source.facts,
        "links": links,
        "software": software(),
        "font": REQUIRED_FONT,
    }


@cache
def _stylesheets() -> tuple[str, ...]:
    return tuple(_read(name) for name in STYLESHEETS)


def _read(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"The stylesheet {name} is not installed.")
    with open(path, encoding="utf-8") as sheet:
        return sheet.read()
