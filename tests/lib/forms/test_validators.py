"""Limits on files and texts, and the words they are told in."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.forms.validators import (
    MEGABYTE,
    FileType,
    MaxFileSize,
    MaxWords,
    megabytes,
    one_of,
    word_count,
)


def file(name: str = "return.csv", size: int = 10) -> SimpleUploadedFile:
    """Return an upload that claims a size without holding it."""
    upload = SimpleUploadedFile(name, b"figures")
    upload.size = size
    return upload


def test_a_large_file_is_told_its_size_and_the_limit() -> None:
    with pytest.raises(ValidationError, match=r"The file is 40 MB. It must be smaller than 10 MB."):
        MaxFileSize(10 * MEGABYTE)(file(size=40 * MEGABYTE))


def test_a_file_just_over_the_limit_is_not_told_that_ten_is_more_than_ten() -> None:
    with pytest.raises(ValidationError, match=r"The file is more than 10 MB."):
        MaxFileSize(10 * MEGABYTE)(file(size=10 * MEGABYTE + 1))


def test_a_file_at_the_limit_is_accepted() -> None:
    MaxFileSize(10 * MEGABYTE)(file(size=10 * MEGABYTE))


@pytest.mark.parametrize("name", ["return.csv", "RETURN.CSV", "a.b.xlsx"])
def test_a_file_of_a_named_type_is_accepted(name: str) -> None:
    FileType(("csv", "xlsx"))(file(name))


@pytest.mark.parametrize("name", ["return.exe", "csv", "return.csv.exe", ""])
def test_a_file_of_another_type_is_told_which_types_are_wanted(name: str) -> None:
    upload = file()
    upload._name = name
    with pytest.raises(ValidationError, match="The file must be CSV or XLSX"):
        FileType(("csv", "xlsx"))(upload)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0.1 MB"), (MEGABYTE, "1 MB"), (int(2.5 * MEGABYTE), "2.5 MB"), (40 * MEGABYTE, "40 MB")],
)
def test_sizes_are_said_in_megabytes(size: int, words: str) -> None:
    assert megabytes(size) == words


def test_types_are_listed_in_capitals() -> None:
    assert one_of(["pdf"]) == "PDF"
    assert one_of(["csv", "xlsx", "ods"]) == "CSV, XLSX or ODS"


@pytest.mark.parametrize(("over", "words"), [(1, "1 word"), (2, "2 words"), (1500, "1,500 words")])
def test_a_long_text_is_told_by_how_much(over: int, words: str) -> None:
    with pytest.raises(ValidationError, match=f"Shorten the text by {words}: the limit is 150"):
        MaxWords(150)("word " * (150 + over))


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1)))
def test_words_are_what_stands_between_spaces(words: list[str]) -> None:
    assert word_count(" \n".join(words)) == len(words)


def test_limits_of_the_same_size_are_the_same_limit() -> None:
    # Django compares validators to decide whether a model has changed.
    assert MaxWords(150) == MaxWords(150)
    assert FileType(("csv",)) != FileType(("pdf",))
