"""Nobody can tie an answer to an agency: the attack.

Two worlds are told apart by nothing but who says what: the same agencies answer in the same order, and their answers
are dealt out differently. If anything the portal keeps differs between the worlds, an attacker can learn from it; if
everything is alike, byte by byte and in the order in which it lies on the disk, there is nothing to learn. Looked at
after every single hand-in, as somebody would who copies the database all the time.
"""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from demonstration.story_time import story_time
from partnerships.assessments.ballots import BoxProblem, Measure, seal, unseal
from partnerships.assessments.models import BallotBox, Participation, Remark, Round, Tally
from partnerships.assessments.services import ballot_cast, round_close, round_extend, round_open, round_reopen
from partnerships.directory.models import Agency, AuditEvent, User
from safeguarding.lib.workflow import NotAllowed
from tests.assessments.factories import electorate, plan, rag_tool
from tests.support.cast import Cast

# What each ballot says: scores of the three statements, and a comment that would give its writer away.
BALLOTS = [
    ((1, 2, 3), "alpha word"),
    ((2, 2, 3), "bravo word"),
    ((3, 3, 3), "charlie word"),
    ((1, 1, 1), "delta word"),
    ((3, 2, 1), "echo word"),
    ((2, 3, 1), ""),
]
DEALS = [(0, 1, 2, 3, 4, 5), (5, 3, 1, 4, 0, 2)]  # which ballot the first, second, ... agency to answer gives
# Random by nature, and made without knowing anything of a ballot: box, keys of remarks, sessions, tokens, request ids.
RANDOM = {
    "assessments_ballotbox": {"sealed"},
    "assessments_remark": {"id"},
    "django_session": {"session_key", "session_data"},
    "directory_auditevent": {"request_id", "hash", "previous_hash"},
    "directory_auditchain": {"head"},
    "usersessions_usersession": {"session_key"},
    "directory_user": {"password"},
}


Voters = Sequence[tuple[Any, Any]]


def opened(cast: Cast, voters: Voters | None = None) -> tuple[Round, list[Any]]:
    """Return an anonymous round and the leads who may answer."""
    voters = voters or electorate(cast, 6)
    asked = plan("Board 2025/26", mode="anonymous", agencies=[agency for agency, _ in voters])
    return round_open(by=cast.manager, tool=rag_tool(cast.a), plan=asked), [lead for _, lead in voters]


def form_of(held: Round, ballot: tuple[Sequence[int], str]) -> dict[str, str]:
    """Return what a browser sends."""
    scores, comment = ballot
    keys = [row.pk for part in held.tool.parts.all() for row in part.statements.order_by("number")]
    said = {f"s{key}": str(score) for key, score in zip(keys, scores, strict=True)}
    return {**said, f"c{keys[0]}": comment}


def cast_ballot(held: Round, lead: Any, ballot: tuple[Sequence[int], str]) -> int:
    """Answer as a lead does, and return the status."""
    client = Client()
    client.force_login(lead)
    return client.post(
        reverse("assessment_ballot", args=[held.partnership.slug, held.pk]), form_of(held, ballot)
    ).status_code


def tables() -> list[str]:
    """Return every table there is."""
    return sorted(name for name in connection.introspection.table_names() if not name.startswith("sqlite_"))


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """Return everything the database holds, in the order in which it lies there, with lengths for what is random."""
    order = {"postgresql": "ctid", "sqlite": "rowid"}[connection.vendor]
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY {order}')
            names = [column[0] for column in cursor.description]
            hidden = RANDOM.get(table, set())
            found[table] = [
                tuple(
                    _hidden(name, cell) if name in hidden else _plain(cell)
                    for name, cell in zip(names, row, strict=True)
                )
                for row in cursor.fetchall()
            ]
    return found


def _hidden(name: str, cell: Any) -> Any:
    """Return what a session holds, and of everything else that is random by nature only how long it is."""
    if name == "session_data":
        held = SessionStore().decode(cell)
        return {key: value for key, value in held.items() if key != "seen_at"}  # when the real clock was last asked
    return len(bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell))


def _plain(cell: Any) -> Any:
    return bytes(cell) if isinstance(cell, memoryview) else cell


