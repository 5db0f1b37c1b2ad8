"""What is worked out from answers: statistics, heat maps, over time, export; and that it is never stored."""

import statistics as independent
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from partnerships.assessments.models import Rating, Round
from partnerships.assessments.selectors.heat import heat_map, over_time, worked_out
from partnerships.assessments.selectors.rounds import rounds_over_time
from partnerships.assessments.selectors.statistics import over_rounds, parts_of, statistics_by_part
from partnerships.assessments.services import answers_save, response_agree, response_hand_in, round_open, tool_adopt
from partnerships.assessments.statistics import spread_of, together
from safeguarding.lib.facts import Period
from tests.assessments.factories import (
    RAG,
    agreed,
    handed_in,
    named_round,
    plan,
    rag_tool,
    response_of,
    round_made,
    said,
    statement_of,
)
from tests.factories import AgencyFactory
from tests.support.cast import Cast

HALVES = st.integers(min_value=0, max_value=8).map(lambda half: Decimal(half) / 2)
SCORES = st.lists(HALVES, max_size=12)


@given(st.lists(SCORES, max_size=4))
def test_spreads_put_together_are_those_of_all_scores(lists: Sequence[Sequence[Decimal]]) -> None:
    whole = together(spread_of(scores, not_rated=1) for scores in lists)
    every = [score for scores in lists for score in scores]
    assert (whole.answered, whole.not_rated, whole.scores) == (len(every), len(lists), sorted(every))
    if not every:
        assert (whole.mode, whole.mean, whole.range, whole.distribution) == ("", None, None, "")
        return
    tenths = (sum(map(Fraction, every), Fraction(0)) / len(every) * 10 + Fraction(1, 2)).__floor__()
    assert whole.mean == Decimal(tenths) / 10
    assert whole.mode == "/".join(f"{score.normalize():f}" for score in sorted(independent.multimode(every)))
    assert whole.range == max(every) - min(every)
    assert whole.distribution.count(":") == len(set(every))


class Level:
    """A level without a database."""

    def __init__(self, said: object) -> None:
        self.value, self.label = said.value, said.label  # type: ignore[attr-defined]
        self.colour, self.opens_action = said.colour, said.opens_action  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("scores", "word", "low"),
    [((3, 3, 1), "Green", 1), ((3, 1), "Red", 1), ((2, 2, 3), "Amber", 2), (("2.5", "2.5"), "Amber", 2)],
)
def test_a_cell_is_the_level_given_most_often_the_lower_of_a_tie(
    scores: tuple[object, ...], word: str, low: int
) -> None:
    answers = [("scored", Decimal(str(score))) for score in scores]
    cell = worked_out(answers, [Level(one) for one in RAG])  # type: ignore[misc]
    assert (cell.word, cell.low) == (word, low)


def test_cells_without_scores_say_why() -> None:
    assert worked_out([], []).word == "No answer"
    assert worked_out([("not_rated", None), ("not_applicable", None)], []).word == "Not rated"
    assert worked_out([("not_applicable", None)], []).word == "Not applicable"


def test_statistics_are_of_agreed_answers_and_nothing_computed_is_stored(cast: Cast) -> None:
    held = named_round(cast)
    agreed(cast, response_of(held, cast.agency), cast.lead, leader=2)
    handed_in(cast.other_lead, response_of(held, cast.other_agency))
    (table,) = statistics_by_part(held)
    first = table.rows[0]
    assert (first.mode, first.mean, first.range, first.distribution) == ("2", "2.0", "0", "2: 1")
    (table,) = statistics_by_part(held, everything=True)
    assert [row.mode for row in table.rows] == ["2/3", "3", "3"]
    assert (table.overall.mean, table.overall.answered) == (Decimal("2.8"), 6)
    assert not held.statistics.exists()
    stored = {field.name for field in Rating._meta.get_fields()} | {field.name for field in Round._meta.get_fields()}
    assert not stored & {"mode_text", "mean", "range", "rag", "overall"}


def test_the_heat_map_shows_others_only_what_is_agreed(cast: Cast) -> None:
    held = named_round(cast)
    agreed(cast, response_of(held, cast.agency), cast.lead, leader=1, reports=2)
    handed_in(cast.other_lead, response_of(held, cast.other_agency))
    rows = {row.label: [(cell.word, cell.note) for cell in row.cells] for row in heat_map(held).rows}
    assert rows == {
        "Alderbrook Council": [("Red", "2 to act on"), ("Green", "")],
        "Mid County Police": [("Not agreed yet", ""), ("Not agreed yet", "")],
    }
    client = Client()
    client.force_login(cast.reader)
    page = client.get(reverse("assessment_heat", args=[cast.a.slug, held.pk])).content.decode()
    assert "portal-level--red" in page
    assert "2 to act on" in page
    client.force_login(cast.chair)
    assert "Not agreed yet" not in client.get(reverse("assessment_heat", args=[cast.a.slug, held.pk])).content.decode()


