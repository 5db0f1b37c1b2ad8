"""The pages of the log: lists, board, ageing, the file, and the forms that change an action."""

import csv
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.actions.models import Action, Band, Status
from partnerships.actions.services import action_impact, action_move, action_note, action_reassign
from partnerships.directory.models import AuditEvent
from tests.actions.conftest import signed_in
from tests.actions.factories import action_made, ago, closed_made, done_made
from tests.support.cast import Cast


def page_of(client: Client, name: str, cast: Cast, *more: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=[cast.a.slug, *more]) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_empty_log_says_what_to_do(cast: Cast, manager: Client) -> None:
    assert "No action is open" in page_of(manager, "action_list", cast)
    assert "Nothing is overdue" in page_of(manager, "action_ageing", cast)
    assert page_of(manager, "action_board", cast).count(">None<") == 4
    reader = page_of(signed_in(cast.reader), "action_list", cast)
    assert "Open an action" not in reader


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"open", "late", "done"}),
        ("?status=done", {"done"}),
        ("?status=settled", {"closed"}),
        ("?status=all", {"open", "late", "done", "closed"}),
        ("?origin=risk", {"late"}),
        ("?owner=police", {"late"}),
        ("?owner=mine", {"open", "done"}),
        ("?owner=none", set()),
        ("?overdue=any", {"late"}),
        ("?overdue=31-90", {"late"}),
        ("?overdue=1-30", set()),
        ("?words=LATE", {"late"}),
        ("?key=risk-1", {"late"}),
        ("?period=1999-00", None),
    ],
)
def test_the_filter_keeps_what_it_says(cast: Cast, lead: Client, query: str, shown: set[str] | None) -> None:
    action_made(cast, title="Title open")
    action_made(
        cast,
        title="Title late",
        origin_kind="risk",
        origin_key="risk-1",
        owner_agency=cast.other_agency,
        opened_on=ago(100),
        due_on=ago(40),
    )
    done_made(cast, title="Title done")
    closed_made(cast, title="Title closed")
    answer = lead.get(reverse("action_list", args=[cast.a.slug]) + query)
    if shown is None:
        assert answer.status_code == 422
        assert "from the list" in answer.content.decode()
        return
    page = answer.content.decode()
    assert {word for word in ("open", "late", "done", "closed") if f"Title {word}<" in page} == shown


def test_a_year_keeps_what_was_open_in_it_settled_or_not(cast: Cast, manager: Client) -> None:
    first = date.today().year - (date.today().month < 4)
    old = action_made(cast, title="Title old", opened_on=date(first - 2, 5, 1), due_on=date(first - 2, 9, 1))
    action_move(by=cast.lead, action=old, event="report_done", words="x", on=date(first - 1, 6, 1))
    action_move(by=cast.manager, action=old, event="close", words="Saw the register.", on=date(first - 1, 6, 1))
    for years_ago, there in ((0, False), (1, True), (2, True), (3, False)):
        token = f"{first - years_ago}-{(first - years_ago + 1) % 100:02}"
        assert ("Title old" in page_of(manager, "action_list", cast, query=f"?period={token}")) is there


@pytest.mark.parametrize("band", Band)
def test_bands_meet_at_their_edges(cast: Cast, band: Band) -> None:
    least, most = band.days
    for days, inside in ((least - 1, False), (least, True), (min(most, 5000), True), (most + 1, False)):
        action = action_made(cast, opened_on=ago(6000), due_on=ago(days)) if 0 < days <= 5000 else None
        if action:
            rows = Action.objects.filter(pk=action.pk).overdue_by(band, ago(0))  # type: ignore[attr-defined]
            assert rows.exists() is inside
            assert action.days_overdue(ago(0)) == days


def test_ageing_counts_by_agency_and_adds_up(cast: Cast, manager: Client) -> None:
    for days, agency in ((10, cast.agency), (20, cast.agency), (400, cast.other_agency)):
        action_made(cast, opened_on=ago(500), due_on=ago(days), owner_agency=agency)
    action_made(cast, opened_on=ago(500), due_on=ago(40), owner_agency=None, owner_post="Chair")
    done_made(cast, opened_on=ago(500), due_on=ago(40))
    page = page_of(manager, "action_ageing", cast)
    assert "No single agency" in page
    assert "?owner=council&amp;overdue=1-30" in page
    foot = page[page.index("<tfoot>") :]
    assert [part.split("<")[0] for part in foot.split('data-label="')[1].split(">")[1:2]] == ["2"]
    assert ">4</td>" in foot


