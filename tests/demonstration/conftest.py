"""Loading takes seconds, so each partnership is loaded once for all tests of this folder."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from demonstration.alderbrook.loading import demo_load
from demonstration.founding import Founded
from demonstration.reference import loading as reference
from demonstration.southend.loading import reference_load

MID_YEAR = date(2026, 11, 21)


class _Undone(Exception):
    """Ends the transaction that held the loaded partnership."""


@pytest.fixture(scope="package")
def loaded(django_db_setup: Any, django_db_blocker: Any) -> Iterator[tuple[Founded, Founded]]:
    """Return Southend and Alderbrook inside one transaction that is undone after the last test of the folder."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                southend, _ = reference_load(password=None)
                alderbrook, _ = demo_load(password=None, today=MID_YEAR)
                yield southend, alderbrook
                raise _Undone
        except _Undone:
            pass


@pytest.fixture(scope="package")
def read(loaded: tuple[Founded, Founded], django_db_blocker: Any) -> dict[str, Founded]:
    """Return the partnerships made from the two other reports, inside the transaction of `loaded`."""
    with django_db_blocker.unblock():
        return {
            folder: reference.reference_load(folder, password=None)[0]
            for folder in (reference.CHSCP, reference.HAVERING)
        }


@pytest.fixture
def references(read: dict[str, Founded], db: None) -> dict[str, Founded]:
    """Return them by the name of their folder."""
    return read


@pytest.fixture
def southend(loaded: tuple[Founded, Founded], db: None) -> Founded:
    """Return the reference partnership; what a test writes is undone by `db`, inside the transaction of `loaded`."""
    return loaded[0]


@pytest.fixture
def alderbrook(loaded: tuple[Founded, Founded], db: None) -> Founded:
    """Return the invented partnership."""
    return loaded[1]
