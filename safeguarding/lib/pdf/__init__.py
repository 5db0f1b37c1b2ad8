"""Turn report HTML into a tagged PDF/UA-1 file, and prove that the file is one.

    data = render_pdf(html, stylesheets=[report_css, print_css], title="Annual report", created=moment)
    result = verify_pdf(data)
    if not result.ok:
        ...  # result.problems: one plain sentence each, saying what is wrong and how to mend it

The renderer reads nothing from the network or the disk except installed fonts: pictures arrive as
``data:`` addresses. The same HTML, stylesheets, title and moment give the same bytes in any process
with the same fonts and the same version of WeasyPrint. This is the only package that knows
WeasyPrint and pikepdf.
"""

from safeguarding.lib.pdf.apart import render_pdf_apart
from safeguarding.lib.pdf.errors import AddressRefusedError, ContentLostError, PdfError
from safeguarding.lib.pdf.render import LANGUAGE, render_pdf
from safeguarding.lib.pdf.verify import REQUIRED_FONT, Verification, verify_pdf

__all__ = [
    "LANGUAGE",
    "REQUIRED_FONT",
    "AddressRefusedError",
    "ContentLostError",
    "PdfError",
    "Verification",
    "render_pdf",
    "render_pdf_apart",
    "verify_pdf",
]
