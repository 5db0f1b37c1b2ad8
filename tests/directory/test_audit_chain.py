"""The chain can not be changed without being found out, and two writers do not fork it."""

from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from partnerships.directory.models import AuditChain, AuditEvent, Partnership
from partnerships.directory.selectors import audit_chains_verified
from partnerships.directory.services.audit import audit_record
from tests.factories import PartnershipFactory
from tests.support.append_only import triggers_lifted
from tests.support.cast import Cast

TABLE = AuditEvent._meta.db_table


@pytest.fixture
def chain(cast: Cast) -> Partnership:
    """Write five events of A."""
    for number in range(5):
        audit_record(by=cast.lead, action="note_added", partnership=cast.a, label=f"note {number}")
    return cast.a


def tamper(sql: str) -> None:
    with triggers_lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql)


def verify() -> str:
    out = StringIO()
    call_command("audit_verify", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_an_untouched_trail_holds(chain: Partnership) -> None:
    assert "alderbrook: 5 events, holds" in verify()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (f"UPDATE {TABLE} SET object_label = 'other' WHERE number = 3", "event 3 was changed"),
        (f"UPDATE {TABLE} SET actor_name = 'Somebody' WHERE number = 1", "event 1 was changed"),
        (f"UPDATE {TABLE} SET address = '203.0.113.1' WHERE number = 5", "event 5 was changed"),
        (f"DELETE FROM {TABLE} WHERE number = 5", "events after number 4 are missing"),
        (f"DELETE FROM {TABLE} WHERE number = 2", "event 2 is missing"),
        (f"DELETE FROM {TABLE}", "events after number 0 are missing"),
    ],
)
def test_a_change_behind_the_portals_back_is_found(chain: Partnership, sql: str, fault: str) -> None:
    tamper(sql)
    with pytest.raises(CommandError, match="The audit trail of alderbrook does not hold"):
        verify()
    verdict = next(item for item in audit_chains_verified() if item.key == "alderbrook")
    assert fault in verdict.fault


@pytest.mark.django_db
def test_a_broken_chain_does_not_hide_behind_one_that_holds(chain: Partnership, cast: Cast) -> None:
    audit_record(by=cast.manager_of_b, action="note_added", partnership=cast.b)
    tamper(f"UPDATE {TABLE} SET object_label = 'other' WHERE number = 3")
    faults = {item.key: bool(item.fault) for item in audit_chains_verified()}
    assert faults == {"alderbrook": True, "brackenshire": False}


@pytest.mark.django_db
@pytest.mark.parametrize("sql", [f"UPDATE {TABLE} SET action = 'x'", f"DELETE FROM {TABLE}"])
def test_the_database_refuses_to_change_or_delete_an_event(chain: Partnership, sql: str) -> None:
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.update(action="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.all().delete()
    assert "holds" in verify()


@pytest.mark.django_db
def test_the_table_can_not_be_emptied(chain: Partnership) -> None:
    statement = f"DELETE FROM {TABLE} WHERE 1 = 1"
    if connection.vendor == "postgresql":
        statement = f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {TABLE}"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_an_event_goes_when_the_change_it_is_about_is_undone(cast: Cast) -> None:
    with transaction.atomic():
        audit_record(by=cast.lead, action="note_added", partnership=cast.a)
        transaction.set_rollback(True)
    assert not AuditEvent.objects.exists()
    assert not AuditChain.objects.filter(length__gt=0).exists()


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_do_not_fork_the_chain() -> None:
    partnership = PartnershipFactory(slug="alderbrook")
    # The tests' SQLite lives in memory, where a second connection is refused instead of made to wait.
    writers = 4 if connection.vendor == "postgresql" else 1

    def write() -> None:
        for _ in range(25):
            audit_record(by=None, action="note_added", partnership=partnership)
        connection.close()

    threads = [Thread(target=write) for _ in range(writers)]
    if writers == 1:
        write()
    else:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    verdict = next(item for item in audit_chains_verified() if item.key == "alderbrook")
    assert (verdict.events, verdict.fault) == (25 * writers, "")
