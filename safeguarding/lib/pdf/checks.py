"""The checks a PDF must pass before it counts as made.

Each is a function from what was seen to sentences; an empty result is a pass. The requirements are
those of ISO 14289-1 (PDF/UA-1) that a program can decide, and our own on fonts and bookmarks.
"""

from collections.abc import Callable, Iterator

from safeguarding.lib.pdf.inspection import Inspection

Check = Callable[[Inspection], Iterator[str]]


def has_pages(seen: Inspection) -> Iterator[str]:
    """A report of no pages is a failed build."""
    if seen.page_count == 0:
        yield "The PDF has no pages. Check that the report has at least one section, then build it again."


def is_marked(seen: Inspection) -> Iterator[str]:
    """ISO 14289-1, 7.1: the catalogue says that the content is tagged."""
    if not seen.marked:
        yield "The PDF does not say that it is tagged. Build it with the PDF/UA-1 setting."


def has_structure(seen: Inspection) -> Iterator[str]:
    """ISO 14289-1, 7.1: real content is in the structure tree; an empty tree reads as silence."""
    if not any(tag.kind not in ("Document", "NonStruct") for tag in seen.tags):
        yield "The PDF has no tags, so a screen reader finds nothing to read. Build it with tags."


def has_title(seen: Inspection) -> Iterator[str]:
    """ISO 14289-1, 7.1: a title, shown in place of the file name."""
    if not seen.title:
        yield "The PDF has no title. Give the report a title and build it again."
    if not seen.shows_title:
        yield "The PDF shows its file name in place of its title. Set DisplayDocTitle."


def has_language(seen: Inspection) -> Iterator[str]:
    """ISO 14289-1, 7.2: without a language a screen reader guesses the pronunciation."""
    if not seen.language:
        yield "The PDF does not name its language. Build it with the language en-GB."


def claims_pdfua(seen: Inspection) -> Iterator[str]:
    """ISO 14289-1, 5: the metadata carries the identifier of the standard."""
    if seen.ua_part != "1":
        yield "The PDF does not claim PDF/UA-1 in its metadata. Build it with the PDF/UA-1 setting."


def figures_have_alt(seen: Inspection) -> Iterator[str]:
    """ISO 14289-1, 7.3: each figure has an alternative text."""
    for tag in seen.tags:
        if tag.kind == "Figure" and not tag.alt:
            yield f"A picture on page {tag.page} has no alternative text. Describe it in the report."


def tables_have_headers(seen: Inspection) -> Iterator[str]:
    """ISO 14289-1, 7.5: a table without header cells can not be read cell by cell."""
    for tag in seen.tags:
        if tag.kind == "Table" and not tag.has_header:
            yield f"A table on page {tag.page} has no heading cells. Mark its first row or column."


def headings_do_not_skip(seen: Inspection) -> Iterator[str]:
    """ISO 14289-1, 7.4: levels go down one at a time and start at 1."""
    last = 0
    for tag in seen.tags:
        if len(tag.kind) == 2 and tag.kind[0] == "H" and tag.kind[1].isdigit():
            level = int(tag.kind[1])
            if level > last + 1:
                above = f"level {last}" if last else "no heading"
                yield (
                    f"A heading of level {level} on page {tag.page} follows {above}. "
                    f"Make it level {last + 1} or put a heading above it."
                )
            last = level


def has_bookmarks(seen: Inspection) -> Iterator[str]:
    """A long report is unusable without them; ISO 14289-1, 7.17 asks for consistent navigation."""
    if seen.outline_count == 0:
        yield "The PDF has no bookmarks. Give its sections headings and build it again."


def fonts_are_embedded(seen: Inspection) -> Iterator[str]:
    """ISO 14289-1, 7.21.4: a font that stays behind is replaced on the reader's machine."""
    for name in sorted({font.name for font in seen.fonts if not font.embedded}):
        yield f"The font {name} is not embedded. Install it where reports are built and build again."


def uses_required_font(seen: Inspection) -> Iterator[str]:
    """A fallback font breaks lines elsewhere, so the same report would give other bytes."""
    if not any(font.name.startswith(seen.required_font) for font in seen.fonts):
        yield (
            f"The text is not set in {seen.required_font}. "
            "Install the package fonts-liberation where reports are built and build again."
        )


def runs_nothing(seen: Inspection) -> Iterator[str]:
    """A published report does nothing by itself."""
    if seen.active:
        yield f"The PDF holds {seen.active[0]}. A report may not run anything: remove it."


def needs_nothing_outside(seen: Inspection) -> Iterator[str]:
    """A report is one file: nothing attached, nothing loaded from elsewhere."""
    for name in sorted(set(seen.outside)):
        yield f"The PDF refers to {name}. A report must stand alone: remove the reference."


CHECKS: tuple[Check, ...] = (
    has_pages,
    is_marked,
    has_structure,
    has_title,
    has_language,
    claims_pdfua,
    figures_have_alt,
    tables_have_headers,
    headings_do_not_skip,
    has_bookmarks,
    fonts_are_embedded,
    uses_required_font,
    runs_nothing,
    needs_nothing_outside,
)
