"""Every error in plain English, through the layout, without a word of what is behind it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    """Return a client that shows the error page instead of raising."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/suspect/", 400, "We could not read that request"),
        ("/forbid/", 403, "You can not see this"),
        ("/hide/", 404, "Page not found"),
        ("/swell/", 413, "That is too much to send at once"),
        ("/fail/", 500, "Sorry, something went wrong"),
    ],
)
def test_each_error_has_its_status_and_its_words(visitor: Client, address: str, status: int, title: str) -> None:
    response = visitor.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert f"<title>{title} - Safeguarding partnership portal</title>" in page
    assert f"{title}</h1>" in page


@pytest.mark.parametrize("address", ["/suspect/", "/hide/", "/fail/"])
def test_no_error_says_what_is_behind_it(visitor: Client, address: str) -> None:
    page = visitor.get(address).content.decode()
    assert "secret" not in page
    assert "Hill Valley" not in page
    assert "Traceback" not in page


def test_what_does_not_exist_and_what_is_not_theirs_look_the_same(visitor: Client) -> None:
    assert visitor.get("/hide/").content == visitor.get("/does-not-exist/").content


def test_a_failure_shows_the_reference_that_stands_in_the_log(visitor: Client) -> None:
    response = visitor.get("/fail/")
    assert f"<strong>{response['X-Request-ID']}</strong>" in response.content.decode()


@pytest.mark.parametrize("address", ["/suspect/", "/forbid/", "/hide/", "/swell/", "/fail/"])
def test_an_error_asks_the_database_nothing(
    visitor: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        visitor.get(address)


def test_an_old_form_says_that_nothing_is_lost() -> None:
    response = Client(enforce_csrf_checks=True).post("/forbid/", {"figure": "12"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Your page was open too long" in page
    assert "Nothing you saved before is lost" in page


def test_too_many_bytes_in_a_form_name_the_limit(visitor: Client, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10  # type: ignore[attr-defined]
    response = visitor.post("/read/", {"words": "more than ten bytes"})
    assert response.status_code == 413
    assert "larger than 10 MB" in response.content.decode()


def test_too_many_files_name_the_limit(visitor: Client, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1  # type: ignore[attr-defined]
    files = {f"file{number}": SimpleUploadedFile("a.csv", b"1") for number in range(2)}
    assert visitor.post("/read/", files).status_code == 413


def test_no_error_page_has_a_script_or_a_style_inside(visitor: Client) -> None:
    for address in ("/suspect/", "/forbid/", "/hide/", "/swell/", "/fail/"):
        page = visitor.get(address).content.decode()
        assert not re.search(r"<style|style=|<script>|onclick=", page)
