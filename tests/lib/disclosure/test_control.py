"""Disclosure control of facts: the rules by class and size, percentages, classes, what was printed before."""

from dataclasses import replace

import pytest

from safeguarding.lib.disclosure import Edition, Outcome, Policy, control
from safeguarding.lib.facts import (
    Disclosure,
    Status,
    Unit,
    UnitKind,
    rate,
    share,
    total,
)
from safeguarding.lib.facts.derive import mean
from tests.lib.disclosure.tables import breakdown, fact

CATEGORIES = {"neglect": 89, "emotional": 50, "physical": 14, "sexual": 4}


def causes(outcome: Outcome) -> dict[str, str]:
    """Return why each figure is hidden, by its key."""
    return {key: one.cause.value for key, one in outcome.hidden.items()}


def test_one_small_category_takes_the_least_useful_other_one_with_it() -> None:
    outcome = control(breakdown(CATEGORIES), Policy())
    assert causes(outcome) == {"plans.sexual": "small", "plans.physical": "secondary"}
    assert outcome.hidden["plans.physical"].partner == "plans.sexual"
    assert outcome.passed


def test_two_small_categories_with_a_small_sum_take_a_third_one_with_them() -> None:
    outcome = control(breakdown({**CATEGORIES, "physical": 1, "sexual": 2}), Policy())
    assert causes(outcome) == {"plans.sexual": "small", "plans.physical": "small", "plans.emotional": "secondary"}


def test_two_small_categories_that_could_be_anything_up_to_five_need_no_third() -> None:
    outcome = control(breakdown({**CATEGORIES, "physical": 3, "sexual": 4}), Policy())
    assert set(causes(outcome)) == {"plans.sexual", "plans.physical"}


def test_without_small_numbers_nothing_is_hidden() -> None:
    assert control(breakdown({**CATEGORIES, "sexual": 6}), Policy()).hidden == {}


def test_a_zero_is_printed_unless_the_policy_hides_it() -> None:
    edition = breakdown({**CATEGORIES, "sexual": 0})
    assert control(edition, Policy()).hidden == {}
    assert causes(control(edition, Policy(zeros_shown=False)))["plans.sexual"] == "small"


def test_a_nil_return_is_a_true_zero_and_not_available_stays_so() -> None:
    nil = fact("a", None, status=Status.NIL)
    silent = fact("b", None, status=Status.NOT_AVAILABLE)
    assert control(Edition(facts={"a": nil, "b": silent}), Policy()).hidden == {}


@pytest.mark.parametrize(("part", "whole"), [(3, 40), (37, 40), (2, 4)], ids=["the part", "the rest", "the whole"])
def test_a_percentage_of_small_numbers_is_hidden(part: int, whole: int) -> None:
    top, bottom = fact("on-time?part=numerator", part), fact("on-time?part=denominator", whole)
    percent = share(key="on-time", label="On time", part=top, whole=bottom)
    outcome = control(Edition(facts={"on-time": percent}, behind={one.key: one for one in (top, bottom)}), Policy())
    assert causes(outcome) == {"on-time": "computed"}


def test_a_percentage_of_large_numbers_is_printed() -> None:
    top, bottom = fact("t", 20), fact("b", 40)
    percent = share(key="p", label="Share", part=top, whole=bottom)
    assert control(Edition(facts={"p": percent}, behind={"t": top, "b": bottom}), Policy()).hidden == {}


def test_a_percentage_whose_count_is_not_known_is_hidden_until_somebody_decides() -> None:
    typed = fact("p", "21.5", unit=Unit(kind=UnitKind.PERCENT, decimals=1))
    assert causes(control(Edition(facts={"p": typed}), Policy())) == {"p": "uncounted"}
    assert control(Edition(facts={"p": typed}), Policy(), shown=frozenset({"p"})).hidden == {}


