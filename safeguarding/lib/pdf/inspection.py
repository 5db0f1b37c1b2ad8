"""One pass over a PDF that gathers what the checks ask about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")
ACTIVE_KEYS = ("/JS", "/AA")
ACTIVE_ACTIONS = frozenset(
    ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/ResetForm", "/Movie", "/Sound", "/Rendition")
)
OUTSIDE_ACTIONS = frozenset(("/GoToR", "/GoToE", "/Thread"))


@dataclass(frozen=True)
class FontSeen:
    """A font as named in the file, and whether its outlines travel with it."""

    name: str
    embedded: bool


@dataclass(frozen=True)
class TagSeen:
    """One element of the structure tree, in reading order."""

    kind: str
    alt: str
    page: int
    has_header: bool = False


@dataclass(frozen=True)
class Inspection:
    """Everything the checks need, read once. ``page`` numbers count from 1, 0 for not known."""

    page_count: int
    title: str
    shows_title: bool
    language: str
    marked: bool
    ua_part: str
    outline_count: int
    tags: tuple[TagSeen, ...]
    fonts: tuple[FontSeen, ...]
    active: tuple[str, ...]
    outside: tuple[str, ...]
    required_font: str


def inspect(pdf: pikepdf.Pdf, *, required_font: str) -> Inspection:
    """Read ``pdf``. Missing parts come back empty; raises pikepdf.PdfError for a damaged file."""
    root = pdf.Root
    metadata = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    things = [thing for thing in pdf.objects if isinstance(thing, Dictionary | Stream)]
    return Inspection(
        page_count=len(pdf.pages),
        title=_text(pdf.docinfo.get("/Title")) if "/Info" in pdf.trailer else "",
        shows_title=bool(_sub(root, "/ViewerPreferences").get("/DisplayDocTitle", False)),
        language=_text(root.get("/Lang")),
        marked=bool(_sub(root, "/MarkInfo").get("/Marked", False)),
        ua_part=str(metadata.get("pdfuaid:part", "")),
        outline_count=_outline_count(root),
        tags=tuple(_tags(pdf)),
        fonts=tuple(_fonts(things)),
        active=tuple(_active(root, things)),
        outside=tuple(_outside(root, things)),
        required_font=required_font,
    )


def _text(value: Object | None) -> str:
    return "" if value is None else str(value).strip()


def _sub(parent: Object, key: str) -> Object:
    found = parent.get(key)
    return found if isinstance(found, Dictionary) else Dictionary()


def _outline_count(root: Object) -> int:
    count, entry = 0, _sub(root, "/Outlines").get("/First")
    while isinstance(entry, Dictionary):
        count, entry = count + 1, entry.get("/Next")
    return count


def _tags(pdf: pikepdf.Pdf) -> Iterator[TagSeen]:
    """The structure elements in reading order, without recursion: reports nest deeply."""
    page_numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    waiting = list(reversed(_kids(_sub(pdf.Root, "/StructTreeRoot"))))
    while waiting:
        element = waiting.pop()
        kids = _kids(element)
        waiting.extend(reversed(kids))
        kind = str(element.get("/S", "")).lstrip("/")
        page = element.get("/Pg")
        number = 0 if page is None else page_numbers.get(page.objgen, 0)
        # What is left of a table on a page without any of its rows has nothing to be read cell by cell.
        has_header = kind == "Table" and (_holds(element, "/TH") or not _holds(element, "/TR"))
        yield TagSeen(kind, _text(element.get("/Alt")), number, has_header)


def _kids(element: Object) -> list[Object]:
    found = element.get("/K")
    candidates = list(found) if isinstance(found, Array) else [found]
    # Numbers are marked content and OBJR are links; only dictionaries with /S are elements.
    return [kid for kid in candidates if isinstance(kid, Dictionary) and "/S" in kid]


def _holds(element: Object, kind: str) -> bool:
    waiting = _kids(element)
    while waiting:
        kid = waiting.pop()
        if kid.get("/S") == Name(kind):
            return True
        waiting.extend(_kids(kid))
    return False


def _fonts(things: Sequence[Object]) -> Iterator[FontSeen]:
    for font in things:
        # A Type0 font's outlines are in its descendant, which is met on its own; Type3 draws itself.
        if font.get("/Type") != Name.Font or font.get("/Subtype") in (Name.Type0, Name.Type3):
            continue
        descriptor = _sub(font, "/FontDescriptor")
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        raw = SUBSET_PREFIX.sub("", _text(font.get("/BaseFont")).lstrip("/"))
        yield FontSeen(raw.replace("-", " "), embedded)


def _active(root: Object, things: Sequence[Object]) -> Iterator[str]:
    if "/OpenAction" in root and isinstance(root.get("/OpenAction"), Dictionary):
        yield "an action on opening"
    if "/JavaScript" in _sub(root, "/Names"):
        yield "a script"
    for thing in things:
        if thing.get("/S") in ACTIVE_ACTIONS or any(key in thing for key in ACTIVE_KEYS):
            yield "a script or an action"


def _outside(root: Object, things: Sequence[Object]) -> Iterator[str]:
    if "/EmbeddedFiles" in _sub(root, "/Names"):
        yield "an attached file"
    for thing in things:
        if thing.get("/Type") == Name.Filespec or thing.get("/S") in OUTSIDE_ACTIONS:
            yield _text(thing.get("/UF") or thing.get("/F")) or "another file"
        elif isinstance(thing, Stream) and "/F" in thing:
            yield _text(thing.get("/F"))
