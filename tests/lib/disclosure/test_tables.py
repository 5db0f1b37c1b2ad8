"""Random tables: the attack never succeeds, order and chance change nothing, nothing is hidden in vain."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from safeguarding.lib.disclosure import Policy, System, attack, suppress
from tests.lib.disclosure.tables import possible_values, small, table, tables

POLICIES = st.builds(Policy, threshold=st.integers(3, 10), zeros_shown=st.booleans())
FEW = settings(max_examples=25)


@FEW
@given(tables(), POLICIES)
def test_no_small_number_of_a_suppressed_table_can_be_worked_out(rows: list[list[int]], policy: Policy) -> None:
    system = table(rows, policy)
    made = suppress(system, small(system), policy)
    assert made.beyond == ()
    assert all(one.safe for one in attack(system, made.hidden, policy))


@FEW
@given(tables(side=2, most=9))
def test_a_slow_search_through_all_tables_agrees_that_every_small_value_is_possible(rows: list[list[int]]) -> None:
    policy = Policy(threshold=3)
    system = table(rows, policy)
    made = suppress(system, small(system), policy)
    for key in small(system):
        first = 2 if key not in _inner(system) and _parts_not_zero(system, key) > 1 else 1
        found = possible_values(system, made.hidden, key, most=12)
        assert set(range(max(first, _least(system, key)), 4)) <= found


@FEW
@given(tables(), st.integers(0, 2**32))
def test_the_order_in_which_cells_and_equations_are_given_changes_nothing(rows: list[list[int]], seed: int) -> None:
    policy = Policy()
    system = table(rows, policy)
    cells, lines = list(system.cells.values()), list(system.linears)
    random.Random(seed).shuffle(cells)
    random.Random(seed).shuffle(lines)
    other = System.of(cells, lines)
    assert suppress(other, small(other), policy) == suppress(system, small(system), policy)


@FEW
@given(tables(least=6, most=40))
def test_a_table_without_small_numbers_is_printed_whole(rows: list[list[int]]) -> None:
    system = table(rows, Policy())
    assert suppress(system, small(system), Policy()).hidden == frozenset()


@FEW
@given(tables())
def test_every_secondary_figure_is_needed(rows: list[list[int]]) -> None:
    policy = Policy()
    system = table(rows, policy)
    made = suppress(system, small(system), policy)
    for key in made.partners:
        shown = attack(system, made.hidden - {key}, policy)
        assert not all(one.safe for one in shown), f"{key} is hidden for nothing"


@FEW
@given(tables())
def test_zeros_are_printed_as_true_zeros(rows: list[list[int]]) -> None:
    system = table(rows, Policy())
    hidden = suppress(system, small(system), Policy()).hidden
    assert all(system.cells[key].value for key in hidden)


def _inner(system: System) -> set[str]:
    return {key for key in system.cells if "c" in key[1:]}


def _parts_not_zero(system: System, key: str) -> int:
    return _least(system, key)


def _least(system: System, key: str) -> int:
    """Return what the zeros alone say about a total: the number of its parts that are not zero, at the very bottom."""
    if key in _inner(system):
        return 1
    inner = [name for name in _inner(system) if key == "t" or name.startswith(key) or name.endswith(key)]
    return max(1, sum(1 for name in inner if system.cells[name].value))
