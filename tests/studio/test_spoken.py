"""Numbers the public edition hides, typed into the words; and what authors learn about figures that are not public."""

import pytest

from reports.studio.models import Report
from safeguarding.lib.facts import Disclosure
from tests.studio.checking import findings, only
from tests.studio.figures import Figures
from tests.studio.samples import narrative
from tests.support.cast import Cast

PLANS = "returns/plans?period=2017-18"


@pytest.fixture
def small(figures: Figures) -> str:
    """Offer a small number and return its key."""
    return figures.add(PLANS, 4, "Plans by category: Sexual abuse", disclosure=Disclosure.SMALL_NUMBERS)


@pytest.mark.parametrize("said", ["Four children had plans for sexual abuse.", "Sexual abuse: 4 plans."])
def test_a_small_number_in_words_or_digits_is_an_error_and_says_what_to_do(
    cast: Cast, report: Report, small: str, said: str
) -> None:
    narrative(cast, report, body=f"<p>[[{small}]]</p><p>{said}</p>")
    finding = only(cast, report, "spoken")
    assert finding.blocks
    assert "must not print: Plans by category: Sexual abuse (2017-18)" in finding.text
    assert "Insert the figure instead of typing it" in finding.mend


@pytest.mark.parametrize(
    "said", ["Four meetings dealt with neglect.", "Sexual abuse plans fell.", "Aged 4: sexual abuse"]
)
def test_another_number_or_another_subject_is_no_error(cast: Cast, report: Report, small: str, said: str) -> None:
    narrative(cast, report, body=f"<p>[[{small}]]</p><p>{said}</p>")
    assert findings(cast, report, "spoken") == []


@pytest.mark.parametrize(
    ("said", "is_said"),
    [
        ("One child had a plan for sexual abuse.", True),
        ("Of the plans for sexual abuse one was ended.", True),
        ("One of the plans was for sexual abuse.", True),
        ("Sexual abuse is one priority of the board.", False),
        ("Sexual abuse is one of the three priorities.", False),
        ("No one should meet sexual abuse alone.", False),
        ("Agencies told one another about sexual abuse.", False),
        ("A one-page guide to sexual abuse is out.", False),
    ],
)
def test_one_is_a_number_where_it_may_count_a_person(
    cast: Cast, report: Report, figures: Figures, said: str, is_said: bool
) -> None:
    label = "Plans by category: Sexual abuse"
    key = figures.add("returns/plans?period=2018-19", 1, label, disclosure=Disclosure.SMALL_NUMBERS)
    narrative(cast, report, body=f"<p>[[{key}]]</p><p>{said}</p>")
    assert bool(findings(cast, report, "spoken")) is is_said


def test_figures_for_the_partnership_only_are_named_with_what_the_public_will_see(
    cast: Cast, report: Report, figures: Figures
) -> None:
    key = figures.add("returns/staff?period=2017-18", 120, "Staff", disclosure=Disclosure.PARTNERSHIP)
    narrative(cast, report, body=f"<p>[[{key}]]</p>")
    finding = only(cast, report, "not_public")
    assert not finding.blocks
    assert "A figure is for the partnership only: Staff (2017-18)." in finding.text
