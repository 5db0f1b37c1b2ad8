"""What tokens print: one figure, everywhere the same, and nothing that was suppressed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.studio.printing import (
    balance_words,
    print_cell,
    print_figure,
    print_prose,
    print_provenance,
    print_sources,
    prose_text,
    token_text,
)
from reports.studio.tokens import Form, Token
from safeguarding.lib.facts import Fact, Provenance, Qualifier, Status, Unit, UnitKind, direction
from tests.studio.figures import Figures

NOW, THEN = "returns/cla?at=2018-03-31", "returns/cla?at=2017-03-31"
MONEY = Unit(kind=UnitKind.MONEY, decimals=2)
COUNTS = st.integers(min_value=0, max_value=10**6)


def facts(now: object, then: object = 282, **more: object) -> dict[str, Fact]:
    """Return two figures a year apart."""
    room = Figures()
    room.add(NOW, now, "Children looked after", **more)
    room.add(THEN, then, "Children looked after")
    return room.facts


def compared(form: Form, known: dict[str, Fact]) -> str:
    """Return what a comparison of the two figures prints."""
    return token_text(Token(key=NOW, form=form, earlier=THEN), known)


@given(COUNTS, COUNTS)
def test_the_direction_agrees_with_the_numbers_and_turns_round_with_them(now: int, then: int) -> None:
    known = facts(str(now), str(then))
    said = compared(Form.DIRECTION, known)
    assert said == ("rose" if now > then else "fell" if now < then else "stayed the same")
    opposite = {"rose": "fell", "fell": "rose", "stayed the same": "stayed the same"}
    assert direction(before=known[NOW], after=known[THEN]) == opposite[said]


@given(COUNTS, COUNTS)
def test_the_size_of_a_change_has_no_sign_because_the_direction_has_its_own_word(now: int, then: int) -> None:
    assert compared(Form.CHANGE, facts(str(now), str(then))) == f"{abs(now - then):,}"


def test_a_percentage_change_is_rounded_once() -> None:
    assert compared(Form.PERCENTAGE, facts(6, 8)) == "25.0%"


def test_a_change_from_nothing_says_why_there_is_no_percentage() -> None:
    assert "divided by is zero" in compared(Form.PERCENTAGE, facts(6, 0))


@pytest.mark.parametrize("form", [Form.DIRECTION, Form.CHANGE, Form.PERCENTAGE])
def test_a_suppressed_figure_gives_nothing_away_through_a_comparison(form: Form) -> None:
    known = facts(3)
    known[NOW] = known[NOW].withheld()
    assert compared(form, known) == "[suppressed to protect confidentiality]"


def test_a_missing_figure_is_said_and_marked() -> None:
    assert token_text(Token(key="returns/gone"), {}) == "[figure not found]"
    assert "figure--missing" in print_prose("<p>[[returns/gone]]</p>", {})


def test_a_figure_that_begins_a_sentence_begins_with_a_capital() -> None:
    known = facts(39115, qualifier=Qualifier.ABOUT)
    printed = print_prose(f"<p>[[{NOW}]] children. [[{NOW}]] again, and [[{NOW}]].</p>", known)
    assert printed.count("About 39,115") == 2
    assert printed.count("about 39,115") == 1


def test_in_print_a_figure_carries_its_number_and_on_screen_its_way_to_the_source() -> None:
    fact = facts(291)[NOW]
    assert "[7]" in print_figure(fact, number=7)
    assert 'href="/there"' in print_figure(fact, links=True, number=7, trace="/there")
    assert "[7]" not in print_figure(fact, links=True, number=7, trace="/there")


def test_markup_in_a_value_or_a_key_is_escaped() -> None:
    known = facts("<b>good</b>", unit=Unit(kind=UnitKind.GRADE))
    assert "<b>" not in print_prose(f"<p>[[{NOW}]]</p>", known)


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (Status.SUPPRESSED, "[c]"),
        (Status.NOT_AVAILABLE, "[x]"),
        (Status.NOT_APPLICABLE, "[z]"),
        (Status.NOT_COLLECTED, "[n]"),
        (Status.NIL, "nil"),
    ],
)
def test_each_silence_has_its_own_symbol_in_a_table(status: Status, shown: str) -> None:
    assert shown in print_cell(facts(None, status=status)[NOW])


def test_a_blank_cell_stays_blank_and_a_counted_zero_prints() -> None:
    assert print_cell(facts(None, status=Status.BLANK)[NOW]) == ""
    assert ">0<" in print_cell(facts(0)[NOW])


def test_prose_as_text_keeps_its_tags() -> None:
    assert prose_text(f"<p><em>[[{NOW}]]</em></p>", facts(291)) == "<p><em>291</em></p>"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([], ""), ([4], "Source 4"), ([1, 2, 3], "Sources 1 to 3"), ([1, 3, 4, 9], "Sources 1, 3 to 4 and 9")],
)
def test_sources_are_named_in_runs(numbers: list[int], words: str) -> None:
    assert print_sources([str(n) for n in numbers], {str(n): n for n in numbers}) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [("2328.59", "a surplus of £2,328.59."), ("-5", "a deficit of £5.00."), ("0", "income and expenditure are equal.")],
)
def test_the_balance_is_said_in_words(amount: str, words: str) -> None:
    assert balance_words(facts(Decimal(amount), unit=MONEY)[NOW]) == words


def test_provenance_names_the_record_and_no_person() -> None:
    source = Provenance(
        origin="typed",
        place="Q4, return of the council",
        entered_by="A Person",
        entered_at="2018-05-02T09:00:00+00:00",
        approved_by="Another Person",
        approved_at="2018-05-03T09:00:00+00:00",
        version=2,
    )
    words = print_provenance(facts(291, provenance=source)[NOW], {})
    assert words == "Typed, Q4, return of the council; entered on 2 May 2018; approved on 3 May 2018; version 2."
