"""HTML in, PDF/UA-1 bytes out."""

import gc
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from safeguarding.lib.pdf.errors import AddressRefusedError, ContentLostError, PdfError
from safeguarding.lib.pdf.fetching import LossListener, RefusingFetcher, listening

LANGUAGE = "en-GB"
TABLE_PARTS = ("/TH", "/TR", "/THead", "/TBody", "/TFoot", "/Table")


def render_pdf(
    html: str,
    *,
    stylesheets: Sequence[str],
    title: str,
    created: datetime,
    language: str = LANGUAGE,
    author: str = "",
) -> bytes:
    """A tagged PDF/UA-1 document of ``html``, laid out by the CSS texts in ``stylesheets``.

    ``created`` (with a time zone) is printed as the date of creation and of change: a build passes
    the moment of its snapshot, so that building twice gives the same bytes. A ``draft`` class on
    ``body`` asks the print stylesheet for the watermark.

    Raises AddressRefusedError naming every address other than ``data:``, ContentLostError when something in
    the HTML would not be printed, PdfError for an empty title or a moment without a time zone.
    """
    if not title.strip():
        raise PdfError("The report has no title. Give it one: readers and screen readers need it.")
    if created.tzinfo is None:
        raise PdfError("The moment the report was made has no time zone.")
    fetcher = RefusingFetcher()
    with listening() as listener:
        document = _laid_out(html, stylesheets, fetcher)
        _describe(document, title=title, created=created, language=language, author=author)
        data = document.write_pdf(
            finisher=_finish,
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
            pdf_identifier=_identifier(html, stylesheets, title, created),
        )
    _raise_losses(fetcher, listener)
    return bytes(data)


def _laid_out(html: str, stylesheets: Sequence[str], fetcher: RefusingFetcher) -> Document:
    fonts = FontConfiguration()
    parsed = [CSS(string=text, url_fetcher=fetcher, font_config=fonts) for text in stylesheets]
    return HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=parsed)


def _describe(document: Document, *, title: str, created: datetime, language: str, author: str) -> None:
    moment = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata = document.metadata
    metadata.title = title
    metadata.lang = language
    metadata.created = moment
    metadata.modified = moment
    # HTML attachments would be fetched lazily and dated by the clock: a report has none.
    metadata.attachments = []
    if author:
        metadata.authors = [author]


def _identifier(html: str, stylesheets: Sequence[str], title: str, created: datetime) -> bytes:
    digest = hashlib.sha256()
    for part in (html, *stylesheets, title, created.astimezone(UTC).isoformat()):
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:32].encode()


def _raise_losses(fetcher: RefusingFetcher, listener: LossListener) -> None:
    if fetcher.refused:
        raise AddressRefusedError(fetcher.refused)
    if listener.losses:
        raise ContentLostError(listener.losses)


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    """Add what PDF/UA readers use and WeasyPrint leaves out: header scopes and page labels."""
    rows = [thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary) and thing.get("S") in TABLE_PARTS]
    by_reference = {element.reference: element for element in rows if element["S"] != "/TH"}
    for element in rows:
        if element["S"] == "/TH":
            row = by_reference[element["P"]]
            in_head = by_reference[row["P"]]["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
    labels = [0, pydyf.Dictionary({"P": pydyf.String("Cover")})] if _has_cover(document) else [0, _decimal(1)]
    if _has_cover(document) and len(document.pages) > 1:
        labels += [1, _decimal(2)]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(labels)})
    # Everything is drawn: the boxes of all pages, most of the memory, are not needed for writing the file.
    document.pages.clear()
    gc.collect()  # boxes refer to each other


def _decimal(start: int) -> pydyf.Dictionary:
    # Labels follow the printed "Page x of y", which counts the cover as page 1.
    return pydyf.Dictionary({"S": "/D", "St": start})


def _has_cover(document: Document) -> bool:
    return bool(document.pages and document.pages[0]._page_box.page_type.name == "cover")
