"""Imported rounds: services, pages, facts."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partnerships.assessments.facts import PROVIDER
from partnerships.assessments.models import PublishedStatistic, Round, Statement
from partnerships.assessments.selectors import statistics_by_part
from partnerships.assessments.selectors.rounds import printed_version
from partnerships.assessments.services import PrintedStatistic, printed_save, remark_import, round_import
from partnerships.directory.models import AuditEvent
from safeguarding.lib.facts import FactKey, Status
from safeguarding.lib.workflow import NotAllowed
from tests.assessments.factories import named_round, round_made
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


def entering(cast: Cast, round_pk: int, **changed: str) -> tuple[Client, str, dict[str, str]]:
    """Return a manager's browser, the address of the printed figures and what they type there."""
    client = Client()
    client.force_login(cast.manager)
    ids = {row.slug: row.pk for row in Statement.objects.filter(part__tool__rounds=round_pk)}
    version = printed_version(Round.objects.get(pk=round_pk))
    said = {"document": "Annual report 2016-17", "place": "Page 12", "version": str(version)}
    said |= {f"s{ids['plan-1']}-mode": "2/3"}
    said |= {f"s{ids['plan-1']}-mean": "2.6", f"s{ids['plan-1']}-range": "1.5"}
    return (
        client,
        reverse("assessment_printed", args=[cast.a.slug, round_pk]),
        {
            **said,
            **{f"s{ids['plan-1']}-{name}": value for name, value in changed.items()},
        },
    )


def test_a_manager_records_an_earlier_round_and_what_was_printed_of_it(cast: Cast) -> None:
    tool = round_made(cast.a).tool
    client = Client()
    client.force_login(cast.manager)
    said = {"tool": tool.pk, "title": "Board effectiveness 2016-17", "mode": "individual", "respondents": "6"}
    days = {
        "starts_on-day": "1",
        "starts_on-month": "4",
        "starts_on-year": "2016",
        "ends_on-day": "31",
        "ends_on-month": "3",
    }
    answer = client.post(reverse("assessment_earlier", args=[cast.a.slug]), {**said, **days, "ends_on-year": "2017"})
    held = Round.objects.get(slug="board-effectiveness-2016-17")
    client, address, typed = entering(cast, held.pk)
    assert answer["Location"] == address
    client.post(address, typed)
    row = held.statistics.get()
    assert (row.statement.slug, row.mode, row.mean, row.range) == ("plan-1", "2/3", Decimal("2.6"), Decimal("1.5"))
    assert (row.source, row.entered_by) == ("Annual report 2016-17, Page 12", cast.manager)
    key = FactKey.parse(f"assessments/board-effectiveness.plan-1.mean?round={held.slug}")
    assert PROVIDER.resolve(cast.a, [key])[str(key)].cell == "2.6"


def test_a_period_that_ends_before_it_starts_is_told_beside_the_day(cast: Cast) -> None:
    tool = round_made(cast.a).tool
    client = Client()
    client.force_login(cast.manager)
    days = {
        "starts_on-day": "1",
        "starts_on-month": "4",
        "starts_on-year": "2017",
        "ends_on-day": "31",
        "ends_on-month": "3",
    }
    said = {"tool": tool.pk, "title": "Earlier", "mode": "individual", **days, "ends_on-year": "2017"}
    page = client.post(reverse("assessment_earlier", args=[cast.a.slug]), said)
    assert page.status_code == 422
    assert "The last day must be the first day or later." in page.content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"mode": "7"}, "is not a score. Enter a score of the scale (1 to 4), a tie as 2/3."),
        ({"mode": "2/good enough"}, "is not a score."),
        ({"mean": "4.5"}, "Mean: 1. Strategic plan must be 4 or less"),
        ({"range": "3.5"}, "Range: 1. Strategic plan must be 3 or less"),
    ],
)
def test_what_can_not_stand_on_the_scale_is_refused_and_kept_in_its_box(
    cast: Cast, changed: dict[str, str], words: str
) -> None:
    held = round_made(cast.a)
    client, address, typed = entering(cast, held.pk, **changed)
    page = client.post(address, typed)
    assert page.status_code == 422
    shown = page.content.decode()
    assert words in shown
    assert f'value="{next(iter(changed.values()))}"' in shown
    assert held.statistics.count() == 2


