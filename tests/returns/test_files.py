"""The spreadsheet: out, filled in, read, looked through, saved; and every way it can be wrong."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from partnerships.directory.models import AuditEvent
from partnerships.returns.models import ObservationVersion, Query, Return
from partnerships.returns.selectors.grid import grid
from partnerships.returns.services import Definition, query_open
from partnerships.returns.spreadsheet.reader import Reading, read
from partnerships.returns.spreadsheet.template import template
from safeguarding.lib.facts import UnitKind
from tests.returns.factories import COUNT, cell_of, collection_made, say
from tests.support.cast import Cast

SHARE = Definition(name="Reviews on time", kind=UnitKind.PERCENT, decimals=1, from_parts=True)
FIGURE, FIRST, SECOND, ANSWER, REASON = 6, 7, 8, 9, 10


@pytest.fixture
def draft(cast: Cast) -> Return:
    return collection_made(cast.a, {"cp-plans": COUNT, "reviews": SHARE}, agencies=[cast.agency]).first


@pytest.fixture
def lead(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.lead)
    return client


def _filled(of_return: Return, **cells: Any) -> bytes:
    """Return the template with cells written: r2c6 is row 2, column 6."""
    book = load_workbook(io.BytesIO(template(grid(of_return))))
    for place, value in cells.items():
        row, column = place[1:].split("c")
        book["Figures"].cell(int(row), int(column), value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read(of_return: Return, **cells: Any) -> Reading:
    return read(io.BytesIO(_filled(of_return, **cells)), grid(of_return))


def _upload(client: Client, of_return: Return, content: bytes, name: str = "figures.xlsx") -> Any:
    url = reverse("return_upload", args=["alderbrook", of_return.pk])
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


def test_the_template_locks_everything_but_what_is_filled_in(draft: Return) -> None:
    book = load_workbook(io.BytesIO(template(grid(draft))))
    page = book["Figures"]
    assert page.protection.sheet
    locked = {page.cell(2, column).protection.locked for column in (1, 2, FIRST, 12)}
    assert (locked, page.cell(2, FIGURE).protection.locked) == ({True}, False)
    assert "yellow cells" in book["Instructions"]["A4"].value


def test_names_that_look_like_formulas_are_written_as_text(cast: Cast) -> None:
    made = collection_made(cast.a, {"odd": Definition(name="=1+1")}, agencies=[cast.agency])
    page = load_workbook(io.BytesIO(template(grid(made.first))))["Figures"]
    assert (page.cell(2, 2).value, page.cell(2, 2).data_type) == ("'=1+1", "s")


def test_figures_counts_and_reasons_are_read(draft: Return) -> None:
    reading = _read(draft, r2c6=116, r3c7=38, r3c8=42)
    assert not reading.problems
    assert (reading.said["cp-plans"]["value"], reading.said["reviews"]["numerator"]) == ("116", "38")
    reading = _read(draft, r2c9="Not available", r2c10="New system")
    assert reading.said["cp-plans"]["status"] == "not_available"


def test_the_untouched_template_says_nothing_new(draft: Return) -> None:
    say(draft, "cp-plans", 116)
    reading = _read(draft)
    assert (reading.said, reading.problems) == ({}, [])


@pytest.mark.parametrize(
    ("cells", "row", "words"),
    [
        ({"r2c1": "unknown", "r2c6": 1}, 2, "not a figure of this return"),
        ({"r3c1": "cp-plans", "r3c6": 1, "r2c6": 2}, 3, "twice"),
        ({"r2c6": "many"}, 2, "not a number"),
        ({"r2c6": "=SUM(A1:A3)"}, 2, "holds a formula"),
        ({"r2c6": -4}, 2, "below zero"),
        ({"r3c6": 90}, 3, "two counts"),
        ({"r2c9": "Perhaps"}, 2, "not a kind of answer"),
        ({"r2c9": "Not available"}, 2, "Say why"),
    ],
)
def test_a_row_that_can_not_be_used_is_named(draft: Return, cells: dict[str, Any], row: int, words: str) -> None:
    problems = [problem for problem in _read(draft, **cells).problems if problem.row == row]
    assert words in problems[0].text


def test_nothing_is_saved_before_it_was_looked_at(draft: Return, lead: Client) -> None:
    text = _upload(lead, draft, _filled(draft, r2c6=116, r3c7="many", r3c8=1)).content.decode()
    assert "1 figure will change" in text
    assert "1 row can not be used" in text
    assert not ObservationVersion.objects.exists()


def test_confirming_saves_with_the_origin_and_the_file_named(draft: Return, lead: Client) -> None:
    data = {"confirmed": "yes", "file_name": "figures.xlsx", "cp-plans-value": "116", "cp-plans-lock": "0"}
    answer = lead.post(reverse("return_upload", args=["alderbrook", draft.pk]), data, follow=True)
    assert "1 figures from the spreadsheet" in answer.content.decode()
    version = ObservationVersion.objects.get()
    assert (version.origin, version.document) == ("uploaded", "figures.xlsx")
    assert AuditEvent.objects.get(action="figures_import").after["saved"] == 1


def test_an_upload_older_than_somebody_elses_save_is_shown_not_dropped(cast: Cast, draft: Return, lead: Client) -> None:
    say(draft, "cp-plans", 118, by=cast.contributor)
    data = {"confirmed": "yes", "file_name": "figures.xlsx", "cp-plans-value": "116", "cp-plans-lock": "0"}
    answer = lead.post(reverse("return_upload", args=["alderbrook", draft.pk]), data)
    assert answer.status_code == 409
    assert "saved 118 meanwhile" in answer.content.decode()


def test_an_upload_keeps_questions_and_comments(cast: Cast, draft: Return, lead: Client) -> None:
    query_open(by=cast.manager, of_return=draft, cell=cell_of(draft, "cp-plans"), text="Which day?")
    data = {"confirmed": "yes", "file_name": "figures.xlsx", "cp-plans-value": "116", "cp-plans-lock": "0"}
    lead.post(reverse("return_upload", args=["alderbrook", draft.pk]), data)
    assert Query.objects.get().entries.get().text == "Which day?"


def test_a_40_mb_file_is_refused_with_the_limit(draft: Return, lead: Client) -> None:
    answer = _upload(lead, draft, b"\0" * (40 * 1024 * 1024))
    assert answer.status_code == 422
    assert "The file is 40 MB. It must be smaller than 5 MB." in answer.content.decode()


def _other_book() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"not a workbook", "figures.xlsx", "can not be read as a spreadsheet"),
        (b"a,b", "figures.csv", "must be XLSX"),
        (_other_book(), "figures.xlsx", "no sheet “Figures”"),
    ],
    ids=["garbage", "csv", "another workbook"],
)
def test_a_file_of_the_wrong_kind_is_refused(
    draft: Return, lead: Client, content: bytes, name: str, words: str
) -> None:
    answer = _upload(lead, draft, content, name)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
