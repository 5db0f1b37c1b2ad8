"""Tokens in prose: what is written comes back, what is malformed says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.studio.tokens import Form, Token, TokenProblem, pieces, problems_in, token_parse, tokens_in

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,8}/[a-z0-9][a-z0-9.-]{0,10}", fullmatch=True)
WHENS = st.sampled_from(["", "?at=2018-03-31", "?period=2017-18", "?agency=council&at=2018-03-31"])
KEYS = st.builds(lambda name, when: f"{name}{when}", NAMES, WHENS)
WORDS = st.text(alphabet=st.characters(blacklist_characters="[]<>&", blacklist_categories=("Cs",)), max_size=30)


@st.composite
def written_tokens(draw: st.DrawFn) -> Token:
    """Draw a well-formed token."""
    form = draw(st.sampled_from(list(Form)))
    return Token(key=draw(KEYS), form=form, earlier=draw(KEYS) if form.compares else "")


@given(written_tokens())
def test_a_token_written_out_is_read_back_as_itself(token: Token) -> None:
    assert token_parse(str(token)) == token


@given(st.lists(st.tuples(WORDS, written_tokens()), max_size=5), WORDS)
def test_cutting_a_text_at_its_tokens_loses_nothing(parts: list[tuple[str, Token]], end: str) -> None:
    text = "".join(f"{words}{token}" for words, token in parts) + end
    assert "".join(str(piece) for piece in pieces(text)) == text
    assert list(tokens_in(text)) == [token for _, token in parts]


def test_keys_are_read_from_stored_markup_where_ampersands_are_escaped() -> None:
    token = token_parse("[[returns/cla?at=2018-03-31&amp;agency=council]]")
    assert token.key == "returns/cla?agency=council&at=2018-03-31"


def test_parameters_in_any_order_name_the_same_figure() -> None:
    assert token_parse("[[returns/x?b=1&a=2]]") == token_parse("[[returns/x?a=2&b=1]]")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[cla]]", "not the name of a figure"),
        ("[[returns/cla|upside]]", "not something a figure can print"),
        ("[[returns/cla|direction]]", "needs the earlier figure"),
        ("[[returns/cla|number:returns/cp]]", "takes no second figure"),
        ("[[returns/cla?at]]", "not of the form"),
        ("[[]]", "not the name of a figure"),
    ],
)
def test_a_malformed_token_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(TokenProblem, match=says):
        token_parse(text)
    assert len(problems_in(f"<p>Before {text} after</p>")) == 1


def test_a_token_never_reaches_across_a_tag() -> None:
    assert list(tokens_in("<p>[[returns/</p><p>cla]]</p>")) == []
