"""From HTML to the bytes of a PDF: what is refused, what is never lost, and the same bytes twice."""

import io
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest

from safeguarding.lib.pdf import AddressRefusedError, ContentLostError, PdfError, render_pdf, verify_pdf
from tests.lib.pdf.sample import CREATED, TITLE, report_html, stylesheets

ROOT = Path(__file__).resolve().parents[3]
FONT = ["body { font-family: 'Liberation Sans' }"]


def page(inside: str = "", head: str = "") -> str:
    return f'<html lang="en-GB"><head>{head}</head><body><h1>Report</h1><p>Text</p>{inside}</body></html>'


def render(inside: str = "", head: str = "", **changes) -> bytes:
    arguments = {"stylesheets": FONT, "title": "A report", "created": CREATED} | changes
    return render_pdf(page(inside, head), **arguments)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_pdf(report_html(), stylesheets=stylesheets(), title=TITLE, created=CREATED)


def test_a_whole_report_passes_every_check(report):
    result = verify_pdf(report)
    assert result.problems == ()
    assert (result.ok, result.title, result.language) == (True, TITLE, "en-GB")
    assert 25 <= result.page_count <= 40
    assert all(font.startswith("Liberation Sans") for font in result.fonts)


def test_the_creation_date_is_the_one_given_and_not_the_clock():
    made = opened(render(created=datetime(2020, 2, 29, 12, 0, tzinfo=timezone(timedelta(hours=1)))))
    assert str(made.docinfo["/CreationDate"]) == "D:20200229110000Z"
    assert str(made.docinfo["/ModDate"]) == "D:20200229110000Z"


def test_sections_become_bookmarks_with_their_numbers(report):
    with opened(report).open_outline() as outline:
        titles = [item.title for item in outline.root]
        inner = [item.title for one in outline.root for item in one.children]
    assert titles[:3] == ["Contents", "Foreword by the independent chair", "1 What we set out to do"]
    assert "2.1 Children in need" in inner


def test_pages_are_labelled_as_they_are_printed(report):
    with opened(report) as pdf:
        assert [pdf.pages[number].label for number in (0, 1, 9)] == ["Cover", "2", "10"]
    with opened(render()) as pdf:
        assert pdf.pages[0].label == "1"


def test_heading_cells_say_whether_they_head_a_row_or_a_column(report):
    with opened(report) as pdf:
        tags = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        scopes = {str(tag.A.Scope) for tag in tags if tag.get("/S") == pikepdf.Name.TH}
    assert scopes == {"/Row", "/Column"}


@pytest.mark.parametrize(
    ("inside", "head"),
    [
        ('<img alt="x" src="{}">', ""),
        ('<div style="background: url({})">x</div>', ""),
        ('<svg width="9" height="9"><title>t</title><image href="{}" width="5" height="5"/></svg>', ""),
        ("", '<link rel="stylesheet" href="{}">'),
        ("", "<style>@import '{}';</style>"),
        ("", "<style>@font-face {{ font-family: q; src: url({}) }} p {{ font-family: q }}</style>"),
    ],
)
@pytest.mark.parametrize("address", ["https://example.org/a.png", "file:///etc/hostname", "ftp://example.org/b"])
def test_every_address_but_data_is_refused_by_name(inside, head, address):
    with pytest.raises(AddressRefusedError, match=address) as refusal:
        render(inside.format(address), head.format(address))
    assert refusal.value.addresses == (address,)


def test_nothing_is_asked_of_the_network(monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("the renderer opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(AddressRefusedError):
        render('<img alt="x" src="https://example.org/a.png">')


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<img alt="x" src="picture.png">', "picture.png"),
        ('<img alt="x" src="data:image/png;base64,AAAA">', "upload it again"),
        ('<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>">', "alternative text"),
        ('<a href="#nowhere">see</a>', "#nowhere"),
        ("<p>\ue999</p>", "replace them"),
    ],
)
def test_what_would_be_left_out_stops_the_build_and_says_how_to_mend_it(inside, said):
    with pytest.raises(ContentLostError, match="would not show everything") as loss:
        render(inside)
    assert said in str(loss.value)
    assert len(str(loss.value)) < 600


def test_a_loss_in_one_report_does_not_stop_the_next():
    with pytest.raises(ContentLostError):
        render('<a href="#nowhere">see</a>')
    assert render().startswith(b"%PDF-1.7")


def test_an_address_inside_a_link_is_not_fetched_and_not_refused():
    assert verify_pdf(render('<p><a href="https://example.org/">Guidance</a></p>')).ok


def test_attachments_of_the_page_are_not_read():
    made = render(head='<link rel="attachment" href="file:///etc/hostname">')
    assert verify_pdf(made).ok


@pytest.mark.parametrize(
    ("change", "said"),
    [({"title": "  "}, "has no title"), ({"created": datetime(2026, 1, 1)}, "no time zone")],
)
def test_a_report_needs_a_title_and_a_moment(change, said):
    with pytest.raises(PdfError, match=said):
        render(**change)


def test_the_draft_mark_stands_on_every_page_and_only_on_drafts():
    draft = render_pdf(report_html(sources=5, draft=True), stylesheets=stylesheets(), title=TITLE, created=CREATED)
    assert verify_pdf(draft).ok
    pages = verify_pdf(draft).page_count
    assert text_of(draft, "-raw").count("DRAFT") == pages
    assert "Draft, not for publication" in text_of(draft).split("\f")[0]
    final = render_pdf(report_html(sources=5), stylesheets=stylesheets(), title=TITLE, created=CREATED)
    assert "draft" not in text_of(final, "-raw").lower()


def text_of(data: bytes, order: str = "-layout") -> str:
    answer = subprocess.run(["pdftotext", order, "-", "-"], input=data, capture_output=True, check=True)
    return answer.stdout.decode()


def test_running_heads_and_page_numbers_leave_the_cover_alone(report):
    pages = text_of(report).split("\f")[:-1]
    assert "Page 1 of" not in pages[0]
    assert f"Page 2 of {len(pages)}" in pages[1]
    assert "1 What we set out to do" in pages[4].splitlines()[0]


def test_the_contents_name_the_page_on_which_a_section_begins(report):
    pages = text_of(report).split("\f")
    line = next(line for line in pages[1].splitlines() if "Finance" in line)
    assert "Income and" in pages[int(line.split()[-1]) - 1]


SCRIPT = """
import sys
from safeguarding.lib.pdf import render_pdf
from tests.lib.pdf.sample import CREATED, TITLE, report_html, stylesheets
html = report_html(narratives=12, sources=330)
sys.stdout.buffer.write(render_pdf(html, stylesheets=stylesheets(), title=TITLE, created=CREATED))
"""


def test_a_report_of_sixty_pages_has_the_same_bytes_in_two_processes():
    made = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("4242", "Pacific/Auckland"))
    ]
    assert made[0] == made[1]
    assert verify_pdf(made[0]).page_count >= 50


def test_another_moment_gives_another_identifier():
    first, second = render(), render(created=datetime(2027, 1, 1, tzinfo=UTC))
    assert opened(first).trailer.ID[0] != opened(second).trailer.ID[0]
