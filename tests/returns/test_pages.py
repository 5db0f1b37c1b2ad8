"""The grid, as a person without JavaScript and as the page's script see it."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.returns.models import ObservationVersion, Query, Return
from partnerships.returns.services import Definition
from safeguarding.lib.facts import UnitKind
from tests.returns.factories import COUNT, Q3, cell_of, collection_made, hand_in, return_ready, say
from tests.support.cast import Cast

SHARE = Definition(name="Reviews on time", kind=UnitKind.PERCENT, decimals=1, from_parts=True)


@pytest.fixture
def draft(cast: Cast) -> Return:
    return collection_made(cast.a, {"cp-plans": COUNT, "reviews": SHARE}, agencies=[cast.agency]).first


@pytest.fixture
def lead(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.lead)
    return client


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def _at(name: str, of_return: Return, *more: Any) -> str:
    return reverse(name, args=["alderbrook", of_return.pk, *more])


def _form(**values: str) -> dict[str, str]:
    given = {"cp-plans-status": "value", "cp-plans-value": "", "cp-plans-lock": "0"}
    return {**given, **{name.replace("__", "-").replace("_plans", "-plans"): value for name, value in values.items()}}


def _save(client: Client, of_return: Return, **values: str) -> HttpResponse:
    data = {"name": "cp-plans", "status": "value", "lock": "0", **values}
    answer: HttpResponse = client.post(_at("cell_save", of_return), data)
    return answer


def test_the_grid_shows_last_quarter_last_year_and_the_definition(cast: Cast, lead: Client) -> None:
    return_ready(cast.a, {"cp-plans": 1387}, period=Q3.year_earlier(), agency=cast.agency)
    return_ready(cast.a, {"cp-plans": 1323}, period=Q3.previous(), agency=cast.agency)
    defined = {"cp-plans": replace(COUNT, definition="Open plans at midnight.")}
    of_return = collection_made(cast.a, defined, agencies=[cast.agency]).first
    text = lead.get(_at("return_detail", of_return)).content.decode()
    for words in ("1,323", "1,387", "Q2 2026-27", "Q3 2025-26"):
        assert words in text


def test_without_javascript_one_button_saves_everything(draft: Return, lead: Client) -> None:
    data = _form(cp_plans__value="116") | {
        "reviews-numerator": "9",
        "reviews-denominator": "10",
        "reviews-status": "value",
        "reviews-lock": "0",
    }
    answer = lead.post(_at("return_detail", draft), data, follow=True)
    assert "Everything on this page is saved" in answer.content.decode()
    assert "90.0%" in answer.content.decode()
    assert cell_of(draft, "cp-plans").entry.value == 116


def test_a_mistake_keeps_the_rest_and_what_was_typed(draft: Return, lead: Client) -> None:
    data = _form(cp_plans__value="many") | {
        "reviews-numerator": "9",
        "reviews-denominator": "10",
        "reviews-status": "value",
        "reviews-lock": "0",
    }
    answer = lead.post(_at("return_detail", draft), data)
    text = answer.content.decode()
    assert (answer.status_code, 'value="many"' in text) == (422, True)
    assert "Error:" in text
    assert "is not a number" in text
    assert cell_of(draft, "reviews").entry.numerator == 9


def test_somebody_elses_save_is_shown_beside_ones_own(cast: Cast, draft: Return, lead: Client) -> None:
    say(draft, "cp-plans", 118, by=cast.contributor)
    answer = lead.post(_at("return_detail", draft), _form(cp_plans__value="116"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Council contributor saved 118 meanwhile" in text
    assert 'value="116"' in text


@pytest.mark.parametrize(("choice", "kept"), [("mine", 116), ("theirs", 118)])
def test_the_person_chooses_which_of_two_values_to_keep(
    cast: Cast, draft: Return, lead: Client, choice: str, kept: int
) -> None:
    say(draft, "cp-plans", 118, by=cast.contributor)
    data = _form(cp_plans__value="116", cp_plans__lock="1") | {"cp-plans-choice": choice}
    assert lead.post(_at("return_detail", draft), data).status_code == 302
    assert cell_of(draft, "cp-plans").entry.value == kept


def test_an_untouched_stale_box_never_overwrites_a_newer_figure(cast: Cast, draft: Return, lead: Client) -> None:
    say(draft, "cp-plans", 116, by=cast.lead)
    say(draft, "cp-plans", 118, by=cast.contributor)
    answer = lead.post(_at("return_detail", draft), _form(cp_plans__value="116", cp_plans__lock="1"))
    assert (answer.status_code, cell_of(draft, "cp-plans").entry.value) == (302, 118)


def test_a_cell_is_saved_alone_and_told_its_version(draft: Return, lead: Client) -> None:
    answer = _save(lead, draft, value="116", origin="pasted")
    assert answer.json()["lock"] == 1  # type: ignore[attr-defined]
    assert ObservationVersion.objects.get().origin == "pasted"


def test_a_share_answers_with_the_computed_percentage(draft: Return, lead: Client) -> None:
    answer = _save(lead, draft, name="reviews", numerator="38", denominator="42")
    assert answer.json()["shown"] == "90.5%"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("values", "code", "words"),
    [
        ({"value": "many"}, 422, "not a number"),
        ({"value": "-1"}, 422, "below zero"),
        ({"name": "unknown", "value": "1"}, 422, "not a figure of this return"),
        ({"value": "120"}, 409, "Somebody else saved"),
    ],
)
def test_a_cell_that_can_not_be_saved_says_why(
    cast: Cast, draft: Return, lead: Client, values: dict[str, str], code: int, words: str
) -> None:
    say(draft, "cp-plans", 118, by=cast.contributor)
    answer = _save(lead, draft, **values)
    assert (answer.status_code, words in answer.content.decode()) == (code, True)


def test_a_cell_of_a_return_handed_in_is_locked(cast: Cast, lead: Client) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 116)
    hand_in(of_return, cast.lead)
    answer = _save(lead, of_return, value="117", lock="1")
    assert (answer.status_code, "handed in" in answer.json()["message"]) == (423, True)  # type: ignore[attr-defined]


def test_handing_in_needs_the_declaration_and_then_locks(cast: Cast, lead: Client) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 116)
    assert "Tick the declaration" in lead.post(_at("return_submit", of_return)).content.decode()
    answer = lead.post(_at("return_submit", of_return), {"declared": "yes"}, follow=True)
    assert "The return is handed in" in answer.content.decode()
    again = lead.post(_at("return_submit", of_return), {"declared": "yes"})
    assert (again.status_code, Return.objects.get().status) == (302, "submitted")


def test_an_unusual_figure_is_explained_on_the_way(cast: Cast, lead: Client) -> None:
    return_ready(cast.a, {"cp-plans": 100}, period=Q3.previous(), agency=cast.agency)
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 200)
    assert "It was 100 in the period before" in lead.get(_at("return_submit", of_return)).content.decode()
    data = {"declared": "yes", "explain:cp-plans": "Two brothers and sisters moved here"}
    assert lead.post(_at("return_submit", of_return), data).status_code == 302


def test_the_manager_sends_back_with_a_reason_and_the_agency_answers(cast: Cast, lead: Client, manager: Client) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 116)
    hand_in(of_return, cast.lead)
    manager.post(_at("return_review", of_return), {"decision": "send_back", "reason:cp-plans": "Twice last year?"})
    assert "1 question" in lead.get(_at("return_detail", of_return)).content.decode()
    query = Query.objects.get()
    lead.post(reverse("query_reply", args=["alderbrook", query.pk]), {"event": "answer", "text": "A new team"})
    history = lead.get(reverse("observation_history", args=["alderbrook", query.observation_id]))
    assert "A new team" in history.content.decode()


def test_an_agency_can_not_close_a_question(cast: Cast, draft: Return, lead: Client, manager: Client) -> None:
    cell = say(draft, "cp-plans", 116).observation
    manager.post(reverse("observation_history", args=["alderbrook", cell.pk]), {"ask": "yes", "text": "Which day?"})
    url = reverse("query_reply", args=["alderbrook", Query.objects.get().pk])
    assert lead.post(url, {"event": "close"}).status_code == 403
    assert manager.post(url, {"event": "close"}).status_code == 302


def test_reopening_through_the_page_shows_every_version(cast: Cast, manager: Client) -> None:
    of_return = return_ready(cast.a, agency=cast.agency)
    manager.post(_at("return_reopen", of_return), {"reason": "Counted twice"})
    cell = say(of_return, "cp-plans", 114, by=cast.manager).observation
    text = manager.get(reverse("observation_history", args=["alderbrook", cell.pk])).content.decode()
    assert "Version 2" in text
    assert "Version 1" in text
    assert "Accepted by" in text


def test_a_grid_of_many_indicators_costs_as_many_queries_as_one_of_few(cast: Cast, lead: Client) -> None:
    counts = []
    lead.get(reverse("collection_list", args=["alderbrook"]))  # the first page of a session writes it
    for number, slug in ((3, "few"), (30, "many")):
        definitions = {f"{slug}-{index}": replace(COUNT, name=f"Count {index}") for index in range(number)}
        made = collection_made(cast.a, definitions, agencies=[cast.agency], slug=slug)
        for name in definitions:
            say(made.first, name, 5, by=cast.lead)
        with CaptureQueriesContext(connection) as captured:
            assert lead.get(_at("return_detail", made.first)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_a_cell_save_costs_few_queries(draft: Return, lead: Client) -> None:
    _save(lead, draft, value="1")
    with CaptureQueriesContext(connection) as captured:
        assert _save(lead, draft, value="2", lock="1").status_code == 200
    written = [
        query
        for query in captured.captured_queries
        if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVE", "RELEASE"))
    ]
    assert len(written) <= 10


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        ("cp-plans", {"status": "not_available", "reason": "x" * 700}, "reason"),
        ("grade", {"value": "x" * 800}, "value"),
    ],
)
def test_words_too_long_to_be_kept_are_refused_and_never_cut(
    cast: Cast, lead: Client, name: str, values: dict[str, str], field: str
) -> None:
    grade = Definition(name="Grade", kind=UnitKind.TEXT)
    draft = collection_made(cast.a, {"cp-plans": COUNT, "grade": grade}, agencies=[cast.agency]).first
    answer = _save(lead, draft, name=name, **values)
    assert answer.status_code == 422
    assert "Shorten it to 500" in answer.json()["errors"][field]  # type: ignore[attr-defined]
    assert not ObservationVersion.objects.exists()


def test_a_suppressed_figure_is_saved_on_the_page(draft: Return, lead: Client) -> None:
    answer = _save(lead, draft, status="suppressed")
    assert (answer.status_code, cell_of(draft, "cp-plans").entry.status) == (200, "suppressed")


def test_a_figure_unusual_in_two_ways_is_explained_in_one_box(cast: Cast, lead: Client, manager: Client) -> None:
    for earlier in (Q3.previous(), Q3.year_earlier()):
        return_ready(cast.a, {"cp-plans": 100}, period=earlier, agency=cast.agency)
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 200)
    text = lead.get(_at("return_submit", of_return)).content.decode()
    assert (text.count('name="explain:cp-plans"'), "in the same period last year" in text) == (1, True)
    refused = lead.post(_at("return_submit", of_return), {"declared": "yes"}).content.decode()
    assert "1 figure needs a look" in refused
    data = {"declared": "yes", "explain:cp-plans": "A new team counts all plans"}
    assert lead.post(_at("return_submit", of_return), data).status_code == 302
    assert manager.get(_at("return_review", of_return)).content.decode().count("A new team counts all plans") == 1


def test_a_return_that_waits_again_says_that_it_was_accepted_earlier(cast: Cast, manager: Client) -> None:
    of_return = return_ready(cast.a, agency=cast.agency)
    assert "Earlier accepted" not in manager.get(_at("return_review", of_return)).content.decode()
    manager.post(_at("return_reopen", of_return), {"reason": "Counted twice"})
    of_return.refresh_from_db()
    hand_in(of_return, cast.lead)
    assert "Earlier accepted by" in manager.get(_at("return_review", of_return)).content.decode()
