"""Each check finds the one thing that is broken, and says what to do about it."""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from safeguarding.lib.pdf import render_pdf, verify_pdf
from tests.lib.pdf.sample import CREATED

HTML = """<html lang="en-GB"><body><h1>Report</h1><p>Text</p><h2>Part</h2>
<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>A square</title>
<rect width="5" height="5"/></svg>
<table><thead><tr><th>Year</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></body></html>"""


def made(html: str = HTML, font: str = "Liberation Sans") -> bytes:
    sheets = [f"body {{ font-family: '{font}' }}"]
    return render_pdf(html, stylesheets=sheets, title="A report", created=CREATED)


@pytest.fixture(scope="module")
def sound() -> bytes:
    return made()


def broken(data: bytes, change: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def elements(pdf: Pdf, kind: str) -> Iterator[Dictionary]:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") == Name(kind) and "/P" in thing:
            yield thing


def remove(key: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        del pdf.Root[key]

    return change


def empty_structure(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Array()


def no_title(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]


def drop_alt(pdf: Pdf) -> None:
    for figure in elements(pdf, "/Figure"):
        del figure["/Alt"]


def headings_to_cells(pdf: Pdf) -> None:
    for cell in elements(pdf, "/TH"):
        cell.S = Name.TD


def skip_level(pdf: Pdf) -> None:
    for heading in elements(pdf, "/H2"):
        heading.S = Name.H4


def start_at_two(pdf: Pdf) -> None:
    for heading in elements(pdf, "/H1"):
        heading.S = Name.H2


def leave_fonts_behind(pdf: Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary):
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in thing:
                    del thing[key]


def wrong_part(pdf: Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["pdfuaid:part"] = "2"


def script_on_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def script_by_name(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array()))


def launch_from_page(pdf: Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String("run.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=pdf.make_indirect(action))
    pdf.pages[0].Annots = pdf.make_indirect(Array([link]))


def attach_a_file(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, b"notes", filename="notes.txt")


def stream_elsewhere(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.F = String("other.bin")
    pdf.Root.Elsewhere = stream


def no_pages(pdf: Pdf) -> None:
    del pdf.pages[:]


CASES = [
    (no_pages, "no pages"),
    (remove("/MarkInfo"), "does not say that it is tagged"),
    (empty_structure, "no tags"),
    (remove("/StructTreeRoot"), "no tags"),
    (no_title, "no title"),
    (remove("/ViewerPreferences"), "file name in place of its title"),
    (remove("/Lang"), "does not name its language"),
    (remove("/Metadata"), "does not claim PDF/UA-1"),
    (wrong_part, "does not claim PDF/UA-1"),
    (drop_alt, "picture on page 1 has no alternative text"),
    (headings_to_cells, "table on page 1 has no heading cells"),
    (skip_level, "level 4 on page 1 follows level 1. Make it level 2"),
    (start_at_two, "level 2 on page 1 follows no heading. Make it level 1"),
    (remove("/Outlines"), "no bookmarks"),
    (leave_fonts_behind, "is not embedded"),
    (script_on_opening, "an action on opening"),
    (script_by_name, "a script"),
    (launch_from_page, "a script or an action"),
    (attach_a_file, "attached file"),
    (stream_elsewhere, "other.bin"),
]


def test_a_sound_file_has_no_problem(sound):
    result = verify_pdf(sound)
    assert (result.ok, result.problems, result.page_count) == (True, (), 1)
    assert len(result.sha256) == 64
    assert result.fonts == ("Liberation Sans", "Liberation Sans Bold")


def test_saving_alone_breaks_nothing(sound):
    assert verify_pdf(broken(sound, lambda pdf: None)).ok


@pytest.mark.parametrize(("change", "said"), CASES, ids=[said for _, said in CASES])
def test_each_fault_is_found_and_told_in_a_sentence(sound, change, said):
    result = verify_pdf(broken(sound, change))
    assert not result.ok
    assert any(said in problem for problem in result.problems)
    assert all(problem[0].isupper() and problem.endswith(".") for problem in result.problems)


def test_text_in_another_font_names_the_package_to_install():
    result = verify_pdf(made(font="Liberation Serif"))
    assert [problem for problem in result.problems if "fonts-liberation" in problem]
    assert verify_pdf(made(font="Liberation Serif"), required_font="Liberation Serif").ok


def test_all_problems_are_told_at_once(sound):
    def change(pdf: Pdf) -> None:
        drop_alt(pdf)
        remove("/Lang")(pdf)
        no_title(pdf)

    assert len(verify_pdf(broken(sound, change)).problems) == 3


@pytest.mark.parametrize("data", [b"", b"not a PDF", b"%PDF-1.7\n1 0 obj\n"])
def test_what_is_no_pdf_is_a_problem_and_not_a_crash(data):
    result = verify_pdf(data)
    assert not result.ok
    assert "can not be read as a PDF" in result.problems[0]


def test_a_file_cut_short_is_never_ok(sound):
    assert not verify_pdf(sound[: len(sound) // 2]).ok