def written_at() -> dict[str, list[str]]:
    """Return the transactions that wrote each row of the round, as PostgreSQL remembers them; nothing on SQLite."""
    if connection.vendor != "postgresql":
        return {}
    found = {}
    with connection.cursor() as cursor:
        for table in ("assessments_tally", "assessments_remark"):
            cursor.execute(f"SELECT DISTINCT xmin::text FROM {table}")
            found[table] = [row[0] for row in cursor.fetchall()]
    return found


PAGES = ("assessment_detail", "assessment_export", "assessment_progress", "assessment_remarks")


def world(cast: Cast, voters: Voters, deal: Sequence[int], stream: io.StringIO) -> Iterator[dict[str, Any]]:
    """Play a round in which agencies answer in order with the ballots dealt to them; yield a dump after each step."""
    held, leads = opened(cast, voters)
    for lead, number in zip(leads, deal, strict=True):
        assert cast_ballot(held, lead, BALLOTS[number]) == 302
        yield {"tables": dump(), "log": stream.getvalue()}
    round_close(by=cast.manager, held=held)
    client = Client()
    client.force_login(cast.manager)
    pages = {name: client.get(reverse(name, args=[cast.a.slug, held.pk])) for name in PAGES}
    shown = {name: _stripped(page.content.decode()) for name, page in pages.items()}
    yield {"tables": dump(), "log": stream.getvalue(), "pages": shown}


def _stripped(page: str) -> str:
    """Return a page without what differs from one look to the next: tokens, nonces and the keys of remarks."""
    page = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", page)


def played(cast: Cast, voters: Voters, deal: Sequence[int]) -> list[dict[str, Any]]:
    """Return the dumps of one world, and leave nothing of it."""
    Client().get("/health/")  # whatever is imported at the first request has spoken before
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    numbers_from(1000)
    try:
        with transaction.atomic(), story_time(timezone.localdate()):
            steps = list(world(cast, voters, deal, stream))
            transaction.set_rollback(True)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    return steps


