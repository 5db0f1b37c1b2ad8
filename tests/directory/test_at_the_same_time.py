"""Two people, or one with a double click, at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Invitation, Membership, User
from partnerships.directory.services.invitations import (
    invitation_accept_new,
    invitation_send,
)
from partnerships.directory.services.memberships import membership_end
from safeguarding.lib.workflow import NotAllowed
from tests.support.cast import cast_made

pytestmark = pytest.mark.django_db(transaction=True)


def refusals(act: Callable[[], object], start: Barrier) -> list[NotAllowed]:
    """Do one thing when everybody is ready and return the refusal, if there was one."""
    start.wait()
    try:
        act()
    except NotAllowed as error:
        return [error]
    return []


def both(*acts: Callable[[], object]) -> int:
    """Do all acts at once and return how many were refused.

    One after the other on the tests' SQLite, which lives in memory and has one connection.
    """
    if connection.vendor != "postgresql":
        return sum(len(refusals(act, Barrier(1))) for act in acts)
    start, refused = Barrier(len(acts)), list[NotAllowed]()

    def run(act: Callable[[], object]) -> None:
        refused.extend(refusals(act, start))
        connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(refused)


def test_two_board_managers_who_remove_each_other_leave_one() -> None:
    cast = cast_made()
    first = Membership.objects.select_related("user", "partnership").get(user=cast.manager)
    second = Membership.objects.select_related("user", "partnership").get(user=cast.second_manager)
    today = timezone.localdate()
    refused = both(
        lambda: membership_end(by=cast.second_manager, membership=first, ends_on=today),
        lambda: membership_end(by=cast.manager, membership=second, ends_on=today),
    )
    assert refused == 1
    assert Membership.objects.of(cast.a).current().filter(role=Role.BOARD_MANAGER).count() == 1


def test_a_double_click_sends_one_invitation() -> None:
    cast = cast_made()

    def send() -> None:
        invitation_send(by=cast.manager, partnership=cast.a, email="n@example.org", name="N", role=Role.READER)

    assert both(send, send) == 1
    assert Invitation.objects.count() == 1


def test_a_double_click_opens_one_account() -> None:
    cast = cast_made()
    made = invitation_send(by=cast.manager, partnership=cast.a, email="n@example.org", name="N", role=Role.READER)

    def accept() -> None:
        fresh = Invitation.objects.select_related("partnership").get(pk=made.pk)
        invitation_accept_new(invitation=fresh, name="N", password="copper lantern meadow")

    assert both(accept, accept) == 1
    assert User.objects.filter(email="n@example.org").count() == 1
    assert Membership.objects.filter(user__email="n@example.org").count() == 1
