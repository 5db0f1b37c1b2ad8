"""What figures of returns add up to: disclosure control must know it, whoever typed the total."""

from partnerships.returns.facts import PROVIDER
from partnerships.returns.models.indicator import Category
from partnerships.returns.services import Definition
from safeguarding.lib.facts import FactKey, Period, Sum
from tests.returns.factories import collection_made
from tests.support.cast import Cast

PLANS = Definition(
    name="Plans by category",
    noun="children",
    measure="stock",
    dimension="Category",
    categories=(Category("neglect", "Neglect"), Category("sexual", "Sexual abuse")),
)
CONTACTS = Definition(name="Contacts", noun="contacts", measure="flow")
WHOLE = "returns/plans?at=2026-12-31"
NEGLECT, SEXUAL = "returns/plans.neglect?at=2026-12-31", "returns/plans.sexual?at=2026-12-31"


def sums(cast: Cast, *keys: str) -> list[Sum]:
    assert PROVIDER.sums
    return PROVIDER.sums(cast.a, [FactKey.parse(key) for key in keys])


def test_categories_add_up_to_their_total_also_where_the_total_is_typed(cast: Cast) -> None:
    collection_made(cast.a, {"plans": PLANS}, agencies=[cast.agency])
    assert sums(cast, WHOLE, NEGLECT) == [(WHOLE, (NEGLECT, SEXUAL))]
    assert sums(cast, NEGLECT, SEXUAL) == [(WHOLE, (NEGLECT, SEXUAL))]


def test_a_sum_of_which_a_reader_has_one_figure_only_is_left_out(cast: Cast) -> None:
    collection_made(cast.a, {"plans": PLANS}, agencies=[cast.agency])
    assert sums(cast, NEGLECT) == []


def test_quarters_add_up_to_the_year(cast: Cast) -> None:
    collection_made(cast.a, {"contacts": CONTACTS}, agencies=[cast.agency])
    quarters = tuple(f"returns/contacts?period=2026-27-q{number}" for number in (1, 2, 3, 4))
    assert sums(cast, "returns/contacts?period=2026-27", quarters[2]) == [("returns/contacts?period=2026-27", quarters)]


def test_agencies_add_up_to_the_area(cast: Cast) -> None:
    collection_made(
        cast.a, {"contacts": CONTACTS}, agencies=[cast.agency, cast.other_agency], period=Period.quarter(2026, 3)
    )
    whole = "returns/contacts?period=2026-27-q3"
    council, police = (f"returns/contacts?agency={slug}&period=2026-27-q3" for slug in ("council", "police"))
    assert (whole, (council, police)) in sums(cast, whole, council)


def test_unknown_figures_add_up_to_nothing(cast: Cast) -> None:
    assert sums(cast, "returns/nothing?period=2026-27", "returns/nothing?period=2026-27-q1") == []
