"""Checks of figures and of the words about them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.returns.models.indicator import Category
from partnerships.returns.services import Definition
from reports.studio.checks import Level
from reports.studio.checks.prose import HARMLESS, NUMBER
from reports.studio.models import Report, Section
from reports.studio.services import section_add, section_save
from safeguarding.lib.facts import Period, Status, UnitKind
from tests.returns.factories import return_ready
from tests.studio.checking import findings, only
from tests.studio.figures import Figures
from tests.studio.samples import CLA, EARLIER, narrative
from tests.support.cast import Cast


def test_a_figure_nobody_knows_is_an_error(cast: Cast, report: Report, figures: Figures) -> None:
    narrative(cast, report, "<p>[[returns/gone?at=2018-03-31]]</p>")
    found = only(cast, report, "unresolved")
    assert found.level is Level.ERROR
    assert "returns/gone?at=2018-03-31" in found.text


def test_figures_not_yet_accepted_are_a_warning(cast: Cast, report: Report, figures: Figures) -> None:
    figures.add(CLA, 291, "Looked after", status=Status.PROVISIONAL)
    narrative(cast, report, f"<p>[[{CLA}]]</p>")
    assert "A figure is provisional: Looked after (31 March 2018)." in only(cast, report, "provisional").text


def test_a_suppressed_figure_is_noted(cast: Cast, report: Report, figures: Figures) -> None:
    figures.add(CLA, None, "Looked after", status=Status.SUPPRESSED)
    narrative(cast, report, f"<p>[[{CLA}]]</p>")
    assert only(cast, report, "suppressed").level is Level.NOTE


def test_a_figure_of_another_period_is_noted_with_its_period(cast: Cast, report: Report, figures: Figures) -> None:
    narrative(cast, report, "<p>[[returns/cla?at=2016-03-31]]</p>")
    assert "31 March 2016" in only(cast, report, "other_period").text


def test_prose_is_stale_when_its_figure_changes_and_the_words_of_change_are_named(
    cast: Cast, report: Report, figures: Figures
) -> None:
    narrative(cast, report, f"<p>The number rose to [[{CLA}]], more than ever.</p><p>Police numbers fell.</p>")
    assert not findings(cast, report, "stale")
    figures.add(CLA, 270, "Children looked after")
    found = only(cast, report, "stale")
    assert "printed 291 when these words were saved and now prints 270" in found.text
    assert "“rose” and “more”" in found.text
    assert "fell" not in found.text


def test_prose_is_stale_when_a_direction_turns(cast: Cast, report: Report, figures: Figures) -> None:
    narrative(cast, report, f"<p>It [[{CLA}|direction:{EARLIER}]].</p>")
    figures.add(CLA, 200, "Children looked after")
    assert "printed rose when these words were saved and now prints fell" in only(cast, report, "stale").text


def test_saving_again_settles_stale_prose(cast: Cast, report: Report, figures: Figures) -> None:
    section = narrative(cast, report, f"<p>[[{CLA}]]</p>")
    figures.add(CLA, 270, "Children looked after")
    section_save(by=cast.manager, section=section, version=1, title=section.title, body=section.body)
    assert not findings(cast, report, "stale")


@pytest.mark.parametrize(
    "words",
    [
        "On 31 March 2018 and in December 2018, in 2017-18 and 2018/19.",
        "Section 47 of the Children Act 1989, section 11 and paragraph 4(1).",
        "Appendix 2, chapter 5, level 3, within 15 working days, aged 17 to 18, under 18.",
        "Young adults 18 to 25 and children 5-10.",
        "No digits at all.",
    ],
)
def test_dates_years_ages_and_references_are_no_typed_figures(cast: Cast, report: Report, words: str) -> None:
    narrative(cast, report, f"<p>{words}</p>")
    assert not findings(cast, report, "typed_number")


@given(st.integers(min_value=1, max_value=9_999_999))
def test_any_other_number_is_seen_whole(number: int) -> None:
    words = HARMLESS.sub(" ", f"There were {number:,} children and £{number:,}.50 of costs.")
    seen = [match[0] for match in NUMBER.finditer(words)]
    year = 1900 <= number <= 2099 and len(f"{number:,}") == 4
    assert year or seen == [f"{number:,}", f"£{number:,}.50"]


def test_a_typed_number_the_portal_has_is_pointed_out(cast: Cast, report: Report, figures: Figures) -> None:
    body = f"<p>[[{CLA}]] children. Of children looked after at 31 March there were 291.</p>"
    narrative(cast, report, body)
    assert "The portal has 291 (Children looked after at 31 March)" in only(cast, report, "typed_number").text


def test_a_typed_number_that_contradicts_a_figure_of_the_same_name_and_period_is_an_error(
    cast: Cast, report: Report, figures: Figures
) -> None:
    narrative(cast, report, f"<p>[[{EARLIER}]] of them.</p>", title="Table")
    narrative(cast, report, "<p>On 31 March 2017 the number of children looked after was 280.</p>", title="Words")
    found = only(cast, report, "contradiction")
    assert found.level is Level.ERROR
    assert "says 280, but Children looked after at 31 March (31 March 2017) is 282" in found.text


def shares(cast: Cast, report: Report, *values: str) -> Section:
    """Add a table of a breakdown with these percentages in 2017-18."""
    names = [f"cat-{number}" for number in range(len(values))]
    definition = Definition(
        name="Plans by category",
        kind=UnitKind.PERCENT,
        decimals=1,
        measure="flow",
        dimension="category",
        categories=tuple(Category(name, name.upper()) for name in names),
        asks_total=False,
    )
    figures = {f"plans.{name}": value for name, value in zip(names, values, strict=True)}
    year = Period.financial_year(2017)
    return_ready(cast.a, figures, period=year, definitions={"plans": definition}, agency=cast.agency)
    config = {"caption": "Plans by category", "indicators": ["plans"], "periods": ["2017-18"]}
    return section_add(by=cast.manager, report=report, title="Plans", block="indicator_table", config=config)


def test_shares_that_do_not_add_up_are_a_warning_with_the_sum(cast: Cast, report: Report) -> None:
    shares(cast, report, "54.2", "33.8", "6.0")
    assert "do not add up to 100: 94 in 2017-18" in only(cast, report, "breakdown").text


def test_percentages_of_separate_groups_are_not_taken_for_shares(cast: Cast, report: Report) -> None:
    shares(cast, report, "84", "86", "98", "83")
    assert not findings(cast, report, "breakdown")


def test_shares_that_add_up_are_silent(cast: Cast, report: Report) -> None:
    shares(cast, report, "54.2", "33.8", "12.0")
    assert not findings(cast, report, "breakdown")
