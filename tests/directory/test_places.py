"""Agencies, organisations with their names over time, areas and the partnership's settings."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnerships.directory.models import Agency, Area, AuditEvent, Organisation, Partnership, Succession
from partnerships.directory.services.organisations import organisation_rename, organisation_succeed
from safeguarding.lib.workflow import NotAllowed
from tests.factories import AgencyFactory, AreaFactory, MembershipFactory, OrganisationFactory
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db
AGENCIES = "/p/alderbrook/agencies/"
ADDED = {"standing": "relevant"}


@pytest.fixture
def manager(cast: Cast) -> Client:
    """Return the board manager of A at work."""
    client = Client()
    client.force_login(cast.manager)
    return client


def parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_every_member_sees_the_agencies_and_only_managers_the_ways_to_change_them(manager: Client, cast: Cast) -> None:
    reader = Client()
    reader.force_login(cast.reader)
    assert "Mid County Police" in reader.get(AGENCIES).content.decode()
    assert "Add an agency" not in reader.get(AGENCIES).content.decode()
    assert "Add an agency" in manager.get(AGENCIES).content.decode()
    assert "Brackenshire Council" not in manager.get(AGENCIES).content.decode()


def test_the_list_takes_the_same_queries_for_two_and_for_fifty(
    manager: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    manager.get(AGENCIES)  # writes when the session was last used
    with django_assert_num_queries(4):
        manager.get(AGENCIES)
    for _ in range(48):
        made = AgencyFactory(partnership=cast.a)
        MembershipFactory(partnership=cast.a, role="agency_lead", agency=made)
    with django_assert_num_queries(4):
        manager.get(AGENCIES)


def test_an_agency_can_answer_for_one_area_of_the_partnership_and_no_other(manager: Client, cast: Cast) -> None:
    hillside = AreaFactory(name="Hillside", code="hillside", parent=cast.a.area)
    elsewhere = AreaFactory(name="Elsewhere", code="elsewhere")
    trust = OrganisationFactory(name="Hillside Trust", slug="hillside-trust")
    said = {**ADDED, "organisation": trust.pk, **parts("joined_on", date(2025, 4, 1))}
    assert manager.post(f"{AGENCIES}add/", {**said, "area": elsewhere.pk}).status_code == 422
    assert not Agency.objects.of(cast.a).filter(organisation=trust).exists()
    manager.post(f"{AGENCIES}add/", {**said, "area": hillside.pk})
    made = Agency.objects.of(cast.a).get(organisation=trust)
    assert made.area == hillside
    assert "for Hillside" in manager.get(AGENCIES).content.decode()
    page = manager.get(f"{AGENCIES}{made.slug}/edit/").content.decode()
    assert f'value="{hillside.pk}" selected' in page
    manager.post(
        f"{AGENCIES}{made.slug}/edit/",
        {**ADDED, "area": "", "version": made.version, **parts("joined_on", date(2025, 4, 1))},
    )
    made.refresh_from_db()
    assert made.area is None


def test_an_organisation_of_the_list_gets_a_seat(manager: Client, cast: Cast) -> None:
    trust = OrganisationFactory(name="Alder Hospital Trust", slug="alder-trust")
    manager.post(f"{AGENCIES}add/", {**ADDED, "organisation": trust.pk, **parts("joined_on", date(2025, 4, 1))})
    made = Agency.objects.of(cast.a).get(organisation=trust)
    assert (made.slug, made.joined_on, made.standing) == ("alder-hospital-trust", date(2025, 4, 1), "relevant")
    assert AuditEvent.objects.of(cast.a).get().action == "agency_added"


def test_a_new_organisation_is_added_with_its_seat(manager: Client, cast: Cast) -> None:
    manager.post(f"{AGENCIES}add/", {**ADDED, "new_name": "Alder Youth Trust", "new_kind": "voluntary"})
    assert Agency.objects.of(cast.a).get(slug="alder-youth-trust").organisation.kind == "voluntary"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Select an organisation, or enter the name of a new one"),
        ({"new_name": "X"}, "Select the kind of the new organisation"),
        ({"new_name": "mid county police", "new_kind": "police"}, "is in the list of organisations"),
        ({"organisation": "police"}, "is an agency of this partnership already"),
        ({"organisation": "police", "new_name": "X", "new_kind": "other"}, "Leave this empty"),
    ],
)
def test_a_seat_that_can_not_be_given_says_why(manager: Client, cast: Cast, given: dict[str, Any], words: str) -> None:
    if "organisation" in given:
        given = {**given, "organisation": cast.other_agency.organisation_id}
    answer = manager.post(f"{AGENCIES}add/", {**ADDED, **given})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Agency.objects.of(cast.a).count() == 2


def test_two_services_of_one_organisation_sit_under_their_titles(manager: Client, cast: Cast) -> None:
    council = cast.agency.organisation_id
    manager.post(f"{AGENCIES}add/", {**ADDED, "organisation": council, "title": "Education service"})
    manager.post(f"{AGENCIES}add/", {**ADDED, "organisation": council, "title": "Education service!"})
    assert set(Agency.objects.of(cast.a).values_list("slug", flat=True)) >= {"education-service", "education-service-2"}


def test_an_agency_leaves_but_not_before_it_joined(manager: Client, cast: Cast) -> None:
    url = f"{AGENCIES}police/edit/"
    dates = {**parts("joined_on", date(2025, 4, 1)), **parts("left_on", date(2025, 3, 1))}
    wrong = manager.post(url, {"standing": "partner", "version": "1", **dates})
    assert "can not leave before it joined" in wrong.content.decode()
    dates |= parts("left_on", date(2026, 3, 31))
    manager.post(url, {"standing": "partner", "version": "1", **dates})
    cast.other_agency.refresh_from_db()
    assert (cast.other_agency.left_on, cast.other_agency.version) == (date(2026, 3, 31), 2)
    assert "Left" in manager.get(AGENCIES).content.decode()


def test_who_saves_second_sees_both_and_loses_nothing(manager: Client, cast: Cast) -> None:
    url = f"{AGENCIES}police/edit/"
    manager.post(url, {"standing": "partner", "title": "Police, first words", "version": "1"})
    late = manager.post(url, {"standing": "other", "title": "Police, second words", "version": "1"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Police, first words" in page
    assert 'value="Police, second words"' in page
    assert "Board manager of A saved this page at" in page
    assert 'value="2"' in page
    manager.post(url, {"standing": "other", "title": "Police, second words", "version": "2"})
    cast.other_agency.refresh_from_db()
    assert cast.other_agency.title == "Police, second words"


def test_an_agency_of_b_is_not_found_from_a(manager: Client, cast: Cast) -> None:
    slug = cast.agency_of_b.slug
    assert manager.get(f"{AGENCIES}{slug}/edit/").status_code == 404
    assert manager.get(f"{AGENCIES}organisations/{cast.agency_of_b.organisation.slug}/").status_code == 404


def test_a_renamed_organisation_keeps_its_old_name_for_earlier_days(manager: Client, cast: Cast) -> None:
    given = {"name": "Greater County Police", "version": "1", **parts("on", date(2026, 4, 1))}
    manager.post(f"{AGENCIES}organisations/police/rename/", given)
    police = Organisation.objects.get(slug="police")
    assert police.name_on(date(2026, 3, 31)) == "Mid County Police"
    assert police.name_on(date(2026, 4, 1)) == "Greater County Police"
    page = manager.get(f"{AGENCIES}organisations/police/").content.decode()
    assert "Mid County Police" in page
    assert "31 March 2026" in page


def test_a_second_rename_begins_after_the_first(cast: Cast) -> None:
    police = cast.other_agency.organisation
    organisation_rename(by=cast.manager, organisation=police, version=1, name="Second", on=date(2026, 4, 1))
    with pytest.raises(NotAllowed, match="began on 1 April 2026"):
        organisation_rename(by=cast.manager, organisation=police, version=2, name="Third", on=date(2026, 4, 1))
    organisation_rename(by=cast.manager, organisation=police, version=2, name="Third", on=date(2026, 5, 1))
    names = [police.name_on(date(2026, month, 15)) for month in (3, 4, 5)]
    assert names == ["Mid County Police", "Second", "Third"]


def test_two_renames_at_once_show_both(manager: Client, cast: Cast) -> None:
    url = f"{AGENCIES}organisations/police/rename/"
    manager.post(url, {"name": "First", "version": "1", **parts("on", date(2026, 4, 1))})
    late = manager.post(url, {"name": "Other", "version": "1", **parts("on", date(2026, 5, 1))})
    assert late.status_code == 409
    assert "Saved by Board manager of A" in late.content.decode()
    assert "<dd>First</dd>" in late.content.decode()


def test_a_rename_is_in_the_trail_of_every_partnership_served(cast: Cast) -> None:
    police = cast.other_agency.organisation
    AgencyFactory(partnership=cast.b, organisation=police)
    organisation_rename(by=cast.manager, organisation=police, version=1, name="Second", on=date(2026, 4, 1))
    told = AuditEvent.objects.filter(action="organisation_renamed").values_list("partnership__slug", flat=True)
    assert set(told) == {"alderbrook", "brackenshire"}


def test_a_merger_is_recorded_once_and_not_in_a_circle(manager: Client, cast: Cast) -> None:
    heir = OrganisationFactory(name="Greater County Police")
    given = {"successor": heir.pk, "kind": "merger", **parts("on", date(2026, 4, 1))}
    manager.post(f"{AGENCIES}organisations/police/succeed/", given)
    assert str(Succession.objects.get()) == "Mid County Police merged into Greater County Police"
    assert "Took over from Mid County Police" in manager.get(f"{AGENCIES}organisations/{heir.slug}/").content.decode()
    again = manager.post(f"{AGENCIES}organisations/police/succeed/", given)
    assert "It is recorded already" in again.content.decode()
    back = {"by": cast.manager, "organisation": heir, "kind": "merger", "on": date(2027, 4, 1)}
    with pytest.raises(NotAllowed):
        organisation_succeed(**back, successor=cast.other_agency.organisation)
    with pytest.raises(NotAllowed, match="take over from itself"):
        organisation_succeed(**back, successor=heir)


def test_the_tree_shows_the_way_down_to_the_partnership_and_what_is_below(manager: Client, cast: Cast) -> None:
    england = AreaFactory(code="e92", name="England", kind="country")
    Area.objects.filter(pk=cast.a.area_id).update(parent=england, name="Alderbrook")
    AreaFactory(code="ward", name="Low Ward", parent=cast.a.area)
    AreaFactory(code="elsewhere", name="Elsewhere", parent=england)
    page = manager.get(f"{AGENCIES}areas/").content.decode()
    assert page.index("England") < page.index("<strong>Alderbrook") < page.index("Low Ward")
    assert "Elsewhere" not in page
    assert page.count("This partnership") == 1


def test_an_area_is_added_below_the_partnership_and_nowhere_else(manager: Client, cast: Cast) -> None:
    given = {"name": "High Ward", "code": "high-ward", "kind": "district"}
    manager.post(f"{AGENCIES}areas/add/", {**given, "parent": cast.a.area_id})
    assert Area.objects.get(code="high-ward").parent_id == cast.a.area_id
    elsewhere = manager.post(f"{AGENCIES}areas/add/", {**given, "code": "other", "parent": cast.b.area_id})
    assert elsewhere.status_code == 422
    twice = manager.post(f"{AGENCIES}areas/add/", {**given, "parent": cast.a.area_id})
    assert "The code high-ward is in use" in twice.content.decode()


def test_the_title_of_the_chair_is_the_partnerships_own(manager: Client, cast: Cast) -> None:
    given = {"name": cast.a.name, "short_name": "ASCP", "chair_title": "Independent scrutineer"}
    url = "/p/alderbrook/administration/settings/"
    manager.post(url, {**given, "version": "1"})
    assert Partnership.objects.get(pk=cast.a.pk).chair_title == "Independent scrutineer"
    event = AuditEvent.objects.get(action="partnership_changed")
    assert (event.before["chair_title"], event.after["chair_title"]) == ("Independent chair", "Independent scrutineer")
    late = manager.post(url, {**given, "chair_title": "Chair", "version": "1"})
    assert late.status_code == 409
    assert "Independent scrutineer" in late.content.decode()
