"""What the overview asks of people about training."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.directory.authz.access import access_of
from partnerships.directory.models import User
from partnerships.training.attention import attention
from partnerships.training.services import compliance_send_back
from tests.factories import AgencyFactory
from tests.support.cast import Cast
from tests.training.factories import compliance_made, course_made, session_made


def asked(cast: Cast, person: User) -> list[str]:
    """Return what a person of A is asked."""
    return [item.text for item in attention(access_of(person, cast.a))]


def test_a_session_that_passed_without_counts_is_the_managers(cast: Cast) -> None:
    session_made(course_made(cast.a), date(2025, 6, 4))
    session_made(course_made(cast.a, "Safer sleep"), date(2199, 6, 4))
    assert asked(cast, cast.manager) == ["1 training session: say who came"]
    assert asked(cast, cast.lead) == asked(cast, cast.reader) == []


def test_figures_handed_in_wait_for_a_manager_and_come_back_to_the_agency(cast: Cast) -> None:
    made = compliance_made(cast, until="submitted")
    assert asked(cast, cast.manager) == ["Alderbrook Council, 2025-26: training compliance waits for acceptance"]
    assert asked(cast, cast.lead) == []
    compliance_send_back(by=cast.manager, compliance=made, reason="Level 3 is missing.")
    assert asked(cast, cast.lead) == ["Alderbrook Council, 2025-26: training compliance was sent back"]
    assert asked(cast, cast.other_lead) == []


@pytest.mark.parametrize("agencies", [1, 20])
def test_asking_takes_three_queries_whatever_the_number_of_agencies(cast: Cast, agencies: int) -> None:
    for _ in range(agencies):
        compliance_made(cast, AgencyFactory(partnership=cast.a), until="submitted")
    access = access_of(cast.manager, cast.a)
    with CaptureQueriesContext(connection) as queries:
        assert len(attention(access)) == agencies
    assert len(queries) == 3
