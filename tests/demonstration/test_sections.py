"""The table of sections can not rot: what it names exists, and prints in the report of its partnership."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from demonstration.founding import Founded
from demonstration.reference.loading import CHSCP, HAVERING
from reports.studio.assembly import gathered
from reports.studio.blocks import BLOCKS_BY_KEY
from reports.studio.models import Report

SOUTHEND = "southend-2017-19"
FOLDERS = (SOUTHEND, CHSCP, HAVERING)


@dataclass(frozen=True)
class Row:
    """One section of an inventory as docs/sections.md tells it."""

    folder: str
    section: str
    records: tuple[str, ...]
    pages: tuple[str, ...]
    blocks: tuple[str, ...]
    state: str


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of all three tables."""
    made, folder = [], ""
    for line in (Path(settings.BASE_DIR) / "docs" / "sections.md").read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"`manage\.py reference_load ([\w-]+)`", line):
            folder = found[1]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 6 and cells[0] != "Section" and "---" not in line:
            names = [tuple(re.findall(r"`([\w.]+)`", cell)) for cell in cells[2:5]]
            made.append(Row(folder, cells[0], *names, cells[5]))
    return tuple(made)


def _forms(resolver: URLResolver) -> Iterator[str]:
    """Yield the names of the pages on which something can be entered."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _forms(one)
        elif isinstance(one, URLPattern) and one.name and hasattr(getattr(one.callback, "view_class", None), "post"):
            yield one.name


def test_every_section_has_a_state_and_what_is_not_held_says_why() -> None:
    assert {row.folder for row in rows()} == set(FOLDERS)
    assert [len([row for row in rows() if row.folder == folder]) for folder in FOLDERS] == [40, 80, 40]
    for row in rows():
        state, _, why = row.state.partition(": ")
        assert state in ("held", "held in part", "not held"), row
        assert bool(why) == (state != "held"), row
        assert bool(row.records and row.pages and row.blocks) == (state != "not held"), row


def test_every_record_type_and_block_named_exists_and_every_page_takes_what_is_entered() -> None:
    pages = set(_forms(get_resolver()))
    for row in rows():
        assert all(apps.get_model(name) for name in row.records), row
        assert set(row.pages) <= pages, row
        assert set(row.blocks) <= set(BLOCKS_BY_KEY), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_block_named_is_in_the_report_and_has_something_to_print(
    southend: Founded, references: dict[str, Founded], folder: str
) -> None:
    founded = southend if folder == SOUTHEND else references[folder]
    report = Report.objects.of(founded.partnership).get()
    printed = {part["block"] for part in gathered(report).content["sections"]}
    named = {block for row in rows() if row.folder == folder for block in row.blocks}
    assert named - printed == set()
