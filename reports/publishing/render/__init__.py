"""From a snapshot to files. Pure: the same source gives the same bytes, and nothing here asks the database."""

from reports.publishing.render.documents import Rendered, render_document, render_page, render_pdf_file
from reports.publishing.render.figures import render_csv, render_csv_metadata

__all__ = ["Rendered", "render_csv", "render_csv_metadata", "render_document", "render_page", "render_pdf_file"]
