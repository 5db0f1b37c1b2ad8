"""How tests come to the pages."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.directory.models import User
from tests.support.cast import Cast


def browser(person: User) -> Client:
    """Return the browser of a person who is signed in."""
    client = Client()
    client.force_login(person)
    return client


def address(cast: Cast, name: str, *more: object) -> str:
    """Return a page of partnership A."""
    return reverse(name, args=[cast.a.slug, *more])


def words(response: Any) -> str:
    """Return a page as one line."""
    return " ".join(response.text.split())


def queries(client: Client, page: str) -> int:
    """Return how many queries a page takes."""
    with CaptureQueriesContext(connection) as context:
        assert client.get(page).status_code == 200
    return len(context)