def test_a_correction_says_in_the_trail_what_stood_there(cast: Cast) -> None:
    held = round_made(cast.a)
    client, address, typed = entering(cast, held.pk, mode="Good")
    client.post(address, typed)
    assert {row.statement.slug: row.mode for row in held.statistics.all()} == {"plan-1": "Good"}
    event = AuditEvent.objects.get(action="assessment_printed_save")
    assert set(event.before) == {"plan-1", "plan-2"}
    assert "Annual report 2017-19" in event.before["plan-2"]
    assert set(event.after) == {"plan-1"}


def test_who_entered_a_figure_stays_who_entered_it_when_another_one_is_corrected(cast: Cast) -> None:
    held = round_made(cast.a)
    first = PrintedStatistic(statement="plan-1", mode="3", mean=Decimal(3), range=Decimal(2))
    source = {"document": "Annual report 2017-19", "place": "Appendix 3"}
    second = PrintedStatistic(statement="plan-2", mode="2")
    printed_save(by=cast.manager, held=held, statistics=[first, second], version=printed_version(held), **source)
    assert {row.statement.slug: row.entered_by for row in held.statistics.all()} == {
        "plan-1": None,
        "plan-2": cast.manager,
    }


def test_a_second_manager_sees_what_the_first_saved_beside_what_they_typed(cast: Cast) -> None:
    held = round_made(cast.a)
    client, address, typed = entering(cast, held.pk, mode="3")
    client.post(address, {**typed, **dict.fromkeys([key for key in typed if key.endswith("-mode")], "2")})
    page = client.post(address, typed)
    assert page.status_code == 409
    shown = page.content.decode()
    assert "after you opened it. Your changes are still below but are not saved." in shown
    assert "<dt>1. Strategic plan</dt><dd>2 / 2.60 / 1.5</dd>" in shown
    assert held.statistics.get().mode == "2"
    assert client.post(address, {**typed, "version": str(printed_version(held))}).status_code == 302
    assert held.statistics.get().mode == "3"


def test_a_round_answered_here_takes_no_printed_figure(cast: Cast) -> None:
    held = named_round(cast)
    client = Client()
    client.force_login(cast.manager)
    assert client.get(reverse("assessment_printed", args=[cast.a.slug, held.pk])).status_code == 404
    with pytest.raises(NotAllowed, match="counted, never entered"):
        printed_save(by=cast.manager, held=held, document="A document", place="", statistics=[], version=0)
    statement = Statement.objects.filter(part__tool=held.tool_id)[0]
    with pytest.raises(NotAllowed, match="counted, never entered"):
        remark_import(by=cast.manager, held=held, statement=statement, text="As printed.")


def test_a_printed_remark_stands_under_its_statement_and_can_be_changed_and_deleted(cast: Cast) -> None:
    held = round_made(cast.a)
    client = Client()
    client.force_login(cast.manager)
    address = reverse("assessment_remarks", args=[cast.a.slug, held.pk])
    statement = Statement.objects.get(slug="plan-1")
    assert client.post(address, {"add": "1", "text": "Clear."}).status_code == 422
    assert not held.remarks.exists()
    client.post(address, {"add": "1", "statement": statement.pk, "text": "The plan is clear."})
    client.force_login(cast.reader)
    shown = client.get(reverse("assessment_detail", args=[cast.a.slug, held.pk])).content.decode()
    assert "What respondents wrote" in shown
    assert "The plan is clear." in shown
    client.force_login(cast.manager)
    remark = held.remarks.get()
    client.post(address, {"remark": remark.pk, "text": "The plan is very clear."})
    assert held.remarks.get().text == "The plan is very clear."
    client.post(address, {"remark": remark.pk, "delete": "1"})
    assert not held.remarks.exists()
    trail = AuditEvent.objects.filter(action__startswith="assessment_remark").values_list("before", "after")
    assert len(trail) == 3
    assert "clear" not in str(list(trail))


def test_the_catalogue_finds_statistics_by_words(cast: Cast) -> None:
    round_made(cast.a)
    entries = PROVIDER.catalogue(cast.a, "strategic mean")
    assert [entry.text for entry in entries] == ["3.0", "2.7"]
    assert PROVIDER.catalogue(cast.b, "") == []
