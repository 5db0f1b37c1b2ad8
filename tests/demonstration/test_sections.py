"""The table of sections can not rot: row by row, what it names exists, is loaded, and prints where the row says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from demonstration.founding import Founded
from demonstration.reference.loading import CHSCP, HAVERING
from partnerships.directory.models import Partnership
from reports.studio.assembly import Gathered, gathered
from reports.studio.blocks import BLOCKS_BY_KEY
from reports.studio.checks.rooms import WANTED
from reports.studio.models import Report
from safeguarding.lib.richtext import word_count

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
    printed_at: tuple[str, ...]
    state: str

    def __str__(self) -> str:
        return f"{self.folder}: {self.section}"


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of all three tables."""
    made, folder = [], ""
    for line in (Path(settings.BASE_DIR) / "docs" / "sections.md").read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"`manage\.py reference_load ([\w-]+)`", line):
            folder = found[1]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 7 and cells[0] != "Section" and "---" not in line:
            names = [tuple(re.findall(r"`([\w.-]+)`", cell)) for cell in cells[2:6]]
            made.append(Row(folder, cells[0], *names, cells[6]))
    return tuple(made)


EACH = pytest.mark.parametrize("folder", FOLDERS)
LOADED_BY = {SOUTHEND: "loaded", CHSCP: "chscp", HAVERING: "havering"}
# How records lead to their partnership whose manager does not say it.
WAYS = {
    "assessments.Remark": "round__partnership",
    "assurance.InspectionFinding": "inspection__partnership",
    "audits.Grading": "audit__partnership",
    "audits.Point": "audit__partnership",
    "governance.Attendance": "meeting__partnership",
}


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
        assert bool(row.records and row.pages and row.blocks and row.printed_at) == (state != "not held"), row


def test_every_record_type_and_block_named_exists_and_every_page_takes_what_is_entered() -> None:
    pages = set(_forms(get_resolver()))
    for row in rows():
        assert all(apps.get_model(name) for name in row.records), row
        assert set(row.pages) <= pages, row
        assert set(row.blocks) <= set(BLOCKS_BY_KEY), row


@pytest.fixture
def founded(request: pytest.FixtureRequest, folder: str) -> Founded:
    """Return the partnership of the folder, and only load that one."""
    founded: Founded = request.getfixturevalue(LOADED_BY[folder])
    request.getfixturevalue("db")  # after the package's transaction was opened
    return founded


def held(folder: str) -> list[Row]:
    """Return the rows of the folder that say where they come out in print."""
    return [row for row in rows() if row.folder == folder and row.printed_at]


@EACH
def test_the_partnership_has_a_record_of_each_type_a_row_names(founded: Founded, folder: str) -> None:
    there = {name: _records(name, founded.partnership) for row in held(folder) for name in row.records}
    assert {row.section: name for row in held(folder) for name in row.records if not there[name]} == {}


def _records(name: str, partnership: Partnership) -> bool:
    kept = apps.get_model(name)._default_manager.all()
    way = WAYS.get(name) or getattr(kept, "partnership_path", "partnership")
    return bool(kept.filter(**{way: partnership}).exists())


@EACH
def test_each_block_stands_with_content_in_a_section_the_row_names(founded: Founded, folder: str) -> None:
    report = gathered(Report.objects.of(founded.partnership).get())
    slugs = {part["id"] for part in report.content["sections"]}
    assert {row.section: slug for row in held(folder) for slug in row.printed_at if slug not in slugs} == {}
    for row in held(folder):
        printed = {slug: _blocks_with_content(report, slug) for slug in row.printed_at}
        assert set(row.blocks) - {block for blocks in printed.values() for block in blocks} == set(), row
        # No section is named for nothing.
        assert [slug for slug, blocks in printed.items() if not blocks & set(row.blocks)] == [], row


def _blocks_with_content(report: Gathered, slug: str) -> set[str]:
    """Return the blocks that print something in a section: its own, and those without a heading of their own."""
    parts = report.content["sections"]
    start = next(place for place, part in enumerate(parts) if part["id"] == slug)
    silent = []
    for part in parts[start + 1 :]:
        if not part["silent"]:
            break
        silent.append(part)
    return {part["block"] for part in (parts[start], *silent) if _has_content(report, part)}


def _has_content(report: Gathered, part: dict[str, Any]) -> bool:
    content, data, block = report.content, part["data"], part["block"]
    if block in WANTED:
        return bool(data[WANTED[block][0]])
    told = {
        "cover": lambda: data["title"] and data["period"],
        "contents": lambda: len(content["sections"]) > 1,
        "source_annex": lambda: content["references"],
        "signatures": lambda: content["signatures"],
        "assessment_answers": lambda: any(one["rows"] for one in data["respondents"]),
        "assessment_commentary": lambda: data["statements"],
        "narrative": lambda: word_count(data["body"]),
        "foreword": lambda: word_count(data["body"]),
    }
    return bool(told[block]())


def test_an_empty_block_and_a_wrong_section_are_noticed(southend: Founded) -> None:
    report = gathered(Report.objects.of(southend.partnership).get())
    assert "priorities" in _blocks_with_content(report, "priorities")
    assert "priorities" not in _blocks_with_content(report, "board")
    part = next(part for part in report.content["sections"] if part["block"] == "priorities")
    part["data"]["priorities"] = []
    assert "priorities" not in _blocks_with_content(report, "priorities")
