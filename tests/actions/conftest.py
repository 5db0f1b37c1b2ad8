"""What the tests of the action log share."""

import pytest
from django.test import Client

from partnerships.actions.models import Action
from partnerships.directory.models import User
from tests.actions.factories import action_made, coordinator_made
from tests.support.cast import Cast
from tests.support.signed_in import _playwright_beside_django  # noqa: F401


@pytest.fixture
def action(cast: Cast) -> Action:
    """Return an open action of the council's."""
    return action_made(cast)


@pytest.fixture
def coordinator(cast: Cast) -> User:
    """Return the case review coordinator of partnership A."""
    return coordinator_made(cast.a)


def signed_in(person: User) -> Client:
    """Return a person's browser."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def manager(cast: Cast) -> Client:
    """Return the board manager's browser."""
    return signed_in(cast.manager)


@pytest.fixture
def lead(cast: Cast) -> Client:
    """Return the council lead's browser."""
    return signed_in(cast.lead)
