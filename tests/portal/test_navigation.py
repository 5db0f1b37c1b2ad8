"""The navigation: sections a person may enter, the rooms of the section one is in, a map of all on the overview."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import User
from safeguarding.navigation import ROOMS
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def page_of(user: User, path: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(path).content.decode()


def part(page: str, label: str) -> str:
    """Return one navigation by its label, empty when the page has none."""
    found = re.search(rf'<nav[^>]*aria-label="{label}".*?</nav>', page, re.S)
    return found[0] if found else ""


def words(markup: str) -> list[str]:
    plain = re.sub(r"</?strong[^>]*>", "", markup)
    return [" ".join(text.split()) for text in re.findall(r"<a[^>]*>(.*?)</a>", plain, re.S)]


def test_a_manager_sees_every_section_and_a_reader_only_what_is_to_read(cast: Cast) -> None:
    sections = ["Overview", "Collect", "Learn", "Govern", "Report", "Set up"]
    assert words(re.findall(r"<nav.*?</nav>", page_of(cast.manager, "/p/alderbrook/"), re.S)[0]) == sections
    reader = page_of(cast.reader, "/p/alderbrook/agencies/")
    assert "Administration" not in reader
    assert "/reports/" not in reader


def test_the_second_row_shows_the_rooms_of_the_section_and_marks_where_one_is(cast: Cast) -> None:
    page = page_of(cast.manager, "/p/alderbrook/training/")
    row = part(page, "Collect")
    assert {"Figures", "Contributions", "Training"} <= set(words(row))
    assert re.search(r'aria-current="true">Training<', row)
    assert row.count("aria-current") == 1


def test_a_page_below_another_rooms_address_belongs_to_the_nearest_room(cast: Cast) -> None:
    page = page_of(cast.manager, "/p/alderbrook/governance/meetings/")
    assert re.search(r'service-navigation__item--active">\s*<a[^>]*href="/p/alderbrook/governance/"', page)


def test_a_section_with_one_room_has_no_second_row(cast: Cast) -> None:
    assert 'class="portal-rooms"' not in page_of(cast.manager, "/p/alderbrook/")


def test_the_overview_names_every_room_the_person_may_enter(cast: Cast) -> None:
    page = page_of(cast.manager, "/p/alderbrook/")
    addresses = {reverse(room.route, args=["alderbrook"]) for room in ROOMS}
    assert all(f'<a class="govuk-link" href="{address}"' in page for address in addresses - {"/p/alderbrook/"})


def test_a_page_just_below_its_room_does_not_name_the_room_twice(cast: Cast) -> None:
    assert "govuk-breadcrumbs" not in page_of(cast.manager, "/p/alderbrook/figures/indicators/")
    assert "govuk-breadcrumbs" in page_of(cast.manager, "/p/alderbrook/figures/indicators/add/")