def numbers_from(start: int) -> None:
    """Let the database number new rows from there, so that both worlds number alike."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"SELECT setval('\"{name}\"', {start})")
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = %s", [start])


def test_two_worlds_that_differ_in_who_says_what_leave_the_same_traces(cast: Cast) -> None:
    voters = electorate(cast, 6)
    first, second = (played(cast, voters, deal) for deal in DEALS)
    assert len(first) == len(second) == len(BALLOTS) + 1
    for step, (one, other) in enumerate(zip(first, second, strict=True), 1):
        for table in one["tables"]:
            assert one["tables"][table] == other["tables"][table], f"step {step}: {table} tells the worlds apart"
        assert one["log"] == other["log"], f"step {step}: the log tells the worlds apart"
    assert first[-1]["pages"] == second[-1]["pages"]
    assert "alpha word" in first[-1]["pages"]["assessment_remarks"]


def test_the_attack_would_notice_a_leak(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(**said: Any) -> None:
        ballot_cast(**said)
        Agency.objects.filter(pk=said["agency"].pk).update(version=int(sum(said["scores"].values())))

    monkeypatch.setattr("partnerships.assessments.views.answering.ballot_cast", careless)
    voters = electorate(cast, 6)
    first, second = (played(cast, voters, deal) for deal in DEALS)
    assert first[1]["tables"]["directory_agency"] != second[1]["tables"]["directory_agency"]


def test_no_word_of_a_ballot_is_anywhere_before_the_round_is_closed(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    held, leads = opened(cast)
    for lead, ballot in zip(leads, BALLOTS, strict=True):
        cast_ballot(held, lead, ballot)
    everything = repr(dump()).encode() + bytes(BallotBox.objects.get().sealed)
    for path in Path(portal.VAR_DIR).rglob("*"):
        if path.is_file() and "sqlite" not in path.name and path.stat().st_mtime > held.tool.created_at.timestamp():
            everything += path.read_bytes()
    words = [ballot[1] for ballot in BALLOTS if ballot[1]]
    assert not [word for word in words if word.encode() in everything]
    # Statements of the database engine pass through Django's own debug log, so it may hold sealed bytes only.
    assert not [word for word in words if word in caplog.text]


def test_nobody_leaves_a_moment_a_person_or_an_event_by_answering(cast: Cast) -> None:
    held, leads = opened(cast)
    before = AuditEvent.objects.count()
    for lead, ballot in zip(leads, BALLOTS, strict=True):
        cast_ballot(held, lead, ballot)
    assert AuditEvent.objects.count() == before
    for model in (Participation, BallotBox, Tally, Remark):
        fields = model._meta.get_fields()
        assert not {field.get_internal_type() for field in fields} & {"DateTimeField", "DateField", "TimeField"}
        assert not [field for field in fields if field.related_model is User]
    for model in (BallotBox, Tally, Remark):
        assert "agency" not in {field.name for field in model._meta.get_fields()}


def test_rows_lie_in_the_order_of_what_they_say_and_are_written_at_once(cast: Cast) -> None:
    held, leads = opened(cast)
    for lead, ballot in zip(leads, reversed(BALLOTS), strict=True):
        cast_ballot(held, lead, ballot)
    round_close(by=cast.manager, held=held)
    physical = dump()
    names = [row for row in physical["assessments_remark"]]
    words = [next(cell for cell in row if isinstance(cell, str) and cell.endswith("word")) for row in names]
    assert words == sorted(words)
    assert all(len(transactions) == 1 for transactions in written_at().values())
    keys = [remark.pk.version for remark in Remark.objects.all()]
    assert set(keys) == {4}  # random, not made from the time


def test_the_box_is_always_as_long_and_never_twice_the_same(cast: Cast) -> None:
    held, leads = opened(cast)
    boxes = [bytes(BallotBox.objects.get().sealed)]
    for lead, ballot in zip(leads, BALLOTS, strict=True):
        cast_ballot(held, lead, ballot)
        boxes.append(bytes(BallotBox.objects.get().sealed))
    assert len({len(box) for box in boxes}) == 1
    blocks = [{box[at : at + 16] for at in range(0, len(box), 16)} for box in boxes]
    assert not any(one & other for at, one in enumerate(blocks) for other in blocks[:at])


@given(st.permutations(range(6)))
def test_ballots_come_out_of_the_box_in_the_order_of_their_words(order: list[int]) -> None:
    measure = Measure(round_pk=7, slips=6, statements=3)
    ballots = [{"1": (str(number), f"said by {number}")} for number in range(6)]
    box = seal(measure, [])
    for number in order:
        box = seal(measure, [*unseal(measure, box), ballots[number]])
    assert unseal(measure, box) == ballots


def test_a_box_opens_with_a_former_key_and_with_no_other(settings: Any) -> None:
    measure = Measure(round_pk=7, slips=2, statements=1)
    box = seal(measure, [{"1": ("3", 'a quote " and é')}])
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another secret of many characters, made up for this test"
    with pytest.raises(BoxProblem, match="SECRET_KEY_FALLBACKS"):
        unseal(measure, box)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(measure, box) == [{"1": ("3", 'a quote " and é')}]
    with pytest.raises(BoxProblem):
        unseal(Measure(round_pk=8, slips=2, statements=1), box)
    with pytest.raises(ValueError, match="more ballots than slips"):
        seal(Measure(round_pk=7, slips=0, statements=1), [{"1": ("3", "")}])


def test_the_longest_comments_fit(cast: Cast) -> None:
    held, leads = opened(cast)
    form = form_of(held, ((1, 2, 3), ""))
    for name in list(form):
        form[name.replace("s", "c", 1)] = '\u0001"' * 150 if name.startswith("s") else form[name]
    client = Client()
    client.force_login(leads[0])
    address = reverse("assessment_ballot", args=[cast.a.slug, held.pk])
    assert client.post(address, form).status_code == 302
    form = {name: value + "x" if name.startswith("c") else value for name, value in form.items()}
    client.force_login(leads[1])
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "must be 300 characters or fewer" in re.search(r"error-summary.*?</ul>", refused.content.decode(), re.S)[0]


def test_an_agency_answers_once_and_sees_only_that_it_has(cast: Cast) -> None:
    held, leads = opened(cast)
    assert cast_ballot(held, leads[0], BALLOTS[0]) == 302
    again = Client()
    again.force_login(leads[0])
    address = reverse("assessment_ballot", args=[cast.a.slug, held.pk])
    page = again.get(address).content.decode()
    assert "has answered" in page
    assert "alpha" not in page
    refused = again.post(address, form_of(held, BALLOTS[1]))
    assert refused.status_code == 422
    assert "has answered already" in refused.content.decode()
    assert Participation.objects.filter(used=True).count() == 1


def test_a_ballot_without_every_answer_is_shown_again_and_not_kept(cast: Cast) -> None:
    held, leads = opened(cast)
    form = form_of(held, BALLOTS[0])
    form.popitem()
    missing = {name: value for name, value in form.items() if name != next(iter(form))}
    client = Client()
    client.force_login(leads[0])
    refused = client.post(reverse("assessment_ballot", args=[cast.a.slug, held.pk]), missing)
    assert refused.status_code == 422
    assert "Select an answer to “Leader”" in refused.content.decode()
    assert refused["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert not Participation.objects.filter(used=True).exists()


def test_results_show_after_closing_and_above_the_floor_only(cast: Cast) -> None:
    held, leads = opened(cast)
    for lead, ballot in zip(leads[:5], BALLOTS, strict=False):
        cast_ballot(held, lead, ballot)
    client = Client()
    client.force_login(cast.chair)
    address = reverse("assessment_detail", args=[cast.a.slug, held.pk])
    page = client.get(address).content.decode()
    assert "only after it is closed" in page
    assert "Mode" not in page
    round_close(by=cast.manager, held=held)
    page = client.get(address).content.decode()
    assert "5 of 6" in page
    assert "1: 2, 2: 1, 3: 2" in page
    assert not BallotBox.objects.exists()
    assert "alpha word" not in page  # not released yet


def test_below_the_floor_the_answers_are_destroyed_unread(cast: Cast) -> None:
    held, leads = opened(cast)
    for lead, ballot in zip(leads[:4], BALLOTS, strict=False):
        cast_ballot(held, lead, ballot)
    client = Client()
    client.force_login(cast.manager)
    page = client.get(reverse("assessment_close", args=[cast.a.slug, held.pk])).content.decode()
    assert "destroyed unread" in page
    client.post(reverse("assessment_close", args=[cast.a.slug, held.pk]))
    assert not Tally.objects.exists()
    assert not Remark.objects.exists()
    assert not BallotBox.objects.exists()
    page = client.get(reverse("assessment_detail", args=[cast.a.slug, held.pk])).content.decode()
    assert "Suppressed. Fewer than 5 answered" in page


def test_a_closed_box_can_not_be_opened_again_and_few_agencies_can_not_be_asked(cast: Cast) -> None:
    held, _ = opened(cast)
    with pytest.raises(NotAllowed, match="can never answer"):
        round_open(by=cast.manager, tool=held.tool, plan=plan("Again", mode="anonymous", agencies=[cast.agency]))
    round_extend(by=cast.manager, held=held, until=held.closes_on.replace(year=2099), reason="Half term")  # type: ignore[union-attr]
    round_close(by=cast.manager, held=held)
    with pytest.raises(NotAllowed, match="Open a new round"):
        round_reopen(by=cast.manager, held=held, until=timezone.localdate(), reason="x")


def test_remarks_are_read_before_they_are_shown_and_what_is_taken_out_is_gone(cast: Cast) -> None:
    held, leads = opened(cast)
    for lead, ballot in zip(leads, BALLOTS, strict=True):
        cast_ballot(held, lead, ballot)
    round_close(by=cast.manager, held=held)
    client = Client()
    client.force_login(cast.manager)
    remarks = reverse("assessment_remarks", args=[cast.a.slug, held.pk])
    alpha, bravo = Remark.objects.get(text="alpha word"), Remark.objects.get(text="bravo word")
    client.post(remarks, {"remark": str(alpha.pk), "text": "a word"})
    client.post(remarks, {"remark": str(bravo.pk), "delete": "1", "text": ""})
    client.force_login(cast.reader)
    page = client.get(reverse("assessment_detail", args=[cast.a.slug, held.pk])).content.decode()
    assert "a word" in page
    assert not [word for word in ("alpha", "bravo", "charlie") if word in page]
    assert "alpha" not in repr(dump()["directory_auditevent"])
