"""Sets of indicators the portal ships with: chosen in the browser, then the partnership's own."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import AuditEvent
from partnerships.returns.models import Indicator, IndicatorSet, IndicatorVersion
from partnerships.returns.services import Definition, indicator_create, indicator_revise, shipped_set_add
from partnerships.returns.shipped import shipped_sets
from safeguarding.lib.facts import Disclosure
from tests.support.cast import Cast

WANTED = {"lado", "private-fostering", "marac", "mappa", "missing-children", "child-exploitation"}


def pages(cast: Cast, slug: str = "") -> str:
    """Return the list of shipped sets, or where one is added."""
    name = "shipped_set_add" if slug else "shipped_set_list"
    return reverse(name, args=[cast.a.slug, *([slug] if slug else [])])


@pytest.fixture
def client(cast: Cast) -> Client:
    """Return the browser of the board manager."""
    made = Client()
    made.force_login(cast.manager)
    return made


def test_what_reports_print_of_registers_others_keep_is_shipped() -> None:
    assert set(shipped_sets()) == WANTED
    slugs = [one.slug for held in shipped_sets().values() for one in held.indicators]
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("slug", sorted(WANTED))
def test_each_set_can_be_added_and_keeps_its_small_numbers_for_disclosure_control(cast: Cast, slug: str) -> None:
    made, before = shipped_set_add(by=cast.manager, partnership=cast.a, shipped=shipped_sets()[slug])
    assert before == 0
    definitions = [item.indicator.versions.get() for item in made.items.all()]
    assert len(definitions) == len(shipped_sets()[slug].indicators)
    for definition in definitions:
        assert definition.disclosure == Disclosure.SMALL_NUMBERS
        assert definition.definition.endswith(".")
        assert definition.noun or definition.from_parts
        assert bool(definition.dimension) == bool(definition.categories)
        assert not re.search(r"\s{2}", definition.definition)
    assert made.description.endswith(f"Source: {shipped_sets()[slug].source}.")


def test_contacts_and_referrals_stock_and_flow_are_different_indicators(cast: Cast) -> None:
    shipped_set_add(by=None, partnership=cast.a, shipped=shipped_sets()["lado"])
    found = {row.indicator.slug: row for row in IndicatorVersion.objects.filter(indicator__partnership=cast.a)}
    assert (found["lado-contacts"].noun, found["lado-referrals"].noun) == ("contacts", "referrals")
    assert (found["lado-open"].measure, found["lado-outcomes"].measure) == ("stock", "flow")
    assert [one.slug for one in found["lado-outcomes"].breakdown][:2] == ["substantiated", "malicious"]


def test_a_board_manager_adds_a_set_in_the_browser_once(cast: Cast, client: Client) -> None:
    page = client.get(pages(cast)).text
    assert "Add this set" in page
    assert "within 72 hours of the child" in page
    answer = client.post(pages(cast, "missing-children"), follow=True)
    assert "Children missing from home and care is among your sets." in " ".join(answer.text.split())
    assert client.get(pages(cast)).text.count(">Added<") == 1
    again = client.post(pages(cast, "missing-children"), follow=True)
    assert "This set is among your sets already." in again.text
    assert IndicatorSet.objects.of(cast.a).count() == 1
    assert AuditEvent.objects.filter(action="set_create").count() == 1
    assert client.post(pages(cast, "nonsense")).status_code == 404


def test_an_indicator_the_partnership_had_stays_as_it_defined_it(cast: Cast, client: Client) -> None:
    own = Definition(name="Our contacts", noun="contacts", definition="As we count.")
    indicator_create(by=None, partnership=cast.a, slug="lado-contacts", definition=own)
    answer = client.post(pages(cast, "lado"), follow=True)
    assert "1 of its indicators you had already: they stay as you defined them." in " ".join(answer.text.split())
    assert Indicator.objects.get(slug="lado-contacts").versions.get().name == "Our contacts"


def test_an_added_definition_is_revised_like_any_other(cast: Cast) -> None:
    shipped_set_add(by=None, partnership=cast.a, shipped=shipped_sets()["marac"])
    indicator = Indicator.objects.get(partnership=cast.a, slug="marac-meetings")
    said = Definition(name="MARAC meetings", noun="meetings", definition="As we count them now.")
    assert indicator_revise(by=None, indicator=indicator, definition=said, expected=1).number == 2


def test_partnerships_do_not_share_what_they_added(cast: Cast) -> None:
    shipped_set_add(by=None, partnership=cast.a, shipped=shipped_sets()["mappa"])
    assert not IndicatorSet.objects.of(cast.b).exists()
    shipped_set_add(by=None, partnership=cast.b, shipped=shipped_sets()["mappa"])