def test_the_board_shows_the_first_of_each_column_and_how_many_there_are(cast: Cast, manager: Client) -> None:
    for number in range(12):
        action_made(cast, title=f"Number {number}")
    page = page_of(manager, "action_board", cast)
    assert page.count('class="portal-board__card"') == 10
    assert "All 12" in page


def test_pages_take_the_same_queries_for_few_and_many(cast: Cast, manager: Client) -> None:
    names = ("action_list", "action_board", "action_ageing", "action_export", "overview")
    counts = []
    for more in (1, 30):
        for number in range(more):
            action_made(cast, owner_person=cast.chair, opened_on=ago(90), due_on=ago(number + 1))
            done_made(cast, owner_agency=cast.other_agency)
        for name in names:
            manager.get(reverse(name, args=[cast.a.slug]))
        found = []
        for name in names:
            with CaptureQueriesContext(connection) as work:
                manager.get(reverse(name, args=[cast.a.slug]))
            found.append(len(work))
        counts.append(found)
    assert counts[0] == counts[1]


def test_the_page_of_an_action_takes_the_same_queries_for_a_short_and_a_long_story(
    cast: Cast, action: Action, manager: Client
) -> None:
    counts = []
    for _ in range(2):
        page_of(manager, "action_detail", cast, action.reference)
        with CaptureQueriesContext(connection) as work:
            page_of(manager, "action_detail", cast, action.reference)
        counts.append(len(work))
        for number in range(8):
            action_note(by=cast.lead, action=action, text=f"Note {number}")
    assert counts[0] == counts[1]


def test_opening_asks_for_an_owner_and_leads_to_the_action(cast: Cast, manager: Client) -> None:
    url = reverse("action_new", args=[cast.a.slug])
    data = {"title": "Write guidance", "origin_kind": "meeting", "origin_label": "Board, 3 March 2026, item 4"}
    refused = manager.post(url, data)
    assert refused.status_code == 422
    assert "Choose an agency, or say which post or person does it" in refused.content.decode()
    answer = manager.post(url, {**data, "owner_post": "Designated nurse"}, follow=True)
    page = answer.content.decode()
    assert "Meeting: Board, 3 March 2026, item 4" in page
    assert "Designated nurse" in page
    assert "Not agreed yet" in page


def test_the_lead_updates_and_the_manager_closes(cast: Cast, action: Action, lead: Client, manager: Client) -> None:
    def post(client: Client, name: str, data: dict[str, Any], *more: Any) -> int:
        return client.post(reverse(name, args=[cast.a.slug, action.reference, *more]), data).status_code

    today = {"on-day": ago(0).day, "on-month": ago(0).month, "on-year": ago(0).year}
    assert post(lead, "action_note", {"text": "Half are trained", "rag": "at_risk", **today}) == 302
    assert post(lead, "action_move", {"words": ""}, "report_done") == 422
    assert post(lead, "action_move", {"words": "All are trained"}, "report_done") == 302
    assert post(lead, "action_move", {}, "close") == 403
    assert post(manager, "action_move", {"words": "Saw it."}, "close") == 302
    assert post(lead, "action_impact", {"text": "Fewer children are missed", **today}) == 302
    page = page_of(lead, "action_detail", cast, action.reference)
    for words in (
        "Half are trained",
        "Amber: at risk",
        "All are trained",
        "Fewer children are missed",
        "Board manager",
    ):
        assert words in page


def test_whoever_said_it_is_done_is_told_that_somebody_else_closes_it(
    cast: Cast, action: Action, manager: Client
) -> None:
    action_move(by=cast.manager, action=action, event="report_done", words="x")
    page = page_of(manager, "action_detail", cast, action.reference)
    assert "somebody else closes it" in page
    assert "/move/close/" not in page
    answer = manager.post(reverse("action_move", args=[cast.a.slug, action.reference, "close"]), {"words": "Saw it."})
    assert answer.status_code == 422
    assert "somebody else must close it" in answer.content.decode()


