"""Asking agencies: by a link that dies, behind a code told by telephone, with nothing about the case on the way."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import AuditEvent, User
from reviews.cases.models import MOST_WRONG_CODES, Case, ChronologyEntry, InformationRequest
from reviews.cases.services import (
    case_break_glass,
    chronology_add,
    request_answer,
    request_entry_add,
    request_make,
    request_renew,
    request_withdraw,
)
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.workflow import NotAllowed
from tests.cases.test_learning import address
from tests.cases.test_need_to_know import assert_silent, signed_in
from tests.support.cast import Cast

QUESTION = "What contact did you have with the family between 2024 and 2026?"
ENTRY = {"happened": "autumn 2025", "text": "The baby was not brought to a check.", "source": "Health visiting record"}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


class Asked:
    """A question that went out, with its link and code as the agency has them."""

    def __init__(self, cast: Cast, case: Case, by: User, run: Any, **said: Any) -> None:
        given = {"asked": "Named nurse", "email": "nurse@example.org", "question": QUESTION, "due_on": in_days(5)}
        with run(execute=True):
            self.row, self.code = request_make(by=by, case=case, agency=cast.agency, **{**given, **said})
        self.read()

    def read(self) -> None:
        found = re.search(r"/requests/([\w-]+)/", mail.outbox[-1].body)
        assert found
        self.secret = found[1]

    def url(self, name: str = "request_open", *more: int) -> str:
        return reverse(name, args=[self.secret, *more])

    def opened(self) -> Client:
        client = Client()
        assert client.post(self.url(), {"code": self.code}).status_code == 302
        return client


@pytest.fixture
def asked(cast: Cast, case: Case, coordinator: User, django_capture_on_commit_callbacks: Any) -> Asked:
    """Return a question to the council about the case."""
    return Asked(cast, case, coordinator, django_capture_on_commit_callbacks)


def collected(case: Case, client: Client) -> str:
    return client.get(address(case, "case_collecting")).content.decode()


def test_the_email_says_nothing_about_the_case(case: Case, asked: Asked) -> None:
    (letter,) = mail.outbox
    said = f"{letter.subject} {letter.body}"
    assert letter.to == ["nurse@example.org"]
    assert_silent(said, case)
    assert not re.search("case|child |review|family|nurse|Council|contact did", said, re.IGNORECASE)
    assert asked.code not in said


def test_a_coordinator_asks_on_the_page_and_is_shown_the_code_once(cast: Cast, case: Case, keeper: Client) -> None:
    due = in_days(5)
    data = {
        "agency": cast.agency.pk,
        "asked": "Named nurse",
        "email": "nurse@example.org",
        "question": QUESTION,
        **{f"due_on-{part}": getattr(due, part) for part in ("day", "month", "year")},
    }
    page = keeper.post(address(case, "request_make"), data).content.decode()
    code = re.search(r"<code>(\w{3})-(\w{3})</code>", page)
    assert code
    assert "".join(code.groups()) not in collected(case, keeper)
    named = keeper.post(address(case, "request_make"), {**data, "question": "What of Mrs Example?"})
    assert "looks like a person" in named.content.decode()
    past = keeper.post(address(case, "request_make"), {**data, "due_on-year": 2020})
    assert "has not passed" in past.content.decode()


def test_an_agency_answers_without_an_account(case: Case, asked: Asked, keeper: Client) -> None:
    client = asked.opened()
    page = client.get(asked.url("request_show")).content.decode()
    assert QUESTION in page
    assert_silent(page, case)
    assert "apid review" not in page
    client.post(asked.url("request_show"), ENTRY)
    client.post(asked.url("request_show"), {**ENTRY, "happened": "2024", "text": "First contact."})
    assert "not brought" not in collected(case, keeper), "a draft is the agency's own"
    assert "Opened" in collected(case, keeper)
    answer = {"answer": "information", "learning": "We ask twice now.", "answered_as": "Named nurse"}
    done = client.post(asked.url("request_answer"), answer, follow=True)
    assert "Your answer has been sent" in done.content.decode()
    page = collected(case, keeper)
    assert page.index("First contact.") < page.index("not brought to a check")
    for words in ("Answered", "We ask twice now.", "Health visiting record", "Alderbrook Council"):
        assert words in page
    assert client.get(asked.url("request_show")).status_code == 404


def test_nothing_is_shown_before_the_code(cast: Cast, asked: Asked) -> None:
    page = Client().get(asked.url()).content.decode()
    assert not [words for words in (QUESTION, cast.a.name, "Alderbrook Council", "nurse") if words in page]
    for name in ("request_show", "request_answer"):
        assert Client().get(asked.url(name)).url == asked.url()
        assert Client().post(asked.url(name), ENTRY).url == asked.url()
    assert not ChronologyEntry.objects.exists()


def test_the_code_is_taken_as_people_type_it(asked: Asked) -> None:
    typed = f" {asked.code[:3].lower()}-{asked.code[3:].lower()} "
    assert Client().post(asked.url(), {"code": typed}).status_code == 302


def test_five_wrong_codes_kill_the_link(asked: Asked, case: Case, keeper: Client) -> None:
    client = Client()
    for _ in range(MOST_WRONG_CODES):
        assert client.post(asked.url(), {"code": "BBBBBB"}).status_code == 422
    assert client.post(asked.url(), {"code": asked.code}).status_code == 404
    assert "Locked" in collected(case, keeper)
    assert AuditEvent.objects.filter(action="case_request_wrong_code").count() == MOST_WRONG_CODES


def test_a_new_link_replaces_the_old_one_and_needs_its_own_code(
    asked: Asked, coordinator: User, django_capture_on_commit_callbacks: Any
) -> None:
    old, old_code = asked.url(), asked.code
    inside = asked.opened()
    with django_capture_on_commit_callbacks(execute=True):
        asked.code = request_renew(by=coordinator, request=asked.row)
    asked.read()
    assert Client().get(old).status_code == 404
    assert inside.get(asked.url("request_show")).url == asked.url(), "the old session opens nothing"
    assert Client().post(asked.url(), {"code": old_code}).status_code == 422
    assert asked.opened()


@pytest.mark.parametrize("end", ["withdrawn", "expired", "answered", "unknown"])
def test_dead_links_and_links_that_never_were_are_one_answer(asked: Asked, coordinator: User, end: str) -> None:
    inside, url = asked.opened(), asked.url()
    if end == "withdrawn":
        request_withdraw(by=coordinator, request=asked.row)
    elif end == "expired":
        InformationRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif end == "answered":
        request_answer(request=asked.row, answer="nothing", answered_as="Named nurse")
    else:
        url = reverse("request_open", args=["never-was"])
    answer = Client().get(url)
    assert answer.status_code == 404
    assert "This link does not work any more." in answer.content.decode()
    assert answer["Cache-Control"].startswith("max-age=0")
    if end != "unknown":
        for name, data in (("request_show", ENTRY), ("request_answer", {"answer": "nothing", "answered_as": "x"})):
            assert inside.post(asked.url(name), data).status_code == 404
        assert not ChronologyEntry.objects.exists()


@override_settings(INVITATION_TRIES_PER_MINUTE=3)
def test_trying_links_is_slowed_down(db: None) -> None:
    client = Client()
    codes = [client.get(reverse("request_open", args=[f"guess-{number}"])).status_code for number in range(5)]
    assert codes == [404, 404, 404, 429, 429]


@override_settings(INVITATION_TRIES_PER_MINUTE=2)
def test_an_agency_at_work_is_not_slowed_down_by_what_others_in_its_network_try(asked: Asked) -> None:
    inside = asked.opened()
    for _ in range(6):
        assert inside.post(asked.url("request_show"), ENTRY).status_code == 302
    for _ in range(3):
        answer = Client().post(asked.url(), {"code": "WRONG-CODE"})
    assert answer.status_code == 429
    assert "Wait 1 minute, then open the link of your e-mail again." in answer.text
    assert Client().get(asked.url()).status_code == 429
    assert inside.get(asked.url("request_show")).status_code == 200


def test_a_link_opens_one_question_only(
    cast: Cast, case: Case, coordinator: User, asked: Asked, django_capture_on_commit_callbacks: Any
) -> None:
    other = Asked(cast, case, coordinator, django_capture_on_commit_callbacks, email="head@example.org")
    inside = asked.opened()
    assert inside.get(other.url("request_show")).url == other.url()
    theirs = request_entry_add(request=other.row, happened=FuzzyDate.read("2025"), text="Theirs", source="")
    assert inside.post(asked.url("request_entry_remove", theirs.pk)).status_code == 404
    assert "Theirs" not in inside.get(asked.url("request_show")).content.decode()


def test_an_agency_takes_an_entry_out_before_it_sends(asked: Asked) -> None:
    inside = asked.opened()
    for _ in range(2):  # a double click
        inside.post(asked.url("request_show"), ENTRY)
    entry = ChronologyEntry.objects.get()
    inside.post(asked.url("request_entry_remove", entry.pk))
    assert not ChronologyEntry.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"answer": "information"}, "Enter what you hold first"),
        ({"answer": "unable"}, "Say why you can not answer"),
        ({"answer": "nothing", "answered_as": ""}, "Enter your role"),
        ({"answer": "nothing", "learning": "Mrs Example asked."}, "looks like a person"),
    ],
)
def test_an_answer_that_is_none_is_sent_back_with_what_was_typed(
    asked: Asked, data: dict[str, str], words: str
) -> None:
    answer = asked.opened().post(asked.url("request_answer"), {"answered_as": "Named nurse", **data})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_holding_nothing_is_an_answer_and_contradicts_entries(asked: Asked) -> None:
    request_entry_add(request=asked.row, happened=FuzzyDate.read("2025"), text="x", source="")
    with pytest.raises(NotAllowed, match="Take it out"):
        request_answer(request=asked.row, answer="nothing", answered_as="Named nurse")
    ChronologyEntry.objects.all().delete()
    request_answer(request=asked.row, answer="nothing", answered_as="Named nurse")
    with pytest.raises(NotAllowed, match="does not work any more"):
        request_answer(request=asked.row, answer="nothing", answered_as="Named nurse")
    with pytest.raises(IntegrityError), transaction.atomic():
        InformationRequest.objects.update(answer="unable")


def test_a_late_question_is_on_the_overview_of_who_keeps_the_case(
    cast: Cast, asked: Asked, case: Case, keeper: Client
) -> None:
    InformationRequest.objects.update(due_on=in_days(-1))
    overview = reverse("overview", args=[cast.a.slug])
    assert f"No answer from Alderbrook Council: {case.reference}" in keeper.get(overview).content.decode()
    assert "No answer" not in signed_in(cast.manager).get(overview).content.decode()
    assert "Overdue" in collected(case, keeper)


def test_the_chronology_is_in_order_and_keeps_what_was_withdrawn(case: Case, keeper: Client, coordinator: User) -> None:
    for when in ("march 2026", "before 2015", "summer 2025"):
        keeper.post(address(case, "chronology_add"), {"happened": when, "text": f"It was {when}."})
    page = collected(case, keeper)
    places = [page.index(f"It was {when}.") for when in ("before 2015", "summer 2025", "march 2026")]
    assert places == sorted(places)
    entry = ChronologyEntry.objects.get(happened="2026-03")
    keeper.post(address(case, "chronology_withdraw", entry.pk), {"reason": "Another family"})
    assert "Another family" in collected(case, keeper)
    assert keeper.get(address(case, "chronology_withdraw", entry.pk)).status_code == 404
    with pytest.raises(NotAllowed, match="has not come yet"):
        chronology_add(by=coordinator, case=case, happened=FuzzyDate.day(in_days(1)), text="x")


def test_emergency_access_reads_but_asks_nobody(cast: Cast, case: Case, asked: Asked) -> None:
    case_break_glass(by=cast.chair, partnership=cast.a, reference=case.reference, reason="Tonight")
    chair = signed_in(cast.chair)
    page = collected(case, chair)
    assert QUESTION in page
    assert "Send a new link" not in page
    assert chair.post(address(case, "request_withdraw", asked.row.pk)).status_code == 403


def test_only_digests_are_kept_and_the_trail_of_the_partnership_knows_nothing(cast: Cast, asked: Asked) -> None:
    asked.opened()
    kept = str(list(InformationRequest.objects.values()))
    assert asked.secret not in kept
    assert asked.code not in kept
    assert not AuditEvent.objects.of(cast.a).filter(action__contains="request").exists()
    assert not AuditEvent.objects.of(cast.a).filter(action__startswith="case_").exists()


def test_the_page_takes_as_many_queries_for_many_questions_as_for_one(
    cast: Cast,
    case: Case,
    coordinator: User,
    keeper: Client,
    asked: Asked,
    django_assert_num_queries: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    collected(case, keeper)
    with django_assert_num_queries(13) as few:
        collected(case, keeper)
    for number in range(5):
        Asked(cast, case, coordinator, django_capture_on_commit_callbacks)
        chronology_add(by=coordinator, case=case, happened=FuzzyDate.read("2025"), text=f"Entry {number}")
    with django_assert_num_queries(len(few)):
        collected(case, keeper)
