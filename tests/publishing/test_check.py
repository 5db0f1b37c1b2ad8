"""The public page that says whether a file is the one that was issued."""

import hashlib
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reports.studio.models import Report
from tests.publishing.reports import FILES, INSIDE, build_made, build_published
from tests.support.cast import Cast

DIGEST = hashlib.sha256(FILES["pdf"]).hexdigest()


@pytest.fixture(autouse=True)
def _nobody_has_asked() -> None:
    cache.clear()


def ask(**data: Any) -> str:
    """Ask without being signed in and return the page."""
    return Client().post(reverse("file_check"), data).content.decode()


def test_anybody_can_open_the_page(db: None) -> None:
    assert "Is this report the one that was issued?" in Client().get(reverse("file_check")).content.decode()


def test_the_published_file_is_recognised_by_its_bytes(cast: Cast, report: Report) -> None:
    build_published(report, cast.manager)
    page = ask(file=SimpleUploadedFile("mine.pdf", FILES["pdf"], "application/pdf"))
    assert "Yes, it is" in page
    assert "Alderbrook Safeguarding Children Partnership, edition 1" in page


def test_the_published_file_is_recognised_by_its_digest_however_it_is_spaced(cast: Cast, report: Report) -> None:
    build_published(report, cast.manager)
    spaced = " ".join(DIGEST.upper()[at : at + 8] for at in range(0, 64, 8))
    assert "Yes, it is" in ask(sha256=spaced)


def test_one_changed_byte_is_another_file(cast: Cast, report: Report) -> None:
    build_published(report, cast.manager)
    page = ask(file=SimpleUploadedFile("mine.pdf", FILES["pdf"] + b" ", "application/pdf"))
    assert "No published report is exactly this file" in page


def test_nothing_is_said_about_the_partnerships_own_edition(cast: Cast, report: Report) -> None:
    build_published(report, cast.manager)
    inside = hashlib.sha256(INSIDE["pdf"]).hexdigest()
    assert "No published report is exactly this file" in ask(sha256=inside)


def test_nothing_is_said_about_drafts(cast: Cast, report: Report) -> None:
    build_made(report, cast.manager)
    assert "No published report is exactly this file" in ask(sha256=DIGEST)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "Select a PDF or enter its digest"),
        ({"sha256": "abc"}, "Enter a SHA-256 digest: 64 characters"),
        ({"file": SimpleUploadedFile("x.docx", b"PK\x03\x04")}, "The file must be PDF"),
    ],
    ids=["nothing", "not a digest", "not a PDF"],
)
def test_a_question_that_can_not_be_answered_says_how_to_mend_it(data: dict[str, Any], says: str) -> None:
    page = ask(**data)
    assert "There is a problem" in page
    assert says in page


@pytest.mark.django_db
def test_too_many_questions_from_one_address_are_turned_away() -> None:
    client = Client()
    codes = {client.post(reverse("file_check"), {"sha256": DIGEST}).status_code for _ in range(21)}
    assert codes == {200, 429}
