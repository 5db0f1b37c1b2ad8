"""Names, addresses and areas that are put right after they were entered."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import Area, AuditEvent, User
from partnerships.directory.selectors.sentences import action_words, deed_of
from partnerships.directory.services.agencies import area_change
from partnerships.directory.services.people import person_rename
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.factories import PASSWORD, AreaFactory, MembershipFactory, UserFactory
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db
EMAIL = "/account/email/"


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


@pytest.fixture
def confirmed(signed_in: Client) -> Client:
    """Return a client that has entered the password once more."""
    signed_in.post(f"/account/reauthenticate/?next={EMAIL}", {"password": PASSWORD})
    return signed_in


def _asked(client: Client, callbacks: Any, email: str = "new.lead@example.org") -> str:
    with callbacks(execute=True):
        assert client.post(EMAIL, {"email": email}).status_code == 302
    found = re.search(r"/account/email/\S+", str(mail.outbox[-1].body))
    assert found
    return found[0]


def test_a_manager_corrects_a_name_and_every_partnership_of_the_person_knows(manager: Client, cast: Cast) -> None:
    MembershipFactory(user=cast.reader, partnership=cast.b, role="reader")
    url = reverse("person_edit", args=["alderbrook", cast.reader.pk])
    was = cast.reader.name
    assert was in manager.get(url).content.decode()
    manager.post(url, {"name": "Right Name", "was": was})
    cast.reader.refresh_from_db()
    events = AuditEvent.objects.filter(action="person_renamed")
    assert (cast.reader.name, {event.partnership for event in events}) == ("Right Name", {cast.a, cast.b})
    assert deed_of(events[0]) == f"corrected the name of {was} to Right Name"
    stale = manager.post(url, {"name": "Other Name", "was": was})
    assert (stale.status_code, "Right Name" in stale.content.decode()) == (409, True)


def test_a_name_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    with pytest.raises(Overtaken):
        person_rename(by=cast.manager, person=cast.reader, was="Something else", name="Mine")


def test_an_address_changes_when_the_new_one_confirms(
    confirmed: Client, person: User, django_capture_on_commit_callbacks: Any
) -> None:
    old = person.email
    link = _asked(confirmed, django_capture_on_commit_callbacks, "New.Lead@example.org")
    person.refresh_from_db()
    assert (person.email, mail.outbox[-1].to) == (old, ["new.lead@example.org"])
    assert "new.lead@example.org" in confirmed.get(link).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        confirmed.post(link)
    person.refresh_from_db()
    assert (person.email, mail.outbox[-1].to) == ("new.lead@example.org", [old])
    assert AuditEvent.objects.latest("id").action == "email_changed"
    again = confirmed.post(link, follow=True)
    assert "works no longer" in again.content.decode()


def test_a_link_of_another_account_changes_nothing(
    confirmed: Client, person: User, django_capture_on_commit_callbacks: Any
) -> None:
    link = _asked(confirmed, django_capture_on_commit_callbacks)
    other = Client()
    other.force_login(UserFactory())
    assert "another account" in other.post(link, follow=True).content.decode()
    assert not User.objects.filter(email="new.lead@example.org").exists()


def test_an_address_in_use_is_refused_to_who_reads_its_mail(
    confirmed: Client, person: User, django_capture_on_commit_callbacks: Any
) -> None:
    UserFactory(email="new.lead@example.org")
    link = _asked(confirmed, django_capture_on_commit_callbacks)
    assert "Another account has this address" in confirmed.post(link, follow=True).content.decode()


def test_ones_own_address_and_none_at_all_are_refused(confirmed: Client, person: User) -> None:
    assert "your address already" in confirmed.post(EMAIL, {"email": person.email.upper()}).content.decode()
    assert confirmed.post(EMAIL, {"email": "no address"}).status_code == 422


def test_the_password_is_asked_for_before_an_address_changes(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.lead)
    assert client.get(EMAIL).headers["Location"].startswith("/account/reauthenticate/")


def test_an_area_is_renamed_and_moved_and_never_below_itself(manager: Client, cast: Cast) -> None:
    hill = AreaFactory(name="Hilside", code="hill", kind="district", parent=cast.a.area)
    dale = AreaFactory(name="Dale", code="dale", kind="district", parent=hill)
    url = reverse("area_edit", args=["alderbrook", hill.pk])
    said = {"name": "Hillside", "parent": cast.a.area_id, "version": "0"}
    assert manager.post(url, {**said, "parent": dale.pk}).status_code == 422
    assert manager.post(url, said).status_code == 302
    hill.refresh_from_db()
    assert (hill.name, hill.version) == ("Hillside", 1)
    stale = manager.post(url, {**said, "name": "Other"})
    assert (stale.status_code, "Hillside" in stale.content.decode()) == (409, True)
    with pytest.raises(NotAllowed, match="part of itself"):
        area_change(by=cast.manager, partnership=cast.a, area=hill, version=1, name="Hill", parent=dale)


def test_the_own_area_is_renamed_and_stays_where_it_is(manager: Client, cast: Cast) -> None:
    url = reverse("area_edit", args=["alderbrook", cast.a.area_id])
    assert "Part of" not in manager.get(url).content.decode()
    assert manager.post(url, {"name": "Alderbrook Borough", "version": "0"}).status_code == 302
    assert Area.objects.get(pk=cast.a.area_id).name == "Alderbrook Borough"


def test_an_area_of_somebody_else_is_not_found(manager: Client, cast: Cast) -> None:
    elsewhere = AreaFactory(name="Elsewhere", code="elsewhere")
    assert manager.get(reverse("area_edit", args=["alderbrook", elsewhere.pk])).status_code == 404


def test_areas_are_listed_in_plain_words(manager: Client, cast: Cast) -> None:
    AreaFactory(name="Hillside", code="hill", kind="district", parent=cast.a.area)
    text = manager.get("/p/alderbrook/agencies/areas/").content.decode()
    assert f"District, part of {cast.a.area.name}. Code hill." in text
    assert "level" not in text


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("assessment_pledge_begin", "Began the assessment pledge"),
        ("agency_added", "Added the agency"),
        ("role_given", "Gave a role"),
        ("sign_in_failed", "Refused a sign-in"),
        ("note_added", "Added the note"),
    ],
)
def test_the_filter_of_the_trail_speaks_as_its_sentences_do(action: str, words: str) -> None:
    assert action_words(action) == words
