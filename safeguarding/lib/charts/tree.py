"""A tree of boxes from left to right, in the look of the charts: who reports to whom.

    board = Node("Board", kind="Board", note="Chaired by the scrutineer", tone=0, children=(Node("Executive", tone=1),))
    tree_data_uri("Structure", (board,))   # <img src="..." alt="{tree_alt("Structure", (board,))}">

Every leaf has a row of its own, so a tree of three and one of thirty are both readable; with more than `FULL` leaves
boxes hold their names only. The picture is never the only way to the content: `tree_alt` says who reports to whom in
words, and pages and reports print the nested list beside it. Drawing needs no engine and no network.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from safeguarding.lib.charts.palette import ACCENT, FONT, RAMPS, ink_on

WIDTH = 640  # of the drawing, and of the text column of a printed page at 96 dots an inch
GAP_X, GAP_Y, PADDING = 26, 9, 7
FULL = 14  # from here on only names: thirty boxes with notes would not fit a page
NAME, NOTE = (12.0, 14.5), (10.5, 13.0)  # size and line height
NARROW, WIDE = 116, 196  # limits of a box
TONES = (RAMPS[1][0], RAMPS[4][1], RAMPS[4][0], "#ffffff", "#ffffff")
DASHED = 3  # the tone drawn with a dashed outline: what was made for a time
_THIN, _BROAD = frozenset("iljtfrI.,'()-: |"), frozenset("mwMW@%&")


@dataclass(frozen=True)
class Node:
    """One box: its name, the word for what it is, a note in small print, and what stands below it.

    `tone` 0 to 4 chooses the fill from strong to plain; it repeats what `kind` says in words.
    """

    name: str
    kind: str = ""
    note: str = ""
    tone: int = 2
    children: tuple["Node", ...] = ()


@dataclass(frozen=True)
class _Box:
    """Where a node stands, with its lines as wrapped."""

    node: Node
    parent: "_Box | None"
    x: float
    y: float
    width: float
    padding: float
    name: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def height(self) -> float:
        """Return the height its lines need."""
        return 2 * self.padding + len(self.name) * NAME[1] + len(self.note) * NOTE[1]

    @property
    def middle(self) -> float:
        """Return where its connectors are."""
        return self.y + self.height / 2


class _Layout:
    """Places boxes: each leaf in a row of its own, each parent at the middle of what is below it."""

    def __init__(self, roots: Sequence[Node]) -> None:
        self.depth = _depth(roots)
        self.width = min(WIDE, max(NARROW, (WIDTH - (self.depth - 1) * GAP_X) / max(self.depth, 1)))
        self.short = sum(1 for node in _walk(roots) if not node.children) > FULL
        self.padding = PADDING / 2 if self.short else PADDING
        self.gap = GAP_Y / 2 if self.short else GAP_Y
        self.boxes: list[_Box] = []
        self.bottom = 1.0
        for root in roots:
            self.bottom = self.place(root, None, self.bottom) + GAP_Y

    def place(self, node: Node, parent: _Box | None, top: float) -> float:
        """Put a node and what is below it at `top`; return where it ends."""
        x = parent.x + self.width + GAP_X if parent else 1.0
        span, below = self.span(node), self.below(node)
        box = self.box(node, parent, x, top)
        box = replace(box, y=top + (span - box.height) / 2)
        self.boxes.append(box)
        child_top = top + (span - below) / 2
        for child in node.children:
            child_top = self.place(child, box, child_top) + self.gap
        return top + span

    def box(self, node: Node, parent: _Box | None, x: float, y: float) -> _Box:
        """Return the box of a node with its lines."""
        small = "" if self.short else " - ".join(filter(None, (node.kind, node.note)))
        name, note = _wrapped(node.name, self.width, NAME[0] * 1.06), _wrapped(small, self.width, NOTE[0])
        return _Box(node, parent, x, y, self.width, self.padding, name, note)

    def span(self, node: Node) -> float:
        """Return the height of a node with everything below it."""
        return max(self.box(node, None, 0, 0).height, self.below(node))

    def below(self, node: Node) -> float:
        """Return the height of what is below a node."""
        return sum(self.span(child) for child in node.children) + self.gap * max(len(node.children) - 1, 0)


def tree_alt(title: str, roots: Sequence[Node]) -> str:
    """Return the tree in one sentence for each box that has others below it."""
    parents = [node for node in _walk(roots) if node.children]
    sentences = [f"Below {node.name}: {_listed([child.name for child in node.children])}." for node in parents]
    tops = f"At the top: {_listed([node.name for node in roots])}." if roots else "It is empty."
    return " ".join([f"Structure diagram: {title}.", tops, *sentences])


def tree_data_uri(title: str, roots: Sequence[Node]) -> str:
    """Return the tree as a ``data:`` address for ``<img>``; give the image ``tree_alt`` as its text."""
    return "data:image/svg+xml;base64," + base64.b64encode(tree_svg(title, roots).encode()).decode()


def tree_svg(title: str, roots: Sequence[Node]) -> str:
    """Return the tree as one self-contained ``<svg role="img">``; the same tree gives the same text."""
    laid = _Layout(roots)
    width, height = laid.depth * (laid.width + GAP_X) - GAP_X + 2, laid.bottom
    prefix = "tree-" + hashlib.sha256(repr((title, tuple(roots))).encode()).hexdigest()[:12]
    body = "".join([_connector(box.parent, box) for box in laid.boxes if box.parent] + [_drawn(b) for b in laid.boxes])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{prefix}" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONT}">'
        f'<title id="{prefix}">{escape(tree_alt(title, roots))}</title>{body}</svg>'
    )


def _drawn(box: _Box) -> str:
    fill = TONES[box.node.tone]
    dash = ' stroke-dasharray="4 3"' if box.node.tone == DASHED else ""
    ink = ink_on(fill)
    extent = f'width="{box.width:.1f}" height="{box.height:.1f}"'
    parts = [f'<rect x="{box.x:.1f}" y="{box.y:.1f}" {extent} rx="3" fill="{fill}" stroke="{ACCENT}"{dash}/>']
    y = box.y + box.padding
    for lines, (size, line), weight, colour in (
        (box.name, NAME, "bold", ink),
        (box.note, NOTE, "normal", ink),
    ):
        for words in lines:
            parts.append(
                f'<text x="{box.x + PADDING + 1:.1f}" y="{y + size:.1f}" font-size="{size}" font-weight="{weight}" '
                f'fill="{colour}">{escape(words)}</text>'
            )
            y += line
    return "".join(parts)


def _connector(parent: _Box, box: _Box) -> str:
    x, middle = parent.x + parent.width, parent.x + parent.width + GAP_X / 2
    return (
        f'<path d="M{x:.1f} {parent.middle:.1f}H{middle:.1f}V{box.middle:.1f}H{box.x:.1f}" '
        f'fill="none" stroke="{ACCENT}" stroke-width="1.2"/>'
    )


def _wrapped(words: str, width: float, size: float) -> tuple[str, ...]:
    """Return the lines of a text in a box; a word longer than the box is cut with a hyphen."""
    room, lines, line = width - 2 * PADDING - 2, [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if _measured(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while _measured(word, size) > room:
            cut = next(at for at in range(len(word) - 1, 0, -1) if at == 1 or _measured(word[:at] + "-", size) <= room)
            lines.append(word[:cut] + "-")
            word = word[cut:]
        line = word
    return tuple([*lines, line] if line else lines)


def _measured(words: str, size: float) -> float:
    """Return a safe width: a third of an em for thin letters, most of one for broad ones and capitals."""
    ems = (0.31 if c in _THIN else 0.88 if c in _BROAD else 0.7 if c.isupper() else 0.57 for c in words)
    return size * sum(ems)


def _walk(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _depth(nodes: Sequence[Node]) -> int:
    return max((1 + _depth(node.children) for node in nodes), default=0)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
