"""What an operator does from the command line."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from partnerships.directory.models import AuditEvent, Membership, Partnership, User
from tests.directory.conftest import portal_actions
from tests.factories import UserFactory
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db

OPENING = {
    "slug": "hill-valley",
    "name": "Hill Valley Safeguarding Children Partnership",
    "kind": "children",
    "area_code": "hill-valley",
    "area_name": "Hill Valley",
    "manager_email": "manager@example.org",
    "manager_name": "Board manager",
}


def run(command: str, *arguments: str, **options: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


def test_a_new_installation_opens_with_a_partnership_and_a_board_manager() -> None:
    said = run("partnership_open", **OPENING)
    assert "/p/hill-valley/" in said
    held = Membership.objects.get()
    assert (held.user.email, held.role, held.partnership.slug) == (
        "manager@example.org",
        "board_manager",
        "hill-valley",
    )
    actions = AuditEvent.objects.of(held.partnership).order_by("number").values_list("action", flat=True)
    assert list(actions) == ["partnership_opened", "role_given"]


def test_the_board_manager_chooses_a_password_through_a_reset_link(client: Client) -> None:
    run("partnership_open", **OPENING)
    client.post("/account/password/reset/", {"email": "manager@example.org"})
    assert "/account/password/reset/key/" in mail.outbox[0].body


def test_a_person_with_an_account_keeps_it() -> None:
    known = UserFactory(email="Manager@example.org", name="Known")
    run("partnership_open", **OPENING)
    assert User.objects.get() == known
    assert Membership.objects.get().user == known


def test_a_partnership_is_opened_once(cast: Cast) -> None:
    with pytest.raises(CommandError, match="There is a partnership alderbrook already"):
        run("partnership_open", **{**OPENING, "slug": "alderbrook"})
    assert Partnership.objects.count() == 2


def test_a_person_who_lost_phone_and_codes_is_let_in_again_and_that_is_recorded(person: User) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    said = run("second_factor_reset", "LEAD@example.org")
    assert "Removed 1" in said
    assert not Authenticator.objects.exists()
    assert portal_actions() == ["second_factors_removed"]


def test_an_unknown_address_is_said() -> None:
    with pytest.raises(CommandError, match="There is no account"):
        run("second_factor_reset", "nobody@example.org")