def test_a_rate_goes_with_its_hidden_count() -> None:
    count, people = fact("n", 4), fact("children", 40_000, disclosure=Disclosure.PUBLIC)
    made = rate(key="r", label="Rate", count=count, population=people)
    outcome = control(Edition(facts={"n": count, "children": people, "r": made}), Policy())
    assert causes(outcome) == {"n": "small", "r": "computed"}


def test_a_mean_over_few_is_hidden() -> None:
    days, cases = fact("days", 61), fact("cases", 4)
    made = mean(key="m", label="Mean days", whole=days, number=cases)
    outcome = control(Edition(facts={"m": made}, behind={"days": days, "cases": cases}), Policy())
    assert causes(outcome) == {"m": "computed"}


def test_a_rounded_percentage_published_elsewhere_gives_the_count_away_and_the_attack_says_so() -> None:
    """21% of 19 can only be 4: the percentage has to be hidden too, or the edition does not pass."""
    part, whole = fact("n", 4), fact("all", 19, disclosure=Disclosure.PUBLIC)
    made = replace(share(key="p", label="Share", part=part, whole=whole, decimals=0), disclosure=Disclosure.PUBLIC)
    outcome = control(Edition(facts={"n": part, "all": whole, "p": made}), Policy())
    assert not outcome.passed
    assert outcome.exposed == ["n"]


def test_a_secondary_count_takes_its_percentage_with_it() -> None:
    edition = breakdown(CATEGORIES)
    parts = {key: one for key, one in edition.facts.items() if "." in key}
    shares = {
        f"{key}.share": share(key=f"{key}.share", label="Share", part=one, whole=edition.facts["plans"])
        for key, one in parts.items()
    }
    outcome = control(Edition(facts={**edition.facts, **shares}), Policy())
    assert causes(outcome) == {
        "plans.sexual": "small",
        "plans.sexual.share": "computed",
        "plans.physical": "secondary",
        "plans.physical.share": "computed",
    }
    assert outcome.passed


@pytest.mark.parametrize("secret", [Disclosure.PARTNERSHIP, Disclosure.RESTRICTED])
def test_figures_of_the_partnership_never_reach_a_public_edition(secret: Disclosure) -> None:
    count = fact("a", 4_000, disclosure=secret)
    words = replace(count, key="b", value="requires improvement")
    assert causes(control(Edition(facts={"a": count, "b": words}), Policy())) == {"a": "class", "b": "class"}


def test_a_withheld_figure_can_not_be_worked_out_from_the_others() -> None:
    parts = [fact("a", 40), fact("b", 300, disclosure=Disclosure.PARTNERSHIP), fact("c", 20)]
    whole = fact("t", 360)
    outcome = control(Edition(facts={one.key: one for one in (*parts, whole)}, sums=[("t", ("a", "b", "c"))]), Policy())
    assert causes(outcome) == {"b": "class", "c": "secondary"}


def test_what_was_published_elsewhere_is_printed_as_it_is() -> None:
    small = fact("a", 3, disclosure=Disclosure.PUBLIC)
    assert control(Edition(facts={"a": small}), Policy()).hidden == {}


def test_words_of_a_figure_with_small_numbers_are_not_printed() -> None:
    said = replace(fact("a", 1), value="two boys")
    assert causes(control(Edition(facts={"a": said}), Policy())) == {"a": "words"}


def test_the_same_total_under_another_name_counts_as_the_same() -> None:
    edition = breakdown(CATEGORIES)
    facts = {key: one for key, one in edition.facts.items() if key != "plans"}
    other = fact("open-plans", sum(CATEGORIES.values()))
    made = control(Edition(facts={**facts, "open-plans": other}, behind={"plans": edition.facts["plans"]}), Policy())
    assert causes(made) == {"plans.sexual": "small", "plans.physical": "secondary"}


def test_a_small_number_that_is_not_printed_at_all_is_protected_too() -> None:
    facts = {"t": fact("t", 32), "a": fact("a", 10), "b": fact("b", 20)}
    outcome = control(Edition(facts=facts, behind={"c": fact("c", 2)}, sums=[("t", ("a", "b", "c"))]), Policy())
    assert causes(outcome) == {"a": "secondary"}
    assert outcome.hidden["a"].partner == "c"


