"""Whom reviews were about: counted once each, and never broken down where they are few."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import User
from reports.studio import providers
from reports.studio.models import Report
from reviews.cases.models import Relation, Subject
from reviews.cases.selectors.people import FEWEST, people_of
from reviews.cases.services import case_relate, figures_release, subject_add
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
    children(cast, coordinator, 6)
    children(cast, coordinator, 4, "white")
    figures_release(by=coordinator, partnership=cast.a, period=YEAR, reason="Yearly report")
    said = {part: fact(cast, part).value for part in ("all", "ethnicity-black", "ethnicity-white", "ethnicity-asian")}
    assert said == {"all": 10, "ethnicity-black": 6, "ethnicity-white": 4, "ethnicity-asian": Decimal(0)}
    assert fact(cast, "ethnicity-white").disclosure is Disclosure.SMALL_NUMBERS
    words = add(cast, report, "case_figures", people="children")
    assert "Whom reviews were about, 2025-26: ethnic group" in words
    assert "Black, Black British, Caribbean or African" in words
    assert "11 to 15" in words
    for wrong in ("ethnicity-purple", "all"):
        assert providers.resolve(cast.a, [f"cases/children.{wrong}?period=never"]) == {}


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
