"""The public editions of the two partnerships: the attack is made again here, from the files a stranger gets alone."""

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from demonstration.founding import Founded
from reports.publishing.disclosing import Controlled, controlled
from reports.publishing.render import render_csv, render_page
from reports.publishing.services.snapshots import report_content
from reports.publishing.source import Source
from reports.studio.models import Report
from safeguarding.lib.facts import Disclosure

SMALL = range(1, 6)
Row = Mapping[str, str]


class Cells(HTMLParser):
    """Reads the figures of a page: key and printed text, and everything else a reader or a screen reader gets."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._key = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "data":
            self._key = given.get("value") or ""
            self.figures.append((self._key, ""))
        self.words += [given.get("alt") or "", given.get("title") or ""]

    def handle_endtag(self, tag: str) -> None:
        self._key = "" if tag == "data" else self._key

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._key:
            key, text = self.figures.pop()
            self.figures.append((key, text + data))


def control_of(founded: Founded) -> Controlled:
    """Return disclosure control of the partnership's report as it is loaded."""
    report = Report.objects.of(founded.partnership).get()
    return controlled(report, json.loads(json.dumps(report_content(report), default=str)))


def strangers_files(control: Controlled) -> tuple[list[Row], Cells]:
    """Return the rows of the CSV and the figures of the web page of the public edition."""
    source = Source("", "0" * 64, timezone.now(), {}).public(control.public)
    rows = list(csv.DictReader(io.StringIO(render_csv(source).data.decode("utf-8-sig"), newline="")))
    page = Cells()
    page.feed(render_page(source).data.decode())
    return rows, page


@pytest.fixture
def control(alderbrook: Founded) -> Controlled:
    """Return disclosure control of the invented partnership's report."""
    return control_of(alderbrook)


def test_the_demonstration_hides_small_numbers_and_their_partners(control: Controlled) -> None:
    causes = {one.cause.value for one in control.outcome.hidden.values()}
    assert {"small", "secondary"} <= causes
    assert control.passed


def test_a_stranger_with_the_csv_can_not_narrow_a_small_category(control: Controlled) -> None:
    """Every plan has one category, and the number of plans is printed: all splits that agree are tried."""
    rows, _page = strangers_files(control)
    attacked = 0
    for day in {row["as at"] for row in rows if row["key"].startswith("returns/cp-category.")}:
        cells = [row for row in rows if row["key"].startswith("returns/cp-category.") and row["as at"] == day]
        whole = next(row for row in rows if row["key"] == f"returns/cp-plans?at={day}")
        hidden = [row for row in cells if row["symbol"] == "[c]"]
        left = Decimal(whole["value"]) - sum(Decimal(row["value"]) for row in cells if row["value"])
        for row in hidden:
            others = len(hidden) - 1
            possible = {value for value in SMALL if others and left - value >= others}
            assert possible == set(SMALL), f"{row['key']} is one of {possible}"
            attacked += 1
        assert len(cells) == 4
    assert attacked >= 4, "the demonstration shows suppression happening"


def test_the_page_prints_no_hidden_figure_and_no_difference_of_printed_ones_is_one(control: Controlled) -> None:
    rows, page = strangers_files(control)
    hidden = set(control.outcome.hidden)
    assert {key for key, text in page.figures if key in hidden} <= hidden
    for key, text in page.figures:
        if key in hidden:
            assert text.strip() in (
                "[c]",
                "suppressed to protect confidentiality",
                "[suppressed to protect confidentiality]",
            )
    assert {row["key"] for row in rows if row["symbol"] == "[c]"} >= hidden
    texts = {control.facts[key].text for key in hidden}
    values = {text for text in texts if sum(letter.isdigit() for letter in text) > 2}  # shorter ones are everywhere
    assert not [word for word in page.words for value in values if value in word.split()]


def test_nobody_is_named_and_nothing_leads_into_the_portal(control: Controlled) -> None:
    text = json.dumps(control.public)
    names = {fact.provenance.entered_by for fact in control.facts.values()} - {""}
    names |= {fact.provenance.approved_by for fact in control.facts.values()} - {""}
    assert names
    assert not [name for name in names if name in text]
    assert "/p/alderbrook/" not in text


def test_the_same_content_is_protected_the_same_way_twice(control: Controlled, alderbrook: Founded) -> None:
    assert control_of(alderbrook).record() == control.record()


def test_every_figure_of_the_published_reference_report_is_printed(southend: Founded) -> None:
    """Only what comes from the confidential register of cases is protected all the same."""
    control = control_of(southend)
    returns = [fact for key, fact in control.facts.items() if key.startswith("returns/")]
    assert {fact.disclosure for fact in returns} == {Disclosure.PUBLIC}
    assert {key.partition("/")[0] for key in control.outcome.hidden} <= {"cases"}
    assert control.passed
