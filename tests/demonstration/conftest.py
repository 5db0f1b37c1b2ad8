"""Loading takes seconds, so each partnership is loaded once for all tests of this folder."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from demonstration.alderbrook.loading import demo_load
from demonstration.founding import Founded
from demonstration.reference import loading as reference
from demonstration.southend.loading import reference_load

MID_YEAR = date(2026, 11, 21)


class _Undone(Exception):
    """Ends the transaction that held the loaded partnership."""


@pytest.fixture(scope="package")
def opened(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """Open one transaction that is undone after the last test of the folder."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                yield
                raise _Undone
        except _Undone:
            pass


def _kept(founded: Founded) -> Founded:
    """Check the links between rows now and once: after each test the database would check all that are still due."""
    connection.check_constraints()
    return founded


@pytest.fixture(scope="package")
def loaded(opened: None, django_db_blocker: Any) -> Founded:
    """Return Southend, loaded inside the transaction of `opened`."""
    with django_db_blocker.unblock():
        return _kept(reference_load(password=None)[0])


@pytest.fixture(scope="package")
def invented(opened: None, django_db_blocker: Any) -> Founded:
    """Return Alderbrook, loaded inside the transaction of `opened`."""
    with django_db_blocker.unblock():
        return _kept(demo_load(password=None, today=MID_YEAR)[0])


@pytest.fixture(scope="package")
def chscp(opened: None, django_db_blocker: Any) -> Founded:
    """Return City and Hackney, loaded inside the transaction of `opened`."""
    with django_db_blocker.unblock():
        return _kept(reference.reference_load(reference.CHSCP, password=None)[0])


@pytest.fixture(scope="package")
def havering(opened: None, django_db_blocker: Any) -> Founded:
    """Return Havering, loaded inside the transaction of `opened`."""
    with django_db_blocker.unblock():
        return _kept(reference.reference_load(reference.HAVERING, password=None)[0])


@pytest.fixture(scope="package")
def read(chscp: Founded, havering: Founded) -> dict[str, Founded]:
    """Return the partnerships made from the two other reports."""
    return {reference.CHSCP: chscp, reference.HAVERING: havering}


@pytest.fixture
def references(read: dict[str, Founded], db: None) -> dict[str, Founded]:
    """Return them by the name of their folder."""
    return read


@pytest.fixture
def southend(loaded: Founded, db: None) -> Founded:
    """Return the reference partnership; what a test writes is undone by `db`, inside the transaction of `opened`."""
    return loaded


@pytest.fixture
def alderbrook(invented: Founded, db: None) -> Founded:
    """Return the invented partnership."""
    return invented
