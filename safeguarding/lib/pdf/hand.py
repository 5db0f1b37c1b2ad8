"""The child process of `safeguarding.lib.pdf.apart`: the arguments of `render_pdf` in, a refusal or the PDF out."""

import pickle
import sys

from safeguarding.lib.pdf.errors import PdfError
from safeguarding.lib.pdf.render import render_pdf


def main() -> None:
    """Render one document."""
    html, options = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own parent
    refused, made = "", b""
    try:
        made = render_pdf(html, **options)
    except PdfError as error:
        refused = str(error)
    pickle.dump((refused, made), sys.stdout.buffer)


if __name__ == "__main__":
    main()