def test_an_event_that_came_too_late_is_explained(cast: Cast, manager: Client) -> None:
    action = closed_made(cast)
    answer = manager.post(reverse("action_move", args=[cast.a.slug, action.reference, "cancel"]), {"words": "x"})
    assert answer.status_code == 422
    assert "This action is now “Closed”" in answer.content.decode()
    assert manager.get(reverse("action_move", args=[cast.a.slug, action.reference, "explode"])).status_code == 404


def test_the_slower_of_two_sees_both_texts(cast: Cast, action: Action, manager: Client) -> None:
    action_reassign(by=cast.second_manager, action=action, version=1, owner_post="Designated nurse")
    url = reverse("action_edit", args=[cast.a.slug, action.reference])
    answer = manager.post(url, {"title": "My words", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My words" in page
    assert "Designated nurse" in page
    assert manager.post(url, {"title": "My words", "version": "2"}).status_code == 302


def test_deferring_and_merging_ask_what_they_need(cast: Cast, action: Action, manager: Client) -> None:
    stays = action_made(cast, title="The one that stays")
    assert "Until when?" in page_of(manager, "action_move", cast, action.reference, "defer")
    page = page_of(manager, "action_move", cast, action.reference, "merge")
    assert "The one that stays" in page
    manager.post(reverse("action_move", args=[cast.a.slug, action.reference, "merge"]), {"into": stays.pk})
    action.refresh_from_db()
    assert action.status == Status.MERGED
    assert "The one that stays" in page_of(manager, "action_detail", cast, action.reference)


def test_the_file_is_escaped_logged_and_filtered(cast: Cast, manager: Client) -> None:
    action_made(cast, title="=HYPERLINK(1)", owner_agency=None, owner_person=cast.chair, owner_post="Chair")
    closed = closed_made(cast, title="Closed one")
    action_impact(by=cast.lead, action=closed, text="Fewer are missed.")
    answer = manager.get(reverse("action_export", args=[cast.a.slug]) + "?status=all")
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [row["What will be done"] for row in rows] == ["'=HYPERLINK(1)", "Closed one"]
    assert rows[1]["What difference it made"] == "Fewer are missed."
    assert cast.chair.name not in answer.content.decode()
    assert AuditEvent.objects.of(cast.a).get(action="actions_exported").after == {"rows": 2}
    assert len(manager.get(reverse("action_export", args=[cast.a.slug])).content.decode().splitlines()) == 2


def test_the_overview_tells_each_what_waits_for_them(cast: Cast) -> None:
    action_made(cast, opened_on=ago(60), due_on=ago(3))
    action_made(cast, due_on=ago(0) + timedelta(days=5))
    done_made(cast)
    manager, lead, chair, reader = (
        page_of(signed_in(person), "overview", cast) for person in (cast.manager, cast.lead, cast.chair, cast.reader)
    )
    assert "1 action of yours is overdue" in lead
    assert "1 action of yours is due within two weeks" in lead
    assert "1 action is overdue" in manager
    assert "1 action waits for closure" in manager
    assert "1 action waits for closure" in chair
    assert "1 action" not in reader


def test_long_words_stay_within_their_cell(cast: Cast, manager: Client) -> None:
    action_made(cast, title="x" * 255, origin_label="y" * 255)
    assert "x" * 255 in page_of(manager, "action_list", cast)


def test_words_that_may_name_somebody_are_asked_about_once(cast: Cast, action: Action, lead: Client) -> None:
    url = reverse("action_note", args=[cast.a.slug, action.reference])
    today = {"on-day": ago(0).day, "on-month": ago(0).month, "on-year": ago(0).year}
    data = {"text": "Spoke with Mrs Tiggywinkle about it.", **today}
    asked = lead.post(url, data)
    assert asked.status_code == 422
    assert "looks like a person" in asked.content.decode()
    assert lead.post(url, {**data, "confirmed": "on"}).status_code == 302
