"""Render an invented report of 160 pages or a few more: python -m bench.long_report --output FILE.

A program of its own, so that bench.reports can measure its memory.
"""

import sys
from pathlib import Path

from safeguarding.lib.charts import drawn_apart
from safeguarding.lib.pdf import render_pdf_apart, verify_pdf
from tests.lib.pdf.sample import CREATED, TITLE, report_html, stylesheets

PAGES = 160
NARRATIVES, SOURCES = 50, 1_210


def main() -> None:
    """Render, check the number of pages, write."""
    with drawn_apart():  # as a worker does
        html = report_html(narratives=NARRATIVES, sources=SOURCES)
    made = render_pdf_apart(html, stylesheets=stylesheets(), title=TITLE, created=CREATED)
    Path(sys.argv[-1]).write_bytes(made)
    pages = verify_pdf(made).page_count
    if pages < PAGES:
        sys.exit(f"The sample has {pages} pages; raise NARRATIVES or SOURCES.")
    print(f"{pages} pages")


if __name__ == "__main__":
    main()
