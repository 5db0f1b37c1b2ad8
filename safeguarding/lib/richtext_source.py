"""Rich text in a plain box: how people without JavaScript read and write headings, lists and emphasis.

    ## Heading      ### Smaller heading      - bullet      1. numbered      > quotation      | cell | cell |
    **strong**      *emphasis*      [words](https://example.org/)

`from_source(to_source(html))` gives back every text made of these. Merged cells and lists inside cells become
plain rows; a form that was not changed keeps the stored text, see safeguarding.lib.prose_editor.
"""

import re
from html import escape
from html.parser import HTMLParser

from safeguarding.lib.richtext import clean

HELP = (
    "Leave an empty line between paragraphs. Begin a line with ## for a heading, - for a bullet point, "
    "1. for a numbered point or > for a quotation."
)
_MARKER = re.compile(r"(#{2,3} |- |\d+\. |> |\|)")
_ITEM = re.compile(r"( *)(-|\d+\.) +(.*)")
_SEPARATOR = re.compile(r"\|(?:\s*-{3,}\s*\|)+")


def from_source(text: str) -> str:
    """Return clean rich text from what was typed in a plain box."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip("\n"))
    return clean("".join(_block(block) for block in blocks if block.strip()))


def from_plain_text(text: str) -> str:
    """Return rich text from words that were typed without JavaScript or come from a document."""
    return from_source(text)


def to_source(html: str) -> str:
    """Return rich text as it is shown in a plain box."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.text()


def _block(block: str) -> str:
    lines = block.split("\n")
    first = lines[0]
    for mark, tag in (("### ", "h4"), ("## ", "h3")):
        if first.startswith(mark):
            rest = "\n".join(lines[1:])
            return f"<{tag}>{_inline(first[len(mark) :])}</{tag}>" + (_block(rest) if rest.strip() else "")
    if all(line.startswith("> ") or line == ">" for line in lines):
        inner = "\n".join(line[2:] for line in lines)
        return f"<blockquote>{from_source(inner)}</blockquote>"
    if all(line.startswith("|") for line in lines):
        return _table(lines)
    if all(_ITEM.fullmatch(line) for line in lines):
        return _list([_ITEM.fullmatch(line) for line in lines])  # type: ignore[misc]
    return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _list(items: list[re.Match[str]]) -> str:
    """Return a list; deeper items belong to the item above them."""
    depth, tag = len(items[0][1]), "ul" if items[0][2] == "-" else "ol"
    out: list[str] = []
    index = 0
    while index < len(items):
        item = items[index]
        if len(item[1]) <= depth and ("ul" if item[2] == "-" else "ol") != tag:
            return f"<{tag}>{''.join(out)}</{tag}>" + _list(items[index:])
        inner = index + 1
        while inner < len(items) and len(items[inner][1]) > depth:
            inner += 1
        nested = _list(items[index + 1 : inner]) if inner > index + 1 else ""
        out.append(f"<li>{_inline(item[3])}{nested}</li>")
        index = inner
    return f"<{tag}>{''.join(out)}</{tag}>"


def _table(lines: list[str]) -> str:
    headed = len(lines) > 1 and _SEPARATOR.fullmatch(lines[1]) is not None
    rows = [re.split(r"(?<!\\)\|", line.strip()[1:].removesuffix("|")) for line in lines]
    cells = [[_inline(cell.strip().replace("\\|", "|")) for cell in row] for row in rows]
    if headed:
        head = "".join(f"<th>{cell}</th>" for cell in cells[0])
        return f"<table><tbody><tr>{head}</tr>{_rows(cells[2:])}</tbody></table>"
    return f"<table><tbody>{_rows(cells)}</tbody></table>"


def _rows(rows: list[list[str]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


def _inline(text: str) -> str:
    text = escape(text.removeprefix("\\") if text.startswith("\\") and _MARKER.match(text[1:]) else text, quote=False)
    text = text.replace("\\*", "\0")
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    text = re.sub(r"\*(.+?)\*", r"<em>\1</em>", text)
    text = re.sub(r"\[([^\[\]]+)\]\((https://[^\s()\"]+)\)", r'<a href="\2">\1</a>', text)
    return text.replace("\0", "*")


class _Writer(HTMLParser):
    """Writes clean rich text as source."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line = ""
        self.lists: list[tuple[str, int]] = []
        self.items: list[str] = []
        self.rows: list[str] = []
        self.headed = False
        self.quoted: list[str] | None = None
        self.href = ""

    def text(self) -> str:
        """Return everything written."""
        self._paragraph()
        return "\n\n".join(self.blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = {"strong": "**", "em": "*", "br": "\n" if not (self.lists or self.rows) else " ", "a": "["}
        self.line += marks.get(tag, "")
        if tag == "a":
            self.href = dict(attrs).get("href") or ""
        elif tag in {"ul", "ol"}:
            self._item()
            self.lists.append((tag, 0))
        elif tag == "blockquote":
            self.quoted, self.blocks = self.blocks, []
        elif tag == "tr":
            self.rows.append("|")
        elif tag == "th":
            self.headed = self.headed or len(self.rows) == 1

    def handle_endtag(self, tag: str) -> None:
        self.line += {"strong": "**", "em": "*", "a": f"]({self.href})"}.get(tag, "")
        if tag in {"th", "td"}:
            self.rows[-1] += f" {self.line.strip().replace('|', chr(92) + '|')} |"
            self.line = ""
        elif tag == "li":
            self._item()
        elif tag in {"ul", "ol"}:
            self._list_ends()
        elif tag == "table":
            self._table_ends()
        elif tag == "blockquote" and self.quoted is not None:
            self._quotation_ends(self.quoted)
        elif tag in {"p", "h3", "h4"} and not (self.lists or self.rows):
            self._paragraph({"h3": "## ", "h4": "### "}.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self.line += data.replace("*", "\\*")

    def _paragraph(self, mark: str = "") -> None:
        if line := self.line.strip():
            lines = [f"\\{part}" if not mark and _MARKER.match(part) else part for part in line.split("\n")]
            self.blocks.append(mark + "\n".join(lines))
        self.line = ""

    def _item(self) -> None:
        if not self.lists:
            self._paragraph()
        elif line := " ".join(self.line.split()):
            tag, count = self.lists.pop()
            self.lists.append((tag, count + 1))
            mark = "-" if tag == "ul" else f"{count + 1}."
            self.items.append(f"{'   ' * (len(self.lists) - 1)}{mark} {line}")
        self.line = ""

    def _list_ends(self) -> None:
        self._item()
        self.lists.pop()
        if not self.lists:
            self.blocks.append("\n".join(self.items))
            self.items = []

    def _table_ends(self) -> None:
        if self.headed:
            self.rows.insert(1, "|" + " --- |" * (self.rows[0].replace("\\|", "").count("|") - 1))
        self.blocks.append("\n".join(self.rows))
        self.rows, self.headed, self.line = [], False, ""

    def _quotation_ends(self, before: list[str]) -> None:
        self._paragraph()
        inner = "\n\n".join(self.blocks)
        quoted = "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))
        self.blocks, self.quoted = [*before, quoted], None
