"""Each rule, and what becomes of its remarks."""

from dataclasses import asdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.returns.entries import Entry
from partnerships.returns.models import IndicatorVersion
from partnerships.returns.models.indicator import Category
from partnerships.returns.rules import RULES, Answer, Level
from partnerships.returns.rules.change import count_change_unlikely
from partnerships.returns.selectors.findings import findings
from partnerships.returns.selectors.grid import grid
from partnerships.returns.services import Definition, Source, explanation_give
from safeguarding.lib.facts import Period, Status, UnitKind
from tests.returns.factories import Q3, cell_of, collection_made, return_ready, say
from tests.support.cast import Cast

SPLIT = (Category("neglect", "Neglect"), Category("physical", "Physical abuse"))


def _version(**fields: object) -> IndicatorVersion:
    definition = Definition(**{"name": "Plans", **fields})  # type: ignore[arg-type]
    categories = [{"slug": item.slug, "label": item.label} for item in definition.categories]
    return IndicatorVersion(number=1, **{**asdict(definition), "categories": categories})


def _number(value: int | str | None) -> Entry:
    return Entry() if value is None else Entry(status=Status.VALUE, value=Decimal(value))


def _remarks(
    now: dict[str, int | str | None], before: dict[str, int] | None = None, period: Period = Q3, **fields: object
) -> dict[str, list[str]]:
    earlier = {slug: _number(value) for slug, value in (before or {}).items()}
    answer = Answer(
        definition=_version(**fields),
        period=period,
        now={slug: _number(value) for slug, value in now.items()},
        previous=earlier,
        year_earlier={},
    )
    found: dict[str, list[str]] = {}
    for rule in RULES:
        for category, _ in rule.check(answer):
            found.setdefault(rule.key, []).append(category)
    return found


def test_rules_have_keys_of_their_own_and_say_how_to_mend() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES)
    assert all(rule.sentence.endswith(".") and len(rule.sentence) > 40 for rule in RULES)


def test_a_sound_figure_raises_nothing() -> None:
    assert _remarks({"": 116}, {"": 120}) == {}


def test_a_blank_cell_is_missed() -> None:
    assert _remarks({"": 116, "neglect": None}, categories=SPLIT)["blank"] == ["neglect"]


def test_an_imported_250_per_cent_is_an_error() -> None:
    assert _remarks({"": 250}, kind=UnitKind.PERCENT)["acceptable"] == [""]


def test_a_category_larger_than_its_total_is_an_error() -> None:
    assert _remarks({"": 10, "neglect": 12, "physical": 0}, categories=SPLIT)["part-over-whole"] == ["neglect"]


def test_a_breakdown_that_does_not_add_up_is_queried_once() -> None:
    assert _remarks({"": 10, "neglect": 5, "physical": 4}, categories=SPLIT) == {"adds-up": [""]}
    assert _remarks({"": 9, "neglect": 5, "physical": 4}, categories=SPLIT) == {}


def test_percentages_of_a_breakdown_are_not_added() -> None:
    assert _remarks({"": 50, "neglect": 5, "physical": 4}, categories=SPLIT, kind=UnitKind.PERCENT) == {}


@pytest.mark.parametrize(
    ("before", "after", "queried"),
    [(2, 4, False), (0, 9, False), (5, 14, False), (5, 30, True), (100, 130, False), (100, 160, True), (116, 11, True)],
)
def test_changes_are_queried_when_more_than_chance_and_more_than_a_handful(
    before: int, after: int, queried: bool
) -> None:
    assert ("change-previous" in _remarks({"": after}, {"": before})) is queried


@pytest.mark.parametrize(
    ("kind", "before", "after", "queried"),
    [
        (UnitKind.PERCENT, 80, 92, False),
        (UnitKind.PERCENT, 80, 60, True),
        (UnitKind.MONEY, 1000, 1400, False),
        (UnitKind.MONEY, 1000, 1600, True),
    ],
)
def test_other_units_have_limits_of_their_own(kind: UnitKind, before: int, after: int, queried: bool) -> None:
    assert ("change-previous" in _remarks({"": after}, {"": before}, kind=kind)) is queried


counts = st.integers(0, 10**6).map(Decimal)


@given(before=counts, after=counts)
def test_the_change_rule_looks_the_same_from_both_sides(before: Decimal, after: Decimal) -> None:
    assert count_change_unlikely(before, after) == count_change_unlikely(after, before)
    assert not count_change_unlikely(before, before)


@given(before=counts, after=counts, more=st.integers(0, 1000))
def test_a_larger_rise_is_never_more_likely(before: Decimal, after: Decimal, more: int) -> None:
    if after >= before and count_change_unlikely(before, after):
        assert count_change_unlikely(before, after + more)


def test_an_explanation_carries_forward_while_the_figure_is_the_same(cast: Cast) -> None:
    return_ready(cast.a, {"cp-plans": 100}, period=Q3.previous(), agency=cast.agency)
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 200)
    (finding,) = findings(grid(of_return))
    assert (finding.rule.level, finding.blocks) == (Level.QUERY, True)
    cell = cell_of(of_return, "cp-plans")
    explanation_give(by=cast.lead, of_return=of_return, cell=cell, rule=finding.rule.key, text="A new team")
    say(of_return, "cp-plans", Entry(status=Status.VALUE, value=Decimal(200), comment="Checked"))
    (finding,) = findings(grid(of_return))
    assert (finding.explanation and finding.explanation.text, finding.blocks) == ("A new team", False)
    say(of_return, "cp-plans", 210)
    assert findings(grid(of_return))[0].blocks


def test_published_figures_are_taken_as_printed(cast: Cast) -> None:
    return_ready(cast.a, {"cp-plans": 100}, period=Q3.previous(), agency=cast.agency)
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 200, source=Source("imported", "Annual report", "page 3"))
    (finding,) = findings(grid(of_return))
    assert not finding.blocks


@pytest.mark.parametrize(
    ("kind", "before", "queried"),
    [(UnitKind.PERCENT, 16, True), (UnitKind.PERCENT, 6, False), (UnitKind.RATE, 16, True)],
)
def test_nil_instead_of_a_share_is_called_nil_and_never_zero(kind: UnitKind, before: int, queried: bool) -> None:
    nil, share = {"": Entry(status=Status.NIL)}, {"": _number(before)}
    definition = _version(kind=kind, decimals=1, per=1000 if kind is UnitKind.RATE else 0)
    said = Answer(definition=definition, period=Q3, now=nil, previous=share, year_earlier={})
    words = [message for rule in RULES for _, message in rule.check(said)]
    assert [message.endswith("in the period before and is nil now.") for message in words] == [True] * queried
    back = Answer(definition=definition, period=Q3, now=share, previous=nil, year_earlier={})
    assert not [message for rule in RULES for _, message in rule.check(back)]
