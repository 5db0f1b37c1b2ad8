"""The structure diagram: every box there and inside the picture, none over another, however many there are."""

import re
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.charts.tree import WIDTH, Node, tree_alt, tree_data_uri, tree_svg

SVG = "{http://www.w3.org/2000/svg}"
WORDS = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=60
).filter(str.strip)
NODES = st.recursive(
    st.builds(Node, name=WORDS, kind=WORDS, note=WORDS, tone=st.integers(0, 4)),
    lambda below: st.builds(Node, name=WORDS, tone=st.integers(0, 4), children=st.lists(below, max_size=5).map(tuple)),
    max_leaves=30,
)
THREE = (Node("Board", kind="Board", tone=0, children=(Node("Executive", tone=1), Node("Learning group"))),)


def thirty() -> tuple[Node, ...]:
    groups = tuple(
        Node(f"Group {n}", children=tuple(Node(f"Task group {n}.{m}", tone=3) for m in range(3))) for n in range(7)
    )
    return (Node("Board", tone=0, children=(Node("Executive", tone=1, children=groups),)),)


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    rows = ElementTree.fromstring(svg).iter(f"{SVG}rect")
    return [tuple(float(row.attrib[name]) for name in ("x", "y", "width", "height")) for row in rows]  # type: ignore[misc]


@given(st.lists(NODES, min_size=1, max_size=3).map(tuple))
def test_no_box_leaves_the_picture_or_lies_over_another(roots: tuple[Node, ...]) -> None:
    svg = tree_svg("groups", roots)
    width, height = (float(word) for word in re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
    columns: dict[float, list[tuple[float, float]]] = {}
    for x, y, wide, high in boxes(svg):
        assert x >= 0
        assert x + wide <= width + 1
        assert y >= 0
        assert y + high <= height + 1
        columns.setdefault(x, []).append((y, y + high))
    for column in columns.values():
        for (_, end), (start, _) in pairwise(sorted(column)):
            assert end <= start


def test_three_and_thirty_groups_are_as_wide_as_a_printed_page_at_most() -> None:
    for roots, number in ((THREE, 3), (thirty(), 30)):
        svg = tree_svg("groups", roots)
        assert len(boxes(svg)) == number
        assert float(re.findall(r'width="(\d+)"', svg)[0]) <= WIDTH + 2


def test_the_words_say_who_reports_to_whom() -> None:
    assert tree_alt("groups of A", THREE) == (
        "Structure diagram: groups of A. At the top: Board. Below Board: Executive and Learning group."
    )


def test_names_are_escaped_and_long_words_are_cut() -> None:
    svg = tree_svg("groups", (Node("Health & <Wellbeing> Safeguardingpartnershipsubcommitteeforeverything"),))
    assert "Health &amp; &lt;Wellbeing&gt;" in "".join(re.findall(r"<title[^>]*>(.*?)</title>", svg))
    assert "<Wellbeing>" not in svg
    assert "-</text>" in svg


def test_the_same_tree_gives_the_same_picture_without_the_network() -> None:
    assert tree_data_uri("a", THREE) == tree_data_uri("a", THREE)
    assert "http" not in tree_svg("a", THREE).replace("http://www.w3.org/2000/svg", "")


def test_an_empty_tree_is_said_to_be_empty() -> None:
    assert "It is empty." in tree_alt("groups", ())
    assert tree_svg("groups", ()).startswith("<svg")
