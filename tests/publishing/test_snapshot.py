"""Snapshots: canonical, kept once, of one moment, and all that rendering reads."""

import threading
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from partnerships.directory.models import Area
from reports.publishing.canonical import canonical_text, digest
from reports.publishing.errors import LiveDataRead
from reports.publishing.models import Snapshot
from reports.publishing.render import render_csv, render_document, render_page
from reports.publishing.services.reading import database_closed, one_moment
from reports.publishing.services.snapshots import snapshot_take
from reports.publishing.source import Source
from reports.studio.models import Report, Section
from reports.studio.services import section_add
from tests.factories import AreaFactory
from tests.publishing.reports import CLA, build_published
from tests.studio.figures import Figures
from tests.support.cast import Cast

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), plain, max_size=6))
def test_the_order_in_which_content_was_put_together_does_not_matter(content: dict[str, Any]) -> None:
    turned = dict(reversed(content.items()))
    assert canonical_text(content) == canonical_text(turned)


def test_numbers_keep_every_digit_and_binary_fractions_are_refused() -> None:
    assert canonical_text({"b": Decimal("0.10"), "a": 1}) == '{"a":1,"b":"0.10"}'
    with pytest.raises(TypeError, match=r"0\.1"):
        canonical_text({"share": 0.1})


def test_the_digest_of_the_same_content_is_the_same_on_every_machine_and_database() -> None:
    text = canonical_text({"sections": [{"title": "Ünderstanding neglect, in full"}], "facts": {}})
    assert digest(text) == "9fd95ca5b7773be4df5d3a3251e87b9086cf311177667a591da5e7ffd88ebc1b"


def test_unchanged_data_give_the_same_snapshot(cast: Cast, report: Report) -> None:
    first = snapshot_take(by=cast.manager, report=report)
    again = snapshot_take(by=cast.second_manager, report=report)
    assert again == first
    assert first.sha256 == digest(first.text)


def test_a_changed_figure_or_word_gives_another_snapshot(cast: Cast, report: Report, figures: Figures) -> None:
    first = snapshot_take(by=cast.manager, report=report)
    figures.add(CLA, 292, "Children looked after at 31 March")
    second = snapshot_take(by=cast.manager, report=report)
    section_add(by=cast.manager, report=report, title="New", block="narrative", body="<p>More.</p>")
    third = snapshot_take(by=cast.manager, report=report)
    assert len({first.sha256, second.sha256, third.sha256}) == 3


def test_publishing_does_not_change_what_a_report_says_but_reopening_names_the_next_edition(
    cast: Cast, report: Report
) -> None:
    assert snapshot_take(by=cast.manager, report=report).content["edition"] == 1
    build_published(report, cast.manager)
    Report.objects.filter(pk=report.pk).update(status=Report.Status.PUBLISHED)
    assert snapshot_take(by=cast.manager, report=report).content["edition"] == 1
    Report.objects.filter(pk=report.pk).update(status=Report.Status.DRAFT)
    assert snapshot_take(by=cast.manager, report=report).content["edition"] == 2


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_snapshot_is_never_changed(cast: Cast, report: Report, change: str) -> None:
    rows = Snapshot.objects.filter(pk=snapshot_take(by=cast.manager, report=report).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(sha256="0" * 64) if change == "update" else rows.delete()


def test_rendering_prints_the_snapshot_whatever_happens_to_the_data(
    cast: Cast, report: Report, figures: Figures
) -> None:
    source = Source.of(snapshot_take(by=cast.manager, report=report))
    before = (render_document(source), render_page(source).data, render_csv(source).data)
    figures.facts.clear()
    Section.objects.filter(report=report).update(body="", title="Changed")
    with database_closed():
        after = (render_document(source), render_page(source).data, render_csv(source).data)
    assert after == before
    assert "291" in after[0]


@pytest.mark.usefixtures("db")
def test_with_the_database_closed_a_query_is_an_error() -> None:
    with database_closed(), pytest.raises(LiveDataRead, match="Rendering asked the database"):
        Area.objects.count()
    assert Area.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_one_moment_does_not_see_what_others_write_meanwhile() -> None:
    AreaFactory(code="first")
    counts = []
    with one_moment():
        counts.append(Area.objects.count())
        other = threading.Thread(target=_write_elsewhere)
        other.start()
        other.join(1)
        counts.append(Area.objects.count())
    other.join()
    assert counts == [1, 1]


def _write_elsewhere() -> None:
    try:
        AreaFactory(code="second")
    except OperationalError:  # SQLite lets nobody write meanwhile, which is as good
        return
    finally:
        connection.close()
