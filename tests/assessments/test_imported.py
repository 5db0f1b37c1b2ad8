"""Imported rounds: services, pages, facts."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partnerships.assessments.facts import PROVIDER
from partnerships.assessments.models import PublishedStatistic, Round
from partnerships.assessments.selectors import statistics_by_part
from partnerships.assessments.services import PrintedStatistic, round_import
from partnerships.directory.models import AuditEvent
from safeguarding.lib.facts import FactKey, Status
from safeguarding.lib.workflow import NotAllowed
from tests.assessments.factories import round_made
from tests.support.cast import Cast


def again(held: Round, *statistics: PrintedStatistic, slug: str) -> Round:
    """Import another round of the same tool."""
    return round_import(
        by=None,
        tool=held.tool,
        slug=slug,
        title="Again",
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        mode="individual",
        respondents=None,
        document="A document",
        statistics=statistics,
    )


def test_the_page_shows_every_statement_and_where_the_figures_come_from(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.chair)
    held = round_made(cast.a)
    page = client.get(reverse("assessment_detail", args=[cast.a.slug, held.pk])).content.decode()
    assert "Imported" in page
    assert "Annual report 2017-19" in page
    assert "2/3" in page
    assert "Board effectiveness 2018-19" in client.get(reverse("assessment_list", args=[cast.a.slug])).content.decode()


def test_what_was_not_printed_is_said_not_left_out(cast: Cast) -> None:
    tables = statistics_by_part(round_made(cast.a))
    rows = [(row.mode, row.mean, row.range) for table in tables for row in table.rows]
    assert rows == [("3", "3.0", "2"), ("2/3", "2.7", "1.5"), ("[x]", "[x]", "[x]")]


def test_a_round_is_imported_once_and_for_known_statements(cast: Cast) -> None:
    held = round_made(cast.a)
    with pytest.raises(NotAllowed, match="already here"):
        again(held, slug="2018-19")
    with pytest.raises(NotAllowed, match="no statement called weather"):
        again(held, PrintedStatistic(statement="weather"), slug="2019-20")
    assert Round.objects.count() == 1
    assert AuditEvent.objects.get(action="assessment_round_import").after["statements"] == 2


def test_an_imported_value_without_a_source_is_refused_by_the_database(cast: Cast) -> None:
    round_made(cast.a)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedStatistic.objects.update(source_document="")


def test_facts_are_marked_as_imported_and_name_their_place(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_made(cast.a)
    names = ["plan-2.mode", "plan-2.mean", "plan-2.range", "plan-1.range", "plan-1.median", "weather.mode"]
    keys = [FactKey.parse(f"assessments/board-effectiveness.{name}?round=2018-19") for name in names]
    with django_assert_num_queries(2):
        facts = PROVIDER.resolve(cast.a, keys)
    assert [facts[str(key)].cell for key in keys[:4]] == ["2/3", "2.7", "1.5", "2"]
    assert not {str(key) for key in keys[4:]} & set(facts)
    provenance = facts[str(keys[0])].provenance
    assert (provenance.origin, provenance.place) == ("imported", "Annual report 2017-19, Appendix 3")
    assert "can not be computed again" in provenance.rule
    assert PROVIDER.resolve(cast.b, keys) == {}


def test_a_statistic_that_was_not_printed_is_not_available(cast: Cast) -> None:
    held = round_made(cast.a)
    again(held, PrintedStatistic(statement="membership", mean=Decimal("3.5")), slug="2019-20")
    keys = [
        FactKey.parse(f"assessments/board-effectiveness.membership.{part}?round=2019-20") for part in ("mode", "mean")
    ]
    mode, mean = (PROVIDER.resolve(cast.a, keys)[str(key)] for key in keys)
    assert (mode.status, mode.note) == (Status.NOT_AVAILABLE, "the document did not print it")
    assert mean.cell == "3.5"


def test_the_catalogue_finds_statistics_by_words(cast: Cast) -> None:
    round_made(cast.a)
    entries = PROVIDER.catalogue(cast.a, "strategic mean")
    assert [entry.text for entry in entries] == ["3.0", "2.7"]
    assert PROVIDER.catalogue(cast.b, "") == []
