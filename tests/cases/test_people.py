"""Whom reviews were about: counted once each, and never broken down where they are few."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import User
from reports.studio import providers
from reports.studio.models import Report
from reviews.cases.models import Case, Relation, Subject
from reviews.cases.selectors.people import FEWEST, People, parts_of_people, people_of
from reviews.cases.services import case_relate, figures_release, subject_add
from safeguarding.lib.disclosure import Policy
from safeguarding.lib.facts import Disclosure, Fact, Period
from tests.cases.factories import case_made
from tests.cases.test_in_reports import add
from tests.support.cast import Cast

YEAR = Period.financial_year(2025)


def children(cast: Cast, coordinator: User, number: int, ethnicity: str = "black") -> None:
    """Record one rapid review of 2025-26 about so many children."""
    case = case_made(coordinator, cast.a, began=date(2026, 3, 2), pseudonym=f"{ethnicity} {number}")
    for one in range(number):
        subject_add(
            by=coordinator, case=case, pseudonym=f"Child {one}", age_band="11_15", ethnicity=ethnicity, sex="female"
        )


def counted(cast: Cast, coordinator: User, part: str) -> int:
    return people_of(cast.a, coordinator, YEAR)[0].counts[part]


def fact(cast: Cast, part: str) -> Fact | None:
    key = f"cases/children.{part}?period=2025-26"
    return providers.resolve(cast.a, [key]).get(key)


@pytest.mark.parametrize("number", [0, 1, FEWEST - 1])
def test_few_people_are_never_broken_down_outside_the_register(
    cast: Cast,
    coordinator: User,
    report: Report,
    number: int,
) -> None:
    children(cast, coordinator, number)
    figures_release(by=coordinator, partnership=cast.a, period=YEAR, reason="Yearly report")
    assert fact(cast, "all") is None
    assert fact(cast, "ethnicity-black") is None
    assert "Too few people are concerned" in add(cast, report, "case_figures", people="children")


def test_enough_people_are_printed_by_characteristic_with_true_zeros(
    cast: Cast,
    coordinator: User,
    report: Report,
) -> None:
    children(cast, coordinator, 7)
    children(cast, coordinator, 6, "white")
    figures_release(by=coordinator, partnership=cast.a, period=YEAR, reason="Yearly report")
    said = {part: fact(cast, part).value for part in ("all", "ethnicity-black", "ethnicity-white", "ethnicity-asian")}
    assert said == {"all": 13, "ethnicity-black": 7, "ethnicity-white": 6, "ethnicity-asian": Decimal(0)}
    assert fact(cast, "ethnicity-white").disclosure is Disclosure.SMALL_NUMBERS
    words = add(cast, report, "case_figures", people="children")
    assert "Whom reviews were about, 2025-26: ethnic group" in words
    assert "Black, Black British, Caribbean or African" in words
    assert "11 to 15" in words
    for wrong in ("ethnicity-purple", "all"):
        assert providers.resolve(cast.a, [f"cases/children.{wrong}?period=never"]) == {}


def test_a_small_cell_stays_inside_with_as_many_others_as_hide_it(cast: Cast, coordinator: User) -> None:
    for number, ethnicity in ((20, "white"), (6, "asian"), (1, "black")):
        children(cast, coordinator, number, ethnicity)
    figures_release(by=coordinator, partnership=cast.a, period=YEAR, reason="Yearly report")
    said = {part: fact(cast, f"ethnicity-{part}") for part in ("white", "asian", "black", "mixed")}
    assert {part: one.text for part, one in said.items() if one} == {
        "white": "20",
        "asian": "suppressed to protect confidentiality",
        "black": "suppressed to protect confidentiality",
        "mixed": "0",
    }


@pytest.mark.parametrize(
    ("counts", "shown"),
    [((9, 0, 1), (None, 0, None)), ((30, 1, 1), (None, None, None)), ((30, 3, 3), (30, None, None))],
)
def test_the_rest_and_the_total_do_not_tell_a_small_cell(
    counts: tuple[int, int, int], shown: tuple[int | None, ...]
) -> None:
    cells = dict.fromkeys(parts_of_people(), 0) | {"all": sum(counts)}
    cells |= dict(zip(("sex-female", "sex-male", "sex-other"), counts, strict=True))
    said = People(group="children", counts=cells).shown(Policy())
    assert tuple(said[f"sex-{part}"] for part in ("female", "male", "other")) == shown


def named(coordinator: User, cast: Cast, *people: str, **said: Any) -> Case:
    """Open a case about these people."""
    case = case_made(coordinator, cast.a, **{"began": date(2026, 3, 3), **said})
    for pseudonym in people:
        subject_add(by=coordinator, case=case, pseudonym=pseudonym, age_band="11_15")
    return case


def test_siblings_in_two_reviews_of_one_incident_are_two_children(cast: Cast, coordinator: User) -> None:
    first, second = named(coordinator, cast, "Child A"), named(coordinator, cast, "Child B")
    case_relate(by=coordinator, source=first, target=second, sort=Relation.Sort.SAME_INCIDENT)
    assert counted(cast, coordinator, "all") == 2
    case_relate(by=coordinator, source=second, target=first, sort=Relation.Sort.SAME_INCIDENT)
    assert counted(cast, coordinator, "all") == 2


def test_a_child_named_only_later_in_the_chain_is_not_lost(cast: Cast, coordinator: User) -> None:
    notification = named(coordinator, cast, kind="notification")
    review = named(coordinator, cast, "Child A")
    case_relate(by=coordinator, source=notification, target=review, sort=Relation.Sort.LED_TO)
    assert counted(cast, coordinator, "all") == 1


def test_a_chain_over_two_years_counts_its_child_in_the_first(cast: Cast, coordinator: User) -> None:
    before = named(coordinator, cast, "Child A", began=date(2025, 3, 3))
    after = named(coordinator, cast, " child a", "Child B")
    case_relate(by=coordinator, source=before, target=after, sort=Relation.Sort.LED_TO)
    years = [people_of(cast.a, coordinator, Period.financial_year(year))[0].counts["all"] for year in (2024, 2025)]
    assert years == [1, 1]


def test_a_child_of_a_chain_of_cases_is_counted_once(cast: Cast, coordinator: User) -> None:
    children(cast, coordinator, 1)
    first = Subject.objects.get().case
    following = case_made(coordinator, cast.a, began=date(2026, 3, 3))
    subject_add(by=coordinator, case=following, pseudonym="Child 0", age_band="11_15")
    assert counted(cast, coordinator, "all") == 2
    case_relate(by=coordinator, source=first, target=following, sort=Relation.Sort.LED_TO)
    assert counted(cast, coordinator, "all") == 1


def test_adults_are_another_group(cast: Cast, coordinator: User) -> None:
    case = case_made(coordinator, cast.a, kind="other", began=date(2026, 3, 3))
    subject_add(by=coordinator, case=case, pseudonym="Adult", age_band="65_84")
    assert counted(cast, coordinator, "all") == 0


def test_the_coordinator_sees_the_counts_and_why_they_stay_inside(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    children(cast, coordinator, 2)
    page = keeper.get(f"{reverse('case_figures', args=[cast.a.slug])}?period=2025-26").content.decode()
    assert "Fewer than 10 people are never broken down outside the register." in page


def test_what_is_left_out_is_not_known(cast: Cast, case: object, keeper: Client) -> None:
    url = reverse("subject_add", args=[cast.a.slug, case.reference])  # type: ignore[attr-defined]
    assert keeper.post(url, {"pseudonym": "Child 1", "age_band": "under_1"}).status_code == 302
    one = Subject.objects.get()
    assert (one.sex, one.ethnicity, one.disability) == ("unknown", "unknown", "unknown")
