"""A prepared query answers as the queryset it was made of, whatever the values, with one query each time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.directory.authz.access import access_found, access_of
from partnerships.directory.models import Agency, Membership
from safeguarding.lib.prepared import Prepared, day, number, text
from tests.support.cast import Cast

SEATS = Prepared(
    lambda: (
        Agency.objects.filter(partnership_id=number("partnership"), slug__in=[text("one"), text("other")])
        .select_related("organisation")
        .order_by("slug")
    )
)
BEGUN = Prepared(
    lambda: (
        Membership.objects.filter(user_id=number("user"), starts_on__lte=day("on"))
        .order_by("pk")
        .values_list("role", "starts_on", "ends_on")
    )
)


def test_rows_come_with_what_was_selected_with_them(cast: Cast, django_assert_num_queries: Any) -> None:
    SEATS(partnership=0, one="", other="")
    with django_assert_num_queries(1):
        (found,) = SEATS(partnership=cast.a.pk, one=cast.agency.slug, other="unknown")
        assert (found, found.organisation) == (cast.agency, cast.agency.organisation)


def test_the_values_of_one_run_do_not_stay_for_the_next(cast: Cast) -> None:
    assert SEATS(partnership=cast.a.pk, one=cast.agency.slug, other="")
    assert SEATS(partnership=cast.b.pk, one=cast.agency.slug, other="") == []


def test_tuples_are_what_the_queryset_gives(cast: Cast) -> None:
    plain = Membership.objects.filter(user=cast.lead, starts_on__lte=date(2100, 1, 1)).order_by("pk")
    assert BEGUN(user=cast.lead.pk, on=date(2100, 1, 1)) == list(plain.values_list("role", "starts_on", "ends_on"))
    assert BEGUN(user=cast.lead.pk, on=date(1900, 1, 1)) == []


def test_a_value_is_never_part_of_the_sql(cast: Cast) -> None:
    assert SEATS(partnership=cast.a.pk, one="' OR 1=1 --", other="") == []


def test_a_value_that_is_missing_is_a_mistake_of_the_caller(db: None) -> None:
    with pytest.raises(KeyError, match="other"):
        SEATS(partnership=1, one="")


@pytest.mark.parametrize("who", ["manager", "lead", "chair", "reader"])
def test_the_access_of_a_page_is_the_access_of_the_person(cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    found = _only_query(lambda: access_found(person, cast.a.slug))
    assert found is not None
    assert (found.permissions, found.partnership) == (access_of(person, cast.a).permissions, cast.a)
    assert access_found(person, "no-such-partnership") is None
    assert access_found(cast.manager_of_b, cast.a.slug) is None


def test_a_membership_that_has_ended_opens_nothing(cast: Cast) -> None:
    Membership.objects.filter(user=cast.lead).update(ends_on=date(2026, 1, 1), starts_on=date(2025, 1, 1))
    assert access_found(cast.lead, cast.a.slug) is None


def _only_query(action: Callable[[], Any]) -> Any:
    with CaptureQueriesContext(connection) as caught:
        found = action()
    assert len(caught) == 1
    return found
