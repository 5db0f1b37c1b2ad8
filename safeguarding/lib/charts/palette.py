"""Colours and type of everything drawn, apart from the engine that draws charts.

Contrast on white: each stroke and each text is at least 4.5:1; a pale fill always has a dark
outline. Neighbouring fills also differ in lightness, so that they hold in black and white.
"""

FONT = "Liberation Sans, Arial, sans-serif"
INK = "#0b0c0c"
MUTED = "#4a5560"
GRID = "#d5dbe0"
ACCENT = "#0b4f60"

# Strokes of lines and outlines of bars.
STROKES = ("#0b4f60", "#b5451b", "#4c4f9e", "#5c6670", "#7a5900", "#93336b")
DASHES = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [1, 2])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")

# Fills from pale to deep: the latest period is the strongest.
RAMPS = {
    1: ("#0b4f60",),
    2: ("#a9cdd6", "#0b4f60"),
    3: ("#d9e9ed", "#7fb3c0", "#0b4f60"),
    4: ("#e4f0f3", "#a9cdd6", "#5a98a7", "#0b4f60"),
    5: ("#e4f0f3", "#b9d7de", "#7fb3c0", "#3d8394", "#0b4f60"),
    6: ("#eef5f7", "#c9e0e6", "#9cc5cf", "#68a3b1", "#2f7687", "#0b4f60"),
}
# Text inside a fill: dark on the pale ones, white on the deep ones.
DEEP = frozenset(("#0b4f60", "#2f7687"))


def ink_on(fill: str) -> str:
    """The text colour with at least 4.5:1 contrast on ``fill``."""
    return "#ffffff" if fill in DEEP else INK
