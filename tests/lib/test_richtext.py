"""What is kept of rich text, and the plain box for people without JavaScript."""

from hypothesis import example, given
from hypothesis import strategies as st

from safeguarding.lib.richtext import Token, clean, paragraphs, plain, replace_tokens, tokens, word_count
from safeguarding.lib.richtext_source import from_plain_text, from_source, to_source

WORDS = st.text(alphabet="abc é&<>*|-#.1()'\"", min_size=1, max_size=12).map(lambda text: f"a{text}z")


def escaped(text: str) -> str:
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


TEXT = WORDS.map(escaped)
MARKED = st.one_of(
    TEXT,
    TEXT.map(lambda text: f"<strong>{text}</strong>"),
    TEXT.map(lambda text: f"before <em>{text}</em> after"),
    TEXT.map(lambda text: f'<a href="https://example.org/a">{text.replace("[", "")}</a>'),
)
ITEMS = st.lists(MARKED, min_size=1, max_size=3).map(lambda items: "".join(f"<li>{item}</li>" for item in items))
NESTED = st.tuples(MARKED, ITEMS).map(lambda both: f"<ul><li>{both[0]}<ol>{both[1]}</ol></li></ul>")
ROWS = st.lists(st.tuples(MARKED, MARKED), min_size=1, max_size=3).map(
    lambda rows: "".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in rows)
)
BLOCKS = st.one_of(
    MARKED.map(lambda text: f"<p>{text}</p>"),
    TEXT.map(lambda text: f"<h3>{text}</h3>"),
    TEXT.map(lambda text: f"<h4>{text}</h4>"),
    st.tuples(TEXT, TEXT).map(lambda both: f"<p>{both[0]}<br>{both[1]}</p>"),
    ITEMS.map(lambda items: f"<ul>{items}</ul>"),
    ITEMS.map(lambda items: f"<ol>{items}</ol>"),
    NESTED,
    st.lists(TEXT, min_size=1, max_size=2).map(
        lambda texts: f"<blockquote>{''.join(f'<p>{text}</p>' for text in texts)}</blockquote>"
    ),
    ROWS.map(lambda rows: f"<table><tbody><tr><th>Level</th><th>Q1</th></tr>{rows}</tbody></table>"),
    ROWS.map(lambda rows: f"<table><tbody>{rows}</tbody></table>"),
)
DOCUMENTS = st.lists(BLOCKS, max_size=4).map("".join)


def test_scripts_styles_images_and_classes_do_not_survive() -> None:
    dirty = '<p class="x" style="color:red" onclick="a()">Kept<script>alert(1)</script><img src=x onerror=y></p>'
    assert clean(dirty) == "<p>Kept</p>"


def test_only_https_addresses_survive() -> None:
    assert clean('<p><a href="javascript:alert(1)">a</a></p>') == "<p><a>a</a></p>"
    assert clean('<p><a href="http://x.example/">a</a></p>') == "<p><a>a</a></p>"
    assert clean('<p><a href="https://x.example/" target="_blank">a</a></p>') == (
        '<p><a href="https://x.example/">a</a></p>'
    )


def test_what_word_pastes_becomes_our_headings_and_emphasis() -> None:
    assert clean("<h1>A</h1><h2>B</h2><h5>C</h5><p><b>d</b> <i>e</i></p>") == (
        "<h3>A</h3><h3>B</h3><h4>C</h4><p><strong>d</strong> <em>e</em></p>"
    )


def test_empty_paragraphs_and_wrapped_list_items_are_tidied() -> None:
    assert clean("<p> </p><p><br></p><ul><li><p>One</p></li><li><p>Two</p><ul><li><p>x</p></li></ul></li></ul>") == (
        "<ul><li>One</li><li>Two<ul><li>x</li></ul></li></ul>"
    )


def test_bare_words_become_a_paragraph() -> None:
    assert clean("Bare words<p>Next</p>") == "<p>Bare words</p><p>Next</p>"


def test_merged_cells_and_heading_scopes_survive_but_nonsense_spans_do_not() -> None:
    kept = '<table><tbody><tr><th scope="col" colspan="2">A</th></tr></tbody></table>'
    assert clean(kept) == kept
    assert clean('<table><tbody><tr><td colspan="9999">A</td></tr></tbody></table>') == (
        "<table><tbody><tr><td>A</td></tr></tbody></table>"
    )


def test_fact_tokens_survive_and_can_be_read_and_replaced() -> None:
    html = clean("<p>There were [[returns/cp-plans?agency=council&at=2018-03-31]] or [[a/b|words]] children.</p>")
    assert tokens(html) == [Token("returns/cp-plans?agency=council&at=2018-03-31", ""), Token("a/b", "words")]
    assert replace_tokens(html, lambda token: "<116>") == "<p>There were &lt;116&gt; or &lt;116&gt; children.</p>"
    assert tokens(from_source(to_source(html))) == tokens(html)


def test_words_are_counted_as_a_reader_would() -> None:
    assert (
        word_count("<h3>Our work</h3><ul><li>One</li><li>Two - three</li></ul><p>[[a/b?at=2018-03-31]] of 5</p>") == 8
    )
    assert word_count("") == 0


def test_plain_text_has_one_line_per_block() -> None:
    html = "<h3>A &amp; B</h3><p>One<br>two</p><ul><li>x<ul><li>y</li></ul></li></ul>"
    assert plain(html) == "A & B\nOne\ntwo\nx\ny"
    assert paragraphs(html) == ["A & B", "One", "two", "x", "y"]


def test_a_plain_box_reads_headings_lists_and_quotations() -> None:
    typed = "## Work\n\nFirst line\nsecond line\n\n- one\n- two\n   1. deeper\n\n> Said\n\n**Bold** and *not*"
    assert from_plain_text(typed) == (
        "<h3>Work</h3><p>First line<br>second line</p><ul><li>one</li><li>two<ol><li>deeper</li></ol></li></ul>"
        "<blockquote><p>Said</p></blockquote><p><strong>Bold</strong> and <em>not</em></p>"
    )


def test_a_plain_box_can_not_smuggle_markup() -> None:
    assert from_plain_text("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


@given(DOCUMENTS)
@example("<p>- not a list</p>")
@example("<p>1. not a list</p><p>## not a heading</p>")
@example("<p>a * b ** c</p>")
def test_rich_text_survives_the_plain_box(html: str) -> None:
    assert from_source(to_source(html)) == html


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(st.text(alphabet="<>/pbahrefscript='\" :", max_size=80))
def test_nothing_that_runs_survives_cleaning(text: str) -> None:
    assert "<script" not in clean(text).lower()
    assert "javascript:" not in clean(f'<a href="javascript:{text}">x</a>').lower().split(">")[0]