def test_bodies_by_quarter_and_domains_by_quarter(cast: Cast) -> None:
    tool = rag_tool(cast.a)
    for number, score in ((1, 1), (2, 3)):
        asked = replace(plan(f"Quarter {number}", agencies=[cast.agency]), period=Period.quarter(2026, number))
        held = round_open(by=cast.manager, tool=tool, plan=asked)
        agreed(cast, response_of(held, cast.agency), cast.lead, leader=score, reports=score, asked=score)
    rounds = rounds_over_time(cast.a, tool.slug)
    heat = over_time(rounds)
    assert heat.columns == [held.period.label for held in rounds]
    assert [[cell.word for cell in row.cells] for row in heat.rows] == [["Red", "Green"]]
    one = over_time(rounds, agency=cast.agency.pk)
    assert [row.label for row in one.rows] == ["Leader", "Reports", "Asked"]
    client = Client()
    client.force_login(cast.reader)
    page = client.get(reverse("assessment_over_time", args=[cast.a.slug, tool.slug]) + f"?agency={cast.agency.slug}")
    assert "statement by period" in page.content.decode()


def test_over_time_tells_not_asked_no_answer_and_not_agreed_yet_apart(cast: Cast) -> None:
    tool = rag_tool(cast.a)
    third = AgencyFactory(partnership=cast.a, title="Silent Service", slug="silent")
    for number in (1, 2):
        agencies = [cast.agency, third] if number == 1 else [cast.agency, cast.other_agency, third]
        asked = replace(plan(f"Quarter {number}", agencies=agencies), period=Period.quarter(2026, number))
        held = round_open(by=cast.manager, tool=tool, plan=asked)
        agreed(cast, response_of(held, cast.agency), cast.lead)
    handed_in(cast.other_lead, response_of(held, cast.other_agency))
    rounds = rounds_over_time(cast.a, tool.slug)
    rows = {row.label: [cell.word for cell in row.cells] for row in over_time(rounds).rows}
    assert rows == {
        "Alderbrook Council": ["Green", "Green"],
        "Mid County Police": ["Not asked", "Not agreed yet"],
        third.name: ["No answer", "No answer"],
    }
    everything = {row.label: [cell.word for cell in row.cells] for row in over_time(rounds, everything=True).rows}
    assert everything["Mid County Police"] == ["Not asked", "Green"]
    one = over_time(rounds, agency=cast.other_agency.pk)
    assert {row.label: [cell.word for cell in row.cells] for row in one.rows} == {
        title: ["Not asked", "Not agreed yet"] for title in ("Leader", "Reports", "Asked")
    }


def test_means_over_the_years_put_printed_and_computed_side_by_side(cast: Cast) -> None:
    imported = round_made(cast.a)
    tool = tool_adopt(by=cast.manager, partnership=cast.a, key="board-effectiveness")
    held = named_round(cast, tool, agencies=[cast.agency])
    row = response_of(held, cast.agency)
    every = [one for part in parts_of(held) for one in part.statements.all()]
    answers_save(by=cast.lead, response=row, said={one: said("3.5") for one in every})
    response_agree(by=cast.manager, response=response_hand_in(by=cast.lead, response=row))
    rounds = rounds_over_time(cast.a, "board-effectiveness")
    assert [one.pk for one in rounds] == [imported.pk, held.pk]
    rows = {row.title: list(row.cells) for row in over_rounds(rounds, parts_of(held))}
    assert rows["Equality"] == ["[x]", "3.5"]


def test_the_export_is_in_the_order_of_names_and_of_the_tool_and_runs_no_formula(cast: Cast) -> None:
    held = named_round(cast)
    handed_in(cast.other_lead, response_of(held, cast.other_agency))
    row = response_of(held, cast.agency)
    rows = {statement_of(held, slug): said(3, comment="=1+1") for slug in ("leader", "reports", "asked")}
    answers_save(by=cast.lead, response=row, said=rows)
    response_hand_in(by=cast.lead, response=row)
    client = Client()
    client.force_login(cast.manager)
    lines = client.get(reverse("assessment_export", args=[cast.a.slug, held.pk])).content.decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["Alderbrook Council"] * 3 + ["Mid County Police"] * 3
    assert "'=1+1" in lines[1]
    client.force_login(cast.reader)
    assert len(client.get(reverse("assessment_export", args=[cast.a.slug, held.pk])).content.splitlines()) == 1


def test_results_take_as_many_queries_for_few_and_for_many(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.chair)
    held = named_round(cast)
    pages = ("detail", "heat", "difference", "moderation", "export")

    def counts() -> dict[str, int]:
        found = {}
        for name in pages:
            address = reverse(f"assessment_{name}", args=[cast.a.slug, held.pk])
            client.get(address)  # the session notes now and then that it was used
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found[name] = len(queries)
        return found

    handed_in(cast.lead, response_of(held, cast.agency))
    few = counts()
    handed_in(cast.other_lead, response_of(held, cast.other_agency), leader=1)
    assert counts() == few
