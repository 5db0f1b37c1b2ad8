"""Figures are versioned: nothing said is lost, nothing accepted changes, nobody is overwritten without knowing."""

import threading
import time
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.directory.models import AuditEvent
from partnerships.returns.entries import Entry
from partnerships.returns.models import (
    Acceptance,
    AcceptedFigure,
    IndicatorVersion,
    Observation,
    ObservationVersion,
    Return,
)
from partnerships.returns.services import (
    OvertakenFigure,
    Source,
    observation_mark,
    observation_restore,
    observation_save,
)
from safeguarding.lib.facts import Status
from tests.returns.factories import cell_of, collection_made, return_ready, say
from tests.support.cast import Cast, cast_made


def test_every_save_adds_a_version_with_who_and_how(cast: Cast) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 116, by=cast.contributor)
    say(of_return, "cp-plans", 118, by=cast.lead, source=Source("pasted"))
    versions = ObservationVersion.objects.order_by("number").values_list("number", "value", "by__name", "origin")
    assert list(versions) == [
        (1, Decimal(116), "Council contributor", "typed"),
        (2, Decimal(118), "Council lead", "pasted"),
    ]


def test_saying_the_same_twice_keeps_one_version_even_from_a_stale_page(cast: Cast) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 116)
    again = say(of_return, "cp-plans", "116.0", expected=0)
    assert (again.changed, ObservationVersion.objects.count()) == (False, 1)


def test_a_stale_save_is_told_both_values_and_overwrites_nothing(cast: Cast) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 116, by=cast.lead)
    with pytest.raises(OvertakenFigure) as caught:
        say(of_return, "cp-plans", 120, by=cast.contributor, expected=0)
    assert caught.value.saved is not None
    assert (caught.value.saved.value, caught.value.yours.value, caught.value.lock) == (116, 120, 1)
    assert cell_of(of_return, "cp-plans").entry.value == 116


def test_a_cleared_cell_is_a_version_of_its_own(cast: Cast) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 116)
    say(of_return, "cp-plans", Entry())
    assert cell_of(of_return, "cp-plans").blank
    assert ObservationVersion.objects.count() == 2


def test_a_blank_of_a_published_table_is_kept_with_its_place(cast: Cast) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", Entry(), source=Source("imported", "Annual report", "table 2"))
    assert ObservationVersion.objects.get().place == "table 2"


def test_a_mark_needs_a_reason_and_is_audited(cast: Cast) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    item = cell_of(of_return, "cp-plans").item
    with pytest.raises(ValidationError, match="Say why the figure is not available"):
        observation_mark(by=cast.lead, of_return=of_return, item=item, status=Status.NOT_AVAILABLE, expected=0)
    observation_mark(
        by=cast.lead, of_return=of_return, item=item, status=Status.NOT_AVAILABLE, expected=0, reason="New system"
    )
    event = AuditEvent.objects.get(action="observation_mark")
    assert event.after == {"cell": "cp-plans", "status": "not_available", "reason": "New system"}


def test_restoring_says_an_earlier_version_again_and_keeps_those_between(cast: Cast) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    say(of_return, "cp-plans", 116)
    cell = say(of_return, "cp-plans", 118).observation
    restored = observation_restore(by=cast.lead, observation=cell, number=1, expected=2)
    assert restored.version is not None
    assert (restored.version.number, restored.version.value) == (3, 116)


def test_a_category_that_is_not_asked_is_refused(cast: Cast) -> None:
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    item = cell_of(of_return, "cp-plans").item
    with pytest.raises(ValidationError, match="not a category"):
        observation_save(
            by=cast.lead, of_return=of_return, item=item, category="other", entry=Entry(status=Status.NIL), expected=0
        )


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


CHANGES = {
    "update": lambda model: model.objects.update(id=10_000),
    "delete": lambda model: model.objects.all()._raw_delete(model.objects.db),
    "raw update": lambda model: _run(f"UPDATE {model._meta.db_table} SET id = id"),
    "raw delete": lambda model: _run(f"DELETE FROM {model._meta.db_table}"),
}
APPEND_ONLY = (ObservationVersion, IndicatorVersion, Acceptance, AcceptedFigure)


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model.__name__)
@pytest.mark.parametrize("way", CHANGES)
def test_accepted_versions_can_not_be_changed_by_anybody(cast: Cast, model: Any, way: str) -> None:
    return_ready(cast.a, agency=cast.agency)
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        CHANGES[way](model)
    assert model.objects.exists()


saves = st.lists(st.tuples(st.sampled_from(["lead", "contributor", "manager"]), st.integers(0, 4)), max_size=8)


@given(saves=saves, stale=st.lists(st.booleans(), min_size=8, max_size=8))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_interleaving_of_saves_keeps_every_value_without_gaps(
    db: None, saves: list[tuple[str, int]], stale: list[bool]
) -> None:
    with transaction.atomic():
        cast = cast_made()
        of_return = collection_made(cast.a, agencies=[cast.agency]).first
        kept: list[int] = []
        for (who, number), late in zip(saves, stale, strict=False):
            lock = cell_of(of_return, "cp-plans").lock
            try:
                saved = say(of_return, "cp-plans", number, by=getattr(cast, who), expected=max(lock - late, 0))
            except OvertakenFigure:
                assert late
            else:
                kept += [number] if saved.changed else []
        versions = ObservationVersion.objects.filter(observation__of_return=of_return).order_by("number")
        assert [int(version.value or 0) for version in versions] == kept
        assert [version.number for version in versions] == list(range(1, len(kept) + 1))
        transaction.set_rollback(True)


def _save_waiting(of_return: Return, number: int) -> None:
    # A file waits for the other writer; the shared-cache memory database of tests answers "locked" at once.
    try:
        row = Return.objects.select_related("collection").get(pk=of_return.pk)
        say(row, "cp-plans", number, expected=0)
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        time.sleep(0.05)
        _save_waiting(of_return, number)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_saving_at_once_one_wins_and_the_other_is_told() -> None:
    cast = cast_made()
    of_return = collection_made(cast.a, agencies=[cast.agency]).first
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def save(number: int) -> None:
        start.wait()
        try:
            _save_waiting(of_return, number)
            outcomes.append("saved")
        except OvertakenFigure:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(number,)) for number in (116, 118)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["saved", "told"]
    assert (Observation.objects.get().version, ObservationVersion.objects.count()) == (1, 1)