def test_a_figure_an_agency_handed_in_as_suppressed_is_protected_too() -> None:
    silent = fact("c", None, status=Status.SUPPRESSED)
    facts = {"t": fact("t", 32), "a": fact("a", 10), "b": fact("b", 20), "c": silent}
    outcome = control(Edition(facts=facts, sums=[("t", ("a", "b", "c"))]), Policy())
    assert causes(outcome) == {"a": "secondary"}


class TestEarlierEditions:
    """Readers lay editions side by side."""

    QUARTERS = {"q1": 12, "q2": 9, "q3": 30, "q4": 3}

    def test_the_missing_quarter_can_not_be_worked_out_from_the_year_and_the_quarters_printed_before(self) -> None:
        quarters = [fact(f"x?period={name}", value) for name, value in self.QUARTERS.items()]
        year = total(key="x?period=year", label="Year", parts=quarters)
        behind = {one.key: one for one in quarters}
        before = Edition(facts={one.key: one for one in quarters[:3]}, name="Report A, edition 1")
        alone = control(Edition(facts={year.key: year}, behind=behind), Policy())
        assert alone.hidden == {}
        outcome = control(Edition(facts={year.key: year}, behind=behind), Policy(), earlier=[before])
        assert causes(outcome) == {"x?period=year": "differencing"}
        assert outcome.hidden[year.key].editions == ("Report A, edition 1",)
        assert outcome.hidden[year.key].partner == "x?period=q4"
        assert outcome.passed

    def test_a_correction_does_not_let_the_first_edition_fill_the_gap_of_the_second(self) -> None:
        before = breakdown({"a": 10, "b": 17, "c": 2, "d": 1})
        first = control(before, Policy())
        known = Edition(facts=before.facts, hidden=frozenset(first.hidden), name="First")
        after = breakdown({"a": 10, "b": 17, "c": 12, "d": 1})
        outcome = control(after, Policy(), earlier=[known])
        assert outcome.passed
        printed_then = set(before.facts) - set(first.hidden)
        assert not {"plans.a", "plans.b"} <= printed_then or "plans.c" in outcome.hidden or "plans" in outcome.hidden

    def test_a_small_number_that_was_printed_before_can_not_be_taken_back(self) -> None:
        edition = breakdown(CATEGORIES)
        outcome = control(edition, Policy(), earlier=[Edition(facts=edition.facts, name="First")])
        assert causes(outcome) == {"plans.sexual": "small"}, "hiding others would help nobody"


class TestDecisions:
    """People may show or hide what the rules would not."""

    def test_a_figure_shown_by_decision_needs_no_partner(self) -> None:
        assert control(breakdown(CATEGORIES), Policy(), shown=frozenset({"plans.sexual"})).hidden == {}

    def test_a_figure_hidden_by_decision_is_protected(self) -> None:
        outcome = control(breakdown({**CATEGORIES, "sexual": 9}), Policy(), hidden=frozenset({"plans.neglect"}))
        assert causes(outcome) == {"plans.neglect": "decision", "plans.sexual": "secondary"}

    def test_a_decision_that_gives_a_hidden_number_away_does_not_pass(self) -> None:
        edition = breakdown({"a": 4, "b": 8})
        outcome = control(edition, Policy(), shown=frozenset({"plans.b", "plans"}))
        assert not outcome.passed
        assert outcome.exposed == ["plans.a"]

    def test_hiding_a_percentage_everybody_can_compute_does_not_pass(self) -> None:
        part, whole = fact("n", 30), fact("all", 60)
        made = share(key="p", label="Share", part=part, whole=whole)
        outcome = control(Edition(facts={"n": part, "all": whole, "p": made}), Policy(), hidden=frozenset({"p"}))
        assert outcome.exposed == ["p"]
