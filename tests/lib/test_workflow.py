"""State moves by one table and compare-and-set."""

import pytest

from safeguarding.lib.workflow import NotAllowed, Overtaken, Transition, TransitionTable, advance

TABLE = TransitionTable(
    Transition("submit", ("draft", "sent_back"), "submitted"), Transition("send_back", ("submitted",), "sent_back")
)


def test_a_move_the_table_does_not_list_is_refused_in_words() -> None:
    class Row:
        status = "submitted"

    with pytest.raises(NotAllowed, match="while it is submitted"):
        advance(Row(), "submit", TABLE)  # type: ignore[arg-type]


def test_an_event_declared_twice_stops_the_start() -> None:
    with pytest.raises(ValueError, match="twice"):
        TransitionTable(Transition("submit", ("a",), "b"), Transition("submit", ("b",), "c"))


def test_the_diagram_draws_every_arrow() -> None:
    assert TABLE.diagram().splitlines()[1:] == [
        "    draft --> submitted: submit",
        "    sent_back --> submitted: submit",
        "    submitted --> sent_back: send back",
    ]


def test_the_table_answers_whether_an_event_is_open() -> None:
    assert TABLE.allows("draft", "submit")
    assert not TABLE.allows("draft", "send_back")


def test_overtaken_is_a_kind_of_not_allowed() -> None:
    assert issubclass(Overtaken, NotAllowed)
